"""Which of the candidate rows a line gets: pure, nothing is asked of the database (spec 8.3–8.5, decision 12).

Specific beats cheap: a row for the document's currency or the line's variant goes before one for any. Among equally
specific rows the lowest amount after discount wins, or the highest discount; then the first in key order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from core.money import ONE, UNIT_CENT, rounded
from pricing.models import Source
from pricing.party import KnownCampaign, Party

ZERO, HUNDRED = Decimal(0), Decimal(100)
CAMPAIGN = Source.CAMPAIGN.value


class Question(NamedTuple):
    """One line as the choice sees it. The sign of the quantity does not count (8.2)."""

    item_id: int
    unit_id: int
    quantity: Decimal
    quantity_per_unit: Decimal = ONE
    """Base units in one unit."""
    variant_id: int | None = None
    item_group_id: int | None = None
    """The item's discount group."""
    item_price: Decimal = ZERO
    """The item card's price per base unit, local currency; so is the cost."""
    item_cost: Decimal = ZERO


class Candidate(NamedTuple):
    """A price or discount row as its statement tells it: for the party, the item or its group, and the day."""

    item_id: int | None
    item_group_id: int | None
    id: int
    source_type: int
    source_key: int
    currency_id: int | None
    variant_id: int | None
    unit_id: int | None
    minimum: str | None
    starting_date: str | None
    ending_date: str | None
    value: str
    """The unit price, or the per cent; a decimal as text."""
    allow_line_discount: bool | None
    specificity: int
    """How many of currency and variant it names; those it names are the line's."""

    @property
    def campaign_id(self) -> int | None:
        return self.source_key if self.source_type == CAMPAIGN else None


@dataclass(slots=True)
class Terms:
    """What is the same for all lines of a document: who pays, and in what currency."""

    party: Party
    currency_id: int | None
    """None: the local currency; rows may still name it."""
    precision: Decimal
    """Of unit prices."""
    rate: Decimal | None = None
    """How much local currency one unit of the currency is worth; None: nothing is converted."""
    ranks: dict[int, int] = field(init=False)
    """Campaign id → its place by number, for the key order."""
    stands: bool = field(init=False)
    """A price of the asked unit counts as it stands: it has no decimals that could be rounded."""

    def __post_init__(self) -> None:
        self.ranks = {campaign.id: rank for rank, campaign in enumerate(self.party.campaigns)}
        self.stands = self.rate is None and self.precision == UNIT_CENT

    def unit_price(self, row: Candidate, question: Question) -> Decimal:
        """The row's price for the unit and in the currency asked for (8.4)."""
        price = Decimal(row.value)
        if row.unit_id is not None or question.quantity_per_unit == ONE:
            if self.stands:
                return price
        else:
            price *= question.quantity_per_unit
        return self._converted(price) if row.currency_id is None else rounded(price, self.precision)

    def list_price(self, question: Question) -> Decimal:
        """The item card's price, likewise."""
        if self.stands and question.quantity_per_unit == ONE:
            return question.item_price
        return self._converted(question.item_price * question.quantity_per_unit)

    def _converted(self, local: Decimal) -> Decimal:
        return rounded(local if self.rate is None else local / self.rate, self.precision)

    def campaign_of(self, row: Candidate) -> KnownCampaign | None:
        return self.party.campaigns[self.ranks[row.source_key]] if row.source_type == CAMPAIGN else None

    def is_first(self, row: Candidate, other: Candidate) -> bool:
        return self.key_order(row) < self.key_order(other)

    def key_order(self, row: Candidate) -> tuple[Any, ...]:
        """The order of the reference's keys (2.11, 2.12); blanks first."""
        return (
            row.item_group_id is not None,
            row.source_type,
            self.ranks.get(row.source_key, 0),
            row.starting_date or "",
            row.currency_id is not None,
            row.variant_id is not None,
            row.unit_id is not None,
            Decimal(row.minimum or 0),
            row.id,
        )


class Offer(NamedTuple):
    """A row that fits, and what it gives: the unit price asked for, or the per cent."""

    row: Candidate
    value: Decimal
    by_hand: bool = False
    """A person picked the row instead of the system (8.8)."""


class Choice(NamedTuple):
    """What was chosen for a line, and from what."""

    question: Question
    terms: Terms
    prices: Sequence[Candidate]
    """The price rows in force for this party and item, whether they fit the line or not; so with the discounts."""
    discounts: Sequence[Candidate]
    price: Offer | None
    """None: no row fits, and the item card's price counts."""
    discount: Offer | None
    """The best one, whether the line may have a discount or not."""

    @property
    def allows_discount(self) -> bool:
        """A used row says so itself, whatever the customer may have; it is asked anew each time."""
        return bool(self.price.row.allow_line_discount) if self.price else self.terms.party.allow_line_discount


def choose(question: Question, prices: Sequence[Candidate], discounts: Sequence[Candidate], terms: Terms) -> Choice:
    """First the discount, then the price, whose amount depends on it (8.1)."""
    discount = best_discount(discounts, question, terms)
    price = best_price(prices, question, terms, percent=discount.value if discount else ZERO)
    return Choice(question, terms, prices, discounts, price, discount)


def best_discount(rows: Iterable[Candidate], question: Question, terms: Terms) -> Offer | None:
    """The most specific fitting row, then the highest per cent, then the first in key order. Discounts never add up."""
    best: Candidate | None = None
    best_rank = (0, ZERO)
    for row in fitting(rows, question):
        rank = (row.specificity, Decimal(row.value))
        if best is None or rank > best_rank or (rank == best_rank and terms.is_first(row, best)):
            best, best_rank = row, rank
    return Offer(best, best_rank[1]) if best else None


def best_price(rows: Iterable[Candidate], question: Question, terms: Terms, *, percent: Decimal) -> Offer | None:
    """The most specific fitting row, then the lowest amount after the discount, then the first in key order.

    Zero is a legal price. The item card's price never competes: it counts when this answers None.
    """
    best: Candidate | None = None
    best_rank, best_price = (0, ZERO), ZERO
    after_discount = HUNDRED - percent
    for row in fitting(rows, question):
        price = terms.unit_price(row, question)
        rank = (-row.specificity, price * (after_discount if row.allow_line_discount else HUNDRED))
        if best is None or rank < best_rank or (rank == best_rank and terms.is_first(row, best)):
            best, best_rank, best_price = row, rank, price
    return Offer(best, best_price) if best else None


def amount_of(price: Decimal, row: Candidate, percent: Decimal) -> Decimal:
    """What a hundred units come to after the line's discount, if the row allows it."""
    return price * (HUNDRED - percent if row.allow_line_discount else HUNDRED)


def fitting(rows: Iterable[Candidate], question: Question) -> list[Candidate]:
    """The rows for the line's unit, variant and quantity; party, currency and day were asked before (8.3)."""
    unit_id, variant_id = question.unit_id, question.variant_id
    return [
        row
        for row in rows
        if (row.unit_id is None or row.unit_id == unit_id)
        and (row.variant_id is None or row.variant_id == variant_id)
        and (row.minimum is None or Decimal(row.minimum) <= counted(row, question))
    ]


def counted(row: Candidate, question: Question) -> Decimal:
    """The quantity as the row counts it: in units when it has one, else in base units (8.3)."""
    quantity = abs(question.quantity)
    return quantity if row.unit_id is not None else quantity * question.quantity_per_unit
