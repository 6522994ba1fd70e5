"""A contact becomes a customer: a person of a company through its company (CUS-1, CUS-2, CUS-4)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts import inheriting
from contacts.defaults import salesperson_for
from contacts.models import Contact, Customer, CustomerTemplate
from core.errors import Refused
from core.models import User


class AlreadyCustomer(Refused):
    pass


class PrivacyBlocked(Refused):
    pass


class WrongTemplate(Refused):
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


def create_as_customer(
    *, contact: Contact, template: CustomerTemplate | None = None, by: User | None, at: datetime
) -> Customer:
    """A customer for the contact's company, or for the person without one, with the contact's currency and salesperson.

    What it lacks a template gives, its country too (CUS-4); without a salesperson it gets who does it, else the
    set-up's (CI-95). Refused when either is privacy blocked (PrivacyBlocked), it buys as a customer already
    (AlreadyCustomer), or the template is for the other type (WrongTemplate).
    """
    with transaction.atomic():
        party = Contact.objects.select_for_update(of=("self",)).get(pk=contact.party)
        refuse_conversion(contact)
        customer = Customer(
            contact=party, currency_id=party.currency_id, salesperson=party.salesperson or salesperson_for(by)
        )
        if template:
            _fill(customer, template, by=by, at=at)
        customer.changed(by=by, at=at)
        customer.save()
    return customer


def _fill(customer: Customer, template: CustomerTemplate, *, by: User | None, at: datetime) -> None:
    """The terms of the template; where a customer lives its contact says, which gets the country it lacks."""
    party = customer.contact
    if template.contact_type not in ("", party.type):
        sentence = _("The template %(template)s is not for %(contact)s: it is for the other type of contact.")
        raise WrongTemplate(sentence % {"template": template.code, "contact": party})
    customer.currency_id = customer.currency_id or template.currency_id
    customer.price_group_id, customer.discount_group_id = template.price_group_id, template.discount_group_id
    customer.allow_line_discount = template.allow_line_discount
    if template.country_id and not party.country_id:
        was, party.country_id = Contact.objects.get(pk=party.pk), template.country_id
        party.changed(by=by, at=at)
        party.save()
        inheriting.spread(party, was=was, by=by, at=at)
