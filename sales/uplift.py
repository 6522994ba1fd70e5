"""Did the campaign's prices bring anything? Companies that got them beside those held out (decision 22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, QuerySet, Sum, TextChoices
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from items.models import SalesEntry
from pricing.models import Activation
from sales.intervals import Group, Interval, newcombe, normal
from segments.models import TargetExclusion
from segments.targets import target_count, targets_of

FEWEST = 30
"""Companies a group needs before anything is said of it."""
OPEN_END = timedelta(days=30)
"""What counts as half of a period that has no end."""


class Word(TextChoices):
    TOO_EARLY = "too early", _("Too early to say")
    NONE_SEEN = "none seen", _("No difference seen")
    DIFFERENCE = "difference", _("Difference")


class Comparison(NamedTuple):
    """Both groups' figure, and the 95 % interval of how much higher it is where the prices counted.

    Of buyers it is per cent of the companies, of revenue local currency per company.
    """

    targeted: float
    held_out: float
    interval: Interval | None
    word: Word

    @property
    def difference(self) -> float:
        return self.targeted - self.held_out

    @property
    def is_difference(self) -> bool:
        return self.word == Word.DIFFERENCE


@dataclass(frozen=True)
class Uplift:
    targeted: Group
    held_out: Group
    since: date | None
    until: date
    buyers: Comparison
    revenue: Comparison

    @property
    def both(self) -> tuple[Comparison, Comparison]:
        return self.buyers, self.revenue


def uplift_of(campaign: Campaign, *, on: date) -> Uplift:
    """What both groups bought, at whatever price, from the day the prices counted till the end or `on`.

    Five statements.
    """
    since, until = _first_day(campaign), min(on, campaign.ending_date or on)
    held_out = Contact.objects.filter(pk__in=TargetExclusion.objects.held_out(campaign).values("contact"))
    groups = (
        _group(targets_of(campaign), target_count(campaign), since, until),
        _group(held_out, held_out.count(), since, until),
    )
    buyers, revenue = compared(*groups, is_early=is_early(since, campaign.ending_date, on=on))
    return Uplift(*groups, since, until, buyers, revenue)


def compared(targeted: Group, held_out: Group, *, is_early: bool) -> tuple[Comparison, Comparison]:
    """The share of buyers, with Newcombe's interval of two Wilson scores, and the revenue per company, with the normal
    one of unequal variances."""
    groups = (targeted, held_out)
    early = is_early or min(group.companies for group in groups) < FEWEST
    countable = min(group.companies for group in groups) > 1
    shares, means = (newcombe(*groups), normal(*groups)) if countable else (None, None)
    if shares:
        shares = (100 * shares[0], 100 * shares[1])
    return (
        Comparison(100 * targeted.share, 100 * held_out.share, shares, _word(shares, early=early)),
        Comparison(targeted.mean, held_out.mean, means, _word(means, early=early)),
    )


def is_early(since: date | None, ending: date | None, *, on: date) -> bool:
    """The prices have not counted for half of their period yet, or for thirty days where it has no end."""
    if since is None or on < since:
        return True
    return on - since < ((ending - since) / 2 if ending else OPEN_END)


def _word(interval: Interval | None, *, early: bool) -> Word:
    if early or interval is None:
        return Word.TOO_EARLY
    low, high = interval
    return Word.NONE_SEEN if low <= 0 <= high else Word.DIFFERENCE


def _first_day(campaign: Campaign) -> date | None:
    """The later of its start and the day its prices were first activated; nothing where neither is known."""
    switched = Activation.objects.filter(campaign=campaign, on=True).aggregate(first=Min("at"))["first"]
    first: Any = switched or campaign.activated_at
    known: Sequence[date | None] = (campaign.starting_date, localtime(first).date() if first else None)
    return max((day for day in known if day), default=None)


def _group(companies: QuerySet[Contact], count: int, since: date | None, until: date) -> Group:
    entries = SalesEntry.objects.between(since, until).filter(customer__contact__in=companies.order_by().values("pk"))
    bought = entries.order_by().values("customer__contact").annotate(spent=Sum("amount"))
    sums = bought.aggregate(
        buyers=Count("spent", filter=Q(spent__gt=0)),
        revenue=Sum("spent"),
        squares=Sum(F("spent") * F("spent")),
    )
    return Group(count, sums["buyers"], float(sums["revenue"] or 0), float(sums["squares"] or 0))
