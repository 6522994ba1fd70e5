"""What hangs on a contact, whoever hung it there: it follows a move, outlives a deletion, and may forbid a change."""

from django.db import transaction
from django.db.models import SET_NULL
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import Contact, Customer
from core import deletion, relations
from core.extensions import objections


def hand_over(contact: Contact, *, to: Contact) -> int:
    """Let everything kept of one contact belong to another; answers how many rows moved. One update a table."""
    return sum(
        relation.related_model._base_manager.filter(**{relation.field.name: contact}).update(
            **{relation.field.name: to}
        )
        for relation in relations.pointing_at(Contact, SET_NULL)
    )


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
