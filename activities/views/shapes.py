"""What list, calendar, board and matrix share: the filter in the address, and the tasks it leaves."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date

from activities.filters import AnyTaskFilter, TaskFilter
from activities.models import Task
from activities.ownership import of_others
from activities.tables import TASK_COLUMNS
from core.access import person_of
from core.filters import OF_COLUMN
from core.pages import work_day_of

DAYS = ("since", "until")


def filters_in(request: HttpRequest, kind: type[AnyTaskFilter], **options: Any) -> tuple[AnyTaskFilter, Any]:
    """The filter of the address, and the rows it leaves: none when it makes no sense, as on the list."""
    rows = Task.objects.for_list()
    filters = kind(request.GET, queryset=rows, request=request, columns=TASK_COLUMNS, **options)
    return filters, filters.qs if filters.is_valid() else rows.none()


def kept(request: HttpRequest, *but: str) -> QueryDict:
    """What the address asks of the tasks themselves, without these words: it holds in every shape."""
    query = request.GET.copy()
    for name in request.GET:
        asks = name in TaskFilter.base_filters or name.startswith(OF_COLUMN)
        if not asks or name in but or not query[name]:
            del query[name]
    return query


def address(request: HttpRequest, **changed: Any) -> str:
    """This page with other words in its address."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return f"{request.path}?{query.urlencode()}"


def day_in(request: HttpRequest, name: str) -> date:
    """The day that the address names, else the day the person works on."""
    try:
        asked = parse_date(request.GET.get(name, ""))
    except ValueError:
        asked = None
    return asked or work_day_of(request)


def movable(request: HttpRequest, tasks: Iterable[Task]) -> set[int]:
    """The keys of the tasks that the person may change; one statement."""
    person = person_of(request)
    shown = list(tasks)
    if not person.has_perm("activities.change_task"):
        return set()
    return {task.pk for task in shown} - {task.pk for task in of_others(shown, by=person)}


def each_drawn(template: str, **values: Iterable[Any]) -> dict[Any, str]:
    """What a template says of each value, which it knows by this name: drawn once for all tasks that have it."""
    [(name, known)] = values.items()
    return {value: render_to_string(template, {name: value}) for value in known}
