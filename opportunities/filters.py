from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.filters import ChoiceFilter, DateFilter, Filters, LookupFilter, RowFilter
from core.setup.code_tables import CodeFilter
from opportunities.models import Opportunity, SalesCycle, Stage, Status
from salespeople.models import Salesperson

Rows = QuerySet[Opportunity]
OPEN, STARTED = "open", "started"


class OpportunityFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or description"))
    status = ChoiceFilter(
        label=_("Status"),
        choices=[(OPEN, _("Open")), (STARTED, _("Started, open or closed")), *Status.choices],
        method="by_status",
    )
    stage = LookupFilter(Stage, label=_("Stage"), method="at_stage")
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    contact = LookupFilter(Contact, label=_("Contact"), method="of_contact")
    campaign = LookupFilter(Campaign, label=_("Campaign"))
    cycle = RowFilter(label=_("Sales cycle"), queryset=SalesCycle.objects.all(), to_field_name="code")
    since = DateFilter(label=_("Closing from"), method="closing")
    until = DateFilter(label=_("Closing until"), method="closing")

    class Meta:
        model = Opportunity
        fields = ["q", "status", "stage", "salesperson", "contact", "campaign", "cycle", "since", "until"]

    def search(self, rows: Any, name: str, typed: str) -> Rows:
        return rows.search(typed)  # type: ignore[no-any-return]

    def by_status(self, rows: Any, name: str, status: str) -> Rows:
        known = {OPEN: rows.open, STARTED: rows.started}
        return known[status]() if status in known else rows.filter(status=status)  # type: ignore[no-any-return]

    def at_stage(self, rows: Any, name: str, stage: Stage) -> Rows:
        return rows.at_stage(stage)  # type: ignore[no-any-return]

    def of_contact(self, rows: Any, name: str, contact: Contact) -> Rows:
        return rows.of_contact(contact)  # type: ignore[no-any-return]

    def closing(self, rows: Any, name: str, day: Any) -> Rows:
        """In progress, unless those that are won or lost are asked for."""
        asked = self.form.cleaned_data["status"]
        status = Status(asked) if asked in (Status.WON, Status.LOST) else Status.IN_PROGRESS
        return rows.closing(**{name: day}, status=status)  # type: ignore[no-any-return]


class CycleFilter(CodeFilter):
    class Meta:
        model = SalesCycle
        fields = ["q"]


class BoardFilter(Filters):
    """What the board shows: always one sales cycle, of one salesperson or of all."""

    cycle = RowFilter(
        label=_("Sales cycle"), queryset=SalesCycle.objects.all(), to_field_name="code", empty_label=None, required=True
    )
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))

    class Meta:
        model = Opportunity
        fields = ["cycle", "salesperson"]
