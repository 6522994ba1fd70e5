"""Working days: all but weekends and the public holidays of the company's country, which the library knows by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import gettext as _

from core.models import CompanyInformation

SATURDAY = 5
DAY = timedelta(days=1)
SPOKEN = {"nb": "no"}
"""Languages that the library calls otherwise."""


@dataclass(frozen=True)
class Workdays:
    """Of a country, which its two letters name, in a language; of a country nobody knows only weekends are free."""

    country: str = ""
    language: str = "en"

    def holiday(self, day: date) -> str:
        """The name of the public holiday; blank on any other day."""
        return _holidays(self.country.upper(), self.language, day.year).get(day, "")

    def is_free(self, day: date) -> bool:
        return is_weekend(day) or bool(self.holiday(day))

    def against(self, day: date) -> str:
        """What speaks against working on the day; blank when nothing does."""
        return self.holiday(day) or (_("weekend") if is_weekend(day) else "")

    def before(self, day: date) -> date:
        """The last working day before; the first day of the calendar where there is none."""
        return self._next(day, -DAY)

    def after(self, day: date) -> date:
        """The first working day after; the last day of the calendar where there is none."""
        return self._next(day, DAY)

    def _next(self, day: date, step: timedelta) -> date:
        last = date.min if step < timedelta() else date.max
        while day != last:
            day += step
            if not self.is_free(day):
                break
        return day


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def ours(language: str | None) -> Workdays:
    """Those of the company that uses this; one statement."""
    return Workdays(CompanyInformation.get().country, language or "en")


@lru_cache(maxsize=500)
def _holidays(country: str, language: str, year: int) -> Mapping[date, str]:
    try:
        known = holidays.country_holidays(country, years=year, expand=False, language=_spoken(country, language))
    except NotImplementedError:
        return {}
    return dict(known)


def _spoken(country: str, language: str) -> str | None:
    """The language as the library names it; where it does not know the country's holidays in it, the country's own."""
    known = holidays.country_holidays(country, expand=False)
    said = SPOKEN.get(language, language)
    return next((each for each in known.supported_languages if each.split("_")[0] == said), known.default_language)
