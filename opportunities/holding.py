"""What opportunities hold fast about a contact."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.history import Kept
from contacts.models import Contact
from opportunities.models import Opportunity, Status

MOST_NAMED = 5
PAST = Kept(Opportunity, ("contact",), past=Q(status__in=[Status.WON, Status.LOST]))
"""Closed ones go to the company of a person who is deleted (CON-42)."""


def against_another_type(contact: Contact, **asked: Any) -> Iterator[str]:
    """A company with opportunities stays one, and so does a person (CON-8)."""
    count = Opportunity.objects.filter(contact=contact).count()
    if count:
        yield ngettext("%(count)d opportunity is with it.", "%(count)d opportunities are with it.", count) % {
            "count": count
        }


def against_another_company(contact: Contact, **asked: Any) -> Iterator[str]:
    """A person with open opportunities stays in its company: they are sales to that company (4.10)."""
    found = Opportunity.objects.open().filter(contact=contact).order_by("number")[:MOST_NAMED]
    numbers = list(found.values_list("number", flat=True))
    if numbers:
        sentence = _("%(contact)s has open opportunities: %(numbers)s. Give them another contact or close them first.")
        yield sentence % {"contact": contact, "numbers": get_text_list(numbers, _("and"))}
