"""Many tasks changed at once: what would change and what stays is looked at first, and all of it can be taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from activities import notices
from activities.copies import follow, regroup
from activities.models import Task
from activities.models.rules import IS_OPEN
from activities.ownership import of_others
from core.bulk import editing
from core.differences import Difference
from core.errors import Refused
from core.models import ChangeSet, User


class Act(Protocol):
    """What is done with each task."""

    @property
    def words(self) -> str:
        """What becomes of all of them, as the change is called afterwards."""

    def values(self, task: Task) -> Mapping[str, Any]:
        """The new values by field, the same fields for every task. Refused (Stays) for a task that stays as it is."""

    def difference(self, task: Task, values: Mapping[str, Any]) -> Difference: ...


class Stays(Refused):
    """Why a task stays as it is."""


@dataclass(frozen=True)
class Plan:
    """What an act would do: the tasks that change, with what they would hold, and those that stay, with the reason."""

    act: Act
    changes: Sequence[tuple[Task, Mapping[str, Any]]]
    staying: Sequence[tuple[Task, str]]

    @property
    def seen(self) -> str:
        return editing.seen_in([task for task, _values in self.changes])

    def differences(self, most: int) -> list[tuple[Task, Difference]]:
        return [(task, self.act.difference(task, values)) for task, values in self.changes[:most]]


def plan(chosen: models.QuerySet[Any], act: Act, *, by: User) -> Plan:
    """For the main tasks of the chosen rows; a bounded number of statements. Refused: more rows than one edit takes."""
    return _planned(_main_tasks_of(chosen), act, by=by)


@transaction.atomic
def carry_out(chosen: models.QuerySet[Any], act: Act, *, by: User, at: datetime, reason: str, seen: str) -> ChangeSet:
    """Change all that the plan says, or nothing.

    Refused: no reason, and tasks that changed since they were looked at (core EditRefused).
    """
    reason = editing.reason_in(reason)
    planned = _planned(_main_tasks_of(chosen).select_for_update(of=("self",)), act, by=by)
    tasks = [task for task, _values in planned.changes]
    editing.refuse_unseen(tasks, seen)
    change_set = editing.write(planned.changes, words=act.words, by=by, at=at, reason=reason)
    changed = planned.changes[0][1]
    if "team" in changed:
        added = regroup(tasks, by=by, at=at)
        notices.tell_new([*tasks, *added], by=by, at=at)
    follow([task.pk for task in tasks])
    if "date" in changed:
        notices.tell_moved([*tasks, *Task.objects.filter(main_task__in=tasks)], by=by, at=at)
    return change_set


def first_day(chosen: models.QuerySet[Any]) -> date | None:
    """The day of the first of them that may still move."""
    return chosen.order_by().filter(IS_OPEN).aggregate(first=models.Min("date"))["first"]  # type: ignore[no-any-return]


def _main_tasks_of(chosen: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """A copy stands for its main task."""
    keys = chosen.order_by().annotate(main=Coalesce("main_task_id", "pk")).values("main")
    return Task.objects.for_list().select_related("organizer").filter(pk__in=keys).order_by("date", "pk")


def _planned(rows: models.QuerySet[Any], act: Act, *, by: User) -> Plan:
    tasks = list(rows[: editing.MOST_ROWS + 1])
    editing.refuse_too_many(tasks)
    others = {task.pk for task in of_others(tasks, by=by)}
    changes, staying = [], []
    for task, values, why in _looked_at(tasks, act, others):
        if why:
            staying.append((task, why))
        else:
            changes.append((task, values))
    return Plan(act, changes, staying)


def _looked_at(tasks: Sequence[Task], act: Act, others: set[int]) -> Iterator[tuple[Task, Mapping[str, Any], str]]:
    for task in tasks:
        try:
            if task.pk in others:
                raise Stays(_("It is a task of %(owner)s, not yours.") % {"owner": task.owner})
            yield task, act.values(task), ""
        except Refused as refusal:
            yield task, {}, str(refusal)
