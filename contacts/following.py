"""Persons follow companies that change together, by an edit of many rows or by a file, as on the card (CON-23)."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import F, Q

from contacts import inheriting
from contacts.inheriting import Parcel
from contacts.models import Contact
from core.sql import listed

Pair = tuple[Contact, Contact]
"""A company as it stands, which is how the database has it still, and as it will be."""


def of_many(rows: Sequence[Contact], values: Mapping[str, Any]) -> Iterator[tuple[Contact, Mapping[str, Any]]]:
    """Persons who follow the companies among these rows, which are to get these values, and what becomes of each.

    Rows that are changed themselves follow nobody. Three statements.
    """
    changed = {row.pk for row in rows}
    for person, parcels in alike([(row, with_values(row, values)) for row in rows]):
        if person.pk not in changed:
            follows = {name for parcel in parcels for name in parcel.names}
            yield person, {name: new if name in follows else getattr(person, name) for name, new in values.items()}


def alike(pairs: Sequence[Pair]) -> Iterator[tuple[Contact, list[Parcel]]]:
    """Persons who have what their company has that changes, and in which parcels; who was erased follows nobody."""
    companies = {was.pk: (was, now) for was, now in pairs if was.is_company}
    parcels = [
        parcel
        for parcel in (inheriting.parcels() if companies else [])
        if any(_differs(parcel, pair) for pair in pairs)
    ]
    if not parcels:
        return
    same = reduce(or_, (_same_as_company(parcel) for parcel in parcels))
    names = {name for parcel in parcels for name in parcel.names if Contact._meta.get_field(name).is_relation}
    persons = Contact.objects.filter(same, company__in=listed(list(companies)), erased_at=None).order_by("pk")
    for person in persons.select_related(*names) if names else persons:
        was, now = companies[person.company_id]  # type: ignore[index]
        follows = [parcel for parcel in parcels if _differs(parcel, (was, now)) and parcel.of(person) == parcel.of(was)]
        if follows:
            yield person, follows


def _differs(parcel: Parcel, pair: Pair) -> bool:
    """A file may name a country that is made with it, which has no key yet."""
    was, now = pair
    return parcel.of(was) != parcel.of(now) or any(_is_made_now(now, name) for name in parcel.names)


def _is_made_now(company: Contact, name: str) -> bool:
    field = Contact._meta.get_field(name)
    row = getattr(company, name) if field.is_relation and field.is_cached(company) else None  # type: ignore[union-attr]
    return row is not None and row.pk is None


def _same_as_company(parcel: Parcel) -> Q:
    fields = [Contact._meta.get_field(name) for name in parcel.names]
    both_blank = {field.name: Q(**{field.name: None, f"company__{field.name}": None}) for field in fields if field.null}
    return reduce(
        and_,
        (Q(**{field.name: F(f"company__{field.name}")}) | both_blank.get(field.name, Q(pk=None)) for field in fields),
    )


def with_values(row: Contact, values: Mapping[str, Any]) -> Contact:
    changed = copy(row)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed
