"""A task on another day; the others of its activity stay where they are (TO-50)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from activities import notices
from activities.assigning import refuse_outside
from activities.models import Task
from activities.ownership import refuse_others
from core.errors import Refused
from core.models import User


class IsClosed(Refused):
    pass


def move(task: Task, *, to: date, by: User | None, at: datetime) -> None:
    """Move an open task, with its copies. Refused when it is closed (IsClosed) or somebody else's (NotYours), and to a
    day out of the calendar of tasks (assigning OutOfCalendar)."""
    refuse_others([task], by=by)
    if task.closed:
        raise IsClosed(_("%(task)s is closed. Reopen it first, then move it.") % {"task": task})
    refuse_outside(to)
    task.date = to
    with transaction.atomic():
        task.write(by=by, at=at)
        notices.tell_moved(task.family, by=by, at=at)
