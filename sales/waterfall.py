"""From the list value down to the result: one bar for each step, as parts of the picture's width. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sales.money import Money


@dataclass(frozen=True)
class Step:
    """A bar from one sum to the next. `tone` is the name of its colour in the style sheet."""

    name: str
    label: str | Promise
    amount: Decimal
    start: Decimal
    end: Decimal

    @property
    def tone(self) -> str:
        if self.name == "list_value":
            return "whole"
        if self.name == "result":
            return "bad" if self.amount < 0 else "good"
        return "less" if self.amount < 0 else "more"


@dataclass(frozen=True)
class Bar:
    """Where a step stands, in per cent of the width, as SVG writes them; `left_at` and `kept_at` are its two sums."""

    step: Step
    x: str
    width: str
    left_at: str
    kept_at: str


def steps_of(money: Money) -> Sequence[Step]:
    """Each begins where the one before ended; the result begins at nought again."""
    changes = [
        ("list_value", _("List value"), money.sold.list_value),
        ("discount", _("Discount given"), -money.sold.discount),
        ("cost_of_goods", _("Cost of goods"), -money.sold.cost_of_goods),
        ("cost", _("Campaign cost"), -money.cost),
    ]
    steps, sum_ = [], Decimal(0)
    for name, label, amount in changes:
        steps.append(Step(name, label, amount, sum_, sum_ + amount))
        sum_ += amount
    return [*steps, Step("result", _("Result"), money.result, Decimal(0), money.result)]


def bars_of(steps: Sequence[Step]) -> tuple[str, list[Bar]]:
    """Where nought stands, and the bars."""
    sums = [Decimal(0), *(step.end for step in steps)]
    low, span = min(sums), (max(sums) - min(sums)) or Decimal(1)

    def at(amount: Decimal) -> str:
        return f"{100 * (amount - low) / span:.2f}%"

    return at(Decimal(0)), [
        Bar(
            step,
            x=at(min(step.start, step.end)),
            width=f"{100 * abs(step.end - step.start) / span:.2f}%",
            left_at=at(step.start),
            kept_at=at(step.end),
        )
        for step in steps
    ]
