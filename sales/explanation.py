"""What the "why this price?" panel and page show: the answer, then every candidate with its verdict (decision 13)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from contacts.models import Contact
from core.kinds import KINDS
from core.models import Currency
from items.models import Item, ItemVariant, UnitOfMeasure
from pricing.reasons import Reason


class Asked(NamedTuple):
    """The question in words' stead: who buys what, how many, in which unit and currency, on which day."""

    party: Contact
    item: Item
    variant: ItemVariant | None
    unit: UnitOfMeasure
    quantity: Decimal
    currency: Currency | None
    on: date

    @property
    def item_id(self) -> int:
        return self.item.pk

    @property
    def variant_id(self) -> int | None:
        return self.variant.pk if self.variant else None

    @property
    def unit_id(self) -> int:
        return self.unit.pk


class Candidate(NamedTuple):
    reason: Reason
    source: str
    words: str

    @property
    def starting_date(self) -> date | None:
        return _day(self.reason.starting_date)

    @property
    def ending_date(self) -> date | None:
        return _day(self.reason.ending_date)

    @property
    def amount(self) -> Decimal | None:
        return Decimal(self.reason.amount) if self.reason.amount else None

    @property
    def minimum(self) -> Decimal | None:
        """Blank where any quantity will do."""
        return Decimal(self.reason.minimum or 0) or None


@dataclass(frozen=True)
class Explanation:
    """Price and discount are what stands on the line, or what the system answers; `by_hand` says a person typed."""

    asked: Asked
    currency: str
    unit_price: Decimal
    discount_percent: Decimal
    list_price: Decimal
    prices: list[Candidate]
    discounts: list[Candidate]
    through: Mapping[int, list[str]]
    """Campaign id → the segments that make this company its target now."""
    by_hand: bool = False

    @property
    def net_price(self) -> Decimal:
        return self.unit_price * (100 - self.discount_percent) / 100

    @property
    def saving(self) -> Decimal:
        """Per cent below the list price; negative when dearer."""
        if not self.list_price:
            return Decimal(0)
        return ((self.list_price - self.net_price) / self.list_price * 100).quantize(Decimal("0.1"))

    @property
    def sentences(self) -> list[str]:
        """Why, in words: one sentence for the price and one for the discount, or one for both."""
        used = [] if self.by_hand else [*_used(self.prices), *_used(self.discounts)]
        groups = groupby(used, key=lambda candidate: candidate.reason.campaign_id or candidate.source)
        return [_sentence(list(same), self.through) for _source, same in groups]


def _used(candidates: Iterable[Candidate]) -> list[Candidate]:
    return [candidate for candidate in candidates if candidate.reason.verdict == "used"]


def _sentence(used: Sequence[Candidate], through: Mapping[int, Sequence[str]]) -> str:
    """For the price, the discount, or both where they have one source."""
    first = used[0]
    segments = ", ".join(through.get(first.reason.campaign_id or 0, []))
    known = {"what": _(" less ").join(map(_figure, used)), "source": first.source, "segments": segments}
    if first.reason.source == "card":
        return _("%(what)s from the item card, because no sales price fits.") % known
    if segments:
        return _("%(what)s because of %(source)s, and this company is a target through segment %(segments)s.") % known
    return _("%(what)s because of %(source)s.") % known


def _figure(candidate: Candidate) -> str:
    return KINDS["percent" if candidate.reason.kind == "discount" else "unit amount"](candidate.amount)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
