"""A salesperson's day: what is overdue, what is due today, what comes within a week, by campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.firsts import Counted, keys_of, tasks_by
from activities.models import Task
from campaigns.models import Campaign
from salespeople.models import Salesperson

SOON = timedelta(days=7)
MOST_SHOWN = 15
ORDER = ["date", "-priority", "start_time", "pk"]
"""The earliest and most important first."""


@dataclass(frozen=True)
class Group:
    """Tasks about one campaign, or about none."""

    campaign: Campaign | None
    tasks: Sequence[Task]


@dataclass(frozen=True)
class Part(Counted):
    """Overdue, today, or soon; `key` names it for the page, `query` asks the task list for all of it."""

    key: str
    title: str | Promise
    query: str
    count: int
    tasks: Sequence[Task]

    @property
    def groups(self) -> list[Group]:
        found: dict[int | None, list[Task]] = {}
        for task in self.tasks:
            found.setdefault(task.campaign_id, []).append(task)
        return [Group(group[0].campaign, group) for group in found.values()]


def agenda_of(salesperson: Salesperson, *, on: date, most: int = MOST_SHOWN) -> list[Part]:
    """His open tasks up to a week from a day, the first of each part; two statements."""
    spans, rows = _spans(on), Task.objects.open().of(salesperson).order_by(*ORDER)
    keys = keys_of([rows.filter(span.days) for span in spans])
    shown = tasks_by([some[:most] for some in keys], read=Task.objects.briefly())
    return [
        Part(span.key, span.title, span.query, len(some), tasks)
        for span, some, tasks in zip(spans, keys, shown, strict=True)
    ]


def first_due(salesperson: Salesperson, *, on: date, most: int) -> list[Task]:
    """The first of his open tasks up to a week from a day, whichever part they are of; one statement."""
    rows = Task.objects.open().of(salesperson).filter(date__lte=on + SOON)
    return list(rows.briefly().order_by(*ORDER)[:most])


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
