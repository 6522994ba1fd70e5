from activities.models.activity import APART, Activity, ActivityStep, Priority, TaskType
from activities.models.attendee import Attendance, Attendee, Response
from activities.models.task import FIRST_DAY, FOLLOWED, LAST_DAY, TASKS, CountedFrom, Status, Task, TaskComment

__all__ = [
    "APART",
    "FIRST_DAY",
    "FOLLOWED",
    "LAST_DAY",
    "TASKS",
    "Activity",
    "ActivityStep",
    "Attendance",
    "Attendee",
    "CountedFrom",
    "Priority",
    "Response",
    "Status",
    "Task",
    "TaskComment",
    "TaskType",
]
