from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities import scheduling
from activities.calendar import is_weekend
from activities.models import Activity, ActivityStep, Priority, Task, TaskType
from campaigns.models import Campaign
from contacts.models import Contact
from core.errors import Refused
from core.fields import Day, dress
from core.lookups import LookupSelect
from opportunities.models import Opportunity
from salespeople.models import Salesperson, Team


class AssignForm(forms.Form):
    """Which activity from which day for whom; valid when it can be scheduled, `tasks` is then what it would make."""

    activity = forms.ModelChoiceField(
        label=_("Activity"), queryset=Activity.objects.all(), widget=LookupSelect(Activity)
    )
    start = forms.DateField(label=_("Starting Date"), widget=Day())
    salesperson = forms.ModelChoiceField(
        label=_("Salesperson"), queryset=Salesperson.objects.available(), required=False
    )
    team = forms.ModelChoiceField(label=_("or team"), queryset=Team.objects.all(), required=False)
    organizer = forms.ModelChoiceField(
        label=_("Meeting organizer"), queryset=Salesperson.objects.available(), required=False
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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self.fields)

    @property
    def target(self) -> scheduling.Target:
        cleaned = self.cleaned_data
        return scheduling.Target(
            salesperson=cleaned["salesperson"],
            team=cleaned["team"],
            organizer=cleaned["organizer"],
            contacts=[cleaned["contact"]] if cleaned["contact"] else [],
            campaign=cleaned["campaign"],
            opportunity=cleaned["opportunity"],
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
    date = forms.DateField(label=_("Date"), widget=Day())
    salesperson = forms.TypedChoiceField(label=_("Who does it"), required=False, empty_value=None)
    type = forms.ChoiceField(choices=TaskType.choices, required=False, widget=forms.HiddenInput)
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=int, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: dict[str, Salesperson], target: scheduling.Target, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people, self.target = people, target
        blank = [("", str(target.team))] if target.team else []
        owner: Any = self.fields["salesperson"]
        owner.choices = [*blank, *((key, str(person)) for key, person in people.items())]
        owner.coerce = people.__getitem__
        dress(self.fields)

    @property
    def type_name(self) -> str:
        typed = self["type"].value()
        return str(TaskType(typed).label) if typed in TaskType.values else ""

    @property
    def priority_name(self) -> str:
        return str(Priority(int(self["priority"].value() or 0)).label)

    @property
    def is_weekend(self) -> bool:
        day = self["date"].initial
        return day is not None and is_weekend(day)

    def task(self, activity: Activity) -> Task:
        """What is to be created. A salesperson takes a task alone, without one it stays the team's."""
        cleaned, target = self.cleaned_data, self.target
        step = ActivityStep(activity=activity, type=cleaned["type"], description=cleaned["description"])
        step.priority = cleaned["priority"]
        owner = cleaned["salesperson"] or target.salesperson
        own = scheduling.Target(
            salesperson=owner,
            team=None if owner else target.team,
            organizer=None if owner else target.organizer,
            campaign=target.campaign,
            opportunity=target.opportunity,
        )
        contact = target.contacts[0] if target.contacts else None
        return scheduling.task_of(step, on=cleaned["date"], contact=contact, target=own)


class ReviewFormSet(forms.BaseFormSet):
    def chosen(self, activity: Activity) -> list[Task]:
        return [form.task(activity) for form in self.forms if form.cleaned_data.get("keep")]


_Rows = forms.formset_factory(ReviewForm, formset=ReviewFormSet, extra=0, max_num=1000, absolute_max=1000)


def review_rows(target: scheduling.Target, *, tasks: Sequence[Task] = (), sent: Any = None) -> ReviewFormSet:
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
    formset: Any = _Rows(sent, initial=rows, prefix="tasks", form_kwargs={"people": people, "target": target})
    return formset  # type: ignore[no-any-return]
