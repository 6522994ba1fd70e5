"""Tasks as calendar programs read them (iCalendar): the feed of a salesperson or a team, and the file of one task."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from icalendar import CLASS, STATUS, TRANSP, Calendar, Event

from activities.models import Priority, Task
from activities.subscribing import Owner
from salespeople.models import Salesperson

KEPT = timedelta(days=30)
MOST = 5000
REFRESHED = timedelta(hours=1)
PRIORITIES = {Priority.HIGH: 1, Priority.NORMAL: 5, Priority.LOW: 9}


def feed_of(owner: Owner, *, on: date, site: str) -> bytes:
    """The open tasks, and those closed within 30 days, in the language of the salesperson; one statement.

    A salesperson has his copies of team tasks, a team its tasks themselves. `site` is where the links lead to.
    """
    user = owner.user if isinstance(owner, Salesperson) else None
    with translation.override((user and user.language) or settings.LANGUAGE_CODE):
        return calendar_of(tasks_of(owner, on=on), name=str(owner), uid=f"tasks-{owner.code}@bellwether", site=site)


def tasks_of(owner: Owner, *, on: date) -> QuerySet[Task]:
    """The latest come first, so that the future is whole where there are more than anybody can do."""
    rows = Task.objects.for_list().filter(Q(closed=False) | Q(date_closed__gte=on - KEPT)).order_by("-date", "-pk")
    own = rows.of(owner) if isinstance(owner, Salesperson) else rows.main().filter(team=owner)
    return own[:MOST]


def calendar_of(tasks: Iterable[Task], *, name: str, uid: str, site: str) -> bytes:
    calendar = Calendar.new(
        prodid="-//Bellwether//Tasks//EN",
        name=name,
        uid=uid,
        refresh_interval=REFRESHED,
        subcomponents=[event_of(task, site=site) for task in tasks],
    )
    calendar.add("X-WR-CALNAME", name)
    body: bytes = calendar.to_ical()
    return body


def event_of(task: Task, *, site: str) -> Event:
    start, end = _times(task)
    changed = (task.modified_at or datetime.combine(task.date, time(), UTC)).replace(microsecond=0).astimezone(UTC)
    url = site + task.get_absolute_url()
    return Event.new(
        uid=uid_of(task),
        stamp=changed,
        last_modified=changed,
        sequence=task.version,
        summary=f"✓ {task.description}" if task.closed else task.description,
        description="\n".join([*_about(task), url]),
        start=start,
        end=end,
        location=task.location or None,
        url=url,
        priority=PRIORITIES[Priority(task.priority)],
        status=STATUS.CANCELLED if task.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.OPAQUE if isinstance(start, datetime) and not task.closed else TRANSP.TRANSPARENT,
        classification=CLASS.PRIVATE,
    )


def uid_of(task: Task) -> str:
    """A copy of a team's task is the same event as the task itself."""
    return f"task-{task.main.pk}@bellwether"


def _times(task: Task) -> tuple[date, date]:
    """From when until when, the end not included; what has no start time lasts all day. Times are told in UTC: every
    program shows them in the zone of its reader."""
    if task.start_time and not task.all_day:
        start = make_aware(datetime.combine(task.date, task.start_time)).astimezone(UTC)
        return start, start + task.duration
    following: date = task.last_day + timedelta(days=1)
    return task.date, following


def _about(task: Task) -> Iterable[str]:
    """Line by line: whom to call, for which campaign, whose task it is."""
    if contact := task.contact:
        yield f"{_('Contact')}: {', '.join(filter(None, [str(contact), task.phone]))}"
    if task.campaign:
        yield f"{_('Campaign')}: {task.campaign}"
    if task.team:
        yield f"{_('Team')}: {task.team}"
    if task.type:
        yield f"{_('Type')}: {task.get_type_display()}"
