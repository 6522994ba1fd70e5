"""What a new contact begins with: of its company, of whoever makes it, of the set-up (CON-3, CON-4, CON-24)."""

from typing import Any

from contacts import inheriting, salutations
from contacts.models import Contact, ContactDefaults
from core.models import User
from salespeople.models import Salesperson

PROPOSED = ["salesperson", "territory", "country", "language", "correspondence_type"]


def salesperson_for(user: User | None) -> Salesperson | None:
    """The salesperson who the user is, else the one of the set-up, unless that is blocked (CON-4, CI-95)."""
    own = Salesperson.objects.of(user) if user else None
    return own or proposed().get("salesperson")


def first_values(kind: str, *, company: Contact | None, by: User) -> dict[str, Any]:
    """By field, what a new contact of this type (Contact.Type) begins with; some statements."""
    own, values = Salesperson.objects.of(by), proposed() | {"salutation": salutations.defaults().get(kind)}
    return values | ({"salesperson": own} if own else {}) | (inheriting.handed_down(company) if company else {})


def proposed() -> dict[str, Any]:
    """By field, what the set-up has for every new contact (CON-3); nobody who is blocked. One statement."""
    rows = ContactDefaults.objects.select_related("salesperson", "territory", "country", "language")
    found = rows.filter(pk=1).first()
    values = {name: getattr(found, name) for name in PROPOSED if found and getattr(found, name)}
    if "salesperson" in values and values["salesperson"].blocked:
        del values["salesperson"]
    return values
