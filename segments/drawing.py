"""Which companies are held out: by lots that anyone can draw again, evenly over salespeople and sizes (decision 22).

Pure: nothing is asked of the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from statistics import median
from typing import NamedTuple

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

NOTHING = Decimal(0)


class Size(IntegerChoices):
    """What a company bought in the twelve months before, beside the median of those who bought anything."""

    NOTHING = 0, _("Bought nothing")
    LESS = 1, _("Bought up to the median")
    MORE = 2, _("Bought more")


class Company(NamedTuple):
    """One that may be drawn: the key and number of its contact, its salesperson, and what it bought."""

    id: int
    number: str
    salesperson_id: int | None = None
    bought: Decimal = NOTHING


@dataclass(frozen=True)
class Stratum:
    """The companies of one salesperson and one size, in the order of the lots they drew."""

    salesperson_id: int | None
    size: Size
    companies: Sequence[Company]
    share: int
    """How many of them the percentage comes to."""

    @property
    def held_out(self) -> Sequence[Company]:
        return self.companies[: self.share]


def drawn(companies: Iterable[Company], *, campaign: str, percent: int) -> Iterator[Stratum]:
    """The strata of the companies, each with its share; `campaign` is a number. The same companies make the same draw.

    A share is what the percentage of the companies counted so far, rounded, has grown by: so the shares add up to that
    of all companies, and each is less than one company away from its own percentage.
    """
    counted = 0
    for (salesperson, size), members in sorted(_strata(list(companies)).items()):
        before, counted = counted, counted + len(members)
        share = _rounded_share(counted, percent) - _rounded_share(before, percent)
        yield Stratum(salesperson or None, size, sorted(members, key=lambda each: lot_of(each.number, campaign)), share)


def lot_of(number: str, campaign: str) -> str:
    """The lot a company draws in a campaign: the lowest are held out."""
    return sha256(f"{campaign} {number}".encode()).hexdigest()


def _rounded_share(count: int, percent: int) -> int:
    return (count * percent + 50) // 100


def _strata(companies: Sequence[Company]) -> dict[tuple[int, Size], list[Company]]:
    buyers = [company.bought for company in companies if company.bought > 0]
    middle = median(buyers) if buyers else NOTHING
    strata: dict[tuple[int, Size], list[Company]] = defaultdict(list)
    for company in companies:
        strata[company.salesperson_id or 0, _size(company.bought, middle)].append(company)
    return strata


def _size(bought: Decimal, middle: Decimal) -> Size:
    if bought <= 0:
        return Size.NOTHING
    return Size.LESS if bought <= middle else Size.MORE
