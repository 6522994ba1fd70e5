from activities.forms.activity import ActivityForm, ActivitySteps
from activities.forms.assigning import AssignForm, ReviewForm, review_rows
from activities.forms.task import HandOverForm, MoveForm, NewTaskForm, StartForm, TaskForm

__all__ = [
    "ActivityForm",
    "ActivitySteps",
    "AssignForm",
    "HandOverForm",
    "MoveForm",
    "NewTaskForm",
    "ReviewForm",
    "StartForm",
    "TaskForm",
    "review_rows",
]
