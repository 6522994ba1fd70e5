"""A salesperson's day: what is overdue, what is due today, what comes within a week, by campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Task
from campaigns.models import Campaign
from salespeople.models import Salesperson

SOON = timedelta(days=7)
MOST_SHOWN = 200


@dataclass(frozen=True)
class Group:
    """Tasks about one campaign, or about none."""

    campaign: Campaign | None
    tasks: Sequence[Task]


@dataclass(frozen=True)
class Part:
    """Overdue, today, or soon; `key` names it for the page."""

    key: str
    title: str | Promise
    groups: Sequence[Group]

    @property
    def tasks(self) -> list[Task]:
        return [task for group in self.groups for task in group.tasks]

    @property
    def count(self) -> int:
        return sum(len(group.tasks) for group in self.groups)


def agenda_of(salesperson: Salesperson, *, on: date, most: int = MOST_SHOWN) -> list[Part]:
    """His open tasks up to a week from a day, the earliest and most important first; one statement."""
    due = (
        Task.objects.open()
        .of(salesperson)
        .filter(date__lte=on + SOON)
        .for_list()
        .select_related("main_task__salesperson")
    )
    tasks = list(due.order_by("date", "-priority", "start_time", "pk")[:most])
    return [
        Part("overdue", _("Overdue"), _by_campaign([task for task in tasks if task.date < on])),
        Part("today", _("Today"), _by_campaign([task for task in tasks if task.date == on])),
        Part("soon", _("Next 7 days"), _by_campaign([task for task in tasks if task.date > on])),
    ]


def _by_campaign(tasks: Sequence[Task]) -> list[Group]:
    found: dict[int | None, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.campaign_id, []).append(task)
    return [Group(group[0].campaign, group) for group in found.values()]
