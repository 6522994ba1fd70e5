"""How much work somebody has in a week: what is open already, and what an activity would add."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count

from activities.assigning import copies_of, members_of
from activities.calendar import monday_of
from activities.models import LAST_DAY, Task
from salespeople.models import Salesperson

MOST_SHOWN = 20
SUNDAY = timedelta(days=6)
"""How long after its Monday a week ends."""


class Given(NamedTuple):
    """So many new tasks of a day for a salesperson (his key)."""

    owner: int
    day: date
    times: int = 1


@dataclass(frozen=True)
class Load:
    before: int
    new: int

    @property
    def total(self) -> int:
        return self.before + self.new


@dataclass(frozen=True)
class OwnersLoad:
    owner: Salesperson
    loads: Sequence[Load]


@dataclass(frozen=True)
class Workload:
    """By Mondays of the weeks concerned, the load of those who get most of it; `others` get the rest."""

    mondays: Sequence[date]
    owners: Sequence[OwnersLoad]
    others: int


def given_by(tasks: Sequence[Task], *, each: int = 1) -> list[Given]:
    """Whom new tasks go to: their salesperson, or whoever has a copy of a team's; `each` of them so many times."""
    members = members_of({task.team_id for task in tasks if task.team_id})
    given = []
    for task in tasks:
        rows = copies_of(task, members) if task.team_id else [task]
        people = [row.salesperson_id for row in rows]
        given += [Given(person, task.date, each) for person in people if person]
    return given


def workload(given: Iterable[Given]) -> Workload:
    """What their owners have to do in the weeks of new tasks. One statement for the owners, one for their tasks."""
    new: Counter[tuple[int, date]] = Counter()
    for owner, day, times in given:
        new[owner, monday_of(day)] += times
    mondays = sorted({monday for _owner, monday in new})
    totals: Counter[int] = Counter()
    for (owner, _monday), count in new.items():
        totals[owner] += count
    shown = [owner for owner, _count in totals.most_common(MOST_SHOWN)]
    before = _open_tasks(shown, mondays)
    people = Salesperson.objects.in_bulk(shown)
    owners = [
        OwnersLoad(people[owner], [Load(before[owner, monday], new[owner, monday]) for monday in mondays])
        for owner in shown
        if owner in people
    ]
    return Workload(mondays, owners, len(totals) - len(shown))


def _open_tasks(owners: Sequence[int], mondays: Sequence[date]) -> Counter[tuple[int, date]]:
    """By owner and Monday; team tasks count for each member, who has a copy."""
    found: Counter[tuple[int, date]] = Counter()
    if not owners:
        return found
    span = (mondays[0], mondays[-1] + SUNDAY if mondays[-1] < LAST_DAY else LAST_DAY)
    rows = Task.objects.open().filter(salesperson__in=owners, date__range=span).order_by()
    for owner, day, count in rows.values_list("salesperson", "date").annotate(Count("pk")):
        found[owner, monday_of(day)] += count
    return found
