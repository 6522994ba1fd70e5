"""Logging a segment: every line becomes an interaction, and the segment goes (spec 5, SEG-1 to SEG-8)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core import deciding, progress, sql
from core.errors import Refused
from core.models import User
from interactions.models import CampaignEntry, Interaction, LoggedSegment
from interactions.tasks import begin
from segments import building
from segments.models import Logging, Segment, SegmentLine
from segments.outlook import UNREACHABLE, Missing, Outlook, outlook

MANY = 5_000
"""Lines that one does not wait for in front of the page."""
COPIED = [
    *["contact", "date", "template", "salesperson", "cost", "duration", "evaluation", "attempt_failed"],
    *["information_flow", "initiated_by", "correspondence_type", "language", "subject", "attachment"],
    *["alternative_address", "campaign_target", "campaign_response"],
]


class NothingToLog(Refused):
    pass


class NoDescription(Refused):
    pass


class LoggedBefore(Refused):
    pass


class Incomplete(Refused):
    """Lines lack something that an interaction must have."""


@dataclass(frozen=True)
class Done:
    logged: LoggedSegment
    count: int
    follow_up: Segment | None


def decide(
    segment: Segment, *, key: UUID, sends: bool, follows_up: bool, by: User, at: datetime, on: date
) -> tuple[Logging, bool]:
    """Keep that the segment is to be logged; the same key sent again answers what was kept (and False)."""
    asked = {"sends": sends, "follows_up": follows_up, "day": on}
    return deciding.keep(Logging, key=key, segment=segment, number=segment.number, user=by, at=at, **asked)


def carry_out(record: Logging, *, by: User) -> None:
    """Log what was decided, all or nothing, once; when it is refused, why stands on the record. Mails go out then."""
    deciding.carry_out(record, partial(_carried_out, by=by), beneath=Segment.objects.filter(pk=record.segment_id or 0))


def _carried_out(record: Logging, by: User) -> int:
    segment = record.segment
    if segment is None:
        raise NothingToLog(_("The segment %(number)s is no longer there.") % {"number": record.number})
    options: dict[str, Any] = {"sends": record.sends, "follows_up": record.follows_up, "on": record.day}
    done = log(segment, by=by, at=record.at, tell=partial(progress.tell, record), **options)
    if record.sends:
        begin()
    record.segment, record.logged, record.follow_up = None, done.logged, done.follow_up
    return done.count


@transaction.atomic
def log(
    segment: Segment,
    *,
    sends: bool,
    follows_up: bool,
    by: User | None,
    at: datetime,
    on: date,
    tell: progress.Tell = progress.nobody,
) -> Done:
    """Every line becomes an interaction, the segment with its steps goes; all or nothing, in as many statements for any
    number of lines. Tasks and opportunities keep its number.

    With a campaign, the interactions share one entry of it (CEN-1). Those with a correspondence type are to be
    delivered if it `sends`; otherwise an e-mail to nowhere loses its type (SEG-2). `follows_up` makes a segment of the
    same campaign and contacts, dated `on`. Refused: no line (NothingToLog), no description (NoDescription), a number
    that was logged before (LoggedBefore), lines that lack something (Incomplete), no series for the follow-up.
    """
    segment = _locked(segment)
    found = outlook(segment)
    _check(segment, found, sends=sends)
    tell(0, found.lines)
    about = {"segment_number": segment.number, "description": segment.description, "user": by}
    logged = LoggedSegment.objects.create(**about, created_on=localtime(at).date(), at=at)
    entry = _entry(segment, by=by, logged=logged)
    known = {"user": by and by.pk, "at": at, "logged_segment": logged.pk, "campaign_entry": entry}
    values = _alike(segment, known) | _by_line(segment, found, sends=sends)
    made = sql.insert(Interaction, segment.lines.in_segment().order_by("pk"), values)
    tell(made, found.lines)
    follow_up = _follow_up(segment, by=by, at=at, on=on) if follows_up else None
    segment.delete()
    if made > MANY:
        sql.grown(Interaction, by=made)
    return Done(logged, made, follow_up)


def _locked(segment: Segment) -> Any:
    """The segment as it stands, with the date and the salesperson of its first line, and the entry that calls from its
    lines have made; who else logs it waits."""
    # In the order of the index: by the key alone, PostgreSQL would look at all lines before the first of this segment.
    first = SegmentLine.objects.in_segment().filter(segment=OuterRef("pk")).order_by("removed_id", "pk")
    gathering = CampaignEntry.objects.filter(campaign=OuterRef("campaign"), document_type="", cancelled=False)
    entry = gathering.filter(segment_number=OuterRef("number"))
    asked = Segment.objects.annotate(
        was_logged=Exists(LoggedSegment.objects.filter(segment_number=OuterRef("number"))),
        first_date=Subquery(first.values("date")[:1]),
        first_salesperson=Subquery(first.values("salesperson")[:1]),
        called=Subquery(entry.values("pk")[:1]),
    )
    return asked.select_for_update(of=("self",)).get(pk=segment.pk)


def _check(segment: Any, found: Outlook, *, sends: bool) -> None:
    if not segment.description:
        raise NoDescription(
            _("The segment %(number)s has no description. Type one first.") % {"number": segment.number}
        )
    if not found.lines:
        raise NothingToLog(_("%(segment)s has no lines. Add contacts first.") % {"segment": segment})
    if segment.was_logged:
        sentence = _("A segment with the number %(number)s was logged before. Give this one another number.")
        raise LoggedBefore(sentence % {"number": segment.number})
    if missing := found.against(sends=sends):
        sentence = _("%(segment)s cannot be logged. %(missing)s")
        raise Incomplete(sentence % {"segment": segment, "missing": " ".join(map(_in_words, missing))})


def _in_words(missing: Missing) -> str:
    known = {"what": missing.need.words, "count": missing.count}
    names = get_text_list([line.contact.name for line in missing.first], _("and"))
    return _("%(what)s: %(count)d (%(names)s).") % {**known, "names": names}


def _entry(segment: Any, *, by: User | None, logged: LoggedSegment) -> int | None:
    """The entry of the campaign, dated as the first line and its salesperson's; none without a campaign.

    Calls that were logged from lines made one already: it is used, and belongs with them to the logged segment (CEN-1).
    """
    if segment.campaign_id is None:
        return None
    about = {"description": segment.description, "logged_segment": logged}
    if segment.called:
        CampaignEntry.objects.filter(pk=segment.called).update(**about)
        Interaction.objects.filter(campaign_entry=segment.called).update(logged_segment=logged)
        return int(segment.called)
    of_first = {"date": segment.first_date, "salesperson_id": segment.first_salesperson}
    known = {"campaign_id": segment.campaign_id, "segment_number": segment.number, "user": by}
    return CampaignEntry.objects.create(**known, **about, **of_first).pk


def _alike(segment: Segment, known: dict[str, Any]) -> dict[str, Any]:
    """What all interactions have, by field."""
    about = {"campaign": segment.campaign_id, "segment_number": segment.number, "cancelled": False, "postponed": False}
    values = dict.fromkeys(["document_type", "document_number", "contact_via", "delivery"], "") | about | known
    return {name: sql.valued(Interaction, name, value) for name, value in values.items()}


def _by_line(segment: Segment, found: Outlook, *, sends: bool) -> dict[str, Any]:
    """What each has from its line, by field. Without a campaign there is nothing to be a target of."""
    values: dict[str, Any] = {name: F(name) for name in COPIED}
    values["description"] = Coalesce(NullIf(F("description"), Value("")), Value(segment.description))
    values["group"] = F("template__group")
    if segment.campaign_id is None:
        values |= {
            name: sql.valued(Interaction, name, value=False) for name in ("campaign_target", "campaign_response")
        }
    if sends:
        waits = Value(Interaction.Delivery.IN_PROGRESS.value)
        values["delivery"] = Case(When(~Q(correspondence_type=""), then=waits), default=Value(""))
    elif found.unreachable:
        values["correspondence_type"] = Case(When(UNREACHABLE, then=Value("")), default=F("correspondence_type"))
    return values


def _follow_up(segment: Segment, *, by: User | None, at: datetime, on: date) -> Segment:
    """Of the same campaign with the same contacts, as far as the gate still lets them in; nothing else is carried over
    (SEG-6)."""
    number = {"number": segment.number}
    description = _("Follow-up on segment %(number)s") % number
    new = Segment(
        description=description, campaign_id=segment.campaign_id, salesperson_id=segment.salesperson_id, date=on
    )
    new.changed(by=by, at=at)
    new.save()
    words = _("Contacts of segment %(number)s") % number
    building.add(segment=new, contacts=segment.contacts(), words=words, by=by, at=at, allow_existing=True)
    return new
