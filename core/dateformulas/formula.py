"""The value: a date formula, kept as its text in neutral letters."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self
from unicodedata import normalize

from core.dateformulas.letters import NEUTRAL, neutral, shown
from core.dateformulas.mistakes import refuse_mistakes
from core.dateformulas.refusals import FormulaRefused, _
from core.dateformulas.terms import TERM, moved

IN_BRACKETS = re.compile(r"[^<>]*(?:<[^<>]+>[^<>]*)+")


@dataclass(frozen=True)
class DateFormula:
    """Equal when written alike: `0D` and `-0D` lead to the same day, yet differ, and neither is the blank formula."""

    text: str = ""

    def __post_init__(self) -> None:
        refuse_mistakes(self.text, self.text, NEUTRAL)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @classmethod
    def parse(cls, typed: str, language: str = NEUTRAL) -> Self:
        """Read letters of the language or neutral ones; between < and > neutral ones only (section 7.1).

        Spaces and case do not matter. FormulaRefused names the first wrong part and offers the nearest right ones.
        """
        bare = "".join(normalize("NFC", typed).split())
        if "<" in bare or ">" in bare:
            bare, language = without_brackets(bare), NEUTRAL
        text = neutral(bare, language)
        refuse_mistakes(text, bare, language)
        return cls(text)

    def show(self, language: str = NEUTRAL) -> str:
        return shown(self.text, language)

    def apply(self, day: date | None) -> date:
        """The day to which the formula leads, term by term from left to right (section 7.2).

        FormulaRefused without a day, and when a term leads out of the calendar.
        """
        if day is None:
            raise FormulaRefused(_("There is no day to count from."))
        try:
            return self._applied(day)
        except (OverflowError, ValueError):
            sentence = _("“%(formula)s” leads from %(day)s out of the calendar of the years 1 to 9999.")
            raise FormulaRefused(sentence, formula=self.text, day=day) from None

    def _applied(self, day: date) -> date:
        for term in TERM.finditer(self.text):
            day = moved(day, term)
        return day


def without_brackets(typed: str) -> str:
    if not IN_BRACKETS.fullmatch(typed):
        raise FormulaRefused(_("The brackets < and > stand around a formula in neutral letters, as in <1W-2D>."))
    return re.sub("[<>]", "", typed)
