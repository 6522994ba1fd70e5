"""The amounts of a sales line (spec 8.5, end)."""

from decimal import Decimal
from typing import NamedTuple

from core.models import Currency
from core.money import CENT, UNIT_CENT, rounded
from pricing import sql


class LineAmounts(NamedTuple):
    discount_amount: Decimal
    amount: Decimal
    """What remains after the discount."""


def line_amounts(
    *, quantity: Decimal, unit_price: Decimal, discount_percent: Decimal, precision: Decimal = CENT
) -> LineAmounts:
    """Quantity times price and the discount of it are each rounded to the currency's amount precision (CP-115)."""
    gross = rounded(quantity * unit_price, precision)
    discount = rounded(gross * discount_percent / 100, precision)
    return LineAmounts(discount, gross - discount)


def amount_precision(currency: Currency | None) -> Decimal:
    """The amount precision of a currency; None is the local one, a statement."""
    if currency:
        return currency.amount_rounding
    _id, _of_unit_amounts, precision = sql.local_currency() or (None, UNIT_CENT, CENT)
    return Decimal(precision)
