"""The days of an activity before it is assigned: what each formula gives, and the weeks in which something happens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from django.utils.translation import get_language, gettext, ngettext

from core.dateformulas import DateFormula, FormulaRefused

WEEK = timedelta(days=7)
SATURDAY = 5


@dataclass(frozen=True)
class Typed:
    """A step as it stands or as somebody types it; `key` names its line on the page."""

    key: str
    formula: str | DateFormula
    text: str = ""
    type: str = ""


@dataclass(frozen=True)
class StepDay:
    """What a step's formula gives: a day, or why it gives none; `number` is its place among the steps."""

    step: Typed
    number: int
    start: date
    day: date | None = None
    refused: str = ""

    @property
    def is_weekend(self) -> bool:
        return self.day is not None and is_weekend(self.day)

    @property
    def distance(self) -> str:
        """How far from the start it lies, in words."""
        days = (self.day - self.start).days if self.day else 0
        if days == 0:
            return gettext("on the first day")
        if days > 0:
            return ngettext("%(count)d day after the start", "%(count)d days after the start", days) % {"count": days}
        return ngettext("%(count)d day before the start", "%(count)d days before the start", -days) % {"count": -days}


@dataclass(frozen=True)
class CalendarDay:
    day: date
    is_start: bool
    steps: Sequence[StepDay]

    @property
    def is_weekend(self) -> bool:
        return is_weekend(self.day)


@dataclass(frozen=True)
class Week:
    """A week in which something happens; `skipped` is how many went by without since the one before."""

    days: Sequence[CalendarDay]
    skipped: int


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def days_of(steps: Iterable[Typed], *, start: date) -> list[StepDay]:
    """On which day each step falls, from the day the activity starts; formulas in the letters of the person."""
    return [_day_of(step, number, start) for number, step in enumerate(steps, 1)]


def weeks_of(days: Iterable[StepDay], *, start: date) -> list[Week]:
    """The calendar, from Monday to Sunday, of the week of the start and every week with a step."""
    found = sorted((each for each in days if each.day), key=lambda each: (each.day, each.number))
    by_day = {day: list(steps) for day, steps in groupby(found, lambda each: each.day)}
    mondays = sorted({_monday(day) for day in [*by_day, start] if day})
    return [
        Week([CalendarDay(day, day == start, by_day.get(day, [])) for day in _days(monday)], skipped)
        for monday, skipped in zip(mondays, _skipped(mondays), strict=True)
    ]


def _day_of(step: Typed, number: int, start: date) -> StepDay:
    try:
        formula = step.formula
        if isinstance(formula, str):
            formula = DateFormula.parse(formula, get_language() or "en")
        return StepDay(step, number, start, day=formula.apply(start))
    except FormulaRefused as refusal:
        return StepDay(step, number, start, refused=refusal.worded(gettext))


def _monday(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def _days(monday: date) -> Iterator[date]:
    last = min(monday.toordinal() + 7, date.max.toordinal() + 1)
    return (date.fromordinal(ordinal) for ordinal in range(monday.toordinal(), last))


def _skipped(mondays: Sequence[date]) -> list[int]:
    between = [(after - before) // WEEK - 1 for before, after in pairwise(mondays)]
    return [0, *between]
