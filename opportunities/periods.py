"""What opportunities come to by period: a line for each salesperson, campaign or company (5.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Trunc
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.money import rounded
from core.spans import Column, Span
from opportunities.models import Opportunity, OpportunityEntry
from opportunities.statistics import NOTHING, Tally
from salespeople.models import Salesperson

COLUMNS = 12
MOST_LINES = 100


class Lines(models.TextChoices):
    SALESPERSON = "salesperson", _("Salesperson")
    CAMPAIGN = "campaign", _("Campaign")
    CONTACT = "contact", _("Company")


class Figure(models.TextChoices):
    NUMBER = "number", _("No. of opportunities")
    ESTIMATED = "estimated", _("Estimated value")
    CURRENT = "current", _("Current value")
    AVERAGE_ESTIMATED = "average_estimated", _("Average estimated value")
    AVERAGE_CURRENT = "average_current", _("Average current value")


PATHS: Mapping[str, tuple[str, type[models.Model]]] = {
    Lines.SALESPERSON: ("opportunity__salesperson", Salesperson),
    Lines.CAMPAIGN: ("opportunity__campaign", Campaign),
    Lines.CONTACT: ("opportunity__contact__party", Contact),
}
"""How a line is reached from an entry, and what it is; persons count for their company."""


@dataclass(frozen=True)
class Line:
    """A salesperson, campaign or company, with a tally for each column."""

    row: Any
    cells: Sequence[Tally]

    @property
    def total(self) -> Tally:
        return sum(self.cells, Tally())


@dataclass(frozen=True)
class Matrix:
    """`more` lines are left out; the sums are of all."""

    columns: Sequence[Column]
    lines: Sequence[Line]
    sums: Line
    more: bool


def matrix(opportunities: QuerySet[Opportunity], *, lines: Lines, period: Span, columns: Sequence[Column]) -> Matrix:
    """Their active entries by expected closing day; four statements, however many there are."""
    path, master = PATHS[lines]
    inside = {"closes_on__gte": columns[0].first, "closes_on__lte": columns[-1].last}
    entries = OpportunityEntry.objects.active().filter(opportunity__in=opportunities, **inside)
    known = entries.filter(**{f"{path}__isnull": False}).order_by()
    keys = [
        key for key, _count in known.values_list(path).annotate(n=Count("pk")).order_by("-n", path)[: MOST_LINES + 1]
    ]
    shown = keys[:MOST_LINES]
    cells = _tallies(known.filter(**{f"{path}__in": shown}), path, period=period)
    sums = _tallies(known.annotate(all=models.Value(0)), "all", period=period)
    names = master._default_manager.in_bulk(shown)
    made = [Line(names[key], [cells.get((key, column.first), Tally()) for column in columns]) for key in shown]
    total = Line(None, [sums.get((0, column.first), Tally()) for column in columns])
    return Matrix(columns, sorted(made, key=lambda line: str(line.row)), total, len(keys) > len(shown))


def figure_of(tally: Tally, figure: Figure, *, unit: int) -> Decimal | int | None:
    """Blank for nothing; amounts in ones, thousands or millions, to the cent where the unit is nought."""
    value: Any = getattr(tally, figure)
    if not tally.number or figure == Figure.NUMBER:
        return value or None
    return value if not unit else rounded(value / unit, Decimal(1))


def _tallies(entries: QuerySet[Any], path: str, *, period: Span) -> dict[tuple[Any, date], Tally]:
    grouped = entries.annotate(since=Trunc("closes_on", period.value)).values_list(path, "since")
    figures = {"number": Count("pk"), "estimated": Sum("estimated_value"), "current": Sum("current_value")}
    return {
        (key, since): Tally(number, estimated or NOTHING, current or NOTHING)
        for key, since, number, estimated, current in grouped.annotate(**figures).order_by()
    }
