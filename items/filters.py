import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Customer
from core.codes import as_code
from core.filters import ChoiceFilter, DateFilter, Filters, LookupFilter, RowFilter, YesNoFilter
from items.models import Item, ItemDiscountGroup, SalesEntry, WithoutCampaign


class ItemFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or description"))
    discount_group = RowFilter(
        label=_("Item discount group"), queryset=ItemDiscountGroup.objects.all(), to_field_name="code"
    )
    blocked = YesNoFilter(label=_("Blocked"))

    class Meta:
        model = Item
        fields = ["q", "discount_group", "blocked"]

    def search(self, rows: QuerySet[Item], name: str, typed: str) -> QuerySet[Item]:
        return rows.search(typed)  # type: ignore[attr-defined, no-any-return]


class SalesEntryFilter(Filters):
    item = LookupFilter(Item, label=_("Item"))
    customer = LookupFilter(Customer, label=_("Customer"))
    campaign = LookupFilter(Campaign, label=_("Campaign"))
    document = django_filters.CharFilter(label=_("Document No."), method="of_document")
    since = DateFilter(label=_("From"), field_name="posting_date", lookup_expr="gte")
    until = DateFilter(label=_("Until"), field_name="posting_date", lookup_expr="lte")
    without = ChoiceFilter(label=_("Without the campaign"), choices=WithoutCampaign.choices, method="priced_without")

    class Meta:
        model = SalesEntry
        fields = ["item", "customer", "campaign", "document", "since", "until", "without"]

    def of_document(self, rows: QuerySet[SalesEntry], name: str, typed: str) -> QuerySet[SalesEntry]:
        return rows.filter(document_number=as_code(typed))

    def priced_without(self, rows: QuerySet[SalesEntry], name: str, chosen: str) -> QuerySet[SalesEntry]:
        return rows.filter(WithoutCampaign(chosen).condition)
