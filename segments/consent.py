"""Who may stand in a segment: the one gate for every way in, and for the target question (decision 16).

The switches of a contact keep it out of every segment and of every target group. What it wants not to get by one
channel keeps it out of segments that go that way alone, and takes no prices away.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.channels import WANTS_NONE, refusing
from contacts.minors import LACKS_CONSENT
from contacts.models import Channel, Contact, CorrespondenceType
from segments.models import Segment, SegmentLine, SegmentStep

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

    code: str
    words: str | Promise
    count: int
    first: list[Contact]


def channel_of(segment: Segment) -> Channel | None:
    """The channel by which the segment goes out; None while nothing says so."""
    return CHANNELS.get(segment.correspondence_type)  # type: ignore[call-overload, no-any-return]


def reasons(channel: Channel | None = None) -> list[Reason]:
    """Everything that keeps contacts out of a segment of this channel; of several that hold the first one counts."""
    return [*SWITCHES, *([_refused(channel)] if channel else [])]


def _refused(channel: Channel) -> Reason:
    return Reason(f"no_{channel}", Q(refusing(channel)), WANTS_NONE[channel])


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
        LeftOut(
            reason.code,
            reason.words,
            counted[reason.alias],
            [contact for contact in first if contact.left_by == reason.code],
        )
        for reason in known
    ]


def kept(left_out: Iterable[LeftOut]) -> list[dict[str, Any]]:
    """As a step keeps who was left out of it: by key, as a contact's name is nobody's but its own."""
    return [
        {"reason": each.code, "count": each.count, "first": [contact.pk for contact in each.first]} for each in left_out
    ]


def told_again(steps: Iterable[SegmentStep]) -> dict[int, list[LeftOut]]:
    """Step key → who was left out of it and why; one statement, none if nobody was. Of contacts that are gone only the
    count is left."""
    known = {step.pk: step.left_out for step in steps if step.left_out}
    contacts = Contact.objects.in_bulk(key for said in known.values() for each in said for key in each["first"])
    words = {reason.code: reason.words for reason in [*SWITCHES, *map(_refused, CHANNELS.values())]}
    return {
        step: [
            LeftOut(
                each["reason"],
                words.get(each["reason"], ""),
                each["count"],
                [contacts[key] for key in each["first"] if key in contacts],
            )
            for each in said
        ]
        for step, said in known.items()
    }


def forbidden() -> Q:
    """Lines that would go by a channel their contact does not want: noted since, or chosen since."""
    conditions = (
        Q(correspondence_type=kind) & Q(refusing(channel, contact="contact")) for kind, channel in CHANNELS.items()
    )
    return reduce(or_, conditions)


def forbidden_lines(segment: Segment) -> QuerySet[SegmentLine]:
    return segment.lines.in_segment().filter(forbidden())


def barred(lines: QuerySet[SegmentLine], channel: Channel | None = None) -> QuerySet[SegmentLine]:
    """Those of the lines whose contacts the gate would not let in."""
    return lines.exclude(Exists(Contact.objects.filter(admitted(channel), pk=OuterRef("contact"))))


def barred_where_they_stand(lines: QuerySet[SegmentLine]) -> QuerySet[SegmentLine]:
    """The same for lines of any segments, each with its own channel."""
    refused = (
        Q(segment__correspondence_type=kind) & Q(refusing(channel, contact="contact"))
        for kind, channel in CHANNELS.items()
    )
    passes = Exists(Contact.objects.filter(admitted(), pk=OuterRef("contact")))
    return lines.filter(reduce(or_, refused) | ~Q(passes))


def barred_since(segment: Segment) -> list[LeftOut]:
    """Whose lines stand in the segment though a switch was set since that keeps them out."""
    contacts = Contact.objects.filter(pk__in=segment.lines.in_segment().values("contact")).exclude(admitted())
    return left_out(contacts, contacts.aggregate(**counts()))
