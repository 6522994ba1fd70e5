"""In which segments a contact stands, and what that forbids."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts import comparison
from contacts.channels import refused_by
from contacts.consequences import Consequence
from contacts.models import Contact
from core.models import User
from segments import building, consent
from segments.models import Segment, SegmentLine, SegmentStep, TargetExclusion


def lines_of(contact: Contact, *, most: int) -> Sequence[SegmentLine]:
    """The lines of a contact and of the rest of its company, the newest first, with how each came; one statement.

    A line `aims` at its campaign when it is flagged and the company is not excluded, for whatever reason.
    """
    excluded = TargetExclusion.objects.filter(campaign=OuterRef("segment__campaign"), contact=contact.party)
    aims = Q(campaign_target=True) & ~Exists(excluded)
    lines = SegmentLine.objects.in_segment().filter(contact__party=contact.party).annotate(aims=aims)
    return list(lines.select_related("contact", "segment__campaign", "added__user").order_by("-pk")[:most])


def against_another_company(contact: Contact, **asked: Any) -> Iterator[str]:
    """A person in a segment stays in its company: the line entitles that company (3.5, CON-12)."""
    lines = SegmentLine.objects.in_segment().filter(contact=contact)
    segments = [
        str(segment) for segment in Segment.objects.filter(pk__in=lines.values("segment")).order_by("number")[:5]
    ]
    if segments:
        sentence = _("%(contact)s is in %(segments)s. Remove it there first.")
        yield sentence % {"contact": contact, "segments": get_text_list(segments, _("and"))}


def foretold_of_a_merge(survivor: Contact, duplicate: Contact) -> Iterator[str]:
    """Which segments the one that stays leaves, as it takes the stricter consent of the two (decision 16)."""
    refused = [channel for channels in refused_by([survivor.pk, duplicate.pk]).values() for channel in channels]
    strict = comparison.as_strict(survivor, duplicate)
    for segment in _standing_in(survivor, duplicate):
        if reason := consent.against(strict, consent.channel_of(segment), refused=refused):
            known = {"contact": survivor, "segment": segment, "reason": reason}
            yield _("%(contact)s leaves %(segment)s: %(reason)s.") % known


def leave_what_is_barred(contact: Contact, by: User | None, at: datetime) -> list[int]:
    """After a merge: no line comes by it to a contact whom the gate does not let in.

    A statement, and a step for each segment that it leaves; answers the keys of the steps.
    """
    steps = []
    barred = consent.barred_where_they_stand(SegmentLine.objects.in_segment().filter(contact=contact))
    chosen = Contact.objects.filter(pk=contact.pk)
    for segment in Segment.objects.filter(pk__in=list(barred.values_list("segment", flat=True))).order_by("number"):
        channel = consent.channel_of(segment)
        left_out = consent.left_out(chosen, chosen.aggregate(**consent.counts(channel)), channel)
        lines = segment.lines.in_segment().filter(contact=contact)
        steps.append(building.keep_out(segment, lines, left_out, by=by, at=at).pk)
    return steps


def come_back(_survivor: Contact, _duplicate: Contact, steps: Sequence[int] | None, _at: datetime) -> None:
    """After the undo of a merge: the lines that it took out stand again; of steps that somebody took back, none."""
    SegmentLine.objects.filter(removed__in=steps or []).update(removed=None)
    SegmentStep.objects.filter(pk__in=steps or []).delete()


OF_A_MERGE = Consequence("segments", foretold_of_a_merge, leave_what_is_barred, come_back)


def _standing_in(*contacts: Contact) -> Sequence[Segment]:
    lines = SegmentLine.objects.in_segment().filter(contact__in=contacts)
    return list(Segment.objects.filter(pk__in=lines.values("segment")).order_by("number"))
