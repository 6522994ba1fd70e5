"""Move the start of a campaign: look at what would move, then all or the ticked of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from activities import replanning
from activities.forms import StartForm
from campaigns.models import Campaign
from core.access import permitted, person_of
from core.errors import Refused
from core.keys import keys_in
from core.pages import refusals_shown


@require_http_methods(["GET", "POST"])
@permitted("campaigns.change_campaign")
@transaction.atomic
def replan(request: HttpRequest, campaign: str) -> HttpResponse:
    """`?start=` is the new start; what is sent names the version of the campaign that was looked at."""
    row = get_object_or_404(Campaign.objects.for_card().select_for_update(of=("self",)), number=campaign)
    form = StartForm(request.GET if "start" in request.GET else None, initial={"start": row.starting_date})
    if request.method == "POST" and form.is_valid() and (answer := _moved(request, row, form)):
        return answer
    return render(request, "activities/replan.html", {"object": row, "form": form, **_looked_at(row, form)})


def _looked_at(campaign: Campaign, form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        return {}
    try:
        return {"preview": replanning.preview(campaign, start=form.cleaned_data["start"])}
    except Refused as refusal:
        return {"refusal": str(refusal)}


def _moved(request: HttpRequest, campaign: Campaign, form: forms.Form) -> HttpResponse | None:
    if request.POST.get("version") != str(campaign.version):
        messages.error(request, _("Somebody changed the campaign meanwhile. Look at what would move again."))
        return None
    person = person_of(request)
    with refusals_shown(request):
        count, undo = replanning.replan(
            campaign, start=form.cleaned_data["start"], choice=_choice(request), by=person, at=now()
        )
        sentence = ngettext(
            "The campaign is moved, and with it %(count)d task.",
            "The campaign is moved, and with it %(count)d tasks.",
            count,
        )
        messages.success(request, _with_a_way_back(sentence % {"count": count}, undo))
        return redirect("campaigns:plan", campaign.number)
    return redirect(request.get_full_path())


def _choice(request: HttpRequest) -> replanning.Choice:
    sent = request.POST
    if sent.get("apply") == "all":
        return replanning.Choice()
    ticked, listed = (set(keys_in(sent.getlist(name))) for name in ("task", "listed"))
    if "others" in sent:
        return replanning.Choice(without=listed - ticked, with_end="end" in sent)
    return replanning.Choice(only=ticked, with_end="end" in sent)


def _with_a_way_back(sentence: str, undo: Any) -> str:
    if undo is None:
        return sentence
    link = '{} <a class="alert-link" href="{}">{}</a>'
    return format_html(link, sentence, undo.get_absolute_url(), _("Look at its tasks or move them back"))
