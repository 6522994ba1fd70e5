"""What the lines of a document come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sales.models import SalesLine


@dataclass(frozen=True)
class Totals:
    """Amounts in the document's currency."""

    before_discount: Decimal
    discount: Decimal
    amount: Decimal
    at_list_price: Decimal
    by_hand: int

    @property
    def saved(self) -> Decimal:
        """How much less than at list prices; never below zero."""
        return max(self.at_list_price - self.amount, Decimal(0))


def totals_of(lines: Iterable[SalesLine]) -> Totals:
    rows = list(lines)
    discount = sum((line.discount_amount for line in rows), Decimal(0))
    amount = sum((line.amount for line in rows), Decimal(0))
    return Totals(
        before_discount=amount + discount,
        discount=discount,
        amount=amount,
        at_list_price=sum((line.quantity * line.list_price for line in rows), Decimal(0)),
        by_hand=sum(line.is_by_hand for line in rows),
    )
