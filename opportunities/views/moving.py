"""The pages of a step: to another stage, and the close."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import permitted, person_of
from core.errors import Refused
from core.keys import keys_in
from core.pages import work_day_of
from core.refusals import refusal_text
from opportunities import closing, moves, ownership, progress
from opportunities.forms.moving import CloseForm, MoveForm, proposal
from opportunities.models import Opportunity, Stage
from opportunities.moves import Move

CHANGE = "opportunities.change_opportunity"
BOARD = "board"


@require_http_methods(["GET", "POST"])
@permitted(CHANGE)
@transaction.atomic
def move(request: HttpRequest, number: str) -> HttpResponse:
    """GET proposes the step that `?way=` names, keeping what was typed; POST takes it."""
    opportunity = _opportunity(request, number)
    entry = opportunity.active_entry()
    stages = progress.stages_of(opportunity)
    open_now = [] if opportunity.is_closed else moves.open_from(entry.stage if entry else None, stages)
    if not open_now:
        return _nothing_to_do(request, opportunity)
    asked: Any = request.POST or request.GET
    chosen = next((each for each in open_now if each.way == asked.get("way")), open_now[0])
    stage = _stage_asked(chosen, asked.get("stage", ""))
    known = {"opportunity": opportunity, "entry": entry, "moves": open_now, "move": chosen, "stage": stage}
    proposed = proposal(opportunity, entry=entry, move=chosen, stage=stage, on=work_day_of(request))
    if request.method == "GET":
        kept = {
            name: asked[name] for name in ("date", "estimated_value", "closes_on", "cancel_tasks") if asked.get(name)
        }
        form = MoveForm(initial=proposed | kept, **known)
    else:
        form = MoveForm(request.POST, initial=proposed, **known)
        if form.is_valid() and _moved(request, opportunity, form):
            return _back(request, opportunity)
    context = {"object": opportunity, "form": form, "move": chosen, "stage": stage, "entry": entry}
    return render(request, "opportunities/move.html", context)


@require_http_methods(["GET", "POST"])
@permitted(CHANGE)
@transaction.atomic
def close(request: HttpRequest, number: str, outcome: str) -> HttpResponse:
    """Close it as won or as lost."""
    if outcome not in closing.Outcome.values:
        raise Http404
    opportunity, ending = _opportunity(request, number), closing.Outcome(outcome)
    if opportunity.is_closed:
        return _nothing_to_do(request, opportunity)
    entry = opportunity.active_entry()
    reasons = closing.reasons_for(ending)
    initial = {
        "code": reasons[0] if len(reasons) == 1 else None,
        "date": max(work_day_of(request), entry.date) if entry else work_day_of(request),
        "amount": opportunity.quote_amount or (entry.estimated_value if entry else None),
    }
    form = CloseForm(request.POST or None, initial=initial, opportunity=opportunity, outcome=ending, entry=entry)
    if request.method == "POST" and form.is_valid() and _closed(request, opportunity, ending, form):
        return _back(request, opportunity)
    context = {"object": opportunity, "form": form, "outcome": ending, "reasons": reasons, "entry": entry}
    return render(request, "opportunities/close.html", context)


def _moved(request: HttpRequest, opportunity: Opportunity, form: MoveForm) -> bool:
    user = person_of(request)
    typed = form.cleaned_data
    try:
        entry = progress.move(
            opportunity,
            way=form.way_chosen,
            to=typed.get("stage"),
            estimate=form.estimate,
            on=typed["date"],
            cancel_work=typed.get("cancel_tasks", False),
            by=user,
            at=now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal_text(refusal))
        return False
    sentence = _("%(opportunity)s is now at the stage %(stage)s.")
    messages.success(request, sentence % {"opportunity": opportunity, "stage": entry.stage})
    return True


def _closed(request: HttpRequest, opportunity: Opportunity, ending: closing.Outcome, form: CloseForm) -> bool:
    user = person_of(request)
    typed = form.cleaned_data
    try:
        closing.close(
            opportunity,
            outcome=ending,
            code=typed["code"],
            on=typed["date"],
            amount=typed.get("amount"),
            cancel_work=typed.get("cancel_tasks", False),
            by=user,
            at=now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal_text(refusal))
        return False
    sentence = _("%(opportunity)s is closed: %(status)s.")
    messages.success(request, sentence % {"opportunity": opportunity, "status": opportunity.get_status_display()})
    return True


def _opportunity(request: HttpRequest, number: str) -> Opportunity:
    """The row, locked when it is to be changed; a person whose it is not may not."""
    rows = Opportunity.objects.for_card()
    rows = rows.select_for_update(of=("self",)) if request.method == "POST" else rows
    opportunity: Opportunity = get_object_or_404(rows, number=number)
    if not ownership.may_change(request.user, opportunity):  # type: ignore[arg-type]
        raise PermissionDenied
    return opportunity


def _stage_asked(chosen: Move, text: str) -> Stage:
    targets: Sequence[Stage] = chosen.targets
    return next((stage for stage in targets if stage.pk in keys_in([text])), chosen.proposed)


def _nothing_to_do(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    """Back to the card with the sentence that says why."""
    try:
        progress.refuse_closed(opportunity)
        progress.refuse_without_stages(opportunity)
    except Refused as refusal:
        messages.error(request, refusal_text(refusal))
    return redirect(opportunity)


def _back(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    if request.GET.get("from") == BOARD:
        kept = {name: request.GET[name] for name in ("salesperson",) if name in request.GET}
        return redirect(reverse("opportunities:board", query={"cycle": opportunity.cycle.code, **kept}))
    return redirect(opportunity)
