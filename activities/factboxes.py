"""Open tasks beside the cards of what they are about, and of who does them; the next one in their lists."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities import consent, subscribing
from activities.attendees import about
from activities.models import Activity, StageActivity, Task
from core.access import may
from core.extensions import CardAction, ExtraColumn, FactBox
from core.models import User
from core.tables import Column
from opportunities.models import SalesCycle
from salespeople.models import Salesperson

MOST_SHOWN = 5


def tasks_of(name: str) -> FactBox:
    """The next open tasks whose campaign, contact, team or salesperson (`name`) the card is."""

    def figures(row: Any, user: User) -> Mapping[str, Any]:
        tasks: Any = about(_open(name), row) if name == "contact" else _open(name).filter(**{name: row})
        tasks = tasks.in_a_line().order_by("date", "pk")
        found = list(tasks[: MOST_SHOWN + 1])
        return {
            "name": name,
            "row": row,
            "tasks": found[:MOST_SHOWN],
            "more": len(found) > MOST_SHOWN,
            "may_add": may(user, "add", Task),
        }

    return FactBox(_("Tasks"), "activities/_tasks.html", figures, permission="activities.view_task", lines=3)


def assign_to(name: str, *, rare: bool = False) -> CardAction:
    """From the card to the page that assigns an activity, with the card's row chosen there."""

    def url(row: Any) -> str:
        return reverse("activities:assign", query={name: row.pk})

    return CardAction(
        _("Assign activity"),
        url,
        icon="calendar-plus",
        permission="activities.add_task",
        rare=rare,
        shown=_is_free,
    )


def report_of(name: str) -> CardAction:
    """From the card of a salesperson or a team to its tasks on paper (5.6)."""

    def url(row: Any) -> str:
        return reverse(f"activities:by_{name}", query={name: row.pk})

    return CardAction(_("Tasks on paper"), url, icon="printer", permission="activities.view_task", rare=True)


def next_task_of(name: str, *, hidden: bool = False) -> ExtraColumn:
    """The day of the next open task of a salesperson, a team or a contact (3.1, 3.2, TO-118, CI-92)."""
    label = _("Next Task Date")
    column = Column("next_task", label, kind="date", permission="activities.view_task", hidden=hidden)
    return ExtraColumn(column, _next_of(name))


def _activities_of_stages(cycle: SalesCycle, user: User) -> Mapping[str, Any] | None:
    if not may(user, "view", Activity):
        return None
    rows = StageActivity.objects.filter(stage__cycle=cycle).select_related("stage", "activity")
    return {
        "cycle": cycle,
        "rows": list(rows.order_by("stage__position")),
        "may_change": may(user, "change", StageActivity),
    }


def _activity_of_stages(stages: Sequence[Any]) -> Mapping[int, Any]:
    rows = StageActivity.objects.filter(stage__in=stages).select_related("activity")
    return {row.stage_id: row.activity for row in rows}


ACTIVITY_OF_STAGE = ExtraColumn(
    Column("activity", _("Activity"), permission="activities.view_activity"), _activity_of_stages
)
ACTIVITIES_OF_STAGES = FactBox(_("Activities of the stages"), "activities/_stages.html", _activities_of_stages)


def _unwanted(task: Task, _user: User) -> Mapping[str, Any] | None:
    consent.fill_in([task])
    return {"task": task} if task.unwanted and not task.closed else None


UNWANTED = FactBox(_("Do not contact"), "activities/_unwanted.html", _unwanted)


def calendar_address(kind: str) -> FactBox:
    """The secret address of a salesperson's or a team's tasks, for those who may make it anew or revoke it."""

    def figures(owner: Any, user: User) -> Mapping[str, Any] | None:
        if not may(user, "view", Task) or not subscribing.may_subscribe(owner, by=user):
            return None
        return {"owner": owner, "kind": kind, "secret": subscribing.secret_of(owner)}

    return FactBox(_("Calendar"), "activities/_calendar.html", figures)


def _own_calendar_address(user: User, _same: User) -> Mapping[str, Any] | None:
    seller = Salesperson.objects.of(user)
    return calendar_address("salesperson").figures(seller, user) if seller else None


MY_CALENDAR = FactBox(_("My tasks in a calendar"), "activities/_calendar.html", _own_calendar_address)


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
