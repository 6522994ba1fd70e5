from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.importing import values as cells
from core.importing.drafts import Draft
from core.importing.kinds import Heading, Kind
from core.importing.records import Record, rows_by, rows_with
from items.importing import ITEM, UNIT, VARIANT, refuse_unit, variant_of
from items.models import SalesEntry
from pricing.amounts import amount_precision, line_amounts
from sales.importing.headers import CAMPAIGN, refuse_change
from sales.models import SalesDocument, SalesLine
from sales.posting import entry_of


@dataclass(frozen=True)
class PastOrder:
    """A posted order with its lines, those of the file among them as they are drafted."""

    header: Any
    lines: list[SalesLine]

    def line(self, sold: dict[str, Any]) -> SalesLine | None:
        """The line of that number; in a file without line numbers, the one of the same item, variant and unit."""
        names = ["position"] if "position" in sold else ["item", "variant", "unit"]
        return next((line for line in self.lines if all(getattr(line, name) == sold[name] for name in names)), None)

    def new_line(self) -> SalesLine:
        last = max((line.position for line in self.lines), default=0)
        self.lines.append(SalesLine(document=self.header, position=last + 1))
        return self.lines[-1]

    @property
    def is_written_here(self) -> bool:
        """Its lines asked the system for their price."""
        return not self.header.is_posted or any(line.priced_on for line in self.lines if line.pk)

    def rate(self) -> Decimal | None:
        """What `Currency.rate` answers, from rates that are fetched already."""
        if self.header.currency is None:
            return Decimal(1)
        rates = [rate for rate in self.header.currency.rates.all() if rate.starting_date <= self.header.posting_date]
        return max(rates, key=lambda rate: rate.starting_date).rate if rates else None


def draft(records: Sequence[Record]) -> list[Draft]:
    headers = {record.values["order"].pk: record.values["order"] for record in records}
    lines = defaultdict(list)
    named = SalesLine.objects.select_related("item", "variant", "unit", "price_campaign").defer("reasons")
    for line in rows_with(named, "document_id", headers):
        lines[line.document_id].append(line)
    orders = {pk: PastOrder(header, lines[pk]) for pk, header in headers.items()}
    local = amount_precision(None)
    return [_drafted(Draft(record), orders[record.values["order"].pk], local) for record in records]


def _drafted(draft: Draft, order: PastOrder, local: Decimal) -> Draft:
    sold = _sold(draft.record)
    if order.is_written_here:
        sentence = _("Order %(order)s was not imported, so it takes no lines from a file.")
        draft.record.refuse(sentence % {"order": order.header})
    line = order.line(sold)
    if line and line.pk is None:
        sentence = _("The file has two lines of the number %(number)s in order %(order)s.")
        draft.record.refuse(sentence % {"number": line.position, "order": order.header})
    if draft.record.errors:
        return draft
    part = draft.add(line or order.new_line(), sold)
    refuse_change(draft, part)
    if part.is_new and not draft.record.errors:
        part.row.list_price = sold.get("list_price", part.row.unit_price)
        _sell(draft, part.row, order, local)
    return draft


def _sold(record: Record) -> dict[str, Any]:
    """The columns of the line; what the file says of it is refused where it cannot be."""
    said = dict(record.values)
    del said["order"]
    fraction = said.pop("discount", None)
    if fraction is not None:
        said.setdefault("discount_percent", fraction)
    if not said["quantity"] > 0:
        record.refuse(_("The quantity must be above 0; what came back is no order line."))
    said["unit"] = said.get("unit") or said["item"].base_unit
    said["variant"] = variant_of(record, said["item"])
    refuse_unit(record, said["item"], said["unit"])
    return said


def _sell(draft: Draft, line: SalesLine, order: PastOrder, local: Decimal) -> None:
    rate, header = order.rate(), order.header
    if rate is None:
        sentence = _("%(currency)s has no exchange rate on %(date)s. Add one that starts on or before that day.")
        draft.record.refuse(sentence % {"currency": header.currency, "date": header.posting_date})
        return
    line.discount_amount, line.amount = line_amounts(
        quantity=line.quantity,
        unit_price=line.unit_price,
        discount_percent=line.discount_percent,
        precision=header.currency.amount_rounding if header.currency else local,
    )
    entry = entry_of(line, header.customer, on=header.posting_date, rate=rate, precision=local)
    draft.add(entry, {})


ORDER_LINES = Kind(
    "order-lines",
    gettext_lazy("Past order lines"),
    "contacts.import_contact",
    headings=[
        Heading(
            "order",
            gettext_lazy("Order No."),
            also=("orderID", "order_number", "order_no"),
            required=True,
            read=cells.code,
            of=SalesDocument,
            found=partial(
                rows_by,
                SalesDocument.objects.orders()
                .select_related("customer", "sell_to", "salesperson", "currency")
                .prefetch_related("currency__rates"),
                "number",
            ),
            missing=gettext_lazy("Import the order headers first."),
        ),
        Heading("position", gettext_lazy("Line No."), also=("line_no", "line"), read=cells.whole, clears=False),
        ITEM,
        VARIANT,
        UNIT,
        Heading("quantity", gettext_lazy("Quantity"), also=("qty",), required=True, read=cells.number),
        Heading("unit_price", gettext_lazy("Unit Price"), also=("price",), required=True, read=cells.number),
        Heading(
            "discount_percent",
            gettext_lazy("Line Discount %"),
            also=("line_discount", "line_discount_percent"),
            read=cells.percent,
            clears=False,
        ),
        Heading("discount", gettext_lazy("Discount as a fraction"), read=cells.fraction, clears=False),
        Heading("list_price", gettext_lazy("List price"), read=cells.number, clears=False),
        replace(CAMPAIGN, name="price_campaign", also=(CAMPAIGN.name, *CAMPAIGN.also)),
    ],
    models=[SalesLine, SalesEntry],
    draft=draft,
    url_name="items:entries",
    hint=gettext_lazy(
        "Each line writes a sales entry of its order, at the prices of the file and the item's cost of today. Where an "
        "order has one item twice, the file needs line numbers. A discount of 0.15 is 15 %."
    ),
    order=10,
    keys=("order", "position", "item", "variant", "unit"),
)
