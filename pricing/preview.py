"""What activating a campaign would do, before anything is changed (3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import F

from campaigns.models import Campaign
from pricing.comparison import Comparison, compared
from pricing.models import Activation, SalesLineDiscount, SalesPrice
from segments import targets
from segments.models import TargetExclusion

MOST_EXAMPLES = 6
MOST_RECORDS = 5


class Timing(Enum):
    OVER = "over"
    TO_COME = "to come"
    NOW = "now"


@dataclass(frozen=True)
class Counts:
    prices: int
    discounts: int


@dataclass(frozen=True)
class Preview:
    """`companies` are the targets, `lines` and `interactions` what aims at them; `prices` and `discounts` the
    first rows beside their item cards."""

    companies: int
    lines: int
    interactions: int
    exclusions: int
    held_out: int
    counts: Counts
    timing: Timing
    prices: Sequence[tuple[SalesPrice, Comparison]]
    discounts: Sequence[tuple[SalesLineDiscount, Comparison]]


def preview(campaign: Campaign, *, on: date, with_cost: bool) -> Preview:
    def first(model: Any, *parts: str) -> Sequence[tuple[Any, Comparison]]:
        rows = model.objects.of_campaign(campaign).select_related("item", "unit", "currency", "campaign", *parts)
        shown = list(rows.order_by(F("item_id").asc(nulls_last=True), "minimum_quantity", "pk")[:MOST_EXAMPLES])
        found = compared(shown, on=on, with_cost=with_cost)
        return [(row, found[row.pk]) for row in shown]

    return Preview(
        companies=targets.target_count(campaign),
        lines=targets.flagged_lines().filter(aimed_at=campaign.pk).count(),
        interactions=targets.flagged_interactions().filter(aimed_at=campaign.pk).count(),
        exclusions=TargetExclusion.objects.by_hand(campaign).count(),
        held_out=TargetExclusion.objects.held_out(campaign).count(),
        counts=counts_of(campaign),
        timing=timing_of(campaign, on=on),
        prices=first(SalesPrice),
        discounts=first(SalesLineDiscount, "item_group"),
    )


def counts_of(campaign: Campaign) -> Counts:
    return Counts(
        SalesPrice.objects.of_campaign(campaign).count(), SalesLineDiscount.objects.of_campaign(campaign).count()
    )


def timing_of(campaign: Campaign, *, on: date) -> Timing:
    if campaign.ending_date and campaign.ending_date < on:
        return Timing.OVER
    if campaign.starting_date and campaign.starting_date > on:
        return Timing.TO_COME
    return Timing.NOW


def records_of(campaign: Campaign) -> Sequence[Activation]:
    """The last switches, the newest first."""
    return list(Activation.objects.filter(campaign=campaign).select_related("user")[:MOST_RECORDS])
