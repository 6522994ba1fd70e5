"""What the menu of a contact's card leads to about privacy."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.extensions import CardAction
from salespeople.factboxes import list_of


def _page(name: str) -> Callable[[Contact], str]:
    return lambda contact: reverse(name, args=[contact.number])


PRIVACY = [
    CardAction(
        _("Consent"), _page("contacts:channels"), icon="hand-stop", permission="contacts.view_donotcontact", rare=True
    ),
    CardAction(_("What we know"), _page("contacts:known"), icon="id", permission="contacts.view_contact", rare=True),
    CardAction(
        _("Erase…"),
        _page("contacts:erase"),
        icon="user-x",
        permission="contacts.delete_contact",
        rare=True,
        shown=lambda contact: not contact.is_company and not contact.erased_at,
    ),
]
OF_SALESPERSON = list_of(_("Contacts"), "contacts:list", icon="address-book", permission="contacts.view_contact")
