"""Campaigns side by side: the same figures of each, and which of them did best."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts import circles
from core.exports import Report
from core.tables import Column
from interactions.statistics.in_words import opportunities_of, rows_of
from sales.results import Result

MOST = 4


@dataclass(frozen=True)
class Measure:
    """A figure of a campaign; `best` picks from several, None where more is neither better nor worse. `rows` is the
    address of those behind it; a ratio has none."""

    label: str | Promise
    of: Callable[[Result], Any]
    kind: str = "number"
    best: Callable[..., Any] | None = max
    rows: Callable[[Result], str] = lambda result: ""


@dataclass(frozen=True)
class Line:
    """The figure of each campaign, and whether it is the best of them; and the address of the rows behind each."""

    measure: Measure
    cells: Sequence[tuple[Any, bool]]
    links: Sequence[str]

    @property
    def shown(self) -> Iterator[tuple[Any, bool, str]]:
        for (value, best), link in zip(self.cells, self.links, strict=True):
            yield value, best, link


def _per_sale(result: Result) -> Decimal | None:
    """What was sold for one of local currency that interactions cost."""
    return result.sold / result.response.cost if result.response.cost else None


def _companies(step: str) -> Callable[[Result], str]:
    return lambda result: circles.address_of(step, result.campaign)


def _interactions(**flags: str) -> Callable[[Result], str]:
    return lambda result: rows_of("campaign", result.campaign)(**flags)


def _opportunities(result: Result) -> str:
    return opportunities_of("campaign", result.campaign)(status="started")


def _entries(result: Result) -> str:
    return reverse("items:entries", query={"campaign": result.campaign.pk})


def _cost_per_response(result: Result) -> Decimal | None:
    return result.response.cost_per_response if result.response.responded else None


MEASURES = [
    Measure(_("Companies targeted"), lambda result: result.funnel.targeted, best=None, rows=_companies("targeted")),
    Measure(_("Companies contacted"), lambda result: result.funnel.contacted, best=None, rows=_companies("contacted")),
    Measure(
        _("Target Contacts Contacted"),
        lambda result: result.response.contacted,
        best=None,
        rows=_interactions(target="true"),
    ),
    Measure(_("Contacts Responded"), lambda result: result.response.responded, rows=_interactions(response="true")),
    Measure(_("Response Rate %"), lambda result: result.response.rate, "percent"),
    Measure(_("Cost"), lambda result: result.response.cost, "amount", best=min, rows=_interactions()),
    Measure(_("Budget"), lambda result: result.campaign.budget, "amount", best=None),
    Measure(_("Avg. Cost per Response"), _cost_per_response, "amount", best=min),
    Measure(_("Duration (Min.)"), lambda result: result.response.duration, best=min, rows=_interactions()),
    Measure(_("No. of opportunities"), lambda result: result.opportunities.number, rows=_opportunities),
    Measure(_("Estimated value"), lambda result: result.opportunities.estimated, "amount", rows=_opportunities),
    Measure(_("Current value"), lambda result: result.opportunities.current, "amount", rows=_opportunities),
    Measure(_("Companies quoted"), lambda result: result.funnel.quoted, rows=_companies("quoted")),
    Measure(_("Companies that bought"), lambda result: result.funnel.bought, rows=_companies("bought")),
    Measure(_("Sold at its prices"), lambda result: result.sold, "amount", rows=_entries),
    Measure(_("Sold for 1.00 of cost"), _per_sale, "amount"),
]


def report_of(results: Sequence[Result]) -> Report:
    """The same as a file: a line for each campaign, so that every column holds one kind of figure."""
    columns = [Column(f"m{number}", each.label, kind=each.kind) for number, each in enumerate(MEASURES)]
    lines = [[result.campaign, *(measure.of(result) for measure in MEASURES)] for result in results]
    return Report(gettext("Compare campaigns"), [Column("campaign", _("Campaign")), *columns], lines)


def compare(results: Sequence[Result]) -> list[Line]:
    """A line for each measure. None is best where all are alike, or where nothing is known of them."""
    return [_line(measure, results) for measure in MEASURES]


def _line(measure: Measure, results: Sequence[Result]) -> Line:
    values = [measure.of(result) for result in results]
    known = {value for value in values if value is not None}
    best = measure.best(known) if measure.best and len(known) > 1 else None
    cells = [(value, value is not None and value == best) for value in values]
    return Line(measure, cells, [measure.rows(result) for result in results])
