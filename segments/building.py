"""What is done to the lines of a segment. Every way in, out and back is a step of its history (decision 17)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.addresses import address_on
from contacts.models import Contact
from core import sql
from core.errors import Refused
from core.models import User
from segments import consent
from segments.entering import Inheritance
from segments.models import Segment, SegmentLine, SegmentStep

Lines = QuerySet[SegmentLine]
Kind = SegmentStep.Kind
NO_CAMPAIGN = gettext_lazy("Choose the segment's campaign first; then its lines can be targets.")


class NoSuchStep(Refused):
    pass


class NoCampaign(Refused):
    pass


class LineGone(Refused):
    pass


class SegmentGone(Refused):
    pass


@dataclass(frozen=True)
class Preview:
    """What adding would do: contacts asked for, those that would be new, stand there already, or are left out."""

    asked: int
    new: int
    already: int
    left_out: list[consent.LeftOut]


@dataclass(frozen=True)
class Added:
    """What came of adding: new lines, contacts that stood in the segment already, contacts left out and why."""

    step: SegmentStep
    added: int
    already: int
    left_out: list[consent.LeftOut] = field(default_factory=list)


def preview(*, segment: Segment, contacts: QuerySet[Contact]) -> Preview:
    """What `add` would do with these contacts now; one statement, two if somebody is left out."""
    channel = consent.channel_of(segment)
    new = Count("pk", filter=consent.admitted(channel) & Q(~stands_in(segment)))
    counted = contacts.order_by().aggregate(**consent.counts(channel), new=new)
    left_out = consent.left_out(contacts, counted, channel)
    held_back = sum(reason.count for reason in left_out)
    return Preview(counted["asked"], counted["new"], counted["asked"] - held_back - counted["new"], left_out)


def add(
    *,
    segment: Segment,
    contacts: QuerySet[Contact],
    words: str,
    by: User | None,
    at: datetime,
    criteria: dict[str, Any] | None = None,
    allow_existing: bool = False,
) -> Added:
    """A line for each contact, with the header's values, in one INSERT; at most six statements for any number.

    Left out are contacts the consent gate holds back and, unless `allow_existing`, those already in the segment. The
    step is recorded even if nobody is added, with who was left out and why. Companies come before their persons. Rules
    2.6.1 and 4.2, decision 16.
    """
    channel = consent.channel_of(segment)
    with transaction.atomic():
        step = _next_step(segment, Kind.ADD, words=words, by=by, at=at, criteria=criteria)
        counted = contacts.order_by().aggregate(**consent.counts(channel))
        left_out = consent.left_out(contacts, counted, channel)
        new = contacts.filter(consent.admitted(channel))
        if not allow_existing:
            new = new.exclude(stands_in(segment))
        step.lines = sql.insert(SegmentLine, _company_by_company(new), _inherited(segment, step))
        step.left_out = consent.kept(left_out)
        step.save(update_fields=["lines", "left_out"])
    held_back = sum(reason.count for reason in left_out)
    return Added(step, step.lines, counted["asked"] - held_back - step.lines, left_out)


def enter_again(*, segment: Segment, contact: Contact) -> bool:
    """Give a contact's lines the header's values anew, as typing it again does (2.6.1); False if it has none."""
    lines = segment.lines.in_segment().filter(contact=contact)
    address = address_on(segment.date, contact="contact")
    return bool(lines.update(**Inheritance.of(segment).for_contact(contact), alternative_address=address))


def remove(*, segment: Segment, lines: Lines, words: str, by: User | None, at: datetime) -> SegmentStep | None:
    """Take lines out of the segment: one step, one UPDATE. No step if none of them is in it (any more)."""
    return _take_out(segment, lines, Kind.DELETE, words=words, by=by, at=at)


def empty(*, segment: Segment, by: User | None, at: datetime) -> SegmentStep | None:
    """Take all lines out; a step like any other, so going back brings them back (decision 17)."""
    return _take_out(segment, segment.lines.all(), Kind.RESET, words="", by=by, at=at)


def go_back(*, segment: Segment, to: int, by: User | None, at: datetime) -> list[consent.LeftOut]:
    """Bring the segment to where it stood after step `to` (0: before the first). Exact, in eight statements.

    Lines that later steps removed are back as they were; lines and steps that came later are gone. Whom the gate does
    not let in any more stays out, by a step that says why; answers who. Refused when the segment has no such step
    (NoSuchStep) or is gone (SegmentGone). Rule 4.4, decisions 16 and 17.
    """
    with transaction.atomic():
        _locked(segment)
        if to and not segment.steps.filter(number=to).exists():
            raise NoSuchStep(
                _("Step %(number)d is no longer there. Reload the page and choose again.") % {"number": to}
            )
        later = list(segment.steps.filter(number__gt=to).values_list("pk", flat=True))
        segment.lines.filter(added__in=later).delete()
        left_out = _stay_out(segment, segment.lines.filter(removed__in=later), by=by, at=at)
        segment.lines.filter(removed__in=later).update(removed=None)
        segment.steps.filter(pk__in=later).delete()
        segment.steps.filter(number__gt=to).update(number=to + 1)  # the step of those who stay out, if there is one
    return left_out


def _stay_out(segment: Segment, returning: Lines, *, by: User | None, at: datetime) -> list[consent.LeftOut]:
    """Let the lines whose contacts the gate no longer lets in be out by a step of their own; answers whose they are."""
    channel = consent.channel_of(segment)
    contacts = Contact.objects.filter(pk__in=returning.values("contact"))
    left_out = consent.left_out(contacts, contacts.aggregate(**consent.counts(channel)), channel)
    if left_out:
        keep_out(segment, consent.barred(returning, channel), left_out, by=by, at=at)
    return left_out


@transaction.atomic
def keep_out(
    segment: Segment, lines: Lines, left_out: list[consent.LeftOut], *, by: User | None, at: datetime
) -> SegmentStep:
    """A step that takes lines out, or leaves them out, as the gate does not let their contacts in."""
    step = _next_step(segment, Kind.DELETE, words=_("Not let in any more"), by=by, at=at)
    step.lines = lines.filter(segment=segment).update(removed=step)
    step.left_out = consent.kept(left_out)
    step.save(update_fields=["lines", "left_out"])
    return step


def set_target(*, segment: Segment, lines: Lines, value: bool) -> int:
    """Tick or untick Campaign Target on lines: one UPDATE; answers how many lines. It counts at once (decision 2).

    Refused (NoCampaign) when lines are ticked and the segment has no campaign they could be targets of.
    """
    if value and segment.campaign_id is None:
        raise NoCampaign(str(NO_CAMPAIGN))
    return lines.filter(segment=segment, removed=None).update(campaign_target=value)


def change(line: SegmentLine, values: Mapping[str, Any]) -> None:
    """Write these values into a line, and nothing else of it. Refused (LineGone) when it was taken out meanwhile."""
    if values and not SegmentLine.objects.in_segment().filter(pk=line.pk).update(**values):
        raise LineGone(_("The line of %(contact)s was taken out of the segment meanwhile.") % {"contact": line.contact})


def _take_out(
    segment: Segment, lines: Lines, kind: SegmentStep.Kind, *, words: str, by: User | None, at: datetime
) -> SegmentStep | None:
    with transaction.atomic():
        step = narrow(segment, lines, kind, words=words, by=by, at=at)
        if not step.lines:
            step.delete()
            return None
    return step


def narrow(
    segment: Segment,
    lines: Lines,
    kind: SegmentStep.Kind,
    *,
    words: str,
    by: User | None,
    at: datetime,
    criteria: dict[str, Any] | None = None,
) -> SegmentStep:
    """Take these lines out; a step even if there are none (4.3). Four statements."""
    with transaction.atomic():
        step = _next_step(segment, kind, words=words, by=by, at=at, criteria=criteria)
        step.lines = lines.filter(segment=segment, removed=None).update(removed=step)
        step.save(update_fields=["lines"])
    return step


def _next_step(
    segment: Segment,
    kind: SegmentStep.Kind,
    *,
    words: str,
    by: User | None,
    at: datetime,
    criteria: dict[str, Any] | None = None,
) -> SegmentStep:
    """The next step of the segment, stored. Refused (SegmentGone) as `_locked`."""
    number = _locked(segment).last + 1
    return SegmentStep.objects.create(
        segment=segment, number=number, kind=kind, words=words[:250], criteria=criteria or {}, user=by, at=at
    )


def _locked(segment: Segment) -> Any:
    """The segment with the number of its `last` step; who else wants to take or undo one waits until this is done.

    Refused (SegmentGone) when it was logged or deleted meanwhile.
    """
    last = SegmentStep.objects.filter(segment=OuterRef("pk")).order_by("-number").values("number")[:1]
    found = (
        Segment.objects.annotate(last=Coalesce(last, 0)).select_for_update(of=("self",)).filter(pk=segment.pk).first()
    )
    if found is None:
        raise SegmentGone(_("%(segment)s was logged or deleted meanwhile.") % {"segment": segment})
    return found


def stands_in(segment: Segment) -> Exists:
    """Whether a contact has a line in the segment."""
    return Exists(SegmentLine.objects.in_segment().filter(segment=segment, contact=OuterRef("pk")))


def _company_by_company(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Companies by name, each before its persons (4.2)."""
    company = Coalesce("company__search_name", "search_name")
    return contacts.order_by(company, "party", "type", "search_name", "pk")


def _inherited(segment: Segment, step: SegmentStep) -> dict[str, Any]:
    """The fields of a new line: from the header, else from the contact (2.6.1)."""
    known = {"segment": Value(segment.pk), "contact": F("pk"), "added": Value(step.pk)}
    return {**known, **Inheritance.of(segment).by_contact(F)}
