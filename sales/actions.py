"""Ways from the cards of contacts and customers to a new quote."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from core.extensions import CardAction


def _for_contact(contact: Contact) -> str:
    return reverse("sales:new", query={"contact": contact.pk})


def _for_customer(customer: Customer) -> str:
    return reverse("sales:new", query={"contact": customer.contact_id})


NEW_QUOTE_FOR_CONTACT = CardAction(
    _("New quote"),
    _for_contact,
    icon="file-invoice",
    permission="sales.add_salesdocument",
    shown=lambda contact: not contact.privacy_blocked,
)
NEW_QUOTE_FOR_CUSTOMER = CardAction(
    _("New quote"),
    _for_customer,
    icon="file-invoice",
    permission="sales.add_salesdocument",
    shown=lambda customer: not customer.blocked,
)
