"""Where a contact can be reached: the numbers to call (TEL-1), the addresses to write to (EML-1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from contacts.models import Contact


def numbers_of(contact: Contact) -> list[tuple[str, str]]:
    """Each number once, with what it is: the contact's own, those of its other addresses, its company's."""
    named: dict[str, str] = {}
    for number, name in _numbers(contact):
        if number:
            named.setdefault(number, f"{number} · {name}")
    return list(named.items())


def addresses_of(contact: Contact) -> list[str]:
    """E-mail addresses, each once: the contact's own, then those of its other addresses."""
    others = contact.alternative_addresses.order_by("code").values_list("email", flat=True)
    return list(dict.fromkeys(filter(None, [contact.email, *others])))


def _numbers(contact: Contact) -> Iterator[tuple[str, str]]:
    yield contact.phone, _("Phone No.")
    yield contact.mobile_phone, _("Mobile Phone No.")
    for place in contact.alternative_addresses.order_by("code"):
        yield place.phone, str(place)
        yield place.mobile_phone, str(place)
    if contact.company:
        yield contact.company.phone, contact.company.name
