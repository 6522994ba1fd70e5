"""What hangs on a contact, whoever hung it there: it follows a move, outlives a deletion, and may forbid a change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import SET_NULL, Case, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import Contact, Customer
from core import deletion, relations
from core.extensions import objections


@dataclass(frozen=True)
class Kept:
    """Rows of an upper app that must have a contact, and yet are history: they stay with the company a person leaves.

    A person who is deleted leaves those that are `past` to the company; the others, or all, keep the person.
    """

    table: type[models.Model]
    fields: tuple[str, ...]
    past: Q | None = None


kept: list[Kept] = []
"""An upper app adds its tables in `AppConfig.ready`."""


def past_of(contact: Contact) -> Iterator[tuple[QuerySet[models.Model], tuple[str, ...]]]:
    """The rows of each table that are history of the contact, and the fields by which they are."""
    for relation in relations.pointing_at(Contact, SET_NULL):
        yield _rows(relation.related_model, (relation.field.name,), contact)
    for table in kept:
        yield _rows(table.table, table.fields, contact)


def hand_over(contact: Contact, *, to: Contact) -> int:
    """Let everything kept of one contact belong to another; answers how many rows moved. One update a table."""
    return sum(_point(rows, fields, contact, to) for rows, fields in past_of(contact))


def ended(contact: Contact) -> Iterator[tuple[QuerySet[models.Model], tuple[str, ...]]]:
    """The rows that must have a contact, but let go of a person of a company."""
    for table in kept:
        if table.past is not None:
            rows, fields = _rows(table.table, table.fields, contact)
            yield rows.filter(table.past), fields


def outliving(contact: Contact) -> Iterator[QuerySet[models.Model]]:
    """The rows of each table that outlive the contact: they go to a person's company, or have no contact any more."""
    for relation in relations.pointing_at(Contact, SET_NULL):
        gone = Contact.objects.going_with(contact).values("pk")
        yield relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": gone})
    for rows, _fields in ended(contact) if contact.company else ():
        yield rows


def stay_behind(person: Contact, *, was_at: Contact | None) -> tuple[Contact | None, int]:
    """After a person changed company: its history stays with the old company, or goes to its first one (CON-13).

    Answers who keeps the history and how many rows that are.
    """
    keeper = was_at or person.company
    return keeper, hand_over(person, to=keeper) if keeper else 0


def delete(contact: Contact) -> None:
    """A company goes with its persons, a person's history goes to its company (CON-41, CON-42).

    Refused (core.deletion.InUse) with everything that stands in the way, of the contact and of its persons (CON-40).
    """
    with transaction.atomic():
        if contact.company:
            for rows, fields in ended(contact):
                _point(rows, fields, contact, contact.company)
            deletion.refuse_if_in_use(contact)  # what is handed over no longer speaks against it
            hand_over(contact, to=contact.company)
        deletion.delete(contact)


def against_type(contact: Contact) -> list[str]:
    """Sentences against making the company a person or the person a company (CON-8, CON-9)."""
    said = []
    if contact.is_company:
        persons = contact.persons.count()
        if persons:
            sentence = ngettext("%(count)d person belongs to it.", "%(count)d persons belong to it.", persons)
            said.append(sentence % {"count": persons})
        if contact.currency_id:
            said.append(_("It has a currency; clear that first."))
    return said + _as_customer(contact) + objections(contact, "type")


def against_company(person: Contact) -> list[str]:
    """Sentences against giving the person another company (CON-12); upper apps add theirs as guards of "company"."""
    return _as_customer(person) + objections(person, "company")


def _as_customer(contact: Contact) -> list[str]:
    customer = Customer.objects.filter(contact=contact).first()
    if customer is None:
        return []
    return [_("%(contact)s is customer %(number)s.") % {"contact": contact, "number": customer.number}]


def _rows(
    table: type[models.Model], fields: tuple[str, ...], contact: Contact
) -> tuple[QuerySet[models.Model], tuple[str, ...]]:
    points_at_it = Q(*((field, contact) for field in fields), _connector=Q.OR)
    return table._base_manager.filter(points_at_it), fields


def _point(rows: QuerySet[models.Model], fields: tuple[str, ...], contact: Contact, to: Contact) -> int:
    """Of a row that names the contact in one of several fields the others stay."""
    mine = {field: When(**{field: contact}, then=Value(to.pk)) for field in fields}
    return rows.update(
        **{field: Case(here, default=F(field), output_field=models.BigIntegerField()) for field, here in mine.items()}
    )
