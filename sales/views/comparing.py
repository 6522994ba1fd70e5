"""Campaigns side by side, and the way there from their list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.views import CampaignList
from core.access import permitted
from core.files import file_of
from sales import comparison, results
from sales.forms.comparing import NAMES, ComparedForm


@require_GET
@permitted("interactions.view_interaction")
def compare(request: HttpRequest) -> HttpResponseBase:
    form = ComparedForm(request.GET)
    found = results.results_of(form.campaigns)
    if "export" in request.GET and found:
        return file_of(comparison.report_of(found), request.GET["export"])
    context = {"form": form, "results": found, "lines": comparison.compare(found) if found else []}
    return render(request, "sales/compare.html", context)


@require_POST
@permitted("interactions.view_interaction")
def statistics_of_ticked(request: HttpRequest) -> HttpResponse:
    """One campaign opens its statistics, two to four stand side by side; of more nothing is shown."""
    ticked = list(CampaignList.selected(request).order_by("number")[: comparison.MOST + 1])
    if len(ticked) == 1:
        return redirect("interactions:campaign_statistics", ticked[0].number)
    if not ticked or len(ticked) > comparison.MOST:
        messages.error(request, _("Tick up to four campaigns: one shows its statistics, more stand side by side."))
        return redirect("campaigns:list")
    chosen = zip(NAMES, [campaign.pk for campaign in ticked], strict=False)
    return redirect(f"{reverse('sales:compare')}?{urlencode(dict(chosen))}")
