"""A row beside the item card: what the item costs without it, and what is worth a warning at entry (2.11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from core.models import Currency, ExchangeRate
from core.money import UNIT_CENT, rounded
from items.models import ItemUnit
from pricing.models import SalesLineDiscount, SalesPrice, Source

HUNDRED = Decimal(100)


@dataclass
class Comparison:
    """The item card's price and cost in the unit and currency of the row; None where they cannot be known."""

    price: Decimal | None = None
    cost: Decimal | None = None
    after: Decimal | None = None
    """What the item costs with the row."""
    warnings: list[str] = field(default_factory=list)


def compared(rows: Sequence[Any], *, on: date, with_cost: bool) -> dict[int, Comparison]:
    """Row id → its comparison, for price or discount rows that have their `item` at hand; at most two statements.

    Amounts of a foreign row are converted at the rate of that day. Warnings about the cost only when `with_cost`.
    """
    per_unit, rates = _quantities(rows), _rates(rows, on=on)
    return {row.pk: _comparison(row, per_unit, rates, on=on, with_cost=with_cost) for row in rows}


def _comparison(row: Any, per_unit: Any, rates: Any, *, on: date, with_cost: bool) -> Comparison:
    if row.item_id is None:
        return Comparison()
    rate = rates.get(row.currency_id) if row.currency_id else Decimal(1)
    if rate is None:
        known = {"currency": row.currency, "day": date_format(on, "SHORT_DATE_FORMAT")}
        return Comparison(
            after=_price_after(row, None),
            warnings=[_("%(currency)s has no exchange rate on %(day)s: not compared.") % known],
        )
    factor = per_unit.get((row.item_id, row.unit_id), Decimal(1)) / rate
    found = Comparison(
        rounded(row.item.unit_price * factor, UNIT_CENT), rounded(row.item.unit_cost * factor, UNIT_CENT)
    )
    found.after = _price_after(row, found.price)
    found.warnings += _against_price(row, found)
    if with_cost:
        found.warnings += _against_cost(row, found)
    return found


def _against_price(row: Any, found: Comparison) -> Iterable[str]:
    """A campaign that makes nothing cheaper is used all the same (decision 12), so it is said at entry."""
    if row.source_type != Source.CAMPAIGN or not found.price:
        return
    known = {"price": shown(found.price)}
    if isinstance(row, SalesLineDiscount):
        if not row.discount_percent:
            yield _("A discount of 0 % makes nothing cheaper.")
    elif row.unit_price is not None and row.unit_price > found.price:
        yield _("Dearer than the item's price of %(price)s.") % known
    elif row.unit_price == found.price:
        yield _("Not below the item's price of %(price)s.") % known


def _against_cost(row: Any, found: Comparison) -> Iterable[str]:
    if found.after is not None and found.cost and found.after < found.cost:
        known = {"price": shown(found.after), "cost": shown(found.cost)}
        yield _("%(price)s is below the unit cost of %(cost)s.") % known


def _price_after(row: Any, card_price: Decimal | None) -> Decimal | None:
    if isinstance(row, SalesPrice):
        return row.unit_price
    return card_price and rounded(card_price * (1 - row.discount_percent / HUNDRED), UNIT_CENT)


def _quantities(rows: Sequence[Any]) -> dict[tuple[int, int], Decimal]:
    known = ItemUnit.objects.filter(item__in={row.item_id for row in rows if row.item_id and row.unit_id})
    return {(unit.item_id, unit.unit_id): unit.quantity_per_unit for unit in known}


def _rates(rows: Sequence[Any], *, on: date) -> dict[int, Decimal]:
    currencies = {row.currency_id for row in rows if row.currency_id}
    if not currencies:
        return {}
    last = ExchangeRate.objects.filter(currency=OuterRef("pk"), starting_date__lte=on).order_by("-starting_date")
    known = Currency.objects.filter(pk__in=currencies).annotate(rate_now=Subquery(last.values("rate")[:1]))
    return {currency.pk: currency.rate_now for currency in known if currency.rate_now}


def shown(amount: Decimal) -> str:
    decimals = len(f"{amount.normalize():f}".partition(".")[2])
    return number_format(amount, max(2, decimals), use_l10n=True, force_grouping=True)
