from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from activities.filters import MatrixFilter
from activities.matrix import Lines, Output, matrix_of
from activities.spans import AT_ONCE, moved, within
from activities.views.shapes import DAYS, address, day_in, filters_in, kept
from core.access import permitted
from core.keys import keys_in
from core.kinds import said
from core.spans import Span, columns


@require_GET
@permitted("activities.view_task")
def matrix(request: HttpRequest) -> HttpResponse:
    """Tasks by who or what, and by period, from the one that holds the day `?from=`; each cell leads to its tasks."""
    filters: Any
    filters, rows = filters_in(request, MatrixFilter)
    chosen: tuple[Lines, Span, Output] = (
        filters.chosen if filters.is_valid() else (Lines.SALESPERSON, Span.DAY, Output.TASKS)
    )
    lines, span, output = chosen
    page = min(max([1, *keys_in([request.GET.get("page", "")])]), 10_000)
    shown = columns(span, within(day_in(request, "from")), AT_ONCE[span])
    first = shown[0].first
    context = {
        "filter": filters,
        "held": [("from", first.isoformat())],
        "kept": kept(request, *DAYS, lines.value).urlencode(),
        "matrix": matrix_of(rows, lines, shown, output=output, page=page),
        "lines": lines,
        "output": output,
        "columns": shown,
        "period": f"{said(first)} – {said(shown[-1].last)}",
        "back": address(request, **{"from": moved(span, first, -AT_ONCE[span]), "page": 1}),
        "on": address(request, **{"from": moved(span, first, AT_ONCE[span]), "page": 1}),
        "now": address(request, **{"from": "", "page": 1}),
        "page": page,
        "before": address(request, page=page - 1),
        "after": address(request, page=page + 1),
    }
    return render(request, "activities/matrix.html", context)
