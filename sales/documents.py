"""A new quote or order: what its sell-to contact fills in, and who gets none; and deleting one."""

from datetime import datetime

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts.models import Contact, Customer
from core import deletion
from core.errors import Refused
from core.models import User
from sales.models import SalesDocument
from salespeople.models import Salesperson


class PrivacyBlocked(Refused):
    pass


class CustomerBlocked(Refused):
    pass


class NoCustomer(Refused):
    pass


def create(document: SalesDocument, *, by: User, at: datetime) -> SalesDocument:
    """Save a new document with a sell-to contact and a date; what else is blank is filled in (`fill_in`).

    Refused for a contact whose privacy is blocked and for a blocked customer, sold to or billed; an order also for
    somebody who is no customer yet.
    """
    with transaction.atomic():
        fill_in(document, seller=Salesperson.objects.of(by))
        refuse_blocked(document.sell_to)
        refuse_blocked(document.bill_to)
        if document.is_order:
            refuse_prospects(document)
        document.changed(by=by, at=at)
        document.save()
    return document


def fill_in(document: SalesDocument, *, seller: Salesperson | None) -> None:
    """The blanks come from the customer behind the sell-to contact, else from the contact; last, `seller` sells.

    Billed is the customer's bill-to customer, the customer, or the company a person belongs to (8.2).
    """
    customer = fill_in_bill_to(document)
    terms = customer or document.sell_to.head
    if document.currency_id is None:
        document.currency = terms.currency
    if document.salesperson_id is None:
        document.salesperson = _available(terms.salesperson) or _available(document.sell_to.salesperson) or seller


def fill_in_bill_to(document: SalesDocument) -> Customer | None:
    """A blank bill-to contact filled in; answers the customer the sell-to contact buys as."""
    customer = Customer.objects.select_related("bill_to__contact", "contact").of(document.sell_to)
    if document.bill_to_id is None:
        document.bill_to = (customer.bill_to or customer).contact if customer else document.sell_to.head
    return customer


def refuse_blocked(contact: Contact) -> None:
    """Nobody sells to a contact whose privacy is blocked or to a blocked customer."""
    if contact.privacy_blocked:
        sentence = _("%(contact)s is blocked for privacy. Choose another contact, or lift the block on the contact.")
        raise PrivacyBlocked(sentence % {"contact": contact})
    customer = Customer.objects.select_related("contact").of(contact)
    if customer and customer.blocked:
        sentence = _("Customer %(customer)s is blocked. Choose another customer, or lift the block on the customer.")
        raise CustomerBlocked(sentence % {"customer": customer})


def prospects_of(document: SalesDocument) -> list[Contact]:
    """Those behind the sell-to and bill-to contact who are no customers yet; a quote does without (QUO-1)."""
    heads = {contact.party: contact.head for contact in (document.sell_to, document.bill_to)}
    known = set(Customer.objects.filter(contact__in=heads).values_list("contact_id", flat=True))
    return [head for key, head in heads.items() if key not in known]


def refuse_prospects(document: SalesDocument) -> None:
    """Only customers order."""
    names = [prospect.name for prospect in prospects_of(document)]
    if names:
        sentence = _(
            "%(names)s: no customer yet, and only customers order. Create the customer from the contact first."
        )
        raise NoCustomer(sentence % {"names": get_text_list(names, _("and"))})


def delete(document: SalesDocument, *, by: User, at: datetime) -> None:
    """With its lines. Refused (AlreadyPosted) for a posted order."""
    with transaction.atomic():
        document.note_change(by=by, at=at)
        deletion.delete(document)


def _available(salesperson: Salesperson | None) -> Salesperson | None:
    return None if salesperson is None or salesperson.blocked else salesperson
