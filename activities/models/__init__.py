from activities.models.activity import APART, Activity, ActivityStep, Priority, TaskType
from activities.models.task import FOLLOWED, TASKS, CountedFrom, Status, Task, TaskComment

__all__ = [
    "APART",
    "FOLLOWED",
    "TASKS",
    "Activity",
    "ActivityStep",
    "CountedFrom",
    "Priority",
    "Status",
    "Task",
    "TaskComment",
    "TaskType",
]
