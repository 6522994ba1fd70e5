"""What stands beside the card of a contact: its persons or its company, and the customer it buys as."""

from collections.abc import Mapping
from typing import Any

from contacts import classifying
from contacts.models import AlternativeAddress, Contact, Customer, DoNotContact
from core.access import may
from core.models import User

MOST_SHOWN = 8


def persons(contact: Contact, user: User) -> Mapping[str, Any] | None:
    if not contact.is_company:
        return None
    found = list(contact.persons.order_by("search_name", "pk")[: MOST_SHOWN + 1])
    return {
        "company": contact,
        "persons": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "may_add": may(user, "add", Contact),
    }


def classification(contact: Contact, user: User) -> Mapping[str, Any]:
    carried = classifying.codes_shown_on(contact)
    return {"contact": contact, "carried": carried, "may_change": may(user, "change", Contact)}


def company(contact: Contact, _user: User) -> Mapping[str, Any] | None:
    return {"contact": contact.company} if contact.company else None


def customer(contact: Contact, _user: User) -> Mapping[str, Any] | None:
    found = Customer.objects.for_list().of(contact)
    return {"customer": found} if found else None


def contact_of(customer: Customer, _user: User) -> Mapping[str, Any]:
    return {"contact": customer.contact}


def channels(contact: Contact, user: User) -> Mapping[str, Any]:
    noted = list(contact.refused_channels.select_related("user").order_by("channel"))
    return {"contact": contact, "noted": noted, "may_add": may(user, "add", DoNotContact)}


def addresses(contact: Contact, user: User) -> Mapping[str, Any]:
    found = list(contact.alternative_addresses.prefetch_related("periods").order_by("code")[: MOST_SHOWN + 1])
    return {
        "contact": contact,
        "addresses": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "may_add": may(user, "add", AlternativeAddress),
    }
