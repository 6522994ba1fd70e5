"""The contacts of a segment on paper, as far as they may be written to."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from contacts.models import Channel, Contact
from interactions.letters.printing import MOST, Letters, letters
from interactions.letters.writing import WITH
from segments import consent
from segments.models import Segment, SegmentLine


def lines_to_print(segment: Segment) -> QuerySet[SegmentLine]:
    """The lines whose contact passes the gate for letters, in the order they were added (decision 16)."""
    willing = Contact.objects.filter(consent.admitted(Channel.LETTER))
    return segment.lines.in_segment().filter(contact__in=willing).order_by("pk")


def left_out(segment: Segment) -> list[consent.LeftOut]:
    """Who gets nothing on paper, and why; two statements at most."""
    standing = segment.contacts()
    counted = standing.aggregate(**consent.counts(Channel.LETTER))
    return consent.left_out(standing, counted, Channel.LETTER)


def contacts_of(segment: Segment) -> QuerySet[Contact]:
    """Each contact that is printed for, once."""
    return Contact.objects.filter(pk__in=lines_to_print(segment).order_by().values("contact"))


def part_of(lines: QuerySet[SegmentLine], number: int) -> QuerySet[SegmentLine]:
    """The lines of one print: number 1 has the first."""
    return lines[(number - 1) * MOST : number * MOST]


def contacts_in(part: QuerySet[SegmentLine]) -> list[Contact]:
    """The contacts of the lines with what an envelope shows; who stands in the segment twice gets one thing."""
    found = {line.contact_id: line.contact for line in part.select_related("contact__company", "contact__country")}
    return list(found.values())


def letters_of(segment: Segment, part: QuerySet[SegmentLine], *, day: date) -> Letters:
    rows: list[Any] = list(part.select_related(*WITH))
    return letters(rows, day=day, campaign=segment.campaign)
