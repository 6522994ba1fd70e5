"""A contact becomes a customer: a person of a company through its company (CUS-1, CUS-2, CUS-4)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.defaults import salesperson_for
from contacts.models import Contact, Customer
from core.errors import Refused
from core.models import User


class AlreadyCustomer(Refused):
    pass


class PrivacyBlocked(Refused):
    pass


def refuse_conversion(contact: Contact) -> None:
    """Says why the contact, or the company it would buy as, cannot become a customer; nothing when it can."""
    for party in {contact, contact.head}:
        if party.privacy_blocked:
            sentence = _("%(contact)s is privacy blocked. Clear that on the card before you make a customer of it.")
            raise PrivacyBlocked(sentence % {"contact": party})
    customer = Customer.objects.of(contact)
    if customer:
        sentence = _("%(contact)s is customer %(number)s already.")
        raise AlreadyCustomer(sentence % {"contact": contact.head, "number": customer.number})


def create_as_customer(*, contact: Contact, by: User | None, at: datetime) -> Customer:
    """A customer for the contact's company, or for the person without one, with the contact's currency and salesperson.

    Without one the salesperson is who does it, else the set-up's (CI-95). Refused when either
    is privacy blocked (PrivacyBlocked) or it buys as a customer already (AlreadyCustomer).
    """
    with transaction.atomic():
        party = Contact.objects.select_for_update(of=("self",)).get(pk=contact.party)
        refuse_conversion(contact)
        seller = party.salesperson or salesperson_for(by)
        customer = Customer(contact=party, currency_id=party.currency_id, salesperson=seller)
        customer.changed(by=by, at=at)
        customer.save()
    return customer
