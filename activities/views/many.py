"""Many tasks of the list at once: choose what is done with them, look at it, say why, do it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import many
from activities.forms import CancelManyForm, CompleteManyForm, HandOverManyForm, ManyForm, MoveManyForm
from activities.views.cards import TaskList
from core.access import permitted, person_of
from core.bulk.views import KEPT, MOST_SHOWN, say_changed
from core.errors import Refused
from core.pages import work_day_of

FORMS: dict[str, type[ManyForm]] = {
    "move": MoveManyForm,
    "hand-over": HandOverManyForm,
    "complete": CompleteManyForm,
    "cancel": CancelManyForm,
}


@require_POST
@permitted("activities.change_task")
def change(request: HttpRequest, act: str) -> HttpResponse:
    """`look` shows what would change and what stays, `apply` does it; what must be said first is asked before."""
    person = person_of(request)
    sent, chosen = request.POST, TaskList.selected(request)
    list_url = f"{TaskList.url(request)}?{sent.get('query', '')}"
    if not chosen.exists():
        messages.error(request, _("Tick the tasks to change."))
        return HttpResponseRedirect(list_url)
    kind, looking = FORMS[act], "look" in sent or "apply" in sent
    form = kind(
        sent if looking or not kind.asks else None,
        on=work_day_of(request),
        initial={"first": many.first_day(chosen)},
    )
    context: dict[str, Any] = {"form": form, "list_url": list_url, "reason": sent.get("reason", "")}
    if form.is_valid():
        try:
            if "apply" in sent:
                return _done(request, chosen, form, list_url)
            context |= _planned(many.plan(chosen, form.act, by=person))
        except Refused as refusal:
            context["refusal"] = str(refusal)
    context["kept"] = [(name, value) for name in KEPT for value in sent.getlist(name)]
    return render(request, "activities/many.html", context)


def _planned(plan: many.Plan) -> dict[str, Any]:
    return {
        "plan": plan,
        "shown": plan.differences(MOST_SHOWN),
        "more": max(len(plan.changes) - MOST_SHOWN, 0),
        "staying": plan.staying[:MOST_SHOWN],
        "more_staying": max(len(plan.staying) - MOST_SHOWN, 0),
    }


def _done(request: HttpRequest, chosen: Any, form: ManyForm, list_url: str) -> HttpResponse:
    person = person_of(request)
    sent = request.POST
    change_set = many.carry_out(
        chosen, form.act, by=person, at=now(), reason=sent.get("reason", ""), seen=sent.get("seen", "")
    )
    say_changed(request, change_set)
    return HttpResponseRedirect(list_url)
