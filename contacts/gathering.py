"""Many contacts in a mailing group at once (4.6)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Value

from contacts.models import Contact, ContactMailingGroup, MailingGroup
from core import sql
from core.models import User

Rows = QuerySet[ContactMailingGroup]


@dataclass(frozen=True)
class Gathering:
    """How many contacts join the group, are in it already, and leave it."""

    new: int
    already: int
    gone: int


def outlook(group: MailingGroup, *, contacts: QuerySet[Contact], only: bool) -> Gathering:
    """What `gather` would do with these contacts now; at most three statements."""
    rows = ContactMailingGroup.objects.filter(code=group)
    new, already = _without(rows, contacts).count(), _of(rows, contacts).count()
    return Gathering(new, already, _of_others(rows, contacts).count() if only else 0)


def gather(group: MailingGroup, *, contacts: QuerySet[Contact], only: bool, by: User | None, at: datetime) -> Gathering:
    """Put contacts into a mailing group; with `only` everybody else leaves it. Who is in it already stays.

    Contacts for whom that is a change are stamped (CON-5). Six statements for any number; who else fills the group
    waits.
    """
    rows = ContactMailingGroup.objects.filter(code=group)
    with transaction.atomic():
        list(MailingGroup.objects.select_for_update().filter(pk=group.pk))
        gone = 0
        if only:
            others = _of_others(rows, contacts)
            _stamp(Contact.objects.filter(pk__in=others.values("contact")), by=by, at=at)
            gone, _by_model = others.delete()
        already = _of(rows, contacts).count()
        _stamp(Contact.objects.filter(pk__in=_without(rows, contacts).order_by().values("pk")), by=by, at=at)
        values = {"contact": F("pk"), "code": Value(group.pk)}
        new = sql.insert(ContactMailingGroup, _without(rows, contacts), values)
    return Gathering(new, already, gone)


def _without(rows: Rows, contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    return contacts.filter(~Exists(rows.filter(contact=OuterRef("pk"))))


def _of(rows: Rows, contacts: QuerySet[Contact]) -> Rows:
    return rows.filter(Exists(contacts.filter(pk=OuterRef("contact"))))


def _of_others(rows: Rows, contacts: QuerySet[Contact]) -> Rows:
    return rows.filter(~Exists(contacts.filter(pk=OuterRef("contact"))))


def _stamp(contacts: QuerySet[Contact], *, by: User | None, at: datetime) -> None:
    contacts.update(version=F("version") + 1, modified_by=by, modified_at=at)
