from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, CampaignStatus, CampaignType, When
from core.filters import ChoiceFilter, DateFilter, Filters, LookupFilter, RowFilter, YesNoFilter
from salespeople.models import Salesperson, Team

Rows = QuerySet[Campaign]


class CampaignFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or description"))
    status = RowFilter(label=_("Status"), queryset=CampaignStatus.objects.all(), to_field_name="code")
    activated = YesNoFilter(label=_("Activated"), method="is_activated")
    when = ChoiceFilter(label=_("When"), choices=When.choices, method="in_time")
    type = LookupFilter(CampaignType, label=_("Campaign type"))
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    since = DateFilter(label=_("Starting from"), field_name="starting_date", lookup_expr="gte")
    until = DateFilter(label=_("Ending until"), field_name="ending_date", lookup_expr="lte")

    class Meta:
        model = Campaign
        fields = ["q", "status", "activated", "when", "type", "salesperson", "since", "until"]

    def search(self, rows: Any, name: str, typed: str) -> Rows:
        return rows.search(typed)  # type: ignore[no-any-return]

    def is_activated(self, rows: Any, name: str, wanted: bool) -> Rows:  # noqa: FBT001
        return rows.activated() if wanted else rows.not_activated()  # type: ignore[no-any-return]

    def in_time(self, rows: Any, name: str, when: str) -> Rows:
        return rows.when(When(when), on=self.today)  # type: ignore[no-any-return]


class PlansFilter(Filters):
    status = CampaignFilter.base_filters["status"]
    salesperson = CampaignFilter.base_filters["salesperson"]
    team = RowFilter(
        label=_("Team"), queryset=Team.objects.all(), field_name="salesperson__teams", to_field_name="code"
    )

    class Meta:
        model = Campaign
        fields = ["status", "salesperson", "team"]
