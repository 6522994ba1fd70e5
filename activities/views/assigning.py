"""Assign an activity: choose for whom and from when, look at every task, then create them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from activities import scheduling
from activities.assigning import assign
from activities.forms import AssignForm
from activities.views.first_values import first_values
from activities.views.reviewing import NOTHING_TICKED, Review
from activities.workload import given_by, workload
from campaigns.models import Campaign
from core.access import permitted, person_of
from core.keys import row_in
from core.once import once
from core.pages import refusals_shown, work_day_of


@require_http_methods(["GET", "POST"])
@permitted("activities.add_task")
@once
def assign_activity(request: HttpRequest) -> HttpResponse:
    """The address holds for whom and from when; with both, every task can be looked at and changed below."""
    form = AssignForm(request.GET) if "start" in request.GET else AssignForm(initial=_first_values(request))
    if not form.is_valid():
        return render(request, "activities/assign.html", {"form": form})
    review = Review(request, form)
    if review.is_decided and (answer := _create(request, review)):
        return answer
    context = {**review.context(), "workload": workload(given_by(review.tasks))}
    return render(request, "activities/assign.html", context)


def _create(request: HttpRequest, review: Review) -> HttpResponse | None:
    person = person_of(request)
    chosen = review.chosen
    if not chosen:
        messages.error(request, NOTHING_TICKED)
        return None
    with refusals_shown(request):
        assign(chosen, by=person, at=now())
        sentence = ngettext("%(count)s task is created.", "%(count)s tasks are created.", len(chosen))
        messages.success(request, sentence % {"count": len(chosen)})
        return HttpResponseRedirect(_list_of(review.form.target))
    return None


def _first_values(request: HttpRequest) -> dict[str, Any]:
    """A campaign that is still to come is prepared from its own start; else from the day the person works on."""
    day, campaign = (
        work_day_of(request),
        row_in(Campaign.objects.all(), request.GET.get("campaign", "")),
    )
    start = max(day, campaign.starting_date or day) if campaign else day
    return {"start": start, **first_values(request), **request.GET.dict()}


def _list_of(target: scheduling.Target) -> str:
    """The tasks of what the new ones are about, else of who does them."""
    about = {
        "opportunity": target.opportunity,
        "contact": target.contacts[0] if target.contacts else None,
        "campaign": target.campaign,
        "team": target.team,
        "salesperson": target.salesperson,
    }
    name, row = next((name, row) for name, row in about.items() if row)
    return reverse("activities:tasks", query={name: row.pk})
