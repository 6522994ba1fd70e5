"""Open tasks beside the cards of what they are about, and of who does them; the next one in their lists."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.attendees import about
from activities.models import Task
from core.access import may
from core.extensions import CardAction, ExtraColumn, FactBox
from core.models import User
from core.tables import Column

MOST_SHOWN = 5


def tasks_of(name: str) -> FactBox:
    """The next open tasks whose campaign, contact, team or salesperson (`name`) the card is."""

    def figures(row: Any, user: User) -> Mapping[str, Any] | None:
        if not may(user, "view", Task):
            return None
        tasks: Any = about(_open(name), row) if name == "contact" else _open(name).filter(**{name: row})
        tasks = tasks.for_list().order_by("date", "pk")
        found = list(tasks[: MOST_SHOWN + 1])
        return {
            "name": name,
            "row": row,
            "tasks": found[:MOST_SHOWN],
            "more": len(found) > MOST_SHOWN,
            "may_add": may(user, "add", Task),
        }

    return FactBox(_("Tasks"), "activities/_tasks.html", figures)


def assign_to(name: str) -> CardAction:
    """From the card to the page that assigns an activity, with the card's row chosen there."""

    def url(row: Any) -> str:
        return reverse("activities:assign", query={name: row.pk})

    return CardAction(_("Assign activity"), url, icon="calendar-plus", permission="activities.add_task", shown=_is_free)


def next_task_of(name: str) -> ExtraColumn:
    """The day of the next open task of a salesperson or a team (3.1, 3.2, TO-118)."""
    column = Column("next_task", _("Next Task Date"), kind="date", permission="activities.view_task")
    return ExtraColumn(column, _next_of(name))


def _next_of(name: str) -> Callable[[Sequence[Any]], Mapping[int, Any]]:
    def values(rows: Sequence[Any]) -> Mapping[int, Any]:
        found = _open(name).filter(**{f"{name}__in": rows}).order_by().values_list(name).annotate(Min("date"))
        return dict(found)

    return values


def _open(name: str) -> Any:
    """A salesperson has copies of his teams' tasks; everything else has the tasks themselves."""
    rows = Task.objects.open()
    return rows if name == "salesperson" else rows.main()


def _is_free(row: Any) -> bool:
    return not getattr(row, "blocked", False) and not getattr(row, "privacy_blocked", False)
