"""An opportunity on its way through the stages of its sales cycle (spec 4.10, 4.11)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from core.dateformulas import DateFormula
from core.models import User
from opportunities import estimates, moves, progress
from opportunities.models import Action, Opportunity, OpportunityEntry, SalesCycle, Stage, Status
from opportunities.moves import Way
from tests import factories as f
from tests.opportunities.conftest import CLOSES, NOW, TODAY, Move

pytestmark = pytest.mark.django_db
Stages = Callable[[int], Stage]


def allow_skip(*positions: int) -> None:
    Stage.objects.filter(position__in=positions).update(allow_skip=True)


def ways(opportunity: Opportunity) -> list[Way]:
    return [move.way for move in progress.moves_of(opportunity)]


def unchanged(opportunity: Opportunity, entries: int = 1) -> bool:
    opportunity.refresh_from_db()
    return OpportunityEntry.objects.count() == entries and opportunity.entries.active().count() == min(entries, 1)


# --- the first stage -------------------------------------------------------------------------------


def test_to_134_it_starts_at_the_lowest_stage_with_its_chances(opportunity: Opportunity, move: Move) -> None:
    assert opportunity.status == Status.NOT_STARTED
    entry = move(Way.FIRST, value=5000)
    assert opportunity.status == Status.IN_PROGRESS
    assert (entry.stage.position, entry.action, entry.chances, entry.completed) == (10, Action.FIRST, 20, 10)
    assert (entry.date, entry.closes_on, entry.previous_stage) == (TODAY, CLOSES, None)


@pytest.mark.parametrize("way", [Way.NEXT, Way.SKIP, Way.UPDATE, Way.PREVIOUS, Way.JUMP])
def test_to_136_before_it_has_started_only_first_is_possible(opportunity: Opportunity, move: Move, way: Way) -> None:
    assert ways(opportunity) == [Way.FIRST]
    with pytest.raises(progress.NotOpen, match=r"Possible now: Start\."):
        move(way)
    assert unchanged(opportunity, entries=0)


def test_a_cycle_without_stages_starts_nothing(opportunity: Opportunity, move: Move) -> None:
    opportunity.cycle = f.SalesCycleFactory(description="Empty")
    opportunity.save()
    with pytest.raises(progress.NoStages, match="Empty has no stages"):
        move(Way.FIRST)


# --- from stage to stage ---------------------------------------------------------------------------


def test_to_124_stages_follow_by_number_whatever_order_they_came_in(move: Move, cycle: SalesCycle) -> None:
    cycle.stages.all().delete()
    for position in (10, 30, 20):
        f.StageFactory(cycle=cycle, position=position, chances=10)
    move(Way.FIRST)
    assert move(Way.NEXT).stage.position == 20


def test_to_137_the_next_stage_makes_a_new_entry_and_the_old_one_counts_its_days(
    started: Opportunity, move: Move, ann: User
) -> None:
    version = started.version
    entry = move(Way.NEXT, on=date(2026, 3, 21))
    old = started.entries.get(active=False)
    assert (entry.stage.position, entry.action, entry.active, entry.user) == (20, Action.NEXT, True, ann)
    assert (old.stage.position, old.days_open, entry.previous_stage) == (10, 10, old.stage)
    assert started.version == version + 1


def test_the_ways_that_are_open_depend_on_the_stage(started: Opportunity, move: Move) -> None:
    assert ways(started) == [Way.NEXT, Way.UPDATE]
    move(Way.NEXT)
    assert ways(started) == [Way.NEXT, Way.UPDATE, Way.PREVIOUS]
    move(Way.NEXT)
    assert ways(started) == [Way.NEXT, Way.UPDATE, Way.PREVIOUS, Way.JUMP]
    move(Way.NEXT)
    assert ways(started) == [Way.UPDATE, Way.PREVIOUS, Way.JUMP]


def test_previous_goes_one_stage_back(started: Opportunity, move: Move) -> None:
    move(Way.NEXT)
    entry = move(Way.PREVIOUS)
    assert (entry.stage.position, entry.action, entry.chances) == (10, Action.PREVIOUS, 20)


@pytest.mark.parametrize(("to", "action"), [(20, Action.NEXT), (30, Action.JUMPED), (40, Action.JUMPED)])
def test_to_140_skipping_reaches_up_to_the_first_stage_that_may_not_be_skipped(
    started: Opportunity, move: Move, stage: Stages, to: int, action: Action
) -> None:
    allow_skip(20, 30)
    skip = next(each for each in progress.moves_of(started) if each.way == Way.SKIP)
    assert [target.position for target in skip.targets] == [20, 30, 40]
    assert move(Way.SKIP, stage(to)).action == action


def test_to_140_nothing_is_skipped_when_the_next_stage_may_not_be(started: Opportunity, move: Move) -> None:
    allow_skip(30)
    assert Way.SKIP not in ways(started)
    with pytest.raises(progress.NotOpen):
        move(Way.SKIP)
    assert unchanged(started)


def test_jumping_back_onto_the_stage_before_is_previous(started: Opportunity, move: Move, stage: Stages) -> None:
    move(Way.NEXT)
    move(Way.NEXT)
    assert move(Way.JUMP, stage(20)).action == Action.PREVIOUS
    move(Way.NEXT)
    assert move(Way.JUMP, stage(10)).action == Action.JUMPED


def test_a_stage_the_way_does_not_lead_to_is_refused(started: Opportunity, move: Move, stage: Stages) -> None:
    with pytest.raises(progress.NotOpen, match="Next does not lead to the stage 40 Step 40"):
        move(Way.NEXT, stage(40))
    assert unchanged(started)


# --- quotes ----------------------------------------------------------------------------------------


def test_to_139_a_stage_that_needs_a_quote_is_not_entered_without_one(started: Opportunity, move: Move) -> None:
    Stage.objects.filter(position=20).update(quote_required=True)
    with pytest.raises(progress.QuoteRequired, match="20 Step 20 needs a sales quote"):
        move(Way.NEXT)
    assert unchanged(started)


def test_to_139_with_a_quote_it_is(started: Opportunity, move: Move) -> None:
    Stage.objects.filter(position=20).update(quote_required=True)
    Opportunity.objects.update(quote_number="SQ1001", quote_amount=9000)
    assert move(Way.NEXT).stage.position == 20


def test_going_back_asks_for_no_quote(started: Opportunity, move: Move) -> None:
    move(Way.NEXT)
    Stage.objects.filter(position=10).update(quote_required=True)
    assert move(Way.PREVIOUS).stage.position == 10


# --- figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [Way.SKIP, Way.JUMP])
def test_to_142_skip_and_jump_take_the_chances_of_the_stage(move: Move, stage: Stages, way: Way) -> None:
    allow_skip(20)
    move(Way.FIRST)
    if way == Way.JUMP:
        move(Way.NEXT)
        move(Way.NEXT)
        move(Way.NEXT)
    assert move(way, stage(30), chances=Decimal(25)).chances == 80


def test_other_ways_keep_the_chances_that_were_typed(started: Opportunity, move: Move) -> None:
    assert move(Way.NEXT, chances=Decimal(25)).chances == 25


def test_to_145_the_stage_proposes_the_closing_day(move: Move) -> None:
    Stage.objects.filter(position=20).update(date_formula=DateFormula("1M"))
    move(Way.FIRST)
    assert move(Way.NEXT, closes_on=None).closes_on == date(2026, 4, 11)
    assert move(Way.PREVIOUS, closes_on=None).closes_on == TODAY


@pytest.mark.parametrize(
    ("way", "probability", "value"),
    [("multiply", 20, 2000), ("add", 45, 4500), ("chances", 40, 4000), ("completed", 50, 5000)],
)
def test_the_cycle_says_how_likely_a_sale_is(
    started: Opportunity, move: Move, cycle: SalesCycle, way: str, probability: int, value: int
) -> None:
    SalesCycle.objects.filter(pk=cycle.pk).update(probability=way)
    entry = move(Way.NEXT, value=10000)
    assert (entry.probability, entry.current_value) == (probability, value)


def test_the_current_value_is_rounded_away_from_zero() -> None:
    assert estimates.current_value(Decimal("10.05"), probability=Decimal(50)) == Decimal("5.03")


# --- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value": 0}, "Type the estimated value"),
        ({"chances": Decimal(0)}, "Type the chances of success"),
        ({"closes_on": date(2026, 3, 10)}, "cannot lie before the date of the change"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(started: Opportunity, move: Move, typed: object, sentence: str) -> None:
    with pytest.raises(progress.NoEstimate, match=sentence):
        move(Way.NEXT, **typed)  # type: ignore[arg-type]
    assert unchanged(started)


def test_time_does_not_run_backwards(started: Opportunity, move: Move) -> None:
    with pytest.raises(progress.WrongDay, match="The last change was on"):
        move(Way.NEXT, on=date(2026, 3, 10))
    assert unchanged(started)


def test_a_cycle_without_stages_has_no_moves() -> None:
    assert moves.open_from(None, []) == []


def test_a_move_is_kept_in_the_history_of_the_opportunity(started: Opportunity) -> None:
    assert started.history.first().status == Status.IN_PROGRESS
    assert started.modified_at == NOW
