"""What segments know of a contact, and which of them speak against erasing it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts.models import Contact
from contacts.traces import Mention, Trace
from core.models import User
from segments.models import Assignment, Logging, SavedCriteria, Segment, SegmentLine, SegmentStep, TargetExclusion
from segments.models.line import SEE_HELD_OUT

MOST_NAMED = 5


def _seen_by(exclusions: QuerySet[Any], user: User) -> QuerySet[Any]:
    """All or none: who may not see which are held out would know them by what is missing beside the campaign's list."""
    return exclusions if user.has_perm(SEE_HELD_OUT) else exclusions.none()


TRACES = [
    Trace(SegmentLine, kept=True, texts=["description", "subject"]),
    Trace(TargetExclusion, kept=True, texts=["reason"], seen_by=_seen_by),
]
MENTIONS = [
    Mention(Segment, ["description", "subject"]),
    Mention(SegmentStep, ["words", "criteria"]),
    Mention(SegmentLine, ["description", "subject"]),
    Mention(SavedCriteria, ["description", "steps"]),
    Mention(Assignment, ["refusal", "tasks"]),
    Mention(Logging, ["refusal"]),
]


def against_erasing(contact: Contact, **asked: Any) -> Iterator[str]:
    lines = SegmentLine.objects.in_segment().filter(contact=contact)
    found = Segment.objects.filter(pk__in=lines.values("segment")).order_by("number")[:MOST_NAMED]
    if numbers := list(found.values_list("number", flat=True)):
        yield _("segments %(numbers)s") % {"numbers": get_text_list(numbers, _("and"))}
