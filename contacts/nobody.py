"""Nobody: a person who was erased. Nothing new is noted of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from contacts.models import Contact
from core.errors import Refused


class IsNobody(Refused):
    pass


def against(contact: Contact) -> Iterator[str]:
    """The sentence against noting something of the contact; none unless it was erased."""
    if contact.erased_at:
        yield _("%(contact)s was erased; nothing is noted there any more.") % {"contact": contact.number}


def refuse(contact: Contact) -> None:
    """Refused (IsNobody): noting something of whom was erased."""
    for sentence in against(contact):
        raise IsNobody(sentence)
