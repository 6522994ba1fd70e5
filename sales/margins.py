"""What a document's lines leave above the cost of their items; seen only by those who may see unit costs."""

from collections.abc import Iterable
from decimal import Decimal

from core.models import NoRate
from core.money import rounded
from sales.models import SalesDocument, SalesLine


def margins(lines: Iterable[SalesLine], *, of: SalesDocument) -> dict[int, Decimal]:
    """Line id → amount less cost, in the document's currency. Empty where that has no rate on the document's date."""
    try:
        rate = of.currency.rate(on=of.document_date) if of.currency else Decimal(1)
    except NoRate:
        return {}
    return {line.pk: rounded(line.amount - _cost(line) / rate) for line in lines}


def _cost(line: SalesLine) -> Decimal:
    """In local currency; the item's units are at hand (`for_card`)."""
    return line.quantity * line.item.unit_cost * line.item.quantity_per(line.unit)
