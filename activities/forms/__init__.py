from activities.forms.activity import ActivityForm, ActivitySteps
from activities.forms.assigning import EACH_OWN, AssignForm, ReviewForm, ReviewFormSet, review_rows
from activities.forms.attendees import AnswerForm, InviteForm
from activities.forms.task import HandOverForm, MoveForm, NewTaskForm, TaskForm

__all__ = [
    "EACH_OWN",
    "ActivityForm",
    "ActivitySteps",
    "AnswerForm",
    "AssignForm",
    "HandOverForm",
    "InviteForm",
    "MoveForm",
    "NewTaskForm",
    "ReviewForm",
    "ReviewFormSet",
    "TaskForm",
    "review_rows",
]
