"""What two segments have in common, and what each has alone."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.translation import gettext as _

from contacts.models import Contact
from segments.building import stands_in
from segments.models import Segment, SegmentLine


class Part(TextChoices):
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Comparison:
    left: Segment
    right: Segment

    def contacts(self, part: Part) -> QuerySet[Contact]:
        """Who stands in both, or only in one of them; each contact once."""
        if part == Part.BOTH:
            return self.left.contacts().filter(stands_in(self.right))
        here, there = (self.left, self.right) if part == Part.LEFT else (self.right, self.left)
        return here.contacts().filter(~stands_in(there))

    def counts(self) -> dict[Part, int]:
        """How many contacts each part has; one statement."""
        lines = SegmentLine.objects.in_segment().filter(segment__in=[self.left, self.right])
        standing = (
            lines.order_by()
            .values("contact")
            .annotate(
                in_left=Count("pk", filter=Q(segment=self.left)), in_right=Count("pk", filter=Q(segment=self.right))
            )
        )
        left, right = Q(in_left__gt=0), Q(in_right__gt=0)
        found = standing.aggregate(
            both=Count("contact", filter=left & right),
            left=Count("contact", filter=~right),
            right=Count("contact", filter=~left),
        )
        return {part: found[part.value] for part in Part}

    def in_words(self, part: Part) -> str:
        numbers = {"left": self.left.number, "right": self.right.number}
        sentences = {
            Part.BOTH: _("In %(left)s and in %(right)s"),
            Part.LEFT: _("Only in %(left)s, not in %(right)s"),
            Part.RIGHT: _("Only in %(right)s, not in %(left)s"),
        }
        return sentences[part] % numbers
