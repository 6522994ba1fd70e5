"""The calendar of tasks: a week or a month, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from activities.firsts import MOST_COUNTED, Counted, tasks_by
from activities.models import Task
from activities.spans import moved, within
from core import sql
from core.spans import Span, first_day
from core.workdays import is_weekend

DAY = timedelta(days=1)


class Shape(TextChoices):
    MONTH = "month", _("Month")
    WEEK = "week", _("Week")


MOST_SHOWN = {Shape.MONTH: 4, Shape.WEEK: 25}
"""Tasks of a day; the list shows them all."""


@dataclass(frozen=True)
class Day(Counted):
    day: date
    count: int
    tasks: Sequence[Task]
    outside: bool
    """Of the month before or after."""

    @property
    def is_weekend(self) -> bool:
        return is_weekend(self.day)


def first_and_last(shape: Shape, day: date) -> tuple[date, date]:
    """The Monday and the Sunday between which the calendar lies that holds the day."""
    month = first_day(Span.MONTH, within(day))
    start, after = (month, moved(Span.MONTH, month, 1)) if shape == Shape.MONTH else (within(day), within(day) + DAY)
    monday = first_day(Span.WEEK, start)
    return monday, first_day(Span.WEEK, after - DAY) + 6 * DAY


def days_of(rows: QuerySet[Any], shape: Shape, day: date) -> list[Day]:
    """Every day, with its first tasks: what is important before what is early. Two statements, however many tasks.

    Of a day with more tasks than are counted those are looked at that are important, then those that came first.
    """
    first, last = first_and_last(shape, day)
    dates = [first + DAY * number for number in range((last - first).days + 1)]
    ordered = rows.order_by("closed", "-priority", "pk").values_list("closed", "priority", "start_time", "pk")
    found = sql.firsts_of_each(ordered, "date", dates, MOST_COUNTED + 1)
    keys = [[row[-1] for row in sorted(some, key=_place)[: MOST_SHOWN[shape]]] for some in found]
    shown = tasks_by(keys, read=Task.objects.in_a_line())
    return [
        Day(each, len(some), tasks, shape == Shape.MONTH and each.month != day.month)
        for each, some, tasks in zip(dates, found, shown, strict=True)
    ]


def _place(row: sql.Row) -> tuple[Any, ...]:
    closed, priority, start_time, key = row
    return closed, -priority, start_time is None, start_time or "", key
