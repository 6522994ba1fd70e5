"""What to do with many tasks: one form for each act."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.acts_on_many import Cancel, Complete, HandOver, Move
from activities.forms.task import HandOverForm
from core.dateformulas.forms import DateFormulaField, FormulaInput
from core.fields import Day, dress
from salespeople.models import Salesperson


class ManyForm(forms.Form):
    """A valid one answers the act. One that asks for nothing that must be said is looked at without being sent."""

    title: Any = ""
    asks = False

    def __init__(self, data: Any = None, *, on: date, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.on = on
        dress(self.fields)

    @property
    def act(self) -> Any:
        raise NotImplementedError


class MoveManyForm(ManyForm):
    title, asks = _("Move tasks"), True

    to = forms.DateField(label=_("To the day"), required=False, widget=Day())
    formula = DateFormulaField(
        label=_("or by a date formula"),
        required=False,
        widget=FormulaInput(counts_from="first"),
        help_text=_(
            "Counted from the day of each task: 1W is a week later, -2D two days earlier. "
            "While you type, you see the day of the first one."
        ),
    )
    first = forms.DateField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("to")) == bool(cleaned.get("formula")):
            raise ValidationError(gettext("Choose a day, or type a date formula, but not both."))
        return cleaned

    @property
    def act(self) -> Move:
        if self.cleaned_data["to"]:
            return Move(to=self.cleaned_data["to"])
        return Move(formula=self.cleaned_data["formula"])


class HandOverManyForm(ManyForm):
    title, asks = _("Hand over tasks"), True

    salesperson = HandOverForm.base_fields["salesperson"]
    team = HandOverForm.base_fields["team"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("salesperson")) == bool(cleaned.get("team")):
            raise ValidationError(gettext("Choose who gets the task: a salesperson or a team."))
        return cleaned

    @property
    def act(self) -> HandOver:
        return HandOver(**self.cleaned_data)


class CompleteManyForm(ManyForm):
    title = _("Complete tasks")

    completed_by = forms.ModelChoiceField(
        label=_("Completed By"),
        queryset=Salesperson.objects.available(),
        required=False,
        help_text=_("Asked for the tasks of teams only."),
    )

    @property
    def act(self) -> Complete:
        return Complete(on=self.on, completed_by=self.cleaned_data["completed_by"])


class CancelManyForm(ManyForm):
    title = _("Cancel tasks")

    @property
    def act(self) -> Cancel:
        return Cancel(on=self.on)
