"""The tasks of an opportunity follow it: they begin with its stages, are cancelled and passed on with it (4.10, 4.11).

Who may take the step of the opportunity may do so for its tasks, whosever they are.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects

from activities import notices
from activities.assigning import write
from activities.attendees import organize
from activities.models import Activity, StageActivity, Status, Task
from activities.scheduling import Target, schedule
from core import blocks
from core.dateformulas import DateFormula
from core.models import User
from opportunities.models import Opportunity, OpportunityEntry
from opportunities.work import Values, Work


def begin(entries: Sequence[OpportunityEntry], *, by: User | None, at: datetime) -> int:
    """Assign the activities of the stages that were just entered, from the day of the change (TO-146).

    The tasks name no activity (4.9). Refused as scheduling.schedule and for want of a number series (core NoSeries).
    """
    activities = _activities_of({entry.stage_id for entry in entries})
    tasks = [
        task
        for entry in entries
        if entry.stage_id in activities
        for task in _tasks_of(entry, activities[entry.stage_id])
    ]
    if tasks:
        write(tasks, by=by, at=at)
    return len(tasks)


def count(opportunity: Opportunity, values: Values) -> int:
    rows = _open(opportunity).main()  # type: ignore[attr-defined]
    return rows.filter(_any_of(values)).count() if values else rows.count()  # type: ignore[no-any-return]


def cancel(opportunity: Opportunity, *, by: User | None, on: date, at: datetime) -> int:
    """Cancel what is open, with its copies; nothing of it recurs (4.11)."""
    rows = list(_open(opportunity))
    for task in rows:
        task.recurring, task.recurring_interval, task.counted_from = False, DateFormula(), ""
        task.closed = task.cancelled = True
        task.date_closed, task.status = on, Status.COMPLETED
    _update(rows, ["recurring", "recurring_interval", "counted_from", *CLOSED], by=by, at=at)
    return _pieces(rows)


CLOSED = ["closed", "cancelled", "date_closed", "status"]


def pass_on(opportunity: Opportunity, *, before: Values, by: User | None, at: datetime) -> int:
    """Open tasks that have what the opportunity had before get what it has now (TO-163).

    The salesperson's copy of a team's task stays his.
    """
    rows = list(_open(opportunity).filter(_any_of(before)))
    handed_over = [task for task in rows if _is_passed(task, "salesperson", before)]
    for task in rows:
        for name in before:
            if _is_passed(task, name, before):
                setattr(task, name, getattr(opportunity, name))
    _update(rows, list(before), by=by, at=at)
    organize([task for task in handed_over if task.is_meeting], opportunity.salesperson)
    notices.tell_new(handed_over, by=by, at=at)
    return _pieces(rows)


def _is_passed(task: Task, name: str, before: Values) -> bool:
    is_copy_of_his = name == "salesperson" and task.main_task_id
    return name in before and getattr(task, f"{name}_id") == getattr(before[name], "pk", None) and not is_copy_of_his


def _open(opportunity: Opportunity) -> QuerySet[Task]:
    return Task.objects.open().filter(opportunity=opportunity)


def _any_of(values: Values) -> Q:
    """A salesperson's are the tasks he has himself, not his copies of a team's."""
    own = {name: Q(**{name: value}) for name, value in values.items()}
    if "salesperson" in own:
        own["salesperson"] &= Q(main_task=None)
    return reduce(or_, own.values())


def _update(rows: Sequence[Task], names: Sequence[str], *, by: User | None, at: datetime) -> None:
    for task in rows:
        task.changed(by=by, at=at)
    blocks.update(Task, rows, names, by=by, at=at)


def _pieces(rows: Sequence[Task]) -> int:
    return sum(task.main_task_id is None for task in rows)


def _activities_of(stages: set[Any]) -> dict[Any, Activity]:
    found = list(StageActivity.objects.filter(stage__in=stages).select_related("activity"))
    prefetch_related_objects([row.activity for row in found], "steps")
    return {row.stage_id: row.activity for row in found}


def _tasks_of(entry: OpportunityEntry, activity: Activity) -> Sequence[Task]:
    opportunity = entry.opportunity
    target = Target(
        salesperson=opportunity.salesperson,
        contacts=[opportunity.contact],
        campaign=opportunity.campaign,
        opportunity=opportunity,
        segment_number=opportunity.segment_number,
    )
    tasks = schedule(activity, start=entry.date, target=target)
    for task in tasks:
        task.activity, task.opportunity_entry = None, entry
    return tasks


WORK = Work(count=count, begin=begin, cancel=cancel, pass_on=pass_on)
