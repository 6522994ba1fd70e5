"""New tasks, written all at once: numbered, and for a team with a copy for each of its members."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from activities import notices
from activities.models import FIRST_DAY, FOLLOWED, LAST_DAY, TASKS, Attendee, Task
from activities.ownership import refuse_others
from contacts.models import Contact
from core import blocks, numbering
from core.errors import Refused
from core.models import User
from salespeople.models import Salesperson, Team, TeamMember

Families = Sequence[tuple[Task, Sequence[Task]]]
Members = dict[int, list[Salesperson]]


class NoOrganizer(Refused):
    pass


class OutOfCalendar(Refused):
    pass


class Blocked(Refused):
    pass


class EmptyTeam(Refused):
    pass


def assign(tasks: Sequence[Task], *, by: User | None, at: datetime) -> list[Task]:
    """Save new main tasks, all or none, in a number of statements that does not grow with theirs (4.1, 4.9).

    Refused when one is given to somebody else by who may not (ownership NotYours), to a blocked salesperson or about a
    blocked contact (Blocked), to a team without members (EmptyTeam), for a meeting of a team that nobody organizes
    (NoOrganizer), for a day out of the calendar of tasks (OutOfCalendar), and without a number series for them (core
    NoSeries).
    """
    refuse_others(tasks, by=by)
    refuse_blocked(
        people=[person for task in tasks for person in (task.salesperson, task.organizer)],
        contacts=[task.contact for task in tasks],
    )
    refuse_empty([task.team for task in tasks])
    refuse_without_organizer(tasks)
    return write(tasks, by=by, at=at)


def write(tasks: Sequence[Task], *, by: User | None, at: datetime) -> list[Task]:
    """Save new main tasks as `assign` does, whosever they are: what was done may follow from an act of another kind."""
    for task in tasks:
        refuse_outside(task.date)
    with transaction.atomic():
        members = members_of({task.team_id for task in tasks if task.team_id})
        families = [(task, list(copies_of(task, members))) for task in tasks]
        _number([row for task, copies in families for row in (task, *copies)])
        for task in tasks:
            task.changed(by=by, at=at)
        blocks.create(Task, tasks, by=by, at=at)
        make_copies(families, by=by, at=at)
        notices.tell_new([row for task, copies in families for row in (task, *copies)], by=by, at=at)
        Attendee.objects.bulk_create(each for task in tasks for each in _invited(task, members))
    return list(tasks)


def _invited(task: Task, members: Members) -> Iterator[Attendee]:
    """Who is proposed for a meeting: its contact and the team's members are required (4.2)."""
    if not task.is_meeting:
        return
    if task.contact:
        yield Attendee(task=task, contact=task.contact)
    for person in members.get(task.team_id, []) if task.team_id else []:
        if person != task.leader:
            yield Attendee(task=task, salesperson=person)


def refuse_without_organizer(tasks: Sequence[Task]) -> None:
    for task in tasks:
        if task.is_meeting and task.team and not task.organizer:
            sentence = _("“%(task)s” is a meeting of %(team)s. Say who organizes it.")
            raise NoOrganizer(sentence % {"task": task.description, "team": task.team})


def refuse_blocked(*, people: Iterable[Salesperson | None], contacts: Iterable[Contact | None]) -> None:
    for person in people:
        if person and person.blocked:
            raise Blocked(_("%(salesperson)s is blocked and takes nothing new.") % {"salesperson": person})
    for contact in contacts:
        if contact and contact.privacy_blocked:
            raise Blocked(_("%(contact)s is blocked for privacy; no task can be about it.") % {"contact": contact})


def refuse_empty(teams: Iterable[Team | None]) -> None:
    """One statement, none without teams."""
    asked = {team.pk: team for team in teams if team}
    manned = TeamMember.objects.filter(team__in=asked).values_list("team", flat=True)
    for key in asked.keys() - set(manned if asked else []):
        sentence = _("%(team)s has no members who could do the tasks. Add some, or choose another.")
        raise EmptyTeam(sentence % {"team": asked[key]})


def refuse_outside(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfCalendar(_("The date must lie in the years 1900 to 2999."))


def members_of(teams: set[int]) -> Members:
    """Who belongs to each of the teams; one statement."""
    found = TeamMember.objects.filter(team__in=teams).select_related("salesperson").order_by("team", "salesperson")
    return {team: [member.salesperson for member in group] for team, group in groupby(found, lambda each: each.team_id)}


def copies_of(task: Task, members: Members) -> Iterator[Task]:
    """A copy for each member of its team; the organizer of a meeting has one too, member or not."""
    if task.team_id is None:
        return
    people = members.get(task.team_id, [])
    outside = [task.organizer] if task.organizer and task.organizer not in people else []
    for person in [*outside, *people]:
        yield Task(salesperson=person)


def add_copies(families: Families, *, by: User | None, at: datetime) -> None:
    """More copies of tasks that are there already."""
    _number([copy for _task, copies in families for copy in copies])
    make_copies(families, by=by, at=at)


def make_copies(families: Families, *, by: User | None, at: datetime) -> None:
    rows = []
    for task, copies in families:
        for copy in copies:
            copy.main_task = task
            for name in FOLLOWED:
                setattr(copy, name, getattr(task, name))
            rows.append(copy)
    if rows:
        blocks.create(Task, rows, by=by, at=at)


def _number(rows: Sequence[Task]) -> None:
    unnumbered = [row for row in rows if not row.number]
    if not unnumbered:
        return
    numbers, series = numbering.block(TASKS, of=Task, count=len(unnumbered))
    for row, number in zip(unnumbered, numbers, strict=True):
        row.number, row.number_series = number, series
