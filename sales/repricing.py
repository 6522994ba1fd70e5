"""Asking the price question for the lines of a document, and freezing the answers on them (8.1, decision 14)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from core.models import User
from sales.models import SalesDocument, SalesLine

FROZEN = [
    *["unit_price", "discount_percent", "discount_amount", "amount", "list_price", "allow_line_discount"],
    *["price_campaign", "discount_campaign", "price_row", "discount_row", "reasons", "priced_on"],
    *["price_by_hand", "discount_by_hand", "by_hand_user", "by_hand_at", "system_price", "system_discount"],
]


@dataclass(frozen=True)
class Change:
    """What the system would make of a line now. The line itself stands as it was."""

    line: SalesLine
    unit_price: Decimal
    discount_percent: Decimal
    amount: Decimal

    @property
    def differs(self) -> bool:
        now = (self.line.unit_price, self.line.discount_percent)
        return now != (self.unit_price, self.discount_percent)


def preview(document: SalesDocument) -> list[Change]:
    """The lines whose price or discount the system would change, as the head says now; nothing is written."""
    return []


def reprice(document: SalesDocument, *, only: Collection[int], by: User, at: datetime) -> int:
    """Give the chosen lines the system's price and discount, set by hand or not; the other lines stay as they are.

    A bounded number of statements for any number of lines. Answers how many lines changed.
    """
    with transaction.atomic():
        lines = list(document.lines.for_card().filter(pk__in=only))
        for line in lines:
            pass
        price(lines, of=document)
        SalesLine.objects.bulk_update(lines, FROZEN)
    return len(lines)


def price(lines: Sequence[SalesLine], *, of: SalesDocument) -> None:
    """Ask once for all lines and put the answers on them, unsaved; what is set by hand stays."""
