"""A task gets another owner: a salesperson or a team (4.4)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from activities.assigning import add_copies, copies_of, members_of
from activities.attendees import follow_owner
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
    _refuse(task, salesperson, team)
    with transaction.atomic():
        left = members_of({task.team_id}).get(task.team_id, []) if task.team_id else []
        organized = task.leader
        if task.is_meeting and team and task.organizer is None:
            task.organizer = task.salesperson
        elif not team:
            task.organizer = None
        task.salesperson, task.team = salesperson, team
        if task.is_meeting:
            follow_owner(task, left=left, organized=organized, by=by, at=at)
        else:
            _copies_of_the_new_team(task, by=by, at=at)
        if task.closed:
            task.reopened(Status.IN_PROGRESS)
        task.write(by=by, at=at)


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


def _refuse(task: Task, salesperson: Salesperson | None, team: Team | None) -> None:
    if bool(salesperson) == bool(team):
        raise CannotTake(_("Choose who gets the task: a salesperson or a team."))
    if salesperson and salesperson.blocked:
        raise CannotTake(_("%(salesperson)s is blocked and takes nothing new.") % {"salesperson": salesperson})
    if task.is_meeting and salesperson and not task.team and salesperson != task.salesperson:
        sentence = _("%(person)s organizes this meeting. Cancel it and create one of %(other)s.")
        raise MeetingStays(sentence % {"person": task.salesperson, "other": salesperson})


def _copies_of_the_new_team(task: Task, *, by: User | None, at: datetime) -> None:
    members = members_of({task.team_id}) if task.team_id else {}
    wanted = {copy.salesperson_id: copy for copy in copies_of(task, members)}
    task.copies.exclude(salesperson__in=wanted).delete()
    there = set(task.copies.values_list("salesperson_id", flat=True))
    add_copies(task, [copy for person, copy in wanted.items() if person not in there], by=by, at=at)
