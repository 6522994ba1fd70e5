"""The plan of a campaign: what happens when, lane by lane. Upper apps hand in their lanes in `AppConfig.ready`:

    timeline.sources.append(lanes.tasks)

A source is asked for the campaign, the person and today, answers with lanes of a bounded number of bars in a bounded
number of statements, and says with `more` how many it leaves out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, CampaignStatus
from core.models import User

MOST_TICKS = 7
MOST_CHANGES = 500
MARGIN = 3
MOST_BEFORE, MOST_AHEAD = 90, 365
"""Days that the plans of all campaigns show at most."""


@dataclass(frozen=True)
class Bar:
    """From one day to another, both included. `colour` is the name of one in the style sheet; `done` draws it pale."""

    label: str
    start: date
    end: date
    url: str = ""
    colour: str = "blue"
    done: bool = False


@dataclass(frozen=True)
class Lane:
    title: str | Promise
    bars: Sequence[Bar]
    more: int = 0
    more_url: str = ""


Source = Callable[[Campaign, User, date], Iterable[Lane]]
sources: list[Source] = []


@dataclass(frozen=True)
class Scale:
    """The days the plan shows, as parts of its width."""

    first: date
    last: date

    def within(self, day: date) -> date:
        return min(max(day, self.first), self.last)

    def at(self, day: date) -> str:
        return self._percent((day - self.first).days)

    def width(self, bar: Bar) -> str:
        return self._percent((bar.end - bar.start).days + 1)

    @property
    def ticks(self) -> Sequence[tuple[str, str]]:
        """Where lines stand, and what is written at them: weeks, else the first days of months."""
        in_weeks = (self.last - self.first).days <= MOST_TICKS * 7
        days = list(_mondays(self) if in_weeks else _months(self))
        every = -(-len(days) // MOST_TICKS) or 1
        return [(self.at(day), _written(day, in_weeks=in_weeks)) for day in days[::every]]

    def _percent(self, days: int) -> str:
        return f"{100 * days / ((self.last - self.first).days + 1):.2f}%"


def plan_of(campaign: Campaign, *, user: User, on: date) -> tuple[Scale, list[Lane]]:
    """All lanes with something in them, and the days from the first to the last of them, today among them."""
    lanes = [*_own(campaign, on)]
    for source in sources:
        lanes += source(campaign, user, on)
    shown = [lane for lane in lanes if lane.bars]
    days = [on, *(day for lane in shown for bar in lane.bars for day in (bar.start, bar.end))]
    return Scale(_apart(min(days), -MARGIN), _apart(max(days), MARGIN)), shown


def beside_each_other(campaigns: Iterable[Campaign], *, on: date) -> tuple[Scale, list[tuple[Campaign, Bar | None]]]:
    """Each campaign with the bar of its dates; one without dates has none.

    What lies long before or after today is cut off, so that a campaign without end leaves room for the others.
    """
    found = list(campaigns)
    days = [on, *(day for each in found for day in (each.starting_date, each.ending_date) if day)]
    scale = Scale(
        max(_apart(min(days), -MARGIN), _apart(on, -MOST_BEFORE)),
        min(_apart(max(days), MARGIN), _apart(on, MOST_AHEAD)),
    )
    return scale, [(campaign, _bar_of(campaign, scale)) for campaign in found]


def _bar_of(campaign: Campaign, scale: Scale) -> Bar | None:
    start, end = campaign.starting_date, campaign.ending_date
    if not (start or end):
        return None
    first, last = scale.within(start or scale.first), scale.within(end or scale.last)
    return Bar(campaign.description, first, last, colour=campaign.status.colour)


def _apart(day: date, days: int) -> date:
    """So many days on, or the end of the calendar: a campaign without a known end may end in 9999."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _own(campaign: Campaign, on: date) -> Iterator[Lane]:
    start, end = campaign.starting_date, campaign.ending_date
    if start or end:
        first, last = start or min(on, end or on), end or max(on, start or on)
        yield Lane(_("Campaign"), [Bar(campaign.description, first, last, colour="primary")])
    yield Lane(_("Status"), list(_statuses(campaign, on)))


def _statuses(campaign: Campaign, on: date) -> Iterator[Bar]:
    """Since when it stood at which status, as its history tells; two statements."""
    told = campaign.history.order_by("-history_date", "-history_id").values_list("history_date", "status_id")
    steps: list[tuple[int, date]] = []
    for at, status in reversed(told[:MOST_CHANGES]):
        if not steps or steps[-1][0] != status:
            steps.append((status, localtime(at).date()))
    steps = steps or [(campaign.status_id, on)]
    known = CampaignStatus.objects.in_bulk([status for status, _since in steps])
    ends = [*(since for _status, since in steps[1:]), max([on, *(since for _status, since in steps)])]
    for (status, since), end in zip(steps, ends, strict=False):
        if status in known:
            yield Bar(str(known[status]), since, end, colour=known[status].colour)


def _mondays(scale: Scale) -> Iterator[date]:
    monday = scale.first.toordinal() + -scale.first.weekday() % 7
    return (date.fromordinal(day) for day in range(monday, scale.last.toordinal() + 1, 7))


def _months(scale: Scale) -> Iterator[date]:
    year, month = scale.first.year, scale.first.month
    while (year, month) < (scale.last.year, scale.last.month):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        yield date(year, month, 1)


def _written(day: date, *, in_weeks: bool) -> str:
    if in_weeks:
        return date_format(day, "j M")
    return date_format(day, "M Y" if day.month == 1 else "M")
