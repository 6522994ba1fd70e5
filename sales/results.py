"""What became of campaigns, from the companies they were aimed at to what those bought: for a funnel, and side by side.

A company counts once however many of its persons were spoken to. Quoted counts the companies with a line at a price or
discount of the campaign on a quote or an order; bought and sold are what was posted at them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts import circles
from core.models import User
from interactions.statistics import counting
from interactions.statistics.charts import Bars, Chart, Series
from interactions.statistics.counting import Companies, Response
from items.models import SalesEntry
from opportunities import statistics as of_opportunities
from opportunities.statistics import Tally
from sales.models import SalesLine, priced_by
from sales.reached import NEEDED, STEPS
from segments import targets

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Funnel:
    """Companies."""

    targeted: int
    contacted: int
    responded: int
    quoted: int
    bought: int


@dataclass(frozen=True)
class Result:
    """Of one campaign; `sold` is in local currency."""

    campaign: Campaign
    response: Response
    opportunities: Tally
    funnel: Funnel
    sold: Decimal


def results_of(campaigns: Sequence[Campaign]) -> list[Result]:
    """In their order; eight statements for any number of them."""
    responses, deals = counting.of_campaigns(campaigns), of_opportunities.of_campaigns(campaigns)
    sold, funnels = _sold(campaigns), funnels_of(campaigns)
    return [
        Result(
            campaign,
            responses.get(campaign.pk, Response()),
            deals.get(campaign.pk, Tally()),
            funnels[campaign.pk],
            sold.get(campaign.pk, NOTHING),
        )
        for campaign in campaigns
    ]


def funnels_of(campaigns: Sequence[Campaign]) -> Mapping[int, Funnel]:
    """By primary key; four statements."""
    aimed, spoken = targets.target_counts(campaigns), counting.companies_of(campaigns)
    quoted, bought = _quoted(campaigns), dict(_entries(campaigns, Count("customer", distinct=True)))
    return {
        campaign.pk: Funnel(
            aimed.get(campaign.pk, 0),
            (reached := spoken.get(campaign.pk, Companies())).contacted,
            reached.responded,
            quoted[campaign.pk],
            bought.get(campaign.pk, 0),
        )
        for campaign in campaigns
    }


def funnel_chart(campaign: Campaign, user: User, _rows: QuerySet[Any]) -> Chart | None:
    """Beside the statistics of a campaign; of all time, because nobody is targeted on a day."""
    if not user.has_perms(NEEDED):
        return None
    funnel = funnels_of([campaign])[campaign.pk]
    values = [getattr(funnel, name) for name in STEPS]
    if not any(values):
        return None
    links = [circles.address_of(name, campaign) for name in STEPS]
    note = _(
        "Companies, each counted once, whatever the days; the shares are of those targeted today. A step can count "
        "more than the one before it: companies buy without having answered, and some were targets that are "
        "none any more."
    )
    labels, companies = [step.label for step in STEPS.values()], Series(_("Companies"), values)
    title, heading = _("From target to buyer"), _("Step")
    return Bars(title, labels, [companies], heading=heading, note=note, of_first=True, links=links)


def _quoted(campaigns: Sequence[Campaign]) -> Mapping[int, int]:
    counts = {
        f"of_{campaign.pk}": Count("document__bill_to__party", distinct=True, filter=priced_by(campaign))
        for campaign in campaigns
    }
    counted = SalesLine.objects.filter(priced_by(*campaigns)).aggregate(**counts)
    return {campaign.pk: counted[f"of_{campaign.pk}"] for campaign in campaigns}


def _sold(campaigns: Sequence[Campaign]) -> Mapping[int, Decimal]:
    return dict(_entries(campaigns, Sum("amount")))


def _entries(campaigns: Sequence[Campaign], figure: Any) -> QuerySet[Any]:
    entries = SalesEntry.objects.filter(campaign__in=campaigns).order_by()
    return entries.values_list("campaign").annotate(figure=figure)
