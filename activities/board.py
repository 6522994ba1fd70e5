"""The board: tasks by status, those that are due first on top; of the completed ones those of the last days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from activities.models import Status, Task

MOST_SHOWN = 30
"""Cards in a column; the list shows them all."""
LATELY = timedelta(days=7)
"""For so long a completed task stays on the board."""
OPEN = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.WAITING, Status.POSTPONED]


@dataclass(frozen=True)
class Column:
    status: Status
    count: int
    tasks: Sequence[Task]

    @property
    def more(self) -> int:
        return self.count - len(self.tasks)

    @property
    def closes(self) -> bool:
        return self.status == Status.COMPLETED


def columns_of(rows: QuerySet[Any], *, on: date) -> list[Column]:
    """Of the tasks that are open or were completed within the days before `on`.

    Two statements count, and one for each status that has tasks reads the first ones.
    """
    still_open = rows.filter(closed=False)
    done = rows.filter(closed=True, cancelled=False, date_closed__gte=on - LATELY)
    counts = dict(still_open.order_by().values_list("status").annotate(Count("pk")))
    columns = [_column(status, counts.get(status, 0), still_open.filter(status=status)) for status in OPEN]
    return [*columns, _column(Status.COMPLETED, done.order_by().values("pk").count(), done)]


def _column(status: Status, count: int, rows: QuerySet[Any]) -> Column:
    order = ("-date_closed", "-pk") if status == Status.COMPLETED else ("date", "pk")
    return Column(status, count, list(rows.order_by(*order)[:MOST_SHOWN]) if count else [])
