"""The days of an activity before it is assigned: what each formula gives, and the weeks in which something happens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from core.dateformulas import DateFormula
from core.dateformulas.landing import Landing, land
from core.workdays import Workdays, is_weekend

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Typed:
    """A step as it stands or as somebody types it; `key` names its line on the page."""

    key: str
    formula: str | DateFormula
    text: str = ""
    type: str = ""


@dataclass(frozen=True)
class StepDay:
    """Where a step's formula leads; `number` is its place among the steps."""

    step: Typed
    number: int
    landing: Landing


@dataclass(frozen=True)
class CalendarDay:
    day: date
    is_start: bool
    steps: Sequence[StepDay]
    holiday: str = ""

    @property
    def is_weekend(self) -> bool:
        return is_weekend(self.day)


@dataclass(frozen=True)
class Week:
    """A week in which something happens; `skipped` is how many went by without since the one before."""

    days: Sequence[CalendarDay]
    skipped: int


def days_of(steps: Iterable[Typed], *, start: date, workdays: Workdays) -> list[StepDay]:
    """On which day each step falls, from the day the activity starts; formulas in the letters of the person."""
    return [
        StepDay(step, number, land(step.formula, start=start, workdays=workdays))
        for number, step in enumerate(steps, 1)
    ]


def weeks_of(days: Iterable[StepDay], *, start: date, workdays: Workdays) -> list[Week]:
    """The calendar, from Monday to Sunday, of the week of the start and every week with a step."""
    found = sorted(((each.landing.day, each) for each in days if each.landing.day), key=lambda pair: pair[0])
    by_day = {day: [each for _day, each in pairs] for day, pairs in groupby(found, lambda pair: pair[0])}
    mondays = sorted({monday_of(day) for day in [*by_day, start]})
    return [
        Week(
            [CalendarDay(day, day == start, by_day.get(day, []), workdays.holiday(day)) for day in _days(monday)],
            skipped,
        )
        for monday, skipped in zip(mondays, _skipped(mondays), strict=True)
    ]


def monday_of(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def _days(monday: date) -> Iterator[date]:
    last = min(monday.toordinal() + 7, date.max.toordinal() + 1)
    return (date.fromordinal(ordinal) for ordinal in range(monday.toordinal(), last))


def _skipped(mondays: Sequence[date]) -> list[int]:
    between = [(after - before) // WEEK - 1 for before, after in pairwise(mondays)]
    return [0, *between]
