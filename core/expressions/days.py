"""Days and moments in an expression: written, in digits, as a letter, or counted by a date formula."""

import re
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.formats import get_format
from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.dateformulas import DateFormula, FormulaRefused
from core.expressions.grammar import ExpressionRefused, Operand
from core.expressions.kinds import Kind
from core.kinds import KINDS

DAY_LETTERS = re.compile(r"[tw]", re.IGNORECASE)
FIRST, LAST = date.min + timedelta(days=1), date.max - timedelta(days=1)
"""Between these a day begins and ends in every time zone."""
DIGITS = re.compile(r"\d{1,2}|\d{4}|\d{6}|\d{8}")


class Day(Kind):
    """A day as it is written here or everywhere (2026-03-10), `t` today, `w` the work date, only digits (10, 1003,
    100326: in the month or the year of the work date), or a date formula counted from the work date."""

    example = "-CM..CM"

    def __init__(self, path: str, *, today: date, work_date: date) -> None:
        super().__init__(path)
        self.today, self.work_date = today, work_date

    def read(self, operand: Operand) -> date:
        text = operand.text
        if DAY_LETTERS.fullmatch(text):
            return self.today if text.lower() == "t" else self.work_date
        written = _in_digits(text, self.work_date) if DIGITS.fullmatch(text) else _written(text)
        if written:
            return written
        try:
            formula = DateFormula.parse(text, get_language() or "en")
            return formula.apply(self.work_date)
        except FormulaRefused:
            raise ExpressionRefused(
                _("“%(text)s” is neither a day nor a date formula. Write for example %(day)s, t for today, CM or -1M.")
                % {"text": text, "day": KINDS["date"](self.today)}
            ) from None

    def shown(self, operand: Operand) -> str:
        return KINDS["date"](self.read(operand))


def _written(text: str) -> date | None:
    for form in ("%Y-%m-%d", *get_format("DATE_INPUT_FORMATS")):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no clock
        except ValueError:
            continue
    return None


def _in_digits(text: str, near: date) -> date | None:
    day_first = get_format("DATE_INPUT_FORMATS")[0].find("%d") < get_format("DATE_INPUT_FORMATS")[0].find("%m")
    form = {4: "%d%m" if day_first else "%m%d", 6: "%d%m%y" if day_first else "%m%d%y"}
    form[8] = form[6].replace("%y", "%Y")
    try:
        if len(text) <= 2:
            return near.replace(day=int(text))
        full = f"{text}{near.year:04}" if len(text) == 4 else text
        return datetime.strptime(full, form[len(full)]).date()  # noqa: DTZ007 - a day has no clock
    except ValueError:
        return None


class Moment(Day):
    """A moment is asked for by its day."""

    def equal(self, operand: Operand) -> Q:
        return self.compared(">=", operand) & self.compared("<=", operand)

    def compared(self, sign: str, operand: Operand) -> Q:
        day = min(max(self.read(operand), FIRST), LAST)
        begins = make_aware(datetime.combine(day, time.min))
        ends = make_aware(datetime.combine(day + timedelta(days=1), time.min))
        lookup, moment = {"<": ("lt", begins), "<=": ("lt", ends), ">": ("gte", ends), ">=": ("gte", begins)}[sign]
        return Q(**{f"{self.path}__{lookup}": moment})
