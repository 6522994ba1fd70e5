"""Keeping so many lines of a segment: who would stay, then the step."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.access import permitted, person_of
from core.once import once
from segments.forms.reuse import KeepForm
from segments.keeping import Keep, Order
from segments.models import Segment
from segments.stepping import take
from segments.views.adding import SAMPLE
from segments.views.meanwhile import while_it_stands


@require_http_methods(["GET", "POST"])
@permitted("segments.change_segmentline")
@while_it_stands
@once
def keep(request: HttpRequest, number: str) -> HttpResponse:
    """GET shows how many lines would leave and the first that stay; POST takes the step."""
    segment = get_object_or_404(Segment.objects.for_list(), number=number)
    asked = request.POST or request.GET
    form = KeepForm(asked if "count" in asked else None, initial={"order": Order.LOT, "seed": segment.number})
    last = segment.steps.count()
    if request.method == "POST" and form.is_valid():
        if request.POST.get("last") == str(last):
            return _kept(request, segment, form.step)
        messages.warning(request, _("Somebody changed the segment meanwhile. Look at the count again."))
    standing = segment.lines.in_segment().count()
    context = {"segment": segment, "form": form, "last": last, "standing": standing}
    if form.is_valid():
        context |= {"step": form.step, **_outlook(segment, form.step, standing)}
    part = "#found" if request.htmx else ""  # type: ignore[attr-defined]
    return render(request, f"segments/keep.html{part}", context)


def _outlook(segment: Segment, step: Keep, standing: int) -> dict[str, Any]:
    staying = step.staying(segment.lines.in_segment().select_related("contact__company"))
    sample = [line.contact for line in staying[:SAMPLE]]
    return {"sample": sample, "going": max(0, standing - step.count), "staying": min(step.count, standing)}


def _kept(request: HttpRequest, segment: Segment, step: Keep) -> HttpResponse:
    user = person_of(request)
    gone: Any = take(step, segment=segment, by=user, at=now())
    sentence = ngettext("%(count)d line left the segment.", "%(count)d lines left the segment.", gone.lines)
    messages.success(request, sentence % {"count": gone.lines})
    return redirect(segment)
