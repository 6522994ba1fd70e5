"""From a segment to opportunities, and from an opportunity to its segment."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.access import permitted, person_of
from core.errors import Refused
from core.once import once
from core.pages import work_day_of
from core.refusals import refusal_text
from opportunities import creation, ownership
from opportunities.estimates import Estimate
from opportunities.models import Opportunity, SalesCycle
from segments import selling
from segments.forms import OpportunitiesForm, SegmentChoice
from segments.models import Segment


@require_http_methods(["GET", "POST"])
@permitted("opportunities.add_opportunity")
@once
def sell(request: HttpRequest, number: str) -> HttpResponse:
    """How many opportunities would be made, and what they have in common; POST makes them."""
    segment = get_object_or_404(Segment.objects.select_related("campaign__salesperson", "salesperson"), number=number)
    try:
        count = selling.count_buyers(segment)
    except Refused as refusal:
        messages.error(request, refusal_text(refusal))
        return redirect(segment)
    form = OpportunitiesForm(request.POST or None, **_beginning(request, segment))
    if request.method == "POST" and form.is_valid() and (made := _made(request, segment, form)):
        sentence = ngettext("%(count)d opportunity is created.", "%(count)d opportunities are created.", len(made))
        messages.success(request, sentence % {"count": len(made)})
        query = {"campaign": segment.campaign_id} if segment.campaign_id else {}
        return redirect(reverse("opportunities:list", query={**query, "sort": "-number"}))
    context = {"segment": segment, "form": form, "count": count, "left_out": selling.left_out(segment)}
    return render(request, "segments/sell.html", context)


@require_http_methods(["GET", "POST"])
@permitted("opportunities.change_opportunity")
def choose_segment(request: HttpRequest, opportunity: str) -> HttpResponse:
    row = get_object_or_404(Opportunity.objects.for_card(), number=opportunity)
    person = person_of(request)
    if row.is_closed or not ownership.may_change(person, row):
        raise PermissionDenied
    form = SegmentChoice(request.POST if request.method == "POST" else None, opportunity=row)
    if request.method == "POST" and form.is_valid():
        selling.choose_segment(row, form.cleaned_data["segment"], by=person, at=now())
        messages.success(request, _("%(row)s is saved.") % {"row": row})
        return redirect(row)
    return render(request, "segments/choose.html", {"opportunity": row, "form": form})


def _beginning(request: HttpRequest, segment: Segment) -> dict[str, Any]:
    person = person_of(request)
    like = Opportunity(creation_date=work_day_of(request), campaign=segment.campaign)
    chosen = segment.salesperson if segment.salesperson and not segment.salesperson.blocked else None
    seller = chosen or creation.seller_for(contact=None, campaign=segment.campaign, by=person)
    initial = {
        "description": segment.description,
        "salesperson": seller,
        "cycle": SalesCycle.objects.proposed(),
    }
    return {"instance": like, "initial": initial}


def _made(request: HttpRequest, segment: Segment, form: forms.ModelForm) -> list[Opportunity]:
    person = person_of(request)
    typed = form.cleaned_data
    value = typed["estimated_value"] or Decimal(0)
    estimate = Estimate(value, None, typed["closes_on"]) if typed["start"] else None
    try:
        return selling.sell(segment, form.instance, estimate=estimate, on=work_day_of(request), by=person, at=now())
    except Refused as refusal:
        form.add_error(None, refusal_text(refusal))
        return []
