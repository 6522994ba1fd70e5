"""The board: tasks by status, those that are due first on top; of the completed ones those of the last days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from activities.models import Status, Task
from core.paging import capped_count

MOST_SHOWN = 30
"""Cards in a column; the list shows them all."""
MOST_COUNTED = 1000
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
        return self.counted - len(self.tasks)

    @property
    def counted(self) -> int:
        return min(self.count, MOST_COUNTED)

    @property
    def closes(self) -> bool:
        return self.status == Status.COMPLETED


def columns_of(rows: QuerySet[Any], *, on: date) -> list[Column]:
    """Of the tasks that are open or were completed within the days before `on`.

    A statement for each status reads the first ones, and another counts where there are more.
    """
    done = rows.filter(closed=True, cancelled=False, date_closed__gte=on - LATELY)
    columns = [_column(status, rows.filter(closed=False, status=status).order_by("date", "pk")) for status in OPEN]
    return [*columns, _column(Status.COMPLETED, done.order_by("-date_closed", "-pk"))]


def _column(status: Status, rows: QuerySet[Any]) -> Column:
    tasks = list(rows[:MOST_SHOWN])
    return Column(status, len(tasks) if len(tasks) < MOST_SHOWN else capped_count(rows, MOST_COUNTED), tasks)
