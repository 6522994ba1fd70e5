"""The terms of a date formula in neutral letters, and the day to which each of them leads."""

import re
from calendar import monthrange
from datetime import date, timedelta

LONGEST = 32
# A part runs from one sign to the next, right or wrong.
PART = re.compile(r"(?=.)[+-]?(?P<body>[^+-]*)", re.DOTALL)
TERM = re.compile(
    r"""(?P<sign>[+-]?)
    (?: (?P<number>0*\d{1,4}) (?P<unit>[DWMQY])  # 2W: two weeks away
      | C (?P<period>WD|[DWMQY])                 # CM: the last day of this month; with a minus the first
      | D (?P<nth>0*(?:3[01]|[12]\d|[1-9]))      # D15: the next 15th
      | WD (?P<weekday>[1-7])                    # WD5: the next Friday
    )""",
    re.VERBOSE | re.ASCII,
)
DAYS = {"D": 1, "W": 7}
MONTHS = {"M": 1, "Q": 3, "Y": 12}


def is_formula(text: str) -> bool:
    return len(text) <= LONGEST and all(TERM.fullmatch(part[0]) for part in PART.finditer(text))


def moved(day: date, term: re.Match[str]) -> date:
    """The day to which the term leads; OverflowError or ValueError where the calendar ends."""
    way = -1 if term["sign"] == "-" else 1
    if term["unit"]:
        return away(day, way * int(term["number"]), term["unit"])
    if term["period"]:
        return edge(day, way, term["period"])
    if term["nth"]:
        return next_nth(day, way, int(term["nth"]))
    return next_weekday(day, way, int(term["weekday"]))


def away(day: date, number: int, unit: str) -> date:
    if unit in DAYS:
        return day + timedelta(days=number * DAYS[unit])
    return in_month(day, number * MONTHS[unit], day.day)


def edge(day: date, way: int, period: str) -> date:
    """The last day of the period that holds the day, or its first. Weeks run from Monday to Sunday."""
    if period in {"D", "WD"}:
        return day
    if period == "W":
        return day + timedelta(days=(7 if way > 0 else 1) - day.isoweekday())
    passed = (day.month - 1) % MONTHS[period]
    return in_month(day, MONTHS[period] - 1 - passed, 31) if way > 0 else in_month(day, -passed, 1)


def next_nth(day: date, way: int, nth: int) -> date:
    """The nearest nth of a month after the day, or before it; never the day itself."""
    this_month = in_month(day, 0, nth)
    return this_month if (this_month - day).days * way > 0 else in_month(day, way, nth)


def next_weekday(day: date, way: int, weekday: int) -> date:
    """The nearest such weekday after the day, or before it; never the day itself."""
    distance = (way * (weekday - day.isoweekday()) - 1) % 7 + 1
    return day + timedelta(days=way * distance)


def in_month(day: date, months: int, nth: int) -> date:
    """The nth of the month so many months later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(nth, monthrange(year, month + 1)[1]))
