"""How a segment came about, step by step, and where a contact stands: in which segments, and of what it is a target."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from contacts.models import Contact
from core import pages
from core.access import permitted, person_of
from core.fetching import with_parts
from segments import provenance
from segments.filters import StepFilter
from segments.models import SegmentStep
from segments.tables import STEP_COLUMNS
from segments.views.lines import segment_of

MOST_SHOWN = 100


class SegmentSteps(pages.ListPage):
    """All steps of a segment; what a step added is one click away."""

    model = SegmentStep
    url_name = "segments:steps"
    columns = STEP_COLUMNS
    filterset_class = StepFilter
    order = "-number"
    title = _("Steps")
    empty = _("A segment is built by steps: add contacts, then refine or reduce them.")
    template_name = "segments/steps.html"

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        steps = segment_of(request).steps.all()
        return with_parts(steps, segment="number", user="username first_name last_name")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(segment=segment_of(self.request), **context)


@require_GET
@permitted("segments.view_segmentline")
def places(request: HttpRequest, contact: str) -> HttpResponse:
    """The segments and campaigns of a contact and its company: target or not, through which line, and why not."""
    row = get_object_or_404(Contact.objects.select_related("company"), number=contact)
    user = person_of(request)
    found, more = provenance.places_of(row, most=MOST_SHOWN, user=user)
    return render(request, "segments/places.html", {"contact": row, "places": found, "more": more})
