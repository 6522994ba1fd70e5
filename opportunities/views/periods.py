"""Opportunities by period; a figure leads to the opportunities it counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from core.access import permitted
from core.pages import work_day_of
from core.spans import LENGTHS, Column, Span, columns
from opportunities import periods
from opportunities.forms.periods import FILTERS, PeriodsForm
from opportunities.models import Opportunity, Status
from opportunities.periods import COLUMNS, Figure, Line, Lines
from opportunities.statistics import Tally

Asked = Mapping[str, Any]


@require_GET
@permitted("opportunities.view_opportunity")
def by_period(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    asked = form.cleaned_data
    period, lines, figure = Span(asked["period"]), Lines(asked["lines"]), Figure(asked["figure"])
    shown = columns(period, asked["start"], COLUMNS)
    table = periods.matrix(_opportunities(asked), lines=lines, period=period, columns=shown)
    context = {
        "filter": form,
        "table": table,
        "rows": [(line.row, _cells(line, shown, asked), _figure(line.total, asked)) for line in table.lines],
        "sums": [_figure(tally, asked) for tally in table.sums.cells],
        "total": _figure(table.sums.total, asked),
        "kind": "number" if figure == Figure.NUMBER or asked["unit"] != "0" else "amount",
        "earlier": _from(request, _shifted(shown[0].first, period, -COLUMNS)),
        "later": _from(request, _shifted(shown[0].first, period, COLUMNS)),
        "line_name": lines.label,
    }
    return render(request, "opportunities/periods.html", context)


def _form(request: HttpRequest) -> PeriodsForm:
    """Valid in any case: a mistake in the address counts as if it had not been asked."""
    proposed = {
        "lines": Lines.SALESPERSON.value,
        "figure": Figure.CURRENT.value,
        "period": Span.MONTH.value,
        "start": work_day_of(request).isoformat(),
        "status": Status.IN_PROGRESS.value,
        "unit": "1",
    }
    asked = {name: value for name, value in request.GET.items() if value}
    form = PeriodsForm(proposed | asked)
    if not form.is_valid() or not _in_the_calendar(form.cleaned_data["start"]):
        wrong = {*form.errors, "start"}
        form = PeriodsForm(proposed | {name: value for name, value in asked.items() if name not in wrong})
        form.is_valid()
    return form


def _in_the_calendar(day: date) -> bool:
    return 1900 <= day.year <= 2900


def _opportunities(asked: Asked) -> Any:
    rows = Opportunity.objects.filter(status=asked["status"])
    for name in ("cycle", "salesperson", "campaign"):
        rows = rows.filter(**{name: asked[name]}) if asked[name] else rows
    rows = rows.of_contact(asked["contact"]) if asked["contact"] else rows
    return rows.at_stage(asked["stage"]) if asked["stage"] else rows


def _cells(line: Line, shown: Sequence[Column], asked: Asked) -> list[tuple[Any, str]]:
    return [
        (_figure(tally, asked), _list_of(line, column, asked)) for column, tally in zip(shown, line.cells, strict=True)
    ]


def _figure(tally: Tally, asked: Asked) -> Any:
    return periods.figure_of(tally, Figure(asked["figure"]), unit=int(asked["unit"]))


def _list_of(line: Line, column: Column, asked: Asked) -> str:
    """The list of what a cell counts."""
    chosen = {name: asked[name].code if name == "cycle" else asked[name].pk for name in FILTERS if asked[name]}
    query = {"status": asked["status"], "since": column.first, "until": column.last}
    return f"{reverse('opportunities:list')}?{urlencode(query | {asked['lines']: line.row.pk} | chosen)}"


def _shifted(day: date, period: Span, by: int) -> date | None:
    try:
        return day + LENGTHS[period] * by
    except (ValueError, OverflowError):
        return None


def _from(request: HttpRequest, day: date | None) -> str:
    if day is None:
        return ""
    query = request.GET.copy()
    query["start"] = day.isoformat()
    return f"{request.path}?{query.urlencode()}"
