"""Completing, cancelling and reopening a task. A recurring one leaves exactly one successor (4.7, 4.8, decision 25)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.assigning import write
from activities.attendees import attend_alike
from activities.models import CountedFrom, Status, Task, TaskComment
from activities.ownership import refuse_others
from core.dateformulas import DateFormula
from core.errors import Refused
from core.kinds import said
from core.models import User
from salespeople.models import Salesperson, Team


class NobodyCompleted(Refused):
    pass


class NotOfTheTeam(Refused):
    pass


class NotForward(Refused):
    pass


def complete(
    task: Task, *, by: User | None, on: date, at: datetime, completed_by: Salesperson | None = None
) -> Task | None:
    """Close an open task on a day; answers the next one of a recurring task. A closed task stays as it is.

    Refused for a team's task when nobody is named who completed it (NobodyCompleted) or one who is not in the team
    (NotOfTheTeam), for the task of somebody else (ownership NotYours), and when its interval does not lead forward
    (NotForward).
    """
    refuse_others([task], by=by)
    if task.closed:
        return None
    if task.team:
        _refuse_stranger(task, task.team, completed_by)
    task.completed_by = completed_by if task.team else None
    return _close(task, by=by, on=on, at=at)


def cancel(task: Task, *, by: User | None, on: date, at: datetime) -> Task | None:
    """Cancel a task, which closes it; answers the next one of a recurring task. A closed one is only marked.

    Refused as `complete`, but nobody need have done it.
    """
    refuse_others([task], by=by)
    task.cancelled = True
    if not task.closed:
        return _close(task, by=by, on=on, at=at)
    task.write(by=by, at=at)
    return None


def reopen(task: Task, *, by: User | None, at: datetime, status: Status = Status.IN_PROGRESS) -> None:
    """Make a closed or cancelled task open again, with another status (TO-83, TO-86). Refused as `complete`."""
    refuse_others([task], by=by)
    task.reopened(status)
    task.write(by=by, at=at)


def set_status(
    task: Task, *, to: Status, by: User | None, on: date, at: datetime, completed_by: Salesperson | None = None
) -> Task | None:
    """Give a task another status: Completed closes it, any other one opens it again (4.7). Refused as `complete`."""
    if to == Status.COMPLETED:
        return complete(task, by=by, on=on, at=at, completed_by=completed_by)
    reopen(task, by=by, at=at, status=to)
    return None


def next_date(interval: DateFormula, counted_from: str, *, due: date, closed: date) -> date:
    """When the next one of a recurring task is due. Refused (NotForward) when that is not after the day it is counted
    from, and where the formula leads out of the calendar (core FormulaRefused).
    """
    start = due if counted_from == CountedFrom.DUE_DATE else closed
    following = interval.apply(start)
    if following <= start:
        sentence = _("The interval %(interval)s does not lead from %(day)s to a later day. Choose one that does.")
        raise NotForward(sentence % {"interval": interval.show(get_language() or "en"), "day": said(start)})
    return following


def _refuse_stranger(task: Task, team: Team, completed_by: Salesperson | None) -> None:
    """Only a member of the team can have completed its task, or one who has a copy since he was a member."""
    if completed_by is None:
        sentence = _("Say who of %(team)s completed %(task)s.")
        raise NobodyCompleted(sentence % {"team": team, "task": task})
    is_member = team.members.filter(pk=completed_by.pk).exists()
    if not is_member and not task.copies.filter(salesperson=completed_by).exists():
        sentence = _("%(salesperson)s is not in the team %(team)s. Say who of the team completed %(task)s.")
        raise NotOfTheTeam(sentence % {"salesperson": completed_by, "team": team, "task": task})


def _close(task: Task, *, by: User | None, on: date, at: datetime) -> Task | None:
    with transaction.atomic():
        task.closed, task.date_closed, task.status = True, on, Status.COMPLETED
        task.write(by=by, at=at)
        return _succeed(task, by=by, on=on, at=at) if task.recurring else None


def _succeed(task: Task, *, by: User | None, on: date, at: datetime) -> Task:
    day = next_date(task.recurring_interval, task.counted_from, due=task.date, closed=on)
    successor = Task(date=day, **{name: getattr(task, name) for name in KEPT})
    write([successor], by=by, at=at)
    if task.is_meeting:
        attend_alike(successor, other=task, by=by, at=at)
    comments = task.comments.order_by("pk")
    TaskComment.objects.bulk_create(
        TaskComment(task=successor, date=said.date, text=said.text, author_id=said.author_id) for said in comments
    )
    return successor


KEPT = [
    *["description", "type", "priority", "start_time", "duration", "all_day", "location"],
    *["salesperson", "team", "organizer", "contact", "campaign", "opportunity", "opportunity_entry"],
    *["activity", "segment_number"],
    *["recurring", "recurring_interval", "counted_from"],
]
"""What the next one of a recurring task has in common with it."""
