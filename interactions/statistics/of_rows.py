"""What the interactions of campaign entries and of logged segments come to, for the rows of one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Sum

from interactions.models import CampaignEntry, Interaction, LoggedSegment


@dataclass(frozen=True)
class Figures:
    """How many interactions, what they cost in the local currency, and their minutes."""

    number: int = 0
    cost: Decimal = Decimal(0)
    duration: int = 0


def of_entries(entries: Sequence[CampaignEntry]) -> dict[int, Figures]:
    """Entry id → its interactions that are canceled or not as the entry itself is (CEN-3); all entries are named."""
    return _summed("campaign_entry", [entry.pk for entry in entries])


def of_segments(segments: Sequence[LoggedSegment]) -> dict[int, Figures]:
    """As of entries, for logged segments (SEG-8)."""
    return _summed("logged_segment", [segment.pk for segment in segments])


def entries_of(segments: Sequence[LoggedSegment]) -> dict[int, int]:
    """Logged segment id → how many campaign entries it made."""
    found = CampaignEntry.objects.filter(logged_segment__in=segments).values("logged_segment").order_by()
    return dict.fromkeys((each.pk for each in segments), 0) | dict(
        found.annotate(number=Count("pk")).values_list("logged_segment", "number")
    )


def _summed(parent: str, keys: Sequence[int]) -> dict[int, Figures]:
    alike = Interaction.objects.filter(**{f"{parent}__in": keys}, cancelled=F(f"{parent}__cancelled"))
    sums = alike.order_by().values_list(parent).annotate(Count("pk"), Sum("cost"), Sum("duration"))
    return dict.fromkeys(keys, Figures()) | {key: Figures(*figures) for key, *figures in sums}
