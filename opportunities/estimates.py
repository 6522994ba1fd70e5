"""What an opportunity is worth at a stage: how likely the sale is, and when it is expected (4.11)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import rounded
from opportunities.models import OpportunityEntry, SalesCycle, Stage

PERCENT = Decimal("0.00001")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Estimate:
    """What the salesperson expects; without chances or a day the stage says."""

    value: Decimal
    chances: Decimal | None = None
    closes_on: date | None = None


def probability_of(cycle: SalesCycle, *, chances: Decimal, completed: Decimal) -> Decimal:
    """Per cent, by the cycle's own way of calculating."""
    ways = SalesCycle.Probability
    answers = {
        ways.MULTIPLY: rounded(chances * completed / HUNDRED, PERCENT),
        ways.ADD: rounded((chances + completed) / 2, PERCENT),
        ways.CHANCES: chances,
        ways.COMPLETED: completed,
    }
    return answers[ways(cycle.probability)]


def current_value(value: Decimal, *, probability: Decimal) -> Decimal:
    return rounded(value * probability / HUNDRED)


def closing_day(stage: Stage, *, on: date) -> date:
    """The day that the stage proposes when it is entered on this one (TO-145); without a formula the same day."""
    return stage.date_formula.apply(on)


def at_stage(estimate: Estimate, *, stage: Stage, cycle: SalesCycle, on: date) -> OpportunityEntry:
    """An entry with the figures of the estimate at the stage, not saved.

    A closing day that is blank or the day of the change itself is the stage's (4.11).
    """
    chances = estimate.chances if estimate.chances is not None else stage.chances
    probability = probability_of(cycle, chances=chances, completed=stage.completed)
    planned = estimate.closes_on
    return OpportunityEntry(
        stage=stage,
        date=on,
        estimated_value=estimate.value,
        chances=chances,
        completed=stage.completed,
        probability=probability,
        current_value=current_value(estimate.value, probability=probability),
        closes_on=planned if planned and planned != on else closing_day(stage, on=on),
    )
