"""A card of the board is dropped on another stage: the step that its page would propose, taken at once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import permitted, person_of
from core.errors import Refused
from core.keys import row_in
from core.pages import work_day_of
from opportunities import moves, ownership, progress
from opportunities.estimates import Estimate
from opportunities.forms.moving import proposal
from opportunities.models import Opportunity, OpportunityEntry, Stage


@require_POST
@permitted("opportunities.change_opportunity")
def drop(request: HttpRequest, number: str) -> HttpResponse:
    """`stage`: where it was dropped, `seen`: the entry on the card, `query`: the board's. A refusal is plain text."""
    rows = Opportunity.objects.for_card().select_for_update(of=("self",))
    with transaction.atomic():
        opportunity = get_object_or_404(rows, number=number)
        if not ownership.may_change(request.user, opportunity):  # type: ignore[arg-type]
            raise PermissionDenied
        try:
            _step(opportunity, request)
        except Refused as refusal:
            return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    query = request.POST.get("query", "").removeprefix("?")
    return HttpResponseRedirect(f"{reverse('opportunities:board')}?{query}")


def _step(opportunity: Opportunity, request: HttpRequest) -> None:
    user = person_of(request)
    day = work_day_of(request)
    progress.refuse_closed(opportunity)
    entry, stages = opportunity.active_entry(), progress.stages_of(opportunity)
    if str(entry.pk if entry else "") != request.POST.get("seen"):
        raise progress.NotOpen(_("Somebody moved this opportunity meanwhile. Load the board again."))
    onto = row_in(Stage.objects.filter(cycle=opportunity.cycle), request.POST.get("stage", ""))
    move = _way(entry, onto, stages)
    proposed = proposal(opportunity, entry=entry, move=move, stage=onto, on=day)  # type: ignore[arg-type]
    estimate = Estimate(proposed["estimated_value"], proposed["chances"], proposed["closes_on"])
    progress.move(opportunity, way=move.way, to=onto, estimate=estimate, on=proposed["date"], by=user, at=now())


def _way(entry: OpportunityEntry | None, onto: Stage | None, stages: list[Stage]) -> moves.Move:
    move = moves.leading_to(onto, moves.open_from(entry.stage if entry else None, stages)) if onto else None
    if move is None:
        raise progress.NotOpen(
            _("No step leads to that stage. Stages between may be skipped only where that is allowed.")
        )
    return move
