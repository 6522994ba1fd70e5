"""The price question: which price and discount does a line get, and why (spec 8; decisions 10–15).

    party = party_of(document.bill_to)
    for line, answer in zip(lines, answers(questions_of(lines), party=party, currency=document.currency, on=day)):
        line.unit_price, line.discount_percent = answer.unit_price, answer.discount_percent
        line.reasons = [reason.as_json() for reason in answer.reasons]

Four statements for any number of lines in local currency, five with exchange rates, one more for `questions_of`.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from core.errors import Refused
from core.models import Currency
from pricing.party import Party
from pricing.reasons import Reason


class UnknownUnit(Refused):
    pass


class Asked(Protocol):
    """What a price is asked for: a sales line, or anything like one. Without a unit, the item's sales unit is meant."""

    item_id: int
    variant_id: int | None
    unit_id: int | None
    quantity: Decimal


class Question(NamedTuple):
    """One line as the choice sees it. The sign of the quantity does not count (8.2)."""

    item_id: int
    unit_id: int
    quantity: Decimal
    quantity_per_unit: Decimal = Decimal(1)
    """Base units in one unit."""
    variant_id: int | None = None
    item_group_id: int | None = None
    """The item's discount group."""
    item_price: Decimal = Decimal(0)
    """The item card's price per base unit, local currency; so is the cost."""
    item_cost: Decimal = Decimal(0)


class Answer(NamedTuple):
    """What the system offers for one line, in the currency and unit asked for."""

    unit_price: Decimal
    """Rounded to the currency's unit amount precision."""
    discount_percent: Decimal
    allow_line_discount: bool
    list_price: Decimal
    """The item card's price; what `unit_price` is when no row is used."""
    unit_cost: Decimal
    price_row_id: int | None
    price_campaign_id: int | None
    discount_row_id: int | None
    discount_campaign_id: int | None

    @property
    def reasons(self) -> list[Reason]:
        """The eligible candidates of this line, those used first, then the nearest runner-up (decision 13)."""
        raise NotImplementedError


def questions_of(lines: Sequence[Asked]) -> list[Question]:
    """The questions of many lines, in one statement. Refused (UnknownUnit) for a unit the item is not sold in."""
    raise NotImplementedError


def answers(questions: Sequence[Question], *, party: Party, currency: Currency | None, on: date) -> list[Answer]:
    """One answer for each question, in order. `currency` None is the local currency; `on` is the document's date.

    Refused (core NoRate) when local prices must be converted and the currency has no rate on the day.
    """
    raise NotImplementedError


def explained(question: Question, *, party: Party, currency: Currency | None, on: date) -> list[Reason]:
    """The full list of reasons for one line: the answer's, and campaign rows of the item or its group that do not
    count here, each with the reason why (decision 13)."""
    raise NotImplementedError
