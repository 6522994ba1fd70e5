"""An activity for every contact of a segment: looked at, kept as decided, then created once (4.9, decision 24)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.dateparse import parse_date, parse_duration
from django.utils.translation import gettext as _

from activities.models import Activity, Task
from activities.spreading import NoContacts, spread, without_salesperson
from activities.workload import Given
from contacts.models import Contact
from core import deciding, progress
from core.models import User
from core.sql import count_anew
from salespeople.models import Salesperson
from segments import consent
from segments.models import Assignment, Segment

MANY = 5_000
KEPT = [
    *["description", "type", "priority", "date", "duration", "all_day", "salesperson_id", "team_id", "organizer_id"],
    *["campaign_id", "activity_id", "segment_number"],
]


@dataclass(frozen=True)
class Audience:
    """How many contacts get tasks, who is left out and why, and how many have no salesperson who could do them."""

    count: int
    left_out: Sequence[consent.LeftOut]
    lone: int


def contacts_of(segment: Segment) -> QuerySet[Contact]:
    """Each contact in the segment once, less those the consent gate keeps back (decision 16)."""
    return segment.contacts().filter(consent.admitted())


def audience_of(segment: Segment) -> Audience:
    """Refused (NoContacts) when nobody would get a task; three statements."""
    counted = segment.contacts().aggregate(**consent.counts())
    left_out = consent.left_out(segment.contacts(), counted)
    count = counted["asked"] - sum(reason.count for reason in left_out)
    if not count:
        sentence = _("%(segment)s has no contact that tasks could be about. Add contacts first.")
        raise NoContacts(sentence % {"segment": segment})
    return Audience(count, left_out, without_salesperson(contacts_of(segment)).count())


def given_to(tasks: Iterable[Task], segment: Segment, otherwise: Salesperson | None) -> list[Given]:
    """What tasks without an owner bring to each contact's own salesperson, or to the one who does it otherwise."""
    own = [task for task in tasks if not task.owner]
    if not own:
        return []
    contacts = contacts_of(segment).order_by()
    sellers = contacts.filter(salesperson__blocked=False).values_list("salesperson").annotate(Count("pk"))
    shares = [*sellers, *([(otherwise.pk, without_salesperson(contacts).count())] if otherwise else [])]
    return [Given(person, task.date, count) for task in own for person, count in shares if count]


def decide(
    segment: Segment,
    tasks: Sequence[Task],
    *,
    key: UUID,
    activity: Activity,
    otherwise: Salesperson | None,
    by: User,
    at: datetime,
) -> tuple[Assignment, bool]:
    """Keep what is to be created for every contact; the same key sent again answers what was kept (and False)."""
    rows = [{name: getattr(task, name) for name in KEPT} for task in tasks]
    kept = {"segment": segment, "activity": str(activity), "tasks": rows, "user": by, "at": at}
    return deciding.keep(Assignment, key=key, otherwise=otherwise.pk if otherwise else None, **kept)


def carry_out(assignment: Assignment, *, by: User) -> None:
    """Create what was decided, all or nothing. Many tasks are created without a history of their own (decision page
    0011)."""
    deciding.carry_out(assignment, partial(_create, by=by), beneath=Segment.objects.filter(pk=assignment.segment_id))


def _create(assignment: Assignment, by: User) -> int:
    segment = Segment.objects.select_for_update(of=("self",)).get(pk=assignment.segment_id)
    otherwise = Salesperson.objects.available().filter(pk=assignment.otherwise).first()
    tasks = list(_told_again(assignment))
    tell = partial(progress.tell, assignment)
    made = spread(tasks, contacts=contacts_of(segment), otherwise=otherwise, by=by, at=assignment.at, tell=tell)
    if made > MANY:
        count_anew([Task])
    return made


def _told_again(assignment: Assignment) -> Iterable[Task]:
    for kept in assignment.tasks:
        times = {"date": parse_date(kept["date"]), "duration": parse_duration(kept["duration"])}
        yield Task(**kept | times)
