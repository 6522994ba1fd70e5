from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from activities import board as boards
from activities.filters import BoardFilter
from activities.views.shapes import filters_in, kept, movable, today_of
from core.access import permitted


@require_GET
@permitted("activities.view_task")
def board(request: HttpRequest) -> HttpResponse:
    """A column for each status; a task that is dragged to another one gets its status."""
    filters, rows = filters_in(request, BoardFilter)
    today = today_of(request)
    columns = boards.columns_of(rows, on=today)
    context = {
        "filter": filters,
        "kept": kept(request, "state", "status").urlencode(),
        "columns": columns,
        "today": today,
        "lately": today - boards.LATELY,
        "movable": movable(request, (task for column in columns for task in column.tasks)),
    }
    return render(request, "activities/board.html", context)
