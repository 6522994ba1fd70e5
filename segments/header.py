"""Changes of a segment's header that are offered to its lines (decision 18)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from campaigns.models import Campaign
from contacts.addresses import address_on
from contacts.models import Contact
from segments.models import Segment

CARRIED = ("campaign_target", "campaign_response", "salesperson", "date")
OFFERED = ("campaign", *CARRIED)


@dataclass(frozen=True)
class Change:
    """A field of the header, what stood there, and what is to stand there."""

    name: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        return str(Segment._meta.get_field(self.name).verbose_name)  # type: ignore[union-attr]


@dataclass(frozen=True)
class Offer:
    """The question asked before a header is saved: how many lines it has, how many are flagged, and what changes."""

    changes: list[Change]
    lines: int
    flagged: int

    @property
    def to_lines(self) -> list[Change]:
        """The changes that lines can take over; the campaign is the header's alone (decision 4)."""
        return [change for change in self.changes if change.name in CARRIED]

    @property
    def target(self) -> Change | None:
        """Whether the header's lines are to be targets, when that is what changes and the campaign stays."""
        names = [change.name for change in self.changes]
        return None if "campaign" in names else next((c for c in self.changes if c.name == "campaign_target"), None)

    @property
    def left(self) -> Campaign | None:
        """The campaign whose targets the flagged lines stop being."""
        return next((change.before for change in self.changes if change.name == "campaign"), None)

    @property
    def joined(self) -> Campaign | None:
        """The campaign whose targets the flagged lines become."""
        return next((change.after for change in self.changes if change.name == "campaign"), None)


def values_of(segment: Segment) -> dict[str, Any]:
    return {name: getattr(segment, name) for name in OFFERED}


def offer(segment: Segment, *, before: Mapping[str, Any]) -> Offer | None:
    """What to ask before the changed segment is saved; None when its lines have no part in the change."""
    changes = [Change(name, before[name], after) for name, after in values_of(segment).items() if after != before[name]]
    if not changes:
        return None
    counted = segment.lines.in_segment().aggregate(
        lines=Count("pk"), flagged=Count("pk", filter=Q(campaign_target=True))
    )
    asked = Offer(changes, counted["lines"], counted["flagged"])
    return asked if asked.lines and (asked.to_lines or asked.flagged) else None


def pass_on(segment: Segment, names: Collection[str]) -> int:
    """Write the header's values of the named fields into all its lines, in one UPDATE; answers how many.

    A blank salesperson gives each line its contact's, as on entry (2.6). Lines that a step removed stay as they were.
    """
    values: dict[str, Any] = {name: getattr(segment, name) for name in names if name in CARRIED}
    if "salesperson" in values and segment.salesperson is None:
        values["salesperson"] = Subquery(Contact.objects.filter(pk=OuterRef("contact")).values("salesperson")[:1])
    if "date" in values:
        values["alternative_address"] = address_on(segment.date, contact="contact")  # ALT-4
    return segment.lines.in_segment().update(**values) if values else 0
