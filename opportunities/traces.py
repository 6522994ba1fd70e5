"""What opportunities know of a contact, and which of them speak against erasing it."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts.models import Contact
from contacts.traces import Mention, Trace
from opportunities.models import Opportunity, OpportunityComment, OpportunityEntry

MOST_NAMED = 5
TRACES = [
    Trace(Opportunity, kept=True, texts=["description"]),
    Trace(OpportunityEntry, by="opportunity__contact", kept=True),
    Trace(OpportunityComment, by="opportunity__contact"),
]
MENTIONS = [Mention(Opportunity, ["description"]), Mention(OpportunityComment, ["text"])]


def against_erasing(contact: Contact, **asked: Any) -> Iterator[str]:
    found = Opportunity.objects.open().filter(contact=contact).order_by("number")[:MOST_NAMED]
    if numbers := list(found.values_list("number", flat=True)):
        yield _("open opportunities %(numbers)s") % {"numbers": get_text_list(numbers, _("and"))}
