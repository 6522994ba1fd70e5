"""In which segments a contact stands, and what that forbids."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts.models import Contact
from segments.models import Segment, SegmentLine, TargetExclusion


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
