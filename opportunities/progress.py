"""An opportunity starts, and moves from stage to stage (4.10, 4.11). Every step is an entry; one of them is active."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import Refused
from core.models import User
from opportunities import estimates, moves, work
from opportunities.estimates import Estimate
from opportunities.models import Opportunity, OpportunityEntry, SalesCycle, Stage
from opportunities.moves import Move, Way


class AlreadyClosed(Refused):
    pass


class NoStages(Refused):
    pass


class NotOpen(Refused):
    pass


class WrongDay(Refused):
    pass


class QuoteRequired(Refused):
    pass


class NoEstimate(Refused):
    pass


def moves_of(opportunity: Opportunity) -> list[Move]:
    """The moves that are open now; none once it is closed. Two statements."""
    if opportunity.is_closed:
        return []
    entry = opportunity.active_entry()
    return moves.open_from(entry.stage if entry else None, stages_of(opportunity))


def stages_of(opportunity: Opportunity) -> list[Stage]:
    return stages_in(opportunity.cycle)


def stages_in(cycle: SalesCycle) -> list[Stage]:
    return list(Stage.objects.filter(cycle=cycle).order_by("position"))


def start(opportunity: Opportunity, *, estimate: Estimate, on: date, by: User | None, at: datetime) -> OpportunityEntry:
    """Enter the first stage of the cycle (4.10). Refused as `move`."""
    return move(opportunity, way=Way.FIRST, estimate=estimate, on=on, by=by, at=at)


def move(
    opportunity: Opportunity,
    *,
    way: Way,
    to: Stage | None = None,
    estimate: Estimate,
    on: date,
    cancel_work: bool = False,
    by: User | None,
    at: datetime,
) -> OpportunityEntry:
    """Go that way, `to` a stage where it leaves a choice, on the day of the change (4.11).

    The work of the stage begins, unless the way is an update (TO-149); what is open before is cancelled if asked for.

    Refused once it is closed (AlreadyClosed); in a cycle without stages (NoStages); when the way or the stage is not
    open (NotOpen, TO-136); before the day of the last change (WrongDay); going forward onto a stage that needs a quote
    when there is none (QuoteRequired, TO-139); without value or chances, or with a closing day before the change
    (NoEstimate).
    """
    with transaction.atomic():
        locked(opportunity)
        refuse_closed(opportunity)
        before = opportunity.active_entry()
        refuse_earlier(before, on=on)
        open_now = moves.open_from(before.stage if before else None, stages_of(opportunity))
        chosen = _chosen(opportunity, way, open_now)
        stage = _target(chosen, to)
        _refuse_without_quote(opportunity, chosen, stage)
        if chosen.takes_chances_of_stage and stage.chances:
            estimate = Estimate(estimate.value, None, estimate.closes_on)
        entry = estimates.at_stage(estimate, stage=stage, cycle=opportunity.cycle, on=on)
        refuse_without_estimate(entry)
        entry.action = moves.action_of(chosen, to=stage, moves=open_now)
        if cancel_work:
            work.cancel(opportunity, by=by, on=on, at=at)
        record(opportunity, entry, before=before, by=by, at=at)
        if way != Way.UPDATE:
            work.begin([entry], by=by, at=at)
        return entry


def record(
    opportunity: Opportunity, entry: OpportunityEntry, *, before: OpportunityEntry | None, by: User | None, at: datetime
) -> OpportunityEntry:
    """Save the entry as the active one in the place of `before`, and the status it brings (3.13)."""
    if before:
        before.active, before.days_open = False, (entry.date - before.date).days
        before.save(update_fields=["active", "days_open"])
        entry.previous_stage = before.stage
    entry.opportunity, entry.user = opportunity, by
    entry.save()
    opportunity.status = entry.action_taken.status
    if opportunity.is_closed:
        opportunity.date_closed = entry.date
    opportunity.changed(by=by, at=at)
    opportunity.save()
    return entry


def locked(opportunity: Opportunity) -> None:
    """Nobody else moves it meanwhile; what somebody did just before counts."""
    opportunity.refresh_from_db(from_queryset=Opportunity.objects.select_for_update(of=("self",)))


def refuse_closed(opportunity: Opportunity) -> None:
    if opportunity.is_closed:
        sentence = _("%(opportunity)s is closed: %(status)s. A closed opportunity stays as it is.")
        raise AlreadyClosed(sentence % {"opportunity": opportunity, "status": opportunity.get_status_display()})


def refuse_earlier(before: OpportunityEntry | None, *, on: date) -> None:
    """Refused (WrongDay) before the day of the last change."""
    if before and on < before.date:
        sentence = _("The last change was on %(day)s. Choose that day or a later one.")
        raise WrongDay(sentence % {"day": date_format(before.date, "SHORT_DATE_FORMAT")})


def refuse_without_stages(opportunity: Opportunity) -> None:
    if not stages_of(opportunity):
        sentence = _("The sales cycle %(cycle)s has no stages. Give it some first.")
        raise NoStages(sentence % {"cycle": opportunity.cycle}, where=opportunity.cycle.get_absolute_url())


def _chosen(opportunity: Opportunity, way: Way, open_now: Sequence[Move]) -> Move:
    if not open_now:
        refuse_without_stages(opportunity)
    found = next((move for move in open_now if move.way == way), None)
    if found is None:
        sentence = _("%(way)s is not possible here. Possible now: %(ways)s.")
        ways = ", ".join(str(move.way.label) for move in open_now)
        raise NotOpen(sentence % {"way": way.label, "ways": ways})
    return found


def _target(move: Move, to: Stage | None) -> Stage:
    if to is None or to in move.targets:
        return to or move.proposed
    sentence = _("%(way)s does not lead to the stage %(stage)s. Choose one of: %(stages)s.")
    stages = ", ".join(str(stage) for stage in move.targets)
    raise NotOpen(sentence % {"way": move.way.label, "stage": to, "stages": stages})


def _refuse_without_quote(opportunity: Opportunity, move: Move, stage: Stage) -> None:
    if stage.quote_required and move.needs_quote and not opportunity.quote_number:
        sentence = _("The stage %(stage)s needs a sales quote. Create the quote from the opportunity first.")
        raise QuoteRequired(sentence % {"stage": stage})


def refuse_without_estimate(entry: OpportunityEntry) -> None:
    if entry.estimated_value <= 0:
        raise NoEstimate(_("Type the estimated value; it lies above zero."))
    if entry.chances <= 0:
        raise NoEstimate(_("Type the chances of success; they lie above zero."))
    if entry.closes_on < entry.date:
        raise NoEstimate(_("The estimated closing date cannot lie before the date of the change."))
