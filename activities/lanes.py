"""The tasks of a campaign on its plan, by owner."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.urls import reverse

from activities.models import Task
from campaigns.models import Campaign
from campaigns.timeline import Bar, Lane
from core.access import may
from core.models import User
from core.paging import MOST_COUNTED

MOST = 60


def tasks_of(campaign: Campaign, user: User, _on: date) -> Iterable[Lane]:
    """The open ones first, then those closed last; three statements."""
    if not may(user, "view", Task):
        return []
    rows = Task.objects.main().filter(campaign=campaign).for_list()
    shown = list(rows.open().order_by("date", "pk")[:MOST])
    shown += rows.filter(closed=True).order_by("-date", "pk")[: MOST - len(shown)]
    shown.sort(key=lambda task: (str(task.owner), task.date, task.pk))
    lanes = [
        Lane(owner, [_bar(task) for task in tasks]) for owner, tasks in groupby(shown, lambda each: str(each.owner))
    ]
    return [*lanes[:-1], _with_the_rest(lanes[-1], campaign, len(shown))] if lanes else []


def _bar(task: Task) -> Bar:
    return Bar(task.description, task.date, task.last_day, task.get_absolute_url(), colour="azure", done=task.closed)


def _with_the_rest(lane: Lane, campaign: Campaign, shown: int) -> Lane:
    if shown < MOST:
        return lane
    count = Task.objects.main().filter(campaign=campaign)[:MOST_COUNTED].count()
    url = reverse("activities:tasks", query={"campaign": campaign.pk, "state": "all"})
    return Lane(lane.title, lane.bars, more=count - shown, more_url=url)
