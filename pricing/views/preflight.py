"""The pre-flight check of a campaign: its faults, and who answers for them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.models import Campaign
from core.access import permitted, person_of
from core.pages import refusals_shown, work_day_of
from pricing.preflight import Fault, faults_of
from pricing.preflight import overruling as act

MOST_SHOWN = 4


@require_GET
@permitted("pricing.view_salesprice")
def check(request: HttpRequest, number: str) -> HttpResponse:
    """All faults, with the reasons of those that are overruled."""
    campaign = _campaign(number)
    context = {"campaign": campaign, "faults": _faults(request, campaign)}
    return render(request, "pricing/preflight.html", context)


@require_GET
@permitted("pricing.view_salesprice")
def faults(request: HttpRequest, number: str) -> HttpResponse:
    """The first of those to be put right, in a box of the card."""
    campaign = _campaign(number)
    found = _faults(request, campaign)
    wanting = [fault for fault in found if not fault.overruled]
    context = {
        "campaign": campaign,
        "shown": wanting[:MOST_SHOWN],
        "more": len(wanting[MOST_SHOWN:]),
        "overruled": len(found) - len(wanting),
    }
    return render(request, "pricing/_preflight_faults.html", context)


@require_POST
@permitted("campaigns.add_overruling")
def overrule(request: HttpRequest, number: str) -> HttpResponse:
    campaign, sent, person = _campaign(number), request.POST, person_of(request)
    with refusals_shown(request):
        act.overrule(campaign, check=sent.get("check", ""), reason=sent.get("reason", ""), by=person, at=now())
        messages.success(request, _("The check is overruled. Your name and reason stand beside it."))
    return redirect("pricing:preflight", number)


@require_POST
@permitted("campaigns.delete_overruling")
def count_again(request: HttpRequest, number: str) -> HttpResponse:
    """Take back that a check was overruled."""
    act.take_back(_campaign(number), check=request.POST.get("check", ""))
    messages.success(request, _("The check counts again."))
    return redirect("pricing:preflight", number)


def _faults(request: HttpRequest, campaign: Campaign) -> list[Fault]:
    person = person_of(request)
    day = work_day_of(request)
    return faults_of([campaign], on=day, with_cost=person.has_perm("items.view_unit_cost"))[campaign.pk]


def _campaign(number: str) -> Campaign:
    campaign: Campaign = get_object_or_404(Campaign.objects.for_list(), number=number)
    return campaign
