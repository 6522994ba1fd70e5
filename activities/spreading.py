"""The tasks of an activity for very many contacts: each contact gets every one of them, in a few statements (4.9)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, Case, Exists, F, Max, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import notices
from activities.assigning import refuse_without_organizer
from activities.models import FOLLOWED, TASKS, Attendance, Attendee, Response, Task, TaskType
from activities.ownership import NotYours, refuse_others
from contacts.models import Contact
from core import numbering, sql
from core.errors import Refused
from core.models import User
from core.progress import Tell, nobody
from salespeople.models import Salesperson, TeamMember

NOT_ADDED = {"id", "number", "number_series", "contact", "salesperson"}


class NoContacts(Refused):
    pass


class NoSalesperson(Refused):
    pass


class Changed(Refused):
    pass


def spread(
    tasks: Sequence[Task],
    *,
    contacts: QuerySet[Contact],
    by: User | None,
    at: datetime,
    otherwise: Salesperson | None = None,
    tell: Tell = nobody,
) -> int:
    """Every contact gets each of the tasks, which are not saved and name none, all or none; answers how many that are.

    A task without salesperson and team goes to each contact's own salesperson, or to `otherwise` where that one is
    blocked or missing. Members of a team get their copies. The number of statements grows with the tasks only.

    Refused as `assigning.assign`, without a contact (NoContacts), when a contact has no salesperson and nobody does it
    otherwise (NoSalesperson), and when contacts came in while it was at work (Changed).
    """
    refuse_others([task for task in tasks if task.owner], by=by)
    refuse_without_organizer(tasks)
    _refuse_giving_away(tasks, by)
    with transaction.atomic():
        count = contacts.count()
        _refuse_contacts(contacts, count, tasks, otherwise)
        before = Task.objects.aggregate(last=Max("pk"))["last"] or 0
        numbers = numbering.stretch(TASKS, of=Task, count=count * len(tasks))
        for place, task in enumerate(tasks):
            task.changed(by=by, at=at)
            made = sql.insert(Task, contacts.order_by(), _values(task, otherwise, numbers, place, len(tasks)))
            if made != count:
                raise Changed(_("Contacts came or went meanwhile. Look at the tasks again."))
            tell((place + 1) * count, count * len(tasks))
        written = Task.objects.filter(pk__gt=before, modified_at=at)
        _copies(written.main())
        _invite(written.main().filter(type=TaskType.MEETING))
        notices.tell_new_of(written, by=by, at=at)
    return count * len(tasks)


def without_salesperson(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Those whose own salesperson is missing, or blocked and takes nothing new."""
    return contacts.filter(Q(salesperson=None) | Q(salesperson__blocked=True))


def no_salesperson(count: int) -> str:
    sentence = ngettext(
        "%(count)d contact has no salesperson, or a blocked one. Choose who does its tasks.",
        "%(count)d contacts have no salesperson, or a blocked one. Choose who does their tasks.",
        count,
    )
    return sentence % {"count": count}


def _refuse_giving_away(tasks: Sequence[Task], by: User | None) -> None:
    if by and not all(task.owner for task in tasks) and not by.has_perm("activities.change_others_task"):
        raise NotYours(_("You may change your own tasks and those of your teams. Choose a salesperson or a team."))


def _refuse_contacts(
    contacts: QuerySet[Contact], count: int, tasks: Sequence[Task], otherwise: Salesperson | None
) -> None:
    if not count:
        raise NoContacts(_("There is no contact that tasks could be about."))
    if otherwise is None and not all(task.owner for task in tasks):
        lone = without_salesperson(contacts).count()
        if lone:
            raise NoSalesperson(no_salesperson(lone))


def _values(
    task: Task, otherwise: Salesperson | None, numbers: numbering.Stretch, place: int, of: int
) -> dict[str, Any]:
    """The fields of a task of a contact: numbered contact by contact, in the order of the tasks."""
    same = {field.name: _said(task, field) for field in Task._meta.concrete_fields if field.name not in NOT_ADDED}
    otherwise_key = Value(otherwise.pk if otherwise else None, BigIntegerField())
    each_own = Case(When(salesperson__blocked=False, then=F("salesperson")), default=otherwise_key)
    return {
        **same,
        "number": numbers.number((Window(RowNumber(), order_by="pk") - 1) * of + place),
        "number_series": Value(numbers.series.pk),
        "contact": F("pk"),
        "salesperson": Value(task.salesperson_id, BigIntegerField()) if task.owner else each_own,
    }


def _said(task: Task, field: Any) -> Value:
    return Value(getattr(task, field.attname), field.target_field if field.is_relation else field)


def _copies(main: QuerySet[Task]) -> None:
    """For every member of a task's team, and for the organizer of a meeting who is none."""
    teams = main.filter(team__memberships__isnull=False)
    _copied(teams, F("team__memberships__salesperson"), F("team__memberships__pk"))
    members = TeamMember.objects.filter(team=OuterRef("team"), salesperson=OuterRef("organizer"))
    _copied(main.filter(~Exists(members), organizer__isnull=False, team__isnull=False), F("organizer"), F("pk"))


def _invite(meetings: QuerySet[Task]) -> None:
    """The contact, and the members of the team besides the organizer, as `assigning.assign` does."""
    usual = {"attendance": Value(Attendance.REQUIRED), "response": Value(Response.NONE)}
    sql.insert(Attendee, meetings.order_by(), {"task": F("pk"), "contact": F("contact"), **usual})
    teams = meetings.filter(team__memberships__isnull=False).alias(member=F("team__memberships__salesperson"))
    others = teams.exclude(organizer=F("member")).order_by()
    sql.insert(Attendee, others, {"task": F("pk"), "salesperson": F("member"), **usual})


def _copied(main: QuerySet[Task], person: F, order: F) -> None:
    count = main.count()
    if not count:
        return
    numbers = numbering.stretch(TASKS, of=Task, count=count)
    own = {
        "number": numbers.number(Window(RowNumber(), order_by=[F("pk"), order]) - 1),
        "number_series": Value(numbers.series.pk),
        "main_task": F("pk"),
        "salesperson": person,
    }
    sql.insert(Task, main.order_by(), {**{name: F(name) for name in FOLLOWED}, **own})
