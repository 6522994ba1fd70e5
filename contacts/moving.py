"""A person changes company: what that means is looked at first, and then done at once (3.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from contacts import history, inheriting, nobody
from contacts.models import Contact
from core.differences import Difference
from core.errors import Refused
from core.models import User


class CannotMove(Refused):
    pass


@dataclass(frozen=True)
class Move:
    """What it means for a person to work for another company.

    `stays` says of each table how many records of the past belong to the `keeper` from then on (CON-13); `objections`
    are sentences that speak against the move (CON-12).
    """

    person: Contact
    to: Contact
    keeper: Contact
    objections: Sequence[str]
    changes: Sequence[Difference]
    stays: Sequence[tuple[str, int]]


def look_at(person: Contact, *, to: Contact) -> Move:
    """Nothing is changed; one statement for each table that can point at a contact."""
    moved = Contact.objects.for_list().get(pk=person.pk)
    was_at, moved.company = moved.company, to
    changes = [Difference(_("Company"), str(was_at or ""), str(to)), *inheriting.take_over(moved, was_at=was_at)]
    return Move(person, to, was_at or to, _objections(person, to), changes, _stays(person))


def move(*, person: Contact, to: Contact, seen: int, by: User | None, at: datetime) -> tuple[Contact | None, int]:
    """Let the person work for the company `to`: take over from it (CON-14), leave the history behind (CON-13).

    Answers who keeps the history and how many records that are. Refused (CannotMove): a company, the company where the
    person is already, a version other than the `seen` one, and what `history.against_company` says (CON-12).
    """
    with transaction.atomic():
        person = Contact.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if person.version != seen:
            raise CannotMove(_("Somebody changed %(contact)s meanwhile. Look at the move again.") % {"contact": person})
        if objections := _objections(person, to):
            raise CannotMove(" ".join(objections))
        was_at, person.company = person.company, to
        inheriting.take_over(person, was_at=was_at)
        person.changed(by=by, at=at)
        person.save()
        return history.stay_behind(person, was_at=was_at)


def _objections(person: Contact, to: Contact) -> list[str]:
    if person.erased_at:
        return list(nobody.against(person))
    if person.is_company:
        return [_("%(contact)s is a company; only persons change company.") % {"contact": person}]
    if not to.is_company:
        return [_("Choose a company; persons belong to companies.")]
    if person.company_id == to.pk:
        return [_("%(contact)s works for %(company)s already.") % {"contact": person, "company": to}]
    return history.against_company(person)


def _stays(person: Contact) -> list[tuple[str, int]]:
    counted = ((rows.model._meta, rows.count()) for rows, _fields in history.past_of(person))
    return [
        (capfirst(str(meta.verbose_name if count == 1 else meta.verbose_name_plural)), count)
        for meta, count in counted
        if count
    ]
