"""Stands in for the list of the log until it is merged: nothing here is kept."""

from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from campaigns.models import Campaign
from contacts.models import Contact
from core import pages
from core.expressions import Expression
from core.expressions.days import Day
from core.filters import Filters, LookupFilter, YesNoFilter
from core.tables import Column
from interactions.models import Interaction
from opportunities.models import Opportunity
from salespeople.models import Salesperson


class InteractionFilter(Filters):
    campaign = LookupFilter(Campaign)
    contact = LookupFilter(Contact, method="of_contact")
    salesperson = LookupFilter(Salesperson)
    opportunity = LookupFilter(Opportunity)
    campaign_target = YesNoFilter()
    campaign_response = YesNoFilter()
    cancelled = YesNoFilter()

    class Meta:
        model = Interaction
        fields = [
            "campaign",
            "contact",
            "salesperson",
            "opportunity",
            "campaign_target",
            "campaign_response",
            "cancelled",
            "template",
            "group",
        ]

    def of_contact(self, rows: Any, name: str, contact: Contact) -> Any:
        return rows.filter(Q(contact__party=contact.pk) if contact.is_company else Q(contact=contact))

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        typed = self.data.get("date")
        kind = Day("date", today=localdate(), work_date=self.today)
        return found.filter(Expression.of(typed, kind).asked) if typed else found


class InteractionList(pages.ListPage):
    model = Interaction
    url_name = "interactions:list"
    columns = [Column("id", "No.", sort="id", link=True), Column("description", "Description")]
    filterset_class = InteractionFilter
    order = "id"

    @classmethod
    def rows(cls) -> Any:
        return Interaction.objects.logged()
