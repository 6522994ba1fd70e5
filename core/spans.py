"""Days, weeks, months, quarters and years, as pages count by them."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
