"""The way from one page of days, weeks, months … to the next, within the calendar of tasks."""

from datetime import date

from activities.models.rules import FIRST_DAY, LAST_DAY
from core.spans import LENGTHS, Span

AT_ONCE = {Span.DAY: 14, Span.WEEK: 12, Span.MONTH: 12, Span.QUARTER: 8, Span.YEAR: 6}
"""Columns on a page."""


def moved(span: Span, day: date, by: int) -> date:
    """So many days, weeks … on; never out of the calendar of tasks."""
    return within(min(max(day, FIRST_DAY), LAST_DAY) + LENGTHS[span] * by)


def within(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)
