"""Campaigns side by side: the same figures of each, and which of them did best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sales.results import Result

MOST = 4


@dataclass(frozen=True)
class Measure:
    """A figure of a campaign; `best` picks from several, None where more is neither better nor worse."""

    label: str | Promise
    of: Callable[[Result], Any]
    kind: str = "number"
    best: Callable[..., Any] | None = max


@dataclass(frozen=True)
class Line:
    """The figure of each campaign, and whether it is the best of them."""

    measure: Measure
    cells: Sequence[tuple[Any, bool]]


def _per_sale(result: Result) -> Decimal | None:
    """What was sold for one of local currency that interactions cost."""
    return result.sold / result.response.cost if result.response.cost else None


def _cost_per_response(result: Result) -> Decimal | None:
    return result.response.cost_per_response if result.response.responded else None


MEASURES = [
    Measure(_("Companies targeted"), lambda result: result.funnel.targeted, best=None),
    Measure(_("Companies contacted"), lambda result: result.funnel.contacted, best=None),
    Measure(_("Target Contacts Contacted"), lambda result: result.response.contacted, best=None),
    Measure(_("Contacts Responded"), lambda result: result.response.responded),
    Measure(_("Response Rate %"), lambda result: result.response.rate, "percent"),
    Measure(_("Cost"), lambda result: result.response.cost, "amount", best=min),
    Measure(_("Budget"), lambda result: result.campaign.budget, "amount", best=None),
    Measure(_("Avg. Cost per Response"), _cost_per_response, "amount", best=min),
    Measure(_("Duration (Min.)"), lambda result: result.response.duration, best=min),
    Measure(_("No. of opportunities"), lambda result: result.opportunities.number),
    Measure(_("Estimated value"), lambda result: result.opportunities.estimated, "amount"),
    Measure(_("Current value"), lambda result: result.opportunities.current, "amount"),
    Measure(_("Companies quoted"), lambda result: result.funnel.quoted),
    Measure(_("Companies that bought"), lambda result: result.funnel.bought),
    Measure(_("Sold at its prices"), lambda result: result.sold, "amount"),
    Measure(_("Sold for 1.00 of cost"), _per_sale, "amount"),
]


def compare(results: Sequence[Result]) -> list[Line]:
    """A line for each measure. None is best where all are alike, or where nothing is known of them."""
    return [_line(measure, [measure.of(result) for result in results]) for measure in MEASURES]


def _line(measure: Measure, values: Sequence[Any]) -> Line:
    known = {value for value in values if value is not None}
    best = measure.best(known) if measure.best and len(known) > 1 else None
    return Line(measure, [(value, value is not None and value == best) for value in values])
