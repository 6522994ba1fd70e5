"""A salesperson's day: what is overdue, what is due today, what comes within a week, by campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Task
from activities.models.task import TaskQuerySet
from campaigns.models import Campaign
from salespeople.models import Salesperson

SOON = timedelta(days=7)
MOST_SHOWN = 20


@dataclass(frozen=True)
class Group:
    """Tasks about one campaign, or about none."""

    campaign: Campaign | None
    tasks: Sequence[Task]


@dataclass(frozen=True)
class Part:
    """Overdue, today, or soon; `key` names it for the page, `query` asks the task list for all of it."""

    key: str
    title: str | Promise
    query: str
    count: int
    groups: Sequence[Group]

    @property
    def tasks(self) -> list[Task]:
        return [task for group in self.groups for task in group.tasks]

    @property
    def more(self) -> int:
        """How many of them are left for the list."""
        return self.count - len(self.tasks)


def agenda_of(salesperson: Salesperson, *, on: date, most: int = MOST_SHOWN) -> list[Part]:
    """His open tasks up to a week from a day, the first of each part; one statement, and one for each part."""
    spans = _spans(on)
    rows = Task.objects.open().of(salesperson)
    counts = rows.aggregate(**{span.key: Count("pk", filter=span.days) for span in spans})
    return [
        Part(span.key, span.title, span.query, counts[span.key], _by_campaign(_first(rows.filter(span.days), most)))
        for span in spans
    ]


def first_due(salesperson: Salesperson, *, on: date, most: int) -> list[Task]:
    """The first of his open tasks up to a week from a day, whichever part they are of; one statement."""
    return _first(Task.objects.open().of(salesperson).filter(date__lte=on + SOON), most)


@dataclass(frozen=True)
class _Span:
    key: str
    title: str | Promise
    query: str
    days: Q


def _spans(on: date) -> list[_Span]:
    tomorrow, last = on + timedelta(days=1), on + SOON
    return [
        _Span("overdue", _("Overdue"), "state=overdue", Q(date__lt=on)),
        _Span("today", _("Today"), f"since={on}&until={on}", Q(date=on)),
        _Span("soon", _("Next 7 days"), f"since={tomorrow}&until={last}", Q(date__range=(tomorrow, last))),
    ]


def _first(tasks: TaskQuerySet, most: int) -> list[Task]:
    """The earliest and most important first."""
    ordered = (
        tasks.for_list().select_related("main_task__salesperson").order_by("date", "-priority", "start_time", "pk")
    )
    return list(ordered[:most])


def _by_campaign(tasks: Sequence[Task]) -> list[Group]:
    found: dict[int | None, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.campaign_id, []).append(task)
    return [Group(group[0].campaign, group) for group in found.values()]
