"""Figures about segments: how many lines, how many of them targets, of how many companies."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from campaigns.models import Campaign
from segments.models import Segment, SegmentLine, TargetExclusion

FLAGGED = Q(campaign_target=True)


@dataclass(frozen=True)
class Size:
    lines: int
    targets: int


@dataclass(frozen=True)
class Figures(Size):
    """Of one segment. The companies are those of the lines; a person without one counts as its own (decision 3).

    Cost and duration, in minutes, are those of its lines (16.3)."""

    companies: int
    target_companies: int
    cost: Decimal
    duration: int


@dataclass(frozen=True)
class Audience:
    """The segments of a campaign with their sizes, the newest first, and how many companies are excluded."""

    rows: Sequence[tuple[Segment, Size]]
    exclusions: int


def size_of(segment: Segment) -> Size:
    return sizes_of([segment])[segment.pk]


def figures_of(segment: Segment) -> Figures:
    """A second for a hundred thousand lines: cards show their size and ask this afterwards."""
    return Figures(
        **segment.lines.in_segment().aggregate(
            lines=Count("pk"),
            targets=Count("pk", filter=FLAGGED),
            companies=Count("contact__party", distinct=True),
            target_companies=Count("contact__party", distinct=True, filter=FLAGGED),
            cost=Sum("cost", default=Decimal(0)),
            duration=Sum("duration", default=0),
        )
    )


def sizes_of(segments: Sequence[Segment]) -> dict[int, Size]:
    """Size by primary key of the segment, in one statement."""
    counted = (
        SegmentLine.objects.in_segment()
        .filter(segment__in=[segment.pk for segment in segments])
        .values_list("segment")
        .annotate(lines=Count("pk"), targets=Count("pk", filter=FLAGGED))
    )
    sizes = {segment: Size(lines, targets) for segment, lines, targets in counted.order_by()}
    return {segment.pk: sizes.get(segment.pk, Size(0, 0)) for segment in segments}


def audience_of(campaign: Campaign, *, most: int) -> Audience:
    """At most `most` segments; three statements."""
    segments = list(Segment.objects.filter(campaign=campaign).order_by("-pk")[:most])
    exclusions = TargetExclusion.objects.filter(campaign=campaign).count()
    sizes = sizes_of(segments)
    return Audience([(segment, sizes[segment.pk]) for segment in segments], exclusions)
