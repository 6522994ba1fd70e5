"""Charts of interactions: how many when, with which response, and what each group of them cost."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.addresses import address
from core.models import User
from core.spans import LENGTHS, Span, first_day
from interactions.statistics import counting
from interactions.statistics.charts import Bars, Chart, Columns, Series
from interactions.statistics.counting import OnDay

Counts = Mapping[Any, str]
"""What a series is called → what it counts of a day."""
MOST_PERIODS = 60


def over_time(_row: Any, _user: User, rows: QuerySet[Any]) -> Chart | None:
    """How many interactions there were, by as long periods as fit into the picture."""
    return _by_period(rows, _("Interactions over time"), {_("Interactions"): "number"})


def responses_over_time(_row: Any, _user: User, rows: QuerySet[Any]) -> Chart | None:
    series = {_("Contacted"): "contacted", _("Responded"): "responded"}
    return _by_period(rows, _("Responses over time"), series)


def cost_by_group(_row: Any, _user: User, rows: QuerySet[Any]) -> Chart | None:
    costs = counting.cost_by_group(rows)
    if not any(cost for _group, cost in costs):
        return None
    labels = [(group.description or group.code) if group else _("No group") for group, _cost in costs]
    values = Series(_("Cost"), [cost for _group, cost in costs])
    links = [address("interactions:group_statistics", group.code) if group else "" for group, _cost in costs]
    heading = _("Interaction Group")
    return Bars(_("Cost by group"), labels, [values], kind="amount", heading=heading, links=links)


def span_of(first: date, last: date) -> Span:
    """Days for a month, weeks for half a year, months for three, then quarters, then years."""
    days = (last - first).days
    limits = [(31, Span.DAY), (182, Span.WEEK), (1096, Span.MONTH), (4018, Span.QUARTER)]
    return next((span for most, span in limits if days <= most), Span.YEAR)


def periods(first: date, last: date, span: Span) -> list[date]:
    """The first days of the periods from one day to another; the latest where they are too many."""
    found = [first_day(span, first)]
    while found[-1] < first_day(span, last):
        found.append(found[-1] + LENGTHS[span])
    return found[-MOST_PERIODS:]


def _by_period(rows: QuerySet[Any], title: str | Promise, series: Counts) -> Chart | None:
    days = counting.by_day(rows, *series.values())
    if not days:
        return None
    span = span_of(days[0].day, days[-1].day)
    starts = periods(days[0].day, days[-1].day, span)
    counted = [Series(name, _summed(days, starts, span, count)) for name, count in series.items()]
    return Columns(title, [_named(start, span) for start in starts], counted, heading=span.label)


def _summed(days: Sequence[OnDay], starts: Sequence[date], span: Span, count: str) -> list[int]:
    sums = dict.fromkeys(starts, 0)
    for day in days:
        start = first_day(span, day.day)
        if start in sums:
            sums[start] += getattr(day, count)
    return list(sums.values())


def _named(start: date, span: Span) -> str:
    if span == Span.YEAR:
        return str(start.year)
    if span == Span.QUARTER:
        return f"{start.year}/{start.month // 3 + 1}"
    return date_format(start, "N Y" if span == Span.MONTH else "SHORT_DATE_FORMAT")
