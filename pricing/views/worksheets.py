"""The worksheets Sales Prices and Sales Line Discounts: two declarations of one kind of page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.fetching import with_parts
from core.history.rows import HistoryOfRow
from core.lists import Choice
from core.row_forms import Note
from core.tables import Column, Values
from core.worksheets import Worksheet, WorksheetRow
from pricing.comparison import Comparison, compared
from pricing.filters import SalesLineDiscountFilter, SalesPriceFilter
from pricing.forms import SalesLineDiscountForm, SalesPriceForm
from pricing.models import SalesLineDiscount, SalesPrice, Source
from pricing.tables import DISCOUNT_COLUMNS, PRICE_COLUMNS

OF_A_CAMPAIGN = {"starting_date", "ending_date"}
PARTS = {
    "customer": "number",
    "customer__contact": "name",
    "campaign": "number description starting_date ending_date",
    "item": "number description unit_price unit_cost",
    **dict.fromkeys(["variant", "unit", "currency"], "code"),
}


class SourceWorksheet(Worksheet):
    model: Any
    order = "item_id"
    pretitle = _("Pricing")

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What the filter says, as far as it makes sense."""
        found = self.get_filterset(self.filterset_class)
        return found.form.cleaned_data if found.is_valid() else {}

    def new_row(self, after: Any = None) -> Any:
        """A new row is for whom the filter says, or for whom the row before it was; its item is still to choose."""
        row, asked = self.model(), self.asked
        source_type = after.source_type if after else int(asked.get("source_type") or row.source_type)
        row.choose_source_type(source_type)
        if name := row.column_of(source_type):
            row.choose_source(after.source if after else asked.get(name))
        if not after and asked.get("item"):
            row.choose_item(asked["item"])
        return row

    @cached_property
    def source_asked(self) -> Any:
        """The one customer, group or campaign whose rows the filter leaves, if it names one."""
        asked = self.asked
        return asked.get(self.model.column_of(int(asked.get("source_type") or Source.ALL)))

    def shown_columns(self) -> list[Column]:
        """What is the same in all rows stands above them and is not repeated in each."""
        needless = {"source_type"} if self.asked.get("source_type") else set()
        if source := self.source_asked:
            needless |= {"source", *(OF_A_CAMPAIGN if isinstance(source, Campaign) else [])}
        return [column for column in super().shown_columns() if column.name not in needless]

    def choices(self, shown: Sequence[Column]) -> list[Choice]:
        return super().choices(super().shown_columns())

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        source = self.source_asked
        campaign = source if isinstance(source, Campaign) else None
        return {**context, "source": source, "campaign": campaign, "about_template": source and "pricing/_about.html"}

    @cached_property
    def comparisons(self) -> dict[int, Comparison]:
        return {}

    def compared(self, rows: Sequence[Any]) -> dict[int, Comparison]:
        """The page's rows beside their item cards; asked once, though cells and warnings both need it."""
        known = self.comparisons
        if missing := [row for row in rows if row.pk not in known]:
            known |= compared(missing, on=localdate(), with_cost=self.user.has_perm("items.view_unit_cost"))
        return known

    def notes(self, rows: Sequence[Any]) -> dict[int, list[Note]]:
        found = self.compared(rows)
        return {row.pk: [Note(warning) for warning in found[row.pk].warnings] for row in rows}


class SalesPrices(SourceWorksheet):
    model = SalesPrice
    url_name = "pricing:prices"
    row_url_name = "pricing:price"
    history_url_name = "pricing:price_history"
    columns = PRICE_COLUMNS
    filterset_class = SalesPriceFilter
    form_class = SalesPriceForm
    title = _("Sales Prices")
    empty = _("The unit price of an item for all customers, a group, one customer or a campaign.")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return with_parts(SalesPrice.objects.all(), **PARTS, price_group="code")

    def values(self, rows: Sequence[Any], shown: Sequence[Column]) -> Values:
        card_prices = {key: comparison.price for key, comparison in self.compared(rows).items()}
        return {**super().values(rows, shown), "card_price": card_prices}


class SalesPriceRow(WorksheetRow):
    model = SalesPrice
    sheet = SalesPrices


class SalesPriceHistory(HistoryOfRow):
    model = SalesPrice
    sheet = SalesPrices


class SalesLineDiscounts(SourceWorksheet):
    model = SalesLineDiscount
    url_name = "pricing:discounts"
    row_url_name = "pricing:discount"
    history_url_name = "pricing:discount_history"
    columns = DISCOUNT_COLUMNS
    filterset_class = SalesLineDiscountFilter
    form_class = SalesLineDiscountForm
    title = _("Sales Line Discounts")
    empty = _("The discount on an item or on a group of items for all customers, a group, one customer or a campaign.")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return with_parts(SalesLineDiscount.objects.all(), **PARTS, item_group="code", discount_group="code")

    def new_row(self, after: Any = None) -> Any:
        row = super().new_row(after)
        if after:
            row.kind = "item_group" if after.item_group_id else "item"
        elif group := self.asked.get("item_group"):
            row.choose_item_group(group)
        return row


class SalesLineDiscountRow(WorksheetRow):
    model = SalesLineDiscount
    sheet = SalesLineDiscounts


class SalesLineDiscountHistory(HistoryOfRow):
    model = SalesLineDiscount
    sheet = SalesLineDiscounts
