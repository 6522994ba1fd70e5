from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.kinds import KINDS
from core.money import rounded
from core.tables import Column

WHOM = [
    Column("source_type", _("Sales Type"), "source_type_text"),
    Column("source", _("Sales Code")),
]
VARIANT = Column("variant", _("Variant"), hidden=True)
CURRENCY = Column("currency", _("Currency"), hidden=True)
UNIT = Column("unit", _("Unit of Measure"))
MINIMUM = Column("minimum_quantity", _("Minimum Quantity"), kind="number")
PERIOD = [
    Column("starting_date", _("Starting Date"), "in_force_from", kind="date"),
    Column("ending_date", _("Ending Date"), "in_force_until", kind="date"),
]


def _computed(row: Any) -> None:
    """The page computes it for its rows."""


def _price(row: Any, value: Decimal | None) -> str:
    """With its currency, where that is not ours."""
    return _in_currency(row, KINDS["unit amount"](value))


def _card_price(row: Any, value: Decimal | None) -> str:
    """What is converted for comparing is shown to the cent."""
    shown = rounded(value) if row.currency_id and value is not None else value
    return _in_currency(row, KINDS["unit amount"](shown))


def _in_currency(row: Any, amount: str) -> str:
    foreign = row.currency_id and amount
    return format_html('<small class="text-secondary">{}</small> {}', row.currency.code, amount) if foreign else amount


PRICE_COLUMNS = [
    *WHOM,
    Column("item", _("Item"), sort="item_id"),
    VARIANT,
    CURRENCY,
    UNIT,
    MINIMUM,
    Column("unit_price", _("Unit Price"), kind="unit amount", cell=_price),
    Column("card_price", _("Item's price"), _computed, kind="unit amount", cell=_card_price),
    *PERIOD,
    Column("allow_line_discount", _("Allow Line Disc."), kind="check", hidden=True),
]

DISCOUNT_COLUMNS = [
    *WHOM,
    Column("kind", _("Type"), "kind_text"),
    Column("code", _("Code"), sort="item_id"),
    VARIANT,
    CURRENCY,
    UNIT,
    MINIMUM,
    Column("discount_percent", _("Line Discount %"), kind="percent"),
    *PERIOD,
]


def item_first(columns: Sequence[Column]) -> list[Column]:
    """For a list of one customer: what costs how much, then from whom and when it comes."""
    return sorted(columns, key=lambda column: column in [*WHOM, *PERIOD])
