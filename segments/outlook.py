"""What logging a segment would do, and what stands in its way (SEG-2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segments.models import Segment, SegmentLine

MOST_NAMED = 10
UNREACHABLE = Q(correspondence_type="email", contact__email="") & (
    Q(alternative_address=None) | Q(alternative_address__email="")
)
TARGET, RESPONSE = Q(campaign_target=True), Q(campaign_response=True)


@dataclass(frozen=True)
class Need:
    """What every line must have before it is logged, the words for lines without it, and what to do about them."""

    name: str
    lacking: Q
    words: str | Promise
    remedy: str | Promise
    only_sent: bool = False


NEEDS = [
    Need(
        "template",
        Q(template=None),
        _("No interaction template"),
        _("Choose one on the card of the segment: it goes to all its lines."),
    ),
    Need(
        "salesperson",
        Q(salesperson=None),
        _("No salesperson"),
        _("Choose one on the card of the segment, or on the line."),
    ),
    Need("date", Q(date=None), _("No date"), _("Type one on the card of the segment, or on the line.")),
    Need(
        "email",
        UNREACHABLE,
        _("To be sent by e-mail, but no e-mail address"),
        _("That matters only if you send; otherwise these lines are logged without a correspondence type."),
        only_sent=True,
    ),
]


@dataclass(frozen=True)
class Missing:
    """How many lines lack something, and the first of them."""

    need: Need
    count: int
    first: Sequence[SegmentLine]


@dataclass(frozen=True)
class Outlook:
    """The lines, their cost and minutes, how many of them could be sent, are targets, responses, or both at once, and
    what is missing."""

    lines: int
    cost: Decimal
    duration: int
    sendable: int
    targets: int
    responses: int
    both: int
    missing: Sequence[Missing]

    def against(self, *, sends: bool) -> Sequence[Missing]:
        """What stands in the way, depending on whether the interactions are sent."""
        return [each for each in self.missing if sends or not each.need.only_sent]

    @property
    def unreachable(self) -> bool:
        return any(each.need.only_sent for each in self.missing)


def outlook(segment: Segment) -> Outlook:
    """One statement, and one for each thing that is missing."""
    lines = segment.lines.in_segment().order_by("pk")
    counted = lines.order_by().aggregate(
        lines=Count("pk"),
        total=Sum("cost", default=Decimal(0)),
        minutes=Sum("duration", default=0),
        sendable=Count("pk", filter=~Q(correspondence_type="")),
        targets=Count("pk", filter=TARGET),
        responses=Count("pk", filter=RESPONSE),
        both=Count("pk", filter=TARGET & RESPONSE),
        **{f"no_{need.name}": Count("pk", filter=need.lacking) for need in NEEDS},
    )
    named = lines.select_related("contact", "segment")
    return Outlook(
        lines=counted["lines"],
        cost=counted["total"],
        duration=counted["minutes"],
        sendable=counted["sendable"],
        targets=counted["targets"],
        responses=counted["responses"],
        both=counted["both"],
        missing=[
            Missing(need, counted[f"no_{need.name}"], list(named.filter(need.lacking)[:MOST_NAMED]))
            for need in NEEDS
            if counted[f"no_{need.name}"]
        ],
    )
