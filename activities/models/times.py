"""When a task ends: its day, its start time and how long it takes (4.6)."""

from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
LONGEST = timedelta(days=3650)
CALL = timedelta(minutes=30)

Day = date
End = tuple[Day, time | None]


def end_of(day: date, start: time | None, duration: timedelta, *, all_day: bool) -> End:
    """The last day, and the time on it where the task has one; a day-long all-day event ends on its own day."""
    if all_day:
        return day + max(duration, DAY) - DAY, None
    end = datetime.combine(day, start or time()) + duration
    return end.date(), end.time() if start else None


def length(day: date, start: time | None, last: date, end: time | None, *, all_day: bool) -> timedelta:
    """How long a task takes that ends on a day, at a time; negative when that lies before its start."""
    if all_day:
        return last + DAY - day
    return datetime.combine(last, end or time()) - datetime.combine(day, start or time())
