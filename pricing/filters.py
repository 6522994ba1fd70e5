from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Customer, DiscountGroup, PriceGroup
from core.filters import ChoiceFilter, DateFilter, Filters, LookupFilter
from core.models import Currency
from items.models import Item, ItemDiscountGroup
from pricing.models import SalesLineDiscount, SalesPrice


class SourceRowFilter(Filters):
    """A code counts only with the sales type it belongs to; the page shows that one only."""

    customer = LookupFilter(Customer, label=_("Customer"), method="of_source")
    campaign = LookupFilter(Campaign, label=_("Campaign"), method="of_source")
    item = LookupFilter(Item, label=_("Item"))
    starting_date = DateFilter(label=_("Starting from"), method="starting_from")
    currency = LookupFilter(Currency, label=_("Currency"))

    def of_source(self, rows: QuerySet[Any], name: str, source: Any) -> QuerySet[Any]:
        asked = self.form.cleaned_data["source_type"]
        if not asked or self._meta.model.column_of(int(asked)) != name:
            return rows
        return rows.filter(source_key=source.pk)

    def starting_from(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        return rows.filter(Q(starting_date__gte=day) | Q(campaign__starting_date__gte=day))


class SalesPriceFilter(SourceRowFilter):
    source_type = ChoiceFilter(label=_("Sales Type"), choices=SalesPrice.source_types)
    price_group = LookupFilter(PriceGroup, label=_("Customer price group"), method="of_source")

    class Meta:
        model = SalesPrice
        fields = ["source_type", "customer", "price_group", "campaign", "item", "starting_date", "currency"]


class SalesLineDiscountFilter(SourceRowFilter):
    source_type = ChoiceFilter(label=_("Sales Type"), choices=SalesLineDiscount.source_types)
    discount_group = LookupFilter(DiscountGroup, label=_("Customer discount group"), method="of_source")
    item_group = LookupFilter(ItemDiscountGroup, label=_("Item discount group"))

    class Meta:
        model = SalesLineDiscount
        fields = [
            "source_type",
            "customer",
            "discount_group",
            "campaign",
            "item",
            "item_group",
            "starting_date",
            "currency",
        ]


class SpecialPriceFilter(Filters):
    """What is for one customer: from which source, for which item."""

    source_type = ChoiceFilter(label=_("Sales Type"), choices=SalesPrice.source_types)
    item = LookupFilter(Item, label=_("Item"))

    class Meta:
        model = SalesPrice
        fields = ["source_type", "item"]


class SpecialDiscountFilter(Filters):
    """An item also gets the discounts of its item discount group."""

    source_type = ChoiceFilter(label=_("Sales Type"), choices=SalesLineDiscount.source_types)
    item = LookupFilter(Item, label=_("Item"), method="of_item")

    class Meta:
        model = SalesLineDiscount
        fields = ["source_type", "item"]

    def of_item(self, rows: QuerySet[Any], name: str, item: Item) -> QuerySet[Any]:
        return rows.filter(Q(item=item) | Q(item_group=item.discount_group_id, item_group__isnull=False))
