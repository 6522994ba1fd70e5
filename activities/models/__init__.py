from activities.models.activity import APART, Activity, ActivityStep, Priority, StageActivity, TaskType
from activities.models.address import CalendarAddress
from activities.models.attendee import Attendance, Attendee, Response
from activities.models.notification import Notification
from activities.models.rules import FIRST_DAY, LAST_DAY, CountedFrom, Status
from activities.models.task import FOLLOWED, TASKS, Task, TaskComment

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
    "CalendarAddress",
    "CountedFrom",
    "Notification",
    "Priority",
    "Response",
    "StageActivity",
    "Status",
    "Task",
    "TaskComment",
    "TaskType",
]
