from activities.forms.activity import ActivityForm, ActivitySteps
from activities.forms.assigning import EACH_OWN, AssignForm, ReviewForm, ReviewFormSet, review_rows
from activities.forms.attendees import AnswerForm, InviteForm
from activities.forms.many import CancelManyForm, CompleteManyForm, HandOverManyForm, ManyForm, MoveManyForm
from activities.forms.status import StatusForm
from activities.forms.task import HandOverForm, MoveForm, NewTaskForm, StartForm, TaskForm

__all__ = [
    "EACH_OWN",
    "ActivityForm",
    "ActivitySteps",
    "AnswerForm",
    "AssignForm",
    "CancelManyForm",
    "CompleteManyForm",
    "HandOverForm",
    "HandOverManyForm",
    "InviteForm",
    "ManyForm",
    "MoveForm",
    "MoveManyForm",
    "NewTaskForm",
    "ReviewForm",
    "ReviewFormSet",
    "StartForm",
    "StatusForm",
    "TaskForm",
    "review_rows",
]
