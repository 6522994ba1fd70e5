"""What stands beside the card of a contact: its persons or its company, and the customer it buys as."""

from collections.abc import Mapping
from typing import Any, cast

from contacts import classifying, consent
from contacts.models import (
    AlternativeAddress,
    Contact,
    ContactProfileAnswer,
    Customer,
    DoNotContact,
    ProfileQuestion,
    ProfileQuestionnaire,
)
from contacts.profiles import measures
from core import progress
from core.access import may
from core.fetching import with_parts
from core.models import User

MOST_SHOWN = 8
MOST_ANSWERS = 20


def persons(contact: Contact, user: User) -> Mapping[str, Any]:
    found = list(contact.persons.order_by("search_name", "pk")[: MOST_SHOWN + 1])
    return {
        "company": contact,
        "persons": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "may_add": may(user, "add", Contact),
    }


def classification(contact: Contact, user: User) -> Mapping[str, Any]:
    carried = classifying.codes_shown_on(contact)
    return {"contact": contact, "carried": carried, "may_change": _may_note(user, contact)}


def profile(contact: Contact, user: User) -> Mapping[str, Any]:
    found = list(contact.profile_answers.but_of(measures.hidden_from(user)).shown()[: MOST_ANSWERS + 1])
    answered: dict[ProfileQuestion, list[ContactProfileAnswer]] = {}
    for given in found[:MOST_ANSWERS]:
        answered.setdefault(given.answer.question, []).append(given)
    return {
        "contact": contact,
        "answered": answered,
        "more": len(found) > MOST_ANSWERS,
        "may_change": _may_note(user, contact) and not contact.minor,
    }


def automatic_answers(questionnaire: ProfileQuestionnaire, user: User) -> Mapping[str, Any]:
    """When they were updated last, and how far that is now."""
    far = progress.of(questionnaire)
    is_waiting = bool(far.at) and (not far.has_begun or far.done < far.of)
    return {
        "questionnaire": questionnaire,
        "progress": far,
        "is_at_work": is_waiting and not far.has_stopped,
        "may_update": user.has_perm("contacts.update_classification"),
    }


def company(contact: Contact, _user: User) -> Mapping[str, Any] | None:
    return {"contact": contact.company} if contact.company else None


def customer(contact: Contact, _user: User) -> Mapping[str, Any] | None:
    found = buys_as(contact)
    return {"customer": found} if found else None


def buys_as(contact: Contact) -> Customer | None:
    """Its customer, as the box tells of it; asked once for a card, whose action needs to know as well."""
    if "buys_as" not in vars(contact):
        groups = dict.fromkeys(["currency", "price_group", "discount_group"], "code")
        vars(contact)["buys_as"] = with_parts(Customer.objects.all(), **groups).of(contact)
    return cast(Customer | None, vars(contact)["buys_as"])


def contact_of(customer: Customer, _user: User) -> Mapping[str, Any]:
    return {"contact": customer.contact}


def channels(contact: Contact, user: User) -> Mapping[str, Any]:
    noted = list(contact.refused_channels.select_related("user").order_by("channel"))
    may_add = may(user, "add", DoNotContact) and not contact.erased_at
    return {"contact": contact, "switched_on": consent.switched_on(contact), "noted": noted, "may_add": may_add}


def addresses(contact: Contact, user: User) -> Mapping[str, Any]:
    found = list(contact.alternative_addresses.prefetch_related("periods").order_by("code")[: MOST_SHOWN + 1])
    return {
        "contact": contact,
        "addresses": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "may_add": may(user, "add", AlternativeAddress) and not contact.erased_at,
    }


def _may_note(user: User, contact: Contact) -> bool:
    return may(user, "change", Contact) and not contact.erased_at
