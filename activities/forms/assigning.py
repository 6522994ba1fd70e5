import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from activities import scheduling
from activities.forms.task import NOT_BLOCKED
from activities.models import FIRST_DAY, LAST_DAY, Activity, ActivityStep, Priority, Task, TaskType
from campaigns.models import Campaign
from contacts.models import Contact
from core.errors import Refused
from core.fields import Day, DressedForm, dress
from core.lookups import LookupSelect
from core.workdays import Workdays, is_weekend
from opportunities.models import Opportunity
from salespeople.models import Salesperson, Team

IN_THE_CALENDAR = [
    MinValueValidator(FIRST_DAY, _("The date must lie in the years 1900 to 2999.")),
    MaxValueValidator(LAST_DAY, _("The date must lie in the years 1900 to 2999.")),
]
EACH_OWN = _("Each contact's own salesperson")


class AssignForm(DressedForm):
    """Which activity from which day for whom; valid when it can be scheduled, `tasks` is then what it would make."""

    activity = forms.ModelChoiceField(
        label=_("Activity"), queryset=Activity.objects.all(), widget=LookupSelect(Activity)
    )
    start = forms.DateField(label=_("Starting Date"), widget=Day())
    salesperson = forms.ModelChoiceField(
        label=_("Salesperson"),
        queryset=Salesperson.objects.available(),
        required=False,
        error_messages=NOT_BLOCKED,
    )
    team = forms.ModelChoiceField(label=_("or team"), queryset=Team.objects.all(), required=False)
    organizer = forms.ModelChoiceField(
        label=_("Meeting organizer"),
        queryset=Salesperson.objects.available(),
        required=False,
        error_messages=NOT_BLOCKED,
    )
    campaign = forms.ModelChoiceField(
        label=_("Campaign"), queryset=Campaign.objects.all(), required=False, widget=LookupSelect(Campaign)
    )
    contact = forms.ModelChoiceField(
        label=_("Contact"), queryset=Contact.objects.all(), required=False, widget=LookupSelect(Contact)
    )
    opportunity = forms.ModelChoiceField(
        label=_("Opportunity"), queryset=Opportunity.objects.all(), required=False, widget=LookupSelect(Opportunity)
    )

    tasks: Sequence[Task] = ()

    @property
    def target(self) -> scheduling.Target:
        cleaned = self.cleaned_data
        return scheduling.Target(
            salesperson=cleaned["salesperson"],
            team=cleaned["team"],
            organizer=cleaned["organizer"],
            contacts=[cleaned["contact"]] if cleaned.get("contact") else [],
            campaign=cleaned["campaign"],
            opportunity=cleaned.get("opportunity"),
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.tasks = scheduling.schedule(cleaned["activity"], start=cleaned["start"], target=self.target)
            except Refused as refusal:
                self.add_error(None, str(refusal))
        return cleaned


class ReviewForm(forms.Form):
    """One task before it is created. It holds all that was looked at: nothing changes under the person's hands."""

    keep = forms.BooleanField(label=_("Create"), required=False)
    description = forms.CharField(label=_("Description"), max_length=100)
    date = forms.DateField(label=_("Date"), widget=Day(), validators=IN_THE_CALENDAR)
    salesperson = forms.TypedChoiceField(label=_("Who does it"), required=False, empty_value=None)
    type = forms.ChoiceField(choices=TaskType.choices, required=False, widget=forms.HiddenInput)
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=int, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        people: dict[str, Salesperson],
        target: scheduling.Target,
        workdays: Workdays,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.people, self.target, self.workdays = people, target, workdays
        shared = EACH_OWN if target.each_own else target.team
        blank = [("", str(shared))] if shared else []
        owner: Any = self.fields["salesperson"]
        owner.choices = [*blank, *((key, str(person)) for key, person in people.items())]
        owner.coerce = self._person
        dress(self.fields)
        self.fields["description"].widget.attrs["class"] += " step-text"

    def _person(self, key: str) -> Salesperson:
        if key not in self.people:
            raise ValueError(key)
        return self.people[key]

    @property
    def type_name(self) -> str:
        typed = self["type"].value()
        return str(TaskType(typed).label) if typed and typed in TaskType.values else ""

    @property
    def priority_name(self) -> str:
        named = {str(value): label for value, label in Priority.choices}
        return str(named.get(str(self["priority"].value()), ""))

    @property
    def day(self) -> datetime.date | None:
        """As it stands in the field; none where that is no day."""
        shown = self["date"].value()
        try:
            return shown if isinstance(shown, datetime.date) else self.fields["date"].to_python(shown)
        except ValidationError:
            return None

    @property
    def is_weekend(self) -> bool:
        return self.day is not None and is_weekend(self.day)

    @property
    def holiday(self) -> str:
        return self.workdays.holiday(self.day) if self.day else ""

    def task(self, activity: Activity) -> Task:
        """What is to be created. A salesperson takes a task alone, without one it stays the team's or each one's."""
        cleaned, target = self.cleaned_data, self.target
        step = ActivityStep(activity=activity, type=cleaned["type"], description=cleaned["description"])
        step.priority = cleaned["priority"]
        owner = cleaned["salesperson"] or (None if target.each_own else target.salesperson)
        own = replace(target, salesperson=owner, each_own=False)
        if owner:
            own = replace(own, team=None, organizer=None)
        contact = target.contacts[0] if target.contacts else None
        return scheduling.task_of(step, on=cleaned["date"], contact=contact, target=own)


class ReviewFormSet(forms.BaseFormSet):
    def chosen(self, activity: Activity) -> list[Task]:
        return [form.task(activity) for form in self.forms if form.cleaned_data.get("keep")]


_Rows = forms.formset_factory(ReviewForm, formset=ReviewFormSet, extra=0, max_num=1000, absolute_max=1000)


def review_rows(
    target: scheduling.Target, workdays: Workdays, *, tasks: Sequence[Task] = (), sent: Any = None
) -> ReviewFormSet:
    """The rows to be looked at: of the scheduled tasks, or as they were sent. One statement for all owners."""
    people = {str(person.pk): person for person in Salesperson.objects.available()}
    rows = [
        {
            "keep": True,
            "description": task.description,
            "date": task.date,
            "salesperson": task.salesperson_id,
            "type": task.type,
            "priority": task.priority,
        }
        for task in tasks
    ]
    shared = {"people": people, "target": target, "workdays": workdays}
    formset: Any = _Rows(sent, initial=rows, prefix="tasks", form_kwargs=shared)
    return formset  # type: ignore[no-any-return]
