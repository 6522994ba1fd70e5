"""Where a date formula leads, as it is shown beside the formula: the day, how far off it is, whether it is free."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext, ngettext

from core.dateformulas.formula import DateFormula
from core.dateformulas.letters import NEUTRAL
from core.dateformulas.refusals import FormulaRefused
from core.workdays import Workdays, is_weekend


@dataclass(frozen=True)
class Landing:
    """A day, or why there is none; `holiday` is its name if it is one."""

    start: date
    day: date | None = None
    holiday: str = ""
    refused: str = ""

    @property
    def is_weekend(self) -> bool:
        return self.day is not None and is_weekend(self.day)

    @property
    def distance(self) -> str:
        """How far from the start of an activity it lies, in words."""
        days = self._days
        if days == 0:
            return gettext("on the first day")
        if days > 0:
            return ngettext("%(count)d day after the start", "%(count)d days after the start", days) % {"count": days}
        return ngettext("%(count)d day before the start", "%(count)d days before the start", -days) % {"count": -days}

    @property
    def later(self) -> str:
        """How far from the day that is counted from it lies, where that is no start of anything."""
        days = self._days
        if days == 0:
            return gettext("the same day")
        if days > 0:
            return ngettext("%(count)d day later", "%(count)d days later", days) % {"count": days}
        return ngettext("%(count)d day earlier", "%(count)d days earlier", -days) % {"count": -days}

    @property
    def _days(self) -> int:
        return (self.day - self.start).days if self.day else 0


def land(formula: str | DateFormula, *, start: date, workdays: Workdays) -> Landing:
    """Where a formula leads from a day; one that was typed is read in the letters of the person's language."""
    try:
        if isinstance(formula, str):
            formula = DateFormula.parse(formula, get_language() or NEUTRAL)
        return on(formula.apply(start), start=start, workdays=workdays)
    except FormulaRefused as refusal:
        return Landing(start, refused=refusal.worded(gettext))


def on(day: date, *, start: date, workdays: Workdays) -> Landing:
    return Landing(start, day, workdays.holiday(day))
