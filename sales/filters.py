import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.filters import DateFilter, Filters, LookupFilter, RowFilter, YesNoFilter
from core.lookups import LookupSelect
from sales.models import SalesDocument, SalesLine
from salespeople.models import Salesperson


class QuoteFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No., contact or reference"))
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))
    campaign = RowFilter(
        label=_("Campaign"),
        queryset=Campaign.objects.all(),
        widget=LookupSelect(Campaign),
        method="of_campaign",
        help_text=_("On its head, or of a price on one of its lines."),
    )
    since = DateFilter(label=_("From"), field_name="document_date", lookup_expr="gte")
    until = DateFilter(label=_("Until"), field_name="document_date", lookup_expr="lte")

    class Meta:
        model = SalesDocument
        fields = ["q", "salesperson", "campaign", "since", "until"]

    def search(self, rows: QuerySet[SalesDocument], name: str, typed: str) -> QuerySet[SalesDocument]:
        named = Contact.objects.search(typed).values("pk")
        return rows.filter(
            Q(number__istartswith=typed)
            | Q(quote_number__istartswith=typed)
            | Q(sell_to__in=named)
            | Q(bill_to__in=named)
            | Q(your_reference__istartswith=typed)
        )

    def of_campaign(self, rows: QuerySet[SalesDocument], name: str, campaign: Campaign) -> QuerySet[SalesDocument]:
        lines = SalesLine.objects.at_prices_of(campaign)
        return rows.filter(Q(campaign=campaign) | Q(pk__in=lines.values("document")))


class OrderFilter(QuoteFilter):
    posted = YesNoFilter(label=_("Posted"), field_name="posting_date", lookup_expr="isnull", exclude=True)

    class Meta:
        model = SalesDocument
        fields = ["q", "posted", "salesperson", "campaign", "since", "until"]
