from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Status, Task
from core.fields import dress
from salespeople.models import Salesperson


class StatusForm(forms.Form):
    """Another status; where a team's task is completed, also who of the team did it."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    completed_by = forms.ModelChoiceField(label=_("Completed By"), queryset=Salesperson.objects.none(), required=False)

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        members: Any = self.fields["completed_by"]
        members.queryset = Salesperson.objects.filter(teams=task.team_id)
        if not task.team_id:
            del self.fields["completed_by"]
        dress(self.fields)
