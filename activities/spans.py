"""Days, weeks, months, quarters and years as the columns of a table, and their way back and forth."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext

from activities.models.rules import FIRST_DAY, LAST_DAY
from core.spans import LENGTHS, Span, first_day
from core.workdays import is_weekend

AT_ONCE = {Span.DAY: 14, Span.WEEK: 12, Span.MONTH: 12, Span.QUARTER: 8, Span.YEAR: 6}
"""Columns on a page."""


@dataclass(frozen=True)
class Column:
    span: Span
    first: date
    last: date

    @property
    def label(self) -> str:
        if self.span == Span.WEEK:
            return gettext("Week %(number)s") % {"number": self.first.isocalendar().week}
        if self.span == Span.QUARTER:
            return gettext("Q%(number)s %(year)s") % {"number": (self.first.month + 2) // 3, "year": self.first.year}
        return date_format(self.first, {Span.DAY: "D", Span.MONTH: "M Y", Span.YEAR: "Y"}[self.span])

    @property
    def days(self) -> str:
        """On which day it begins, where the label does not say it."""
        return date_format(self.first, "j M") if self.span in (Span.DAY, Span.WEEK) else ""

    @property
    def is_weekend(self) -> bool:
        return self.span == Span.DAY and is_weekend(self.first)


def moved(span: Span, day: date, by: int) -> date:
    """So many days, weeks … on; never out of the calendar of tasks."""
    return within(min(max(day, FIRST_DAY), LAST_DAY) + LENGTHS[span] * by)


def within(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def columns(span: Span, day: date) -> list[Column]:
    """The columns of a page; the first holds the day."""
    first, length = first_day(span, within(day)), LENGTHS[span]
    starts = [first + length * number for number in range(AT_ONCE[span] + 1)]
    return [Column(span, start, after - timedelta(days=1)) for start, after in pairwise(starts)]
