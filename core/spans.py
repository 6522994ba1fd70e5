"""Days, weeks, months, quarters and years, as pages count by them and as the columns of their tables."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.workdays import is_weekend


class Span(TextChoices):
    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


LENGTHS = {
    Span.DAY: relativedelta(days=1),
    Span.WEEK: relativedelta(weeks=1),
    Span.MONTH: relativedelta(months=1),
    Span.QUARTER: relativedelta(months=3),
    Span.YEAR: relativedelta(years=1),
}


def first_day(span: Span, day: date) -> date:
    """On which day the week, month … begins that holds this one."""
    if span == Span.WEEK:
        return day - timedelta(days=day.weekday())
    months = {Span.MONTH: day.month, Span.QUARTER: (day.month - 1) // 3 * 3 + 1, Span.YEAR: 1}
    return date(day.year, months[span], 1) if span in months else day


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


def columns(span: Span, day: date, count: int) -> list[Column]:
    """So many columns; the first holds the day."""
    first = first_day(span, day)
    starts = [first + LENGTHS[span] * number for number in range(count + 1)]
    return [Column(span, start, after - timedelta(days=1)) for start, after in pairwise(starts)]
