from typing import Any

import django_filters
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from activities.attendees import about
from activities.matrix import Lines, Output
from activities.models import Activity, Priority, Status, Task
from campaigns.models import Campaign
from contacts.models import Contact
from core.access import person_of
from core.filters import ChoiceFilter, DateFilter, Filters, LookupFilter, RowFilter
from core.spans import Span
from opportunities.models import Opportunity
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


class Whose(TextChoices):
    MINE = "mine", _("Mine")
    TEAM = "team", _("My teams'")


SHARED = ["priority", "salesperson", "team", "campaign", "contact", "opportunity", "segment"]


class AnyTaskFilter(Filters):
    """What list, calendar, board and matrix have in common: the same address leaves the same tasks in all of them.

    One row per piece of work; asked for a salesperson, his copies of team tasks too (5.1).
    """

    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or description"))
    whose = ChoiceFilter(label=_("Whose"), choices=Whose.choices, method="of_whom")
    priority = ChoiceFilter(label=_("Priority"), choices=Priority.choices)
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    team = RowFilter(label=_("Team"), queryset=Team.objects.all())
    campaign = LookupFilter(Campaign, label=_("Campaign"))
    contact = LookupFilter(Contact, label=_("Contact"), method="of_contact")
    opportunity = LookupFilter(Opportunity, label=_("Opportunity"))
    segment = django_filters.CharFilter(label=_("Segment No."), field_name="segment_number", lookup_expr="exact")

    class Meta:
        model = Task
        fields = ["q", "whose", *SHARED]

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__({} if data is None else data, *args, **options)  # what it leaves out, it leaves out unasked

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        return rows if self.by_person else rows.main()

    @property
    def by_person(self) -> bool:
        """Somebody is asked for, who has copies of the tasks of his teams."""
        asked = self.form.cleaned_data
        return bool(asked["salesperson"]) or asked["whose"] == Whose.MINE

    def search(self, rows: Any, name: str, typed: str) -> Rows:
        return rows.search(typed)  # type: ignore[no-any-return]

    def of_whom(self, rows: Any, name: str, whose: str) -> Rows:
        user = person_of(self.request)
        if whose == Whose.MINE:
            seller = Salesperson.objects.of(user)
            return rows.filter(salesperson=seller) if seller else rows.none()  # type: ignore[no-any-return]
        return rows.of_teams_of(user)  # type: ignore[no-any-return]

    def of_contact(self, rows: Any, name: str, contact: Contact) -> Rows:
        return about(rows, contact, copies=self.by_person)


class CalendarFilter(AnyTaskFilter):
    """Open tasks, unless closed ones are asked for. The days are the calendar's own."""

    state = ChoiceFilter(label=_("Show"), choices=State.choices, method="as_it_is", empty_label=_("Open tasks"))
    status = ChoiceFilter(label=_("Status"), choices=Status.choices)

    class Meta(AnyTaskFilter.Meta):
        fields = ["q", "whose", "state", "status", *SHARED]

    def filter_queryset(self, queryset: Any) -> Any:
        rows, asked = super().filter_queryset(queryset), self.form.cleaned_data
        wants_closed = asked["state"] or asked["status"] == Status.COMPLETED
        return rows if wants_closed else rows.open()

    def as_it_is(self, rows: Any, name: str, state: str) -> Rows:
        if state == State.OVERDUE:
            return rows.open().filter(date__lt=self.today)  # type: ignore[no-any-return]
        if state == State.ALL:
            return rows  # type: ignore[no-any-return]
        return rows.filter(closed=True, cancelled=state == State.CANCELLED)  # type: ignore[no-any-return]


class TaskFilter(CalendarFilter):
    """Of the list, and of what is printed."""

    since = DateFilter(label=_("From"), field_name="date", lookup_expr="gte")
    until = DateFilter(label=_("Until"), field_name="date", lookup_expr="lte")

    class Meta(AnyTaskFilter.Meta):
        fields = [*CalendarFilter.Meta.fields, "since", "until"]


class BoardFilter(AnyTaskFilter):
    """The statuses are the board's own."""


class MatrixFilter(CalendarFilter):
    """Also what the lines and columns are, which leaves no task out; the days are the matrix's own."""

    lines = ChoiceFilter(label=_("Lines"), choices=Lines.choices, method="_all", empty_label=None)
    by = ChoiceFilter(label=_("View by"), choices=Span.choices, method="_all", empty_label=None)
    output = ChoiceFilter(label=_("Cells"), choices=Output.choices, method="_all", empty_label=None)

    class Meta(AnyTaskFilter.Meta):
        fields = ["lines", "by", "output", *CalendarFilter.Meta.fields]

    @property
    def by_person(self) -> bool:
        return super().by_person or self.chosen[0] == Lines.SALESPERSON

    @property
    def chosen(self) -> tuple[Lines, Span, Output]:
        asked = self.form.cleaned_data
        return Lines(asked["lines"] or "salesperson"), Span(asked["by"] or "day"), Output(asked["output"] or "tasks")

    def _all(self, rows: Rows, name: str, chosen: str) -> Rows:
        return rows


class ReportFilter(TaskFilter):
    """Of what is printed by salesperson or by team: there, his copies of the tasks of his teams count (TO-173)."""

    def __init__(self, *args: Any, owner: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.owner = owner

    @property
    def by_person(self) -> bool:
        return super().by_person or self.owner == "salesperson"
