from activities.models.activity import APART, Activity, ActivityStep, Priority, StageActivity, TaskType
from activities.models.address import CalendarAddress
from activities.models.notification import Notification
from activities.models.task import FOLLOWED, TASKS, CountedFrom, Status, Task, TaskComment

__all__ = [
    "APART",
    "FOLLOWED",
    "TASKS",
    "Activity",
    "ActivityStep",
    "CalendarAddress",
    "CountedFrom",
    "Notification",
    "Priority",
    "StageActivity",
    "Status",
    "Task",
    "TaskComment",
    "TaskType",
]
