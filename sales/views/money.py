"""What a campaign cost and brought; each figure leads to the rows behind it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from campaigns.models import Campaign
from core.access import permitted
from core.pages import work_day_of
from items.models import WithoutCampaign
from sales.forms.money import DaysForm
from sales.money import money_of
from sales.uplift import FEWEST, OPEN_END, uplift_of
from sales.waterfall import bars_of, steps_of
from segments.models import SEE_HELD_OUT, TargetExclusion

SEE_COST = "items.view_unit_cost"
FROM_INTERACTIONS = "cost"
"""The step whose rows are no sales entries."""


@require_GET
@permitted(SEE_COST)
def money(request: HttpRequest, campaign: str) -> HttpResponse:
    row, form = get_object_or_404(Campaign, number=campaign), DaysForm(request.GET)
    context: dict[str, Any] = {"campaign": row, "form": form}
    if form.is_valid():
        found, days = money_of(row, **form.cleaned_data), _asked(form)
        entries, interactions = entries_of(row, days), interactions_of(row, days)
        nought, bars = bars_of(steps_of(found))
        addresses = {FROM_INTERACTIONS: interactions, "result": ""}
        context |= {
            "money": found,
            "nought": nought,
            "bars": [(bar, addresses.get(bar.step.name, entries)) for bar in bars],
            "entries": entries,
            "all_interactions": interactions_of(row, {}),
            "groups": [
                (each, found.without[each], entries_of(row, {**days, "without": each.value}))
                for each in WithoutCampaign
            ],
            "is_compared": TargetExclusion.objects.held_out(row).exists(),
        }
    return render(request, "sales/money.html", context)


@require_GET
@permitted(SEE_COST)
def main_figures(request: HttpRequest, campaign: str) -> HttpResponse:
    """What the box beside a campaign shows once the card stands."""
    row = get_object_or_404(Campaign, number=campaign)
    return render(request, "sales/_main_figures.html", {"campaign": row, "money": money_of(row)})


@require_GET
@permitted(SEE_HELD_OUT)
def uplift(request: HttpRequest, campaign: str) -> HttpResponse:
    """The part of the page that takes a second for many companies."""
    found = uplift_of(get_object_or_404(Campaign, number=campaign), on=work_day_of(request))
    return render(request, "sales/_uplift.html", {"uplift": found, "fewest": FEWEST, "days": OPEN_END.days})


def entries_of(campaign: Campaign, asked: dict[str, str]) -> str:
    return reverse("items:entries", query={"campaign": campaign.pk, **asked})


def interactions_of(campaign: Campaign, asked: dict[str, str]) -> str:
    return reverse("interactions:list", query={"campaign": campaign.pk, "cancelled": "false", **asked})


def _asked(form: DaysForm) -> dict[str, str]:
    return {name: day.isoformat() for name, day in form.cleaned_data.items() if day}
