"""What a campaign cost and what it brought, in local currency (decision 20): the money view.

A sale counts for the campaign whose price row it used, or else whose discount: the entry names it, once.
"""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, Q, Sum

from campaigns.models import Campaign
from core.money import rounded
from interactions.models import Interaction
from items.models import SalesEntry, WithoutCampaign

NOTHING = Decimal(0)
SUMMED: dict[str, tuple[type[Aggregate], Any]] = {
    "lines": (Count, "pk"),
    "list_value": (Sum, F("list_price") * F("quantity")),
    "amount": (Sum, "amount"),
    "cost_of_goods": (Sum, F("unit_cost") * F("quantity")),
}


@dataclass(frozen=True)
class Sold:
    """Sales entries summed up: what they are worth at list prices, what they were sold for, what the goods cost."""

    lines: int
    list_value: Decimal
    amount: Decimal
    cost_of_goods: Decimal

    @property
    def discount(self) -> Decimal:
        """How much less than at list prices; negative when dearer."""
        return self.list_value - self.amount

    @property
    def margin(self) -> Decimal:
        return self.amount - self.cost_of_goods


@dataclass(frozen=True)
class Money:
    """Of the days asked for, but for what is left of the budget: that is of all days."""

    sold: Sold
    without: Mapping[WithoutCampaign, Sold]
    """The same lines by what they would have cost without the campaign."""
    cost: Decimal
    """Of the campaign's interactions, neither cancelled nor postponed."""
    budget: Decimal | None
    cost_so_far: Decimal

    @property
    def result(self) -> Decimal:
        return self.sold.margin - self.cost

    @property
    def budget_left(self) -> Decimal | None:
        return None if self.budget is None else self.budget - self.cost_so_far

    @property
    def anyway(self) -> Sold:
        """Lines sold as cheap without the campaign, or cheaper."""
        return self.without[WithoutCampaign.ANYWAY]

    @property
    def unknown(self) -> Sold:
        return self.without[WithoutCampaign.UNKNOWN]


def money_of(campaign: Campaign, *, since: date | None = None, until: date | None = None) -> Money:
    """All figures, of the days from one to the other; a blank one is open. Two statements."""
    entries = SalesEntry.objects.filter(campaign=campaign).between(since, until)
    parts = [_sums(f"{each.value}_", each.condition) for each in WithoutCampaign]
    summed = entries.aggregate(**ChainMap(_sums(), *parts))
    days = Q() if since is None else Q(date__gte=since)
    days &= Q() if until is None else Q(date__lte=until)
    logged = Interaction.objects.that_count().filter(campaign=campaign)
    costs = logged.aggregate(all=Sum("cost"), asked=Sum("cost", filter=days or None))
    return Money(
        sold=_sold(summed),
        without={each: _sold(summed, f"{each.value}_") for each in WithoutCampaign},
        cost=costs["asked"] or NOTHING,
        budget=campaign.budget,
        cost_so_far=costs["all"] or NOTHING,
    )


def sold_by(campaigns: Sequence[Campaign]) -> dict[int, Sold]:
    """Campaign id → what was sold at its prices on all days; one statement."""
    rows = SalesEntry.objects.filter(campaign__in=campaigns).order_by().values("campaign").annotate(**_sums("sum_"))
    found = {row["campaign"]: _sold(row, "sum_") for row in rows}
    return {campaign.pk: found.get(campaign.pk, _sold({})) for campaign in campaigns}


def results_of(campaigns: Sequence[Campaign]) -> dict[int, Decimal]:
    """Campaign id → its result, of all days; two statements."""
    logged = Interaction.objects.that_count().filter(campaign__in=campaigns).order_by()
    costs = dict(logged.values_list("campaign").annotate(Sum("cost")))
    return {key: sold.margin - costs.get(key, NOTHING) for key, sold in sold_by(campaigns).items()}


def _sums(part: str = "", condition: Q | None = None) -> dict[str, Aggregate]:
    """The sums of a part of the entries, under names of its own."""
    return {part + name: kind(of, filter=condition) for name, (kind, of) in SUMMED.items()}


def _sold(sums: Mapping[str, Any], part: str = "") -> Sold:
    lines, *amounts = (sums.get(part + name) or NOTHING for name in SUMMED)
    return Sold(int(lines), *map(rounded, amounts))
