from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.codes import as_code
from core.filters import DateFilter, Filters, LookupFilter, RowFilter, YesNoFilter
from core.setup.code_tables import CodeFilter
from interactions.models import (
    CampaignEntry,
    Interaction,
    InteractionGroup,
    InteractionTemplate,
    LoggedSegment,
)
from opportunities.models import Opportunity
from salespeople.models import Salesperson

Rows = QuerySet[Any]


def _of_contact(_filters: Filters, rows: Any, _name: str, contact: Contact) -> Rows:
    return rows.of_contact(contact)  # type: ignore[no-any-return]


class LogFilter(Filters):
    """What every list of what was logged is asked for."""

    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("Entry No. or description"))
    cancelled = YesNoFilter(label=_("Canceled"))

    def search(self, rows: Any, name: str, typed: str) -> Rows:
        return rows.search(typed)  # type: ignore[no-any-return]

    def in_segment(self, rows: Rows, name: str, typed: str) -> Rows:
        return rows.filter(segment_number=as_code(typed))


class InteractionFilter(LogFilter):
    contact = LookupFilter(Contact, label=_("Contact"), method="of_contact")
    campaign = LookupFilter(Campaign, label=_("Campaign"))
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    opportunity = LookupFilter(Opportunity, label=_("Opportunity"))
    group = LookupFilter(InteractionGroup, label=_("Interaction Group"))
    template = LookupFilter(InteractionTemplate, label=_("Interaction Template"))
    since = DateFilter(label=_("From"), field_name="date", lookup_expr="gte")
    until = DateFilter(label=_("Until"), field_name="date", lookup_expr="lte")
    target = YesNoFilter(label=_("Campaign Target"), field_name="campaign_target")
    response = YesNoFilter(label=_("Campaign Response"), field_name="campaign_response")
    segment = django_filters.CharFilter(label=_("Segment No."), method="in_segment")
    entry = LookupFilter(CampaignEntry, label=_("Campaign entry"), field_name="campaign_entry")
    logged = LookupFilter(LoggedSegment, label=_("Logged segment"), field_name="logged_segment")

    when_asked = ["target", "response", "segment", "entry", "logged", "opportunity"]

    class Meta:
        model = Interaction
        fields = [
            *["q", "contact", "campaign", "salesperson", "group", "template", "since", "until", "cancelled"],
            *["target", "response", "segment", "entry", "logged", "opportunity"],
        ]

    of_contact = _of_contact


class PostponedFilter(Filters):
    contact = LookupFilter(Contact, label=_("Contact"), method="of_contact")
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    campaign = LookupFilter(Campaign, label=_("Campaign"))
    since = DateFilter(label=_("From"), field_name="date", lookup_expr="gte")
    until = DateFilter(label=_("Until"), field_name="date", lookup_expr="lte")

    class Meta:
        model = Interaction
        fields = ["contact", "salesperson", "campaign", "since", "until"]

    of_contact = _of_contact


class EntryFilter(LogFilter):
    campaign = LookupFilter(Campaign, label=_("Campaign"))
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    since = DateFilter(label=_("From"), field_name="date", lookup_expr="gte")
    until = DateFilter(label=_("Until"), field_name="date", lookup_expr="lte")
    segment = django_filters.CharFilter(label=_("Segment No."), method="in_segment")
    logged = LookupFilter(LoggedSegment, label=_("Logged segment"), field_name="logged_segment")

    when_asked = ["segment", "logged"]

    class Meta:
        model = CampaignEntry
        fields = ["q", "campaign", "salesperson", "since", "until", "cancelled", "segment", "logged"]


class LoggedFilter(LogFilter):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("Segment No. or description"))

    class Meta:
        model = LoggedSegment
        fields = ["q", "cancelled"]


class TemplateFilter(CodeFilter):
    group = RowFilter(label=_("Interaction Group"), queryset=InteractionGroup.objects.all(), to_field_name="code")

    class Meta:
        model = InteractionTemplate
        fields = ["q", "group"]
