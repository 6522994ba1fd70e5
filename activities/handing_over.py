"""A task gets another owner: a salesperson or a team (4.4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activities import notices
from activities.assigning import members_of
from activities.attendees import follow_owner
from activities.copies import regroup
from activities.models import Status, Task
from activities.ownership import refuse_others
from core.errors import Refused
from core.models import User
from salespeople.models import Salesperson, Team


class CannotTake(Refused):
    pass


class MeetingStays(Refused):
    pass


def hand_over(
    task: Task,
    *,
    by: User | None,
    at: datetime,
    salesperson: Salesperson | None = None,
    team: Team | None = None,
) -> None:
    """Give a main task to a salesperson or to a team. Members of a new team get their copies, those who are not in it
    lose theirs; a closed task is open again. Who organized a meeting attends it, if another does now.

    Refused without exactly one new owner and for a blocked one (CannotTake), for a meeting of one person, who is its
    organizer, that another person shall have (MeetingStays, TO-74), and for the task of somebody else (NotYours).
    """
    refuse_others([task], by=by)
    refuse_owner(task, salesperson=salesperson, team=team)
    with transaction.atomic():
        left = members_of({task.team_id}).get(task.team_id, []) if task.team_id else []
        organized = task.leader
        for name, value in owners(task, salesperson=salesperson, team=team).items():
            setattr(task, name, value)
        if task.is_meeting:
            added = follow_owner(task, left=left, organized=organized, by=by, at=at)
        else:
            added = regroup([task], by=by, at=at)
        if task.closed:
            task.reopened(Status.IN_PROGRESS)
        task.write(by=by, at=at)
        notices.tell_new([task, *added], by=by, at=at)


def owners(task: Task, *, salesperson: Salesperson | None, team: Team | None) -> dict[str, Any]:
    """Whose it is then, by field: who alone had a meeting organizes it for his team."""
    organizer = (task.organizer or (task.salesperson if task.is_meeting else None)) if team else None
    return {"salesperson": salesperson, "team": team, "organizer": organizer}


def leaving(task: Task, *, team: Team | None) -> Sequence[Salesperson]:
    """Who loses his copy when the team, or nobody's team, gets the task: what is asked before."""
    stay = _people(task, team)
    return [
        copy.salesperson
        for copy in task.copies.select_related("salesperson")
        if copy.salesperson and copy.salesperson not in stay
    ]


def _people(task: Task, team: Team | None) -> list[Salesperson]:
    people = members_of({team.pk}).get(team.pk, []) if team else []
    return [*people, task.organizer] if team and task.organizer else people


def refuse_owner(task: Task, *, salesperson: Salesperson | None, team: Team | None) -> None:
    """As `hand_over`, but for whose task it is now."""
    if bool(salesperson) == bool(team):
        raise CannotTake(_("Choose who gets the task: a salesperson or a team."))
    if salesperson and salesperson.blocked:
        raise CannotTake(_("%(salesperson)s is blocked and takes nothing new.") % {"salesperson": salesperson})
    if task.is_meeting and salesperson and not task.team and salesperson != task.salesperson:
        sentence = _("%(person)s organizes this meeting. Cancel it and create one of %(other)s.")
        raise MeetingStays(sentence % {"person": task.salesperson, "other": salesperson})
