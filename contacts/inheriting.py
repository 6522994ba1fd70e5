"""What a company hands down: to a person who is new or comes to it, and to its persons when it changes (3.5)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from contacts.models import Contact, ContactDefaults
from core import blocks
from core.differences import Difference
from core.history.versions import in_words
from core.models import User
from core.sql import listed


@dataclass(frozen=True)
class Parcel:
    """Fields that are handed down together, while the set-up says so.

    One that `leads` is the company's wherever the company has it; any other a person keeps who has his own.
    """

    switch: str
    names: tuple[str, ...]
    leads: bool = False

    @property
    def columns(self) -> list[str]:
        return [Contact._meta.get_field(name).attname for name in self.names]  # type: ignore[union-attr]

    def of(self, contact: Contact) -> list[Any]:
        return [getattr(contact, column) for column in self.columns]

    def give(self, contact: Contact, values: Collection[Any]) -> None:
        for column, value in zip(self.columns, values, strict=True):
            setattr(contact, column, value)

    def held_by(self, contact: Contact) -> dict[str, Any]:
        return dict(zip(self.columns, self.of(contact), strict=True))

    def same_as(self, contact: Contact) -> Q:
        return Q(**self.held_by(contact))


PARCELS = [
    *[Parcel(f"inherit_{name}", (name,), leads=True) for name in ("salesperson", "territory", "country", "language")],
    Parcel("inherit_address", ("address", "address_2", "post_code", "city", "county")),
    *[Parcel("inherit_communication", (name,)) for name in ("phone", "mobile_phone", "email", "home_page")],
]


@dataclass(frozen=True)
class Followed:
    """How many persons followed their company, and in which fields, as a person reads them."""

    persons: int
    labels: list[str]


def parcels() -> list[Parcel]:
    """Those that the set-up hands down (CON-20); one statement."""
    setup = ContactDefaults.get()
    return [parcel for parcel in PARCELS if getattr(setup, parcel.switch)]


def handed_down(company: Contact) -> dict[str, Any]:
    """What a new person of the company begins with, by field (CON-6, CON-24)."""
    values = {name: getattr(company, name) for parcel in parcels() for name in parcel.names}
    return {name: value for name, value in values.items() if value}


def take_over(person: Contact, *, was_at: Contact | None = None, typed: Collection[str] = ()) -> list[Difference]:
    """Give a person what its company hands down; the caller saves. Answers what changed, as a person reads it.

    What was typed just now stays, and so does an address or a number of the person's own, which is neither blank nor
    the one of the company where the person was (CON-21, CON-22).
    """
    changed: list[Difference] = []
    for parcel in parcels() if person.company else []:
        if _takes(person, parcel, was_at) and not set(parcel.names).intersection(typed):
            before = _told(person, parcel)
            parcel.give(person, parcel.of(person.company))  # type: ignore[arg-type]
            changed += _differences(before, _told(person, parcel))
    return changed


def spread(company: Contact, *, was: Contact, by: User | None, at: datetime) -> Followed:
    """After a company changed: persons who still have what it had follow; who has something else keeps it (CON-23).

    `was` is the company as it stood; who was erased follows nobody. One statement for each field that changed; the
    history is noted in blocks.
    """
    changed = [parcel for parcel in parcels() if company.is_company and parcel.of(company) != parcel.of(was)]
    if not changed:
        return Followed(0, [])
    alike = reduce(or_, (parcel.same_as(was) for parcel in changed))
    with transaction.atomic():
        keys = list(
            company.persons.filter(alike, erased_at=None)
            .select_for_update()
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        persons = Contact.objects.filter(pk__in=listed(keys))
        if not keys:
            return Followed(0, [])
        persons.update(version=F("version") + 1, modified_by=by, modified_at=at)
        followed = [
            parcel for parcel in changed if persons.filter(parcel.same_as(was)).update(**parcel.held_by(company))
        ]
        reason = (_("Follows %(company)s") % {"company": company})[:100]
        blocks.changed(Contact, list(persons), by=by, at=at, reason=reason)
    return Followed(len(keys), [_label(name) for parcel in followed for name in parcel.names])


def _takes(person: Contact, parcel: Parcel, was_at: Contact | None) -> bool:
    own, theirs = parcel.of(person), parcel.of(person.company)  # type: ignore[arg-type]
    if parcel.leads:
        return any(theirs)
    return not any(own) or (was_at is not None and own == parcel.of(was_at))


def _told(contact: Contact, parcel: Parcel) -> dict[str, str]:
    return {name: in_words(contact, Contact._meta.get_field(name)) for name in parcel.names}


def _differences(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for name, old in before.items():
        if old != after[name]:
            yield Difference(_label(name), old, after[name])


def _label(name: str) -> str:
    return str(Contact._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
