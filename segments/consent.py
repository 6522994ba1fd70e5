"""Who may stand in a segment: the one gate for every way in, and for the target question (decision 16).

The switches of a contact keep it out of every segment and of every target group. What it wants not to get by one
channel keeps it out of segments that go that way alone, and takes no prices away.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.channels import WANTS_NONE, refusing
from contacts.minors import LACKS_CONSENT
from contacts.models import Channel, Contact, CorrespondenceType
from segments.models import Segment, SegmentLine

MOST_NAMED = 10
CHANNELS = {CorrespondenceType.HARD_COPY: Channel.LETTER, CorrespondenceType.EMAIL: Channel.EMAIL}


@dataclass(frozen=True)
class Reason:
    """What keeps a contact out, and the words for it."""

    code: str
    holds: Q
    words: str | Promise

    @property
    def alias(self) -> str:
        """The name under which `counts` answers."""
        return f"left_{self.code}"


SWITCHES = [
    Reason("lacks_parental_consent", LACKS_CONSENT, _("a minor without parental consent")),
    Reason("privacy_blocked", Q(privacy_blocked=True), _("privacy blocked")),
    Reason("exclude_from_segments", Q(exclude_from_segments=True), _("excluded from segments")),
]
"""Their codes are what a contact says of itself. Who lacks parental consent, or was erased, is privacy blocked too."""


@dataclass(frozen=True)
class LeftOut:
    """How many contacts the gate left out for one reason, and the first of them by name."""

    words: str | Promise
    count: int
    first: list[Contact]


def channel_of(segment: Segment) -> Channel | None:
    """The channel by which the segment goes out; None while nothing says so."""
    return CHANNELS.get(segment.correspondence_type)  # type: ignore[call-overload, no-any-return]


def reasons(channel: Channel | None = None) -> list[Reason]:
    """Everything that keeps contacts out of a segment of this channel; of several that hold the first one counts."""
    return [*SWITCHES, *([Reason("channel", Q(refusing(channel)), WANTS_NONE[channel])] if channel else [])]


def admitted(channel: Channel | None = None) -> Q:
    """The contacts that pass."""
    return reduce(and_, (~reason.holds for reason in reasons(channel)))


def against(
    contact: Contact, channel: Channel | None = None, *, refused: Collection[Channel] = ()
) -> str | Promise | None:
    """The words for what keeps this contact, which does not want the `refused` channels, out; None if it passes."""
    switched = next((reason.words for reason in SWITCHES if getattr(contact, reason.code)), None)
    return switched or (WANTS_NONE[channel] if channel in refused else None)  # type: ignore[index]


def counts(channel: Channel | None = None) -> dict[str, Count]:
    """Aggregates for a question over contacts: `asked`, and how many each reason leaves out (the first one counts)."""
    counted = {"asked": Count("pk")}
    passed = Q()
    for reason in reasons(channel):
        counted[reason.alias] = Count("pk", filter=passed & reason.holds)
        passed &= ~reason.holds
    return counted


def left_out(contacts: QuerySet[Contact], counted: dict[str, int], channel: Channel | None = None) -> list[LeftOut]:
    """What the gate leaves out of `contacts`, given the answers to `counts`; one statement, none if nobody is."""
    known = [reason for reason in reasons(channel) if counted[reason.alias]]
    if not known:
        return []
    first_reason = Case(*(When(reason.holds, then=Value(reason.code)) for reason in known))
    rows = contacts.exclude(admitted(channel)).annotate(left_by=first_reason).order_by("search_name", "pk")
    first = list(rows[: MOST_NAMED * len(known)])
    return [
        LeftOut(reason.words, counted[reason.alias], [contact for contact in first if contact.left_by == reason.code])
        for reason in known
    ]


def forbidden_lines(segment: Segment) -> QuerySet[SegmentLine]:
    """Lines in the segment that would go by a channel their contact does not want: noted since, or chosen since."""
    forbidden = (
        Q(correspondence_type=kind) & Q(refusing(channel, contact="contact")) for kind, channel in CHANNELS.items()
    )
    return segment.lines.in_segment().filter(reduce(or_, forbidden))
