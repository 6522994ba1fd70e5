from typing import Any

import django_filters
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from activities.attendees import about
from activities.models import Activity, Status, Task
from campaigns.models import Campaign
from contacts.models import Contact
from core.filters import ChoiceFilter, DateFilter, Filters, LookupFilter, RowFilter
from salespeople.models import Salesperson, Team

Rows = QuerySet[Any]


class ActivityFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("Code or description"))

    class Meta:
        model = Activity
        fields = ["q"]

    def search(self, rows: Rows, name: str, typed: str) -> Rows:
        return rows.filter(Q(code__istartswith=typed) | Q(description__icontains=typed))


class State(TextChoices):
    """Which tasks a list shows; without a choice those that are open."""

    OVERDUE = "overdue", _("Overdue")
    CLOSED = "closed", _("Closed")
    CANCELLED = "canceled", _("Canceled")
    ALL = "all", _("Open and closed")


class TaskFilter(Filters):
    """One row per piece of work; asked for a salesperson, his copies of team tasks too (5.1)."""

    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or description"))
    state = ChoiceFilter(label=_("Show"), choices=State.choices, method="as_it_is", empty_label=_("Open tasks"))
    status = ChoiceFilter(label=_("Status"), choices=Status.choices)
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    team = RowFilter(label=_("Team"), queryset=Team.objects.all())
    campaign = LookupFilter(Campaign, label=_("Campaign"))
    contact = LookupFilter(Contact, label=_("Contact"), method="of_contact")
    segment = django_filters.CharFilter(label=_("Segment No."), field_name="segment_number", lookup_expr="exact")
    until = DateFilter(label=_("Until"), field_name="date", lookup_expr="lte")

    class Meta:
        model = Task
        fields = ["q", "state", "status", "salesperson", "team", "campaign", "contact", "segment", "until"]

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__({} if data is None else data, *args, **options)  # what it leaves out, it leaves out unasked

    def filter_queryset(self, queryset: Any) -> Any:
        rows, asked = super().filter_queryset(queryset), self.form.cleaned_data
        if not asked["salesperson"]:
            rows = rows.main()
        wants_closed = asked["state"] or asked["status"] == Status.COMPLETED
        return rows if wants_closed else rows.open()

    def search(self, rows: Any, name: str, typed: str) -> Rows:
        return rows.search(typed)  # type: ignore[no-any-return]

    def of_contact(self, rows: Any, name: str, contact: Contact) -> Rows:
        return about(rows, contact)

    def as_it_is(self, rows: Any, name: str, state: str) -> Rows:
        if state == State.OVERDUE:
            return rows.open().filter(date__lt=self.today)  # type: ignore[no-any-return]
        if state == State.ALL:
            return rows  # type: ignore[no-any-return]
        return rows.filter(closed=True, cancelled=state == State.CANCELLED)  # type: ignore[no-any-return]
