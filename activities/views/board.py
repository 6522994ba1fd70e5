from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from activities import board as boards
from activities.filters import BoardFilter
from activities.views.shapes import each_drawn, filters_in, kept, movable
from core.access import permitted
from core.pages import work_day_of


@require_GET
@permitted("activities.view_task")
def board(request: HttpRequest) -> HttpResponse:
    """A column for each status; a task that is dragged to another one gets its status."""
    filters, rows = filters_in(request, BoardFilter)
    today = work_day_of(request)
    columns = boards.columns_of(rows, on=today)
    shown = [task for column in columns for task in column.tasks]
    context = {
        "filter": filters,
        "kept": kept(request, "state", "status").urlencode(),
        "columns": columns,
        "today": today,
        "lately": today - boards.LATELY,
        "movable": movable(request, shown),
        "priorities": each_drawn("activities/_priority.html", value={task.priority for task in shown}),
        "kinds": each_drawn("activities/_type.html", value={task.type for task in shown}),
        "faces": each_drawn("salespeople/_face.html", who={task.salesperson for task in shown if task.salesperson}),
    }
    return render(request, "activities/board.html", context)
