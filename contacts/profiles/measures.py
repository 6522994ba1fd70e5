"""The figures that answer automatic questions (9.2). The apps above, which keep them, add how each is asked.

The figures of one measure are rows of (contact, figure), grouped by the database in one statement. `whose` is the path
from a record's contact to the one the figure is of: "pk", or "party" when a company has those of all its persons.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast, NullIf

from contacts.models import Measure, ProfileQuestion

DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Span:
    """The days that are looked at, both included."""

    since: date
    until: date

    @property
    def years(self) -> float:
        return ((self.until - self.since).days + 1) / DAYS_OF_A_YEAR


Figures = Callable[[Span, str], QuerySet[Any, Any]]
_known: dict[Measure, Figures] = {}


def add(figures: Mapping[Measure, Figures]) -> None:
    """Name how measures are asked; in `AppConfig.ready` of the app that keeps the records."""
    _known.update(figures)


def figures_of(question: ProfileQuestion, *, on: date, whose: str) -> QuerySet[Any, Any]:
    """(contact, figure) of the question's measure, in its period counted from the day."""
    return _known[Measure(question.measure)](span_of(question, on=on), whose)


def span_of(question: ProfileQuestion, *, on: date) -> Span:
    return Span(question.starting_formula.apply(on), question.ending_formula.apply(on))


def ratio(over: Any, under: Any, factor: float = 1) -> Any:
    """A quotient that neither database cuts to a whole number; nothing where there is nothing to divide by."""
    return Cast(over, FloatField()) * factor / NullIf(Cast(under, FloatField()), 0.0)
