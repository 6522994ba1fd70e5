"""What was said with the contact of a line, before the segment is logged (TEL-4)."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from interactions.forms.guide import GuideForm
from interactions.models import Interaction
from interactions.views.calling import CallPage
from interactions.views.guide import GuidePage
from interactions.views.starting import about
from segments.models import SegmentLine

PARTS = ["segment__campaign", "contact__company", "contact__salesperson", "salesperson", "template__group"]


class OfLine(GuidePage):
    """The contact is the line's and stays; campaign, flags and words are the line's, too."""

    fixed = True

    @cached_property
    def line(self) -> SegmentLine:
        lines = SegmentLine.objects.in_segment().select_related(*PARTS)
        return get_object_or_404(lines, segment__number=self.kwargs["number"], pk=self.kwargs["pk"])

    @cached_property
    def interaction(self) -> Interaction:
        line = self.line
        return about(
            {
                "contact": line.contact,
                "salesperson": line.salesperson,
                "campaign": line.segment.campaign,
                "description": line.description,
                "segment_number": line.segment.number,
            },
            template=self.template or line.template,
            flags={"campaign_target": line.campaign_target, "campaign_response": line.campaign_response},
            by=self.user,
            at=self.now,
        )

    @transaction.atomic
    def enter(self, form: GuideForm, *, later: bool) -> None:
        """The line keeps the result."""
        super().enter(form, later=later)
        if not later:
            interaction = form.instance
            result = {"evaluation": interaction.evaluation, "attempt_failed": interaction.attempt_failed}
            SegmentLine.objects.filter(pk=self.line.pk).update(**result)

    def otherwise_back(self) -> str:
        return self.line.segment.get_absolute_url()


class LineInteraction(OfLine):
    pass


class LineCall(OfLine, CallPage):
    pass
