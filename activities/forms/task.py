from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from activities import closing
from activities.assigning import refuse_blocked
from activities.models import Status, Task, TaskType, times
from campaigns.models import Campaign
from contacts.models import Contact
from core.dateformulas import DateFormula, FormulaRefused
from core.dateformulas.forms import FormulaInput
from core.errors import Refused
from core.fields import DressedForm
from core.forms import CardForm, FastTab
from core.lookups import LookupSelect
from opportunities.models import Opportunity
from salespeople.models import Salesperson, Team

TIMES = ("all_day", "start_time", "ending_date", "ending_time")
ABOUT = ("contact", "campaign", "opportunity")
NOT_BLOCKED = {"invalid_choice": _("Choose a salesperson who is not blocked.")}
RECURRING = ("recurring", "recurring_interval", "counted_from")
LOOKUPS = {
    "contact": LookupSelect(Contact),
    "campaign": LookupSelect(Campaign),
    "opportunity": LookupSelect(Opportunity),
}


class Clock(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class TaskForm(CardForm):
    """A task. Its end is typed, its duration is kept; what is neither a call nor a meeting has a day only (4.6)."""

    ending_date = forms.DateField(label=_("Ending Date"), required=False, help_text=_("Of a meeting of several days."))
    ending_time = forms.TimeField(label=_("Ending Time"), required=False, widget=Clock)

    layout = Layout(
        FastTab(
            _("General"),
            *["number", "description", "type", "priority", "status", "date"],
            HTML('{% include "activities/_owner.html" %}'),
            *ABOUT,
            summary=("date", "status", "priority"),
        ),
        FastTab(
            _("Time and place"),
            *["start_time", "ending_time", "all_day", "ending_date", "location"],
            summary=("start_time", "ending_time", "location"),
            open=False,
        ),
        FastTab(_("Recurring"), *RECURRING, summary=("recurring_interval", "counted_from"), open=False),
    )

    class Meta:
        model = Task
        fields = [
            *["number", "description", "type", "priority", "status", "date", *ABOUT],
            *["start_time", "all_day", "location", *RECURRING],
        ]
        widgets = {**LOOKUPS, "start_time": Clock(), "recurring_interval": FormulaInput(counts_from="date")}
        help_texts = {
            "start_time": _("Of a phone call or a meeting."),
            "recurring_interval": _("A date formula, such as 1W or 1M."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        task = options.get("instance")
        super().__init__(*args, **{**options, "initial": {**_end_of(task), **(options.get("initial") or {})}})
        if self.instance.pk and "status" in self.fields:
            self._offer_statuses(self.instance)

    def _offer_statuses(self, task: Task) -> None:
        """A team's task is completed by somebody: that is asked beside the card, not here."""
        if task.team_id and not task.closed:
            status: Any = self.fields["status"]
            status.choices = [choice for choice in status.choices if choice[0] != Status.COMPLETED]

    def clean_type(self) -> str:
        typed: str = self.cleaned_data["type"]
        if self.instance.pk and typed != self.instance.type and TaskType.MEETING in (typed, self.instance.type):
            raise ValidationError(
                gettext("A meeting stays a meeting, and nothing else becomes one. Create a new task.")
            )
        return typed

    def clean_contact(self) -> Contact | None:
        contact: Contact | None = self.cleaned_data["contact"]
        if "contact" in self.changed_data:
            try:
                refuse_blocked(people=[], contacts=[contact])
            except Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return contact

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("recurring"):
            cleaned |= {"recurring_interval": DateFormula(), "counted_from": ""}
        if "date" in cleaned and "type" in cleaned:
            self._clean_times(cleaned)
            self._clean_interval(cleaned)
        return cleaned

    def _clean_times(self, cleaned: dict[str, Any]) -> None:
        if cleaned["type"] != TaskType.MEETING:
            cleaned |= {"all_day": False, "ending_date": None}
        if not cleaned["type"] or cleaned.get("all_day"):
            cleaned |= {"start_time": None, "ending_time": None}
        self.instance.duration = self._duration(cleaned)

    def _get_validation_exclusions(self) -> set[str]:
        """Rules that look at these fields are asked too, though nobody types them."""
        return super()._get_validation_exclusions() - {"duration", "main_task"}  # type: ignore[misc, no-any-return]

    def _duration(self, cleaned: dict[str, Any]) -> timedelta:
        """As typed; a task that is moved keeps how long it takes."""
        day, start, end = cleaned["date"], cleaned.get("start_time"), cleaned.get("ending_time")
        same = (
            self.instance.pk and self.instance.type == cleaned["type"] and not set(TIMES[2:]) & set(self.changed_data)
        )
        if cleaned["type"] and same and "all_day" not in self.changed_data:
            kept: timedelta = self.instance.duration
            return kept
        last = cleaned.get("ending_date") or day
        if cleaned.get("all_day"):
            return times.length(day, None, last, None, all_day=True)
        if start and end:
            return times.length(day, start, last, end, all_day=False)
        return times.CALL if cleaned["type"] else times.DAY

    def _clean_interval(self, cleaned: dict[str, Any]) -> None:
        if not (cleaned.get("recurring") and cleaned.get("recurring_interval") and cleaned.get("counted_from")):
            return  # what is missing the constraint says
        try:
            interval, counted_from = cleaned["recurring_interval"], cleaned["counted_from"]
            closing.next_date(interval, counted_from, due=cleaned["date"], closed=cleaned["date"])
        except Refused as refusal:
            self.add_error("recurring_interval", str(refusal))


class NewTaskForm(TaskForm):
    """Who does it is asked once; afterwards a task is handed over."""

    layout = Layout(
        FastTab(
            _("General"),
            *["number", "description", "type", "priority", "date", "salesperson", "team", "organizer"],
            *ABOUT,
            summary=("date", "priority"),
        ),
        *TaskForm.layout.fields[1:],
    )

    class Meta(TaskForm.Meta):
        fields = [
            *["number", "description", "type", "priority", "date", "salesperson", "team", "organizer", *ABOUT],
            *["start_time", "all_day", "location", *RECURRING],
        ]
        help_texts = {
            **TaskForm.Meta.help_texts,
            "team": _("Instead of a salesperson: each member gets the task."),
            "organizer": _("Of a meeting of a team."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("salesperson", "organizer"):
            field: Any = self.fields[name]
            field.queryset = Salesperson.objects.available()
            field.error_messages |= NOT_BLOCKED

    def clean(self) -> dict[str, Any] | None:
        """Who has a meeting alone organizes it."""
        cleaned = super().clean() or self.cleaned_data
        is_of_a_team = cleaned.get("team") and cleaned.get("type") == TaskType.MEETING
        if cleaned.get("organizer") and not is_of_a_team and not {"team", "type"} & set(self.errors):
            self.add_error("organizer", gettext("Only the meeting of a team has an organizer. Leave this blank."))
        return cleaned


def _end_of(task: Task | None) -> dict[str, Any]:
    if task is None or not task.type:
        return {}
    last, end = task.end
    return {"ending_date": last if last != task.date else None, "ending_time": end}


class HandOverForm(DressedForm):
    salesperson = forms.ModelChoiceField(
        label=_("Salesperson"),
        queryset=Salesperson.objects.available(),
        required=False,
        error_messages=NOT_BLOCKED,
    )
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.all(), required=False)


class StartForm(DressedForm):
    """The new first day of a campaign."""

    start = forms.DateField(label=_("New starting date"))


class MoveForm(forms.Form):
    """To which day: one of the calendar, or a date formula that counts from today."""

    to = forms.DateField(required=False)
    formula = forms.CharField(required=False, max_length=40)
    quick = forms.CharField(required=False, max_length=40)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if typed := cleaned.get("quick") or cleaned.get("formula"):
            try:
                cleaned["to"] = DateFormula.parse(typed, get_language() or "en").apply(self.today)
            except FormulaRefused as refusal:
                raise ValidationError(refusal.worded(gettext)) from refusal
        if not cleaned.get("to"):
            raise ValidationError(gettext("Choose the day to which the task is moved."))
        return cleaned

    @property
    def sentences(self) -> Sequence[str]:
        return [str(error) for errors in self.errors.values() for error in errors]
