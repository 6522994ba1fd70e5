"""Whose tasks a person may write: his own and his teams'; those of others only with the permission for it.

And what a contact's open tasks say against deleting it; closed ones are history, which goes to its company.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Task
from contacts.models import Contact
from core.errors import Refused
from core.models import User
from salespeople.models import Team


class NotYours(Refused):
    pass


def may_write(task: Task, *, by: User) -> bool:
    return not list(of_others([task], by=by))


def of_others(tasks: Iterable[Task], *, by: User) -> Iterable[Task]:
    """Those of the tasks, saved or not, that the person may not write; one statement."""
    if by.has_perm("activities.change_others_task"):
        return []
    teams = set(Team.objects.of(by).values_list("pk", flat=True))
    return [task for task in tasks if task.team_id not in teams and not _is_own(task, by)]


def refuse_others(tasks: Iterable[Task], *, by: User | None) -> None:
    """Refused (NotYours) when one of the tasks is somebody else's; a command, which is nobody, may write all."""
    for task in of_others(tasks, by=by) if by else []:
        sentence = _("“%(task)s” is a task of %(owner)s. You may change your own tasks and those of your teams.")
        raise NotYours(sentence % {"task": task.description, "owner": task.owner})


def open_tasks_of(contact: Contact) -> list[str]:
    count = Task.objects.open().main().filter(contact=contact).count()
    return [ngettext("%(count)d open task", "%(count)d open tasks", count) % {"count": count}] if count else []


def _is_own(task: Task, by: User) -> bool:
    return task.salesperson is not None and task.salesperson.user_id == by.pk
