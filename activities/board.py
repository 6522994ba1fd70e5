"""The board: tasks by status, those that are due first on top; of the completed ones those of the last days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from activities.firsts import Counted, keys_of, tasks_by
from activities.models import Status, Task

MOST_SHOWN = 30
"""Cards in a column; the list shows them all."""
LATELY = timedelta(days=7)
"""For so long a completed task stays on the board."""
OPEN = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.WAITING, Status.POSTPONED]


@dataclass(frozen=True)
class Column(Counted):
    status: Status
    count: int
    tasks: Sequence[Task]

    @property
    def closes(self) -> bool:
        return self.status == Status.COMPLETED


def columns_of(rows: QuerySet[Any], *, on: date) -> list[Column]:
    """Of the tasks that are open or were completed within the days before `on`; two statements."""
    done = rows.filter(closed=True, cancelled=False, date_closed__gte=on - LATELY)
    each = [rows.filter(closed=False, status=status).order_by("date", "pk") for status in OPEN]
    keys = keys_of([*each, done.order_by("-date_closed", "-pk")])
    shown = tasks_by([some[:MOST_SHOWN] for some in keys], read=Task.objects.briefly())
    return [
        Column(status, len(some), tasks)
        for status, some, tasks in zip([*OPEN, Status.COMPLETED], keys, shown, strict=True)
    ]
