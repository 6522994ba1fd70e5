"""Who attends a meeting besides its organizer; a salesperson who does has a copy of it (3.7, 4.1, 4.2)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from activities import notices
from activities.assigning import add_copies, members_of
from activities.models import Attendance, Attendee, Response, Task
from activities.ownership import refuse_others
from contacts.models import Contact
from core.errors import Refused
from core.models import User
from salespeople.models import Salesperson

Person = Contact | Salesperson


class CannotAttend(Refused):
    pass


class OrganizerStays(Refused):
    pass


def about(tasks: QuerySet[Task], contact: Contact, *, copies: bool = False) -> QuerySet[Task]:
    """The tasks about a contact, and the meetings it is invited to; of a company those of its persons too (5.1).

    Who they are is found first: PostgreSQL would read all tasks by their dates until it has met enough of theirs.
    Who is asked for with `copies` finds the meetings that he attends himself, too.
    """
    whom = Contact.objects.filter(**{"party" if contact.is_company else "pk": contact.pk}).order_by()
    invited = Attendee.objects.filter(contact__in=whom).values("task")
    attended = Q(main_task__in=invited) if copies else Q()
    return tasks.filter(Q(contact__pk__among=whom.values("pk")) | Q(pk__among=invited) | attended)


def invite(task: Task, person: Person, *, by: User | None, at: datetime, attendance: str = Attendance.REQUIRED) -> None:
    """Add somebody to an open meeting; a salesperson gets a copy of it.

    Refused for what is no meeting or is closed, for the organizer, for who is invited already or is blocked
    (CannotAttend), and for the task of somebody else (ownership NotYours). Rule 3.7, TO-76.
    """
    refuse_others([task], by=by)
    _refuse(task, person)
    with transaction.atomic():
        Attendee.objects.create(task=task, attendance=attendance, **_named(person))
        notices.tell_new(_give_copies(task, by=by, at=at), by=by, at=at)


def bring_contact(task: Task) -> None:
    """The contact that an open meeting is about now is invited, unless it is already (4.2)."""
    if task.is_meeting and not task.closed and task.contact:
        Attendee.objects.get_or_create(task=task, contact=task.contact)


def withdraw(task: Task, person: Person, *, by: User | None, at: datetime) -> None:
    """Take an attendee out, with the copy of a salesperson.

    Refused for the organizer (OrganizerStays), and for the task of somebody else (ownership NotYours).
    """
    refuse_others([task], by=by)
    if person == task.leader:
        sentence = _("%(person)s organizes this meeting and cannot be taken out. Hand it over, or cancel it.")
        raise OrganizerStays(sentence % {"person": person})
    with transaction.atomic():
        task.attendees.filter(**_named(person)).delete()
        _give_copies(task, by=by, at=at)


def attend_alike(task: Task, *, other: Task, by: User | None, at: datetime) -> None:
    """Let the same people attend a meeting as another one; none of them has answered yet (4.8)."""
    task.attendees.all().delete()
    Attendee.objects.bulk_create(
        Attendee(task=task, contact_id=each.contact_id, salesperson_id=each.salesperson_id, attendance=each.attendance)
        for each in other.attendees.order_by("pk")
    )
    notices.tell_new(_give_copies(task, by=by, at=at), by=by, at=at)


def follow_owner(
    task: Task, *, left: Iterable[Salesperson], organized: Salesperson | None, by: User | None, at: datetime
) -> list[Task]:
    """After a meeting was handed over: members of the team it left go, those of the new one are required, and so is who
    organized it before; who was invited besides stays (4.4). The answer is the copies that were added."""
    members = members_of({task.team_id}).get(task.team_id, []) if task.team_id else []
    wanted = [person for person in [*members, organized] if person and person != task.leader]
    gone = {person.pk for person in left} - {person.pk for person in wanted}
    task.attendees.filter(Q(salesperson__in=gone) | Q(salesperson=task.leader)).delete()
    there = set(task.attendees.values_list("salesperson_id", flat=True))
    new = {person.pk: Attendee(task=task, salesperson=person) for person in wanted if person.pk not in there}
    Attendee.objects.bulk_create(new.values())
    return _give_copies(task, by=by, at=at)


def organize(meetings: Sequence[Task], person: Salesperson) -> None:
    """Who has these meetings now organizes them: he is no longer invited, and needs no copy."""
    Attendee.objects.filter(task__in=meetings, salesperson=person).delete()
    Task.objects.filter(main_task__in=meetings, salesperson=person).delete()


def answer(attendee: Attendee, *, attendance: str, response: str, by: User | None) -> None:
    """Note whether an attendee comes, as somebody heard it: nothing is sent (decision 25). Refused as `withdraw`."""
    refuse_others([attendee.task], by=by)
    attendee.attendance, attendee.response = Attendance(attendance), Response(response)
    attendee.save(update_fields=["attendance", "response"])


def _give_copies(task: Task, *, by: User | None, at: datetime) -> list[Task]:
    """Each salesperson who attends has a copy, and so has the organizer of a team's meeting; nobody else. The answer is
    the copies that were added."""
    people = [each.salesperson for each in task.attendees.select_related("salesperson") if each.salesperson]
    wanted = {person.pk: person for person in [*people, *([task.organizer] if task.organizer else [])]}
    task.copies.exclude(salesperson__in=wanted).delete()
    there = set(task.copies.values_list("salesperson_id", flat=True))
    added = [Task(salesperson=person) for key, person in wanted.items() if key not in there]
    add_copies([(task, added)], by=by, at=at)
    return added


def _refuse(task: Task, person: Person) -> None:
    names = {"task": task, "person": person}
    if not task.is_meeting:
        raise CannotAttend(_("%(task)s is no meeting; only meetings have attendees.") % names)
    if task.closed:
        raise CannotAttend(_("%(task)s is closed. Reopen it first.") % names)
    if person == task.leader:
        raise CannotAttend(_("%(person)s organizes this meeting, and attends it anyway.") % names)
    if task.attendees.filter(**_named(person)).exists():
        raise CannotAttend(_("%(person)s is invited already.") % names)
    if person.privacy_blocked if isinstance(person, Contact) else person.blocked:
        raise CannotAttend(_("%(person)s is blocked and takes nothing new.") % names)


def _named(person: Person) -> dict[str, Person]:
    return {"contact" if isinstance(person, Contact) else "salesperson": person}
