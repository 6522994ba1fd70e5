"""From lines to questions: what the item cards say of each (8.2)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from core.errors import Refused
from core.money import ONE
from core.sql import Row
from pricing import sql
from pricing.choice import Question


class UnknownUnit(Refused):
    pass


class Asked(Protocol):
    """What a price is asked for: a sales line, or anything like one. Without a unit, the item's sales unit is meant."""

    @property
    def item_id(self) -> int: ...

    @property
    def variant_id(self) -> int | None: ...

    @property
    def unit_id(self) -> int | None: ...

    @property
    def quantity(self) -> Decimal: ...


def questions_of(lines: Sequence[Asked]) -> list[Question]:
    """The questions of many lines, in one statement. Refused (UnknownUnit) for a unit the item is not sold in."""
    cards: dict[int, Row] = {}
    per_unit: dict[tuple[int, int], Decimal] = {}
    for row in sql.units({line.item_id for line in lines}):
        item_id, _number, _group, _price, _cost, base_unit_id, _sales_unit, unit_id, quantity = row
        cards[item_id] = row
        per_unit[item_id, base_unit_id] = ONE
        if unit_id is not None and unit_id != base_unit_id:
            per_unit[item_id, unit_id] = Decimal(quantity)
    return [_question(line, cards[line.item_id], per_unit) for line in lines]


def _question(line: Asked, card: Row, per_unit: Mapping[tuple[int, int], Decimal]) -> Question:
    item_id, number, group_id, price, cost, _base_unit, sales_unit_id, *_last_unit = card
    unit_id = line.unit_id or sales_unit_id
    quantity_per_unit = per_unit.get((item_id, unit_id))
    if quantity_per_unit is None:
        raise UnknownUnit(_("Item %(item)s is not sold in this unit. Choose one of its units.") % {"item": number})
    figures = Decimal(price), Decimal(cost)
    return Question(item_id, unit_id, line.quantity, quantity_per_unit, line.variant_id, group_id, *figures)
