"""Campaigns with their segments and their campaign entries, for the report Campaign – Details (20)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from campaigns.models import Campaign
from interactions.models import CampaignEntry
from interactions.statistics import counting, of_rows
from interactions.statistics.counting import Response
from interactions.statistics.of_rows import Figures
from opportunities import statistics as of_opportunities
from opportunities.statistics import Tally
from segments.models import Segment, SegmentLine

MOST_PRINTED = 100


@dataclass(frozen=True)
class Details:
    """Segments that were logged are entries by now (REP-2)."""

    campaign: Campaign
    response: Response
    opportunities: Tally
    segments: Sequence[tuple[Segment, Figures]]
    entries: Sequence[tuple[CampaignEntry, Figures]]


def details_of(campaigns: Sequence[Campaign]) -> list[Details]:
    """In their order; six statements for any number of them."""
    segments = list(Segment.objects.filter(campaign__in=campaigns).select_related("salesperson").order_by("number"))
    entries = list(CampaignEntry.objects.filter(campaign__in=campaigns).select_related("salesperson").order_by("pk"))
    lines, gathered = _lines_of(segments), of_rows.of_entries(entries)
    responses, deals = counting.of_campaigns(campaigns), of_opportunities.of_campaigns(campaigns)
    return [
        Details(
            campaign,
            responses.get(campaign.pk, Response()),
            deals.get(campaign.pk, Tally()),
            [(each, lines.get(each.pk, Figures())) for each in segments if each.campaign_id == campaign.pk],
            [(each, gathered[each.pk]) for each in entries if each.campaign_id == campaign.pk],
        )
        for campaign in campaigns
    ]


def _lines_of(segments: Sequence[Segment]) -> Mapping[int, Figures]:
    """By primary key of the segment: how many lines, what they cost and how long they last (16.3)."""
    lines: Any = SegmentLine.objects.in_segment().filter(segment__in=segments).order_by().values_list("segment")
    sums = lines.annotate(Count("pk"), Sum("cost", default=Decimal(0)), Sum("duration", default=0))
    return {key: Figures(*of_lines) for key, *of_lines in sums}
