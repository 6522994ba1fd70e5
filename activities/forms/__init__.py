from activities.forms.activity import ActivityForm, ActivitySteps
from activities.forms.assigning import AssignForm, ReviewForm, review_rows
from activities.forms.many import CancelManyForm, CompleteManyForm, HandOverManyForm, ManyForm, MoveManyForm
from activities.forms.status import StatusForm
from activities.forms.task import HandOverForm, MoveForm, NewTaskForm, StartForm, TaskForm

__all__ = [
    "ActivityForm",
    "ActivitySteps",
    "AssignForm",
    "CancelManyForm",
    "CompleteManyForm",
    "HandOverForm",
    "HandOverManyForm",
    "ManyForm",
    "MoveForm",
    "MoveManyForm",
    "NewTaskForm",
    "ReviewForm",
    "StartForm",
    "StatusForm",
    "TaskForm",
    "review_rows",
]
