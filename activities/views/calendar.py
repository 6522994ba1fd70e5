from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from activities import diary
from activities.diary import Shape
from activities.filters import CalendarFilter
from activities.spans import moved, within
from activities.views.shapes import DAYS, address, day_in, filters_in, kept, movable
from core.access import permitted
from core.pages import work_day_of
from core.spans import Span, first_day


@require_GET
@permitted("activities.view_task")
def calendar(request: HttpRequest) -> HttpResponse:
    """The month, or with `?as=week` the week, that holds the day `?day=`; tasks are dragged to another day."""
    shape = Shape.WEEK if request.GET.get("as") == Shape.WEEK else Shape.MONTH
    span, day = Span(shape.value), within(day_in(request, "day"))
    filters, rows = filters_in(request, CalendarFilter)
    days = diary.days_of(rows, shape, day)
    start = first_day(span, day)
    context = {
        "filter": filters,
        "held": [("as", shape.value), ("day", day.isoformat())],
        "kept": kept(request, *DAYS).urlencode(),
        "shape": shape,
        "shapes": [(each, address(request, **{"as": each.value})) for each in Shape],
        "days": days,
        "period": _week(days) if shape == Shape.WEEK else date_format(day, "YEAR_MONTH_FORMAT"),
        "back": address(request, day=moved(span, start, -1)),
        "on": address(request, day=moved(span, start, 1)),
        "now": address(request, day=work_day_of(request)),
        "today": work_day_of(request),
        "movable": movable(request, (task for each in days for task in each.tasks if not task.closed)),
    }
    return render(request, "activities/calendar.html", context)


def _week(days: list[diary.Day]) -> str:
    first, last = (date_format(day.day, "SHORT_DATE_FORMAT") for day in (days[0], days[-1]))
    number = days[0].day.isocalendar().week
    return _("Week %(number)s: %(first)s – %(last)s") % {"number": number, "first": first, "last": last}
