"""The board: tasks by status, those that are due first on top; of the completed ones those of the last days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet

from activities.models import Status, Task

MOST_SHOWN = 30
"""Cards in a column; the list shows them all."""
LATELY = timedelta(days=7)
"""For so long a completed task stays on the board."""
ORDER = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.WAITING, Status.POSTPONED, Status.COMPLETED]


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


def columns_of(rows: QuerySet[Any]) -> list[Column]:
    """One statement counts, and one for each status reads the first ones, which an index of the day serves."""
    counts = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    return [Column(status, counts.get(status, 0), _first(rows, status) if status in counts else []) for status in ORDER]


def _first(rows: QuerySet[Any], status: Status) -> list[Task]:
    order = ("-date_closed", "-pk") if status == Status.COMPLETED else ("date", "pk")
    return list(rows.filter(status=status).order_by(*order)[:MOST_SHOWN])
