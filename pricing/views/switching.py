"""Activating and deactivating a campaign's prices."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.models import Campaign
from core.access import permitted, person_of
from core.pages import refusals_shown
from pricing import activation
from pricing.preview import preview

SWITCH = "pricing.add_activation"


@require_http_methods(["GET", "POST"])
@permitted(SWITCH)
def activate(request: HttpRequest, number: str) -> HttpResponse:
    """GET shows what would happen and changes nothing; POST activates, or says why not and shows the page again."""
    campaign = get_object_or_404(Campaign.objects.select_related("activated_by"), number=number)
    person = person_of(request)
    if request.method == "POST" and _activated(request, campaign):
        return HttpResponseRedirect(campaign.get_absolute_url())
    found = preview(campaign, on=localdate(), with_cost=person.has_perm("items.view_unit_cost"))
    return render(request, "pricing/activate.html", {"campaign": campaign, "preview": found})


def _activated(request: HttpRequest, campaign: Campaign) -> bool:
    person = person_of(request)
    with refusals_shown(request):
        outcome = activation.activate(
            campaign,
            by=person,
            at=now(),
            on=localdate(),
            reason=request.POST.get("reason", "").strip()[:200],
            anyway="anyway" in request.POST,
        )
        _tell(request, outcome)
        return True
    return False


@require_POST
@permitted(SWITCH)
def deactivate(request: HttpRequest, number: str) -> HttpResponse:
    campaign = get_object_or_404(Campaign, number=number)
    person = person_of(request)
    with refusals_shown(request):
        _tell(request, activation.deactivate(campaign, by=person, at=now()))
    return HttpResponseRedirect(campaign.get_absolute_url())


def _tell(request: HttpRequest, outcome: activation.Outcome) -> None:
    messages.success(request, outcome.message)
    if outcome.warning:
        messages.warning(request, outcome.warning)
