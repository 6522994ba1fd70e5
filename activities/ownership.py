"""Whose tasks a person may write: his own and his teams'; those of others only with the permission for it.

And what a contact's open tasks say against deleting it; closed ones are history, which goes to its company.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Task
from contacts.models import Contact
from core.errors import Refused
from core.models import ChangeSet, User
from salespeople.models import Salesperson


class NotYours(Refused):
    pass


def may_write(task: Task, *, by: User) -> bool:
    return not list(of_others([task], by=by))


def of_others(tasks: Iterable[Task], *, by: User) -> Iterable[Task]:
    """Those of the tasks, saved or not, that the person may not write; one statement, and one more for copies whose
    main tasks are not known yet. Who is invited to a meeting may not write it: a copy is what its main task is."""
    if by.has_perm("activities.change_others_task"):
        return []
    asked = list(tasks)
    prefetch_related_objects([task for task in asked if task.main_task_id], "main_task")
    own = list(Salesperson.objects.filter(user=by).values_list("pk", "teams"))
    people, teams = {person for person, _team in own}, {team for _person, team in own if team}
    return [task for task in asked if task.main.team_id not in teams and task.main.salesperson_id not in people]


def refuse_others(tasks: Iterable[Task], *, by: User | None) -> None:
    """Refused (NotYours) when one of the tasks is somebody else's; a command, which is nobody, may write all."""
    for task in of_others(tasks, by=by) if by else []:
        raise NotYours(_of_somebody_else(task))


def against_taking_back(change_set: ChangeSet, *, rows: Sequence[Any], by: User) -> list[str]:
    """What another person did with tasks is taken back by who may write them as they are now."""
    if change_set.user_id == by.pk or not all(isinstance(row, Task) for row in rows):
        return []
    return [_of_somebody_else(task) for task in list(of_others(rows, by=by))[:1]]


def open_tasks_of(contact: Contact) -> list[str]:
    """Of the contact, and of a company's persons, who would go along (CON-40)."""
    going = Contact.objects.going_with(contact).values("pk")
    count = Task.objects.open().main().filter(contact__in=going).count()
    return [ngettext("%(count)d open task", "%(count)d open tasks", count) % {"count": count}] if count else []


def _of_somebody_else(task: Task) -> str:
    sentence = _("“%(task)s” is a task of %(owner)s. You may change your own tasks and those of your teams.")
    return sentence % {"task": task.description, "owner": task.main.owner}
