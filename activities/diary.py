"""The calendar of tasks: a week or a month, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, TextChoices, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from activities.models import Task
from activities.spans import moved, within
from core.spans import Span, first_day
from core.workdays import is_weekend

DAY = timedelta(days=1)


class Shape(TextChoices):
    MONTH = "month", _("Month")
    WEEK = "week", _("Week")


MOST_SHOWN = {Shape.MONTH: 4, Shape.WEEK: 25}
"""Tasks of a day; the list shows them all."""


@dataclass(frozen=True)
class Day:
    day: date
    count: int
    tasks: Sequence[Task]
    outside: bool
    """Of the month before or after."""

    @property
    def more(self) -> int:
        return self.count - len(self.tasks)

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
    """Every day, with its first tasks: what is important before what is early. Two statements, however many tasks."""
    first, last = first_and_last(shape, day)
    inside = rows.filter(date__gte=first, date__lte=last)
    counts = dict(inside.order_by().values_list("date").annotate(Count("pk")))
    tasks: dict[date, list[Task]] = {}
    for task in _first(inside, MOST_SHOWN[shape]) if counts else []:
        tasks.setdefault(task.date, []).append(task)
    return [
        Day(each, counts.get(each, 0), tasks.get(each, []), shape == Shape.MONTH and each.month != day.month)
        for each in (first + DAY * number for number in range((last - first).days + 1))
    ]


def _first(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    order = ("closed", "-priority", F("start_time").asc(nulls_last=True), "pk")
    place = Window(RowNumber(), partition_by=F("date"), order_by=order)
    keys = rows.order_by().annotate(place=place).filter(place__lte=most).values("pk")
    return Task.objects.for_list().filter(pk__in=keys).order_by("date", *order)
