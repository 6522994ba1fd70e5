from activities.models.activity import APART, Activity, ActivityStep, Priority, StageActivity, TaskType
from activities.models.task import FOLLOWED, TASKS, CountedFrom, Status, Task, TaskComment

__all__ = [
    "APART",
    "FOLLOWED",
    "TASKS",
    "Activity",
    "ActivityStep",
    "CountedFrom",
    "Priority",
    "StageActivity",
    "Status",
    "Task",
    "TaskComment",
    "TaskType",
]
