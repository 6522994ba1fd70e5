"""Holding companies out of a campaign, to compare with: what a draw would do first, then the draw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.models import Campaign
from core.access import permitted, person_of
from core.errors import Refused
from core.pages import refusals_shown, work_day_of
from segments import hold_out as act
from segments.drawing import Size
from segments.forms import HoldOutForm
from segments.models import TargetExclusion


@require_http_methods(["GET", "POST"])
@permitted("segments.add_targetexclusion")
def hold_out(request: HttpRequest, campaign: str) -> HttpResponse:
    """GET shows whom a draw would take, by salesperson and size; POST draws."""
    row, person = get_object_or_404(Campaign, number=campaign), person_of(request)
    day = work_day_of(request)
    form = HoldOutForm(request.POST if request.method == "POST" else request.GET or {"percent": act.PROPOSED})
    found = None
    if form.is_valid():
        try:
            if request.method == "POST":
                count = act.hold_out(row, **form.cleaned_data, on=day, by=person, at=now())
                messages.success(request, _told(count))
                return redirect("segments:hold_out", campaign)
            found = act.draw(row, **form.cleaned_data, on=day)
        except Refused as refusal:
            form.add_error("percent", str(refusal))
    context = {
        "campaign": row,
        "form": form,
        "draw": found,
        "sizes": Size.labels,
        "rows": act.by_salesperson(found) if found else [],
        "held_out": TargetExclusion.objects.held_out(row).count(),
    }
    return render(request, "segments/hold_out.html", context)


@require_POST
@permitted("segments.delete_targetexclusion")
def lift(request: HttpRequest, campaign: str) -> HttpResponse:
    row = get_object_or_404(Campaign, number=campaign)
    with refusals_shown(request):
        count = act.lift(row)
        sentence = ngettext("%(count)d company is a target again.", "%(count)d companies are targets again.", count)
        messages.success(request, sentence % {"count": count})
    return redirect("segments:hold_out", campaign)


def _told(count: int) -> str:
    if not count:
        return _("Nobody was drawn: no company came since the last draw, or too few for this share.")
    return ngettext("%(count)d company is held out.", "%(count)d companies are held out.", count) % {"count": count}
