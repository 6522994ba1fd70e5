"""What quotes and orders know of a contact, and which of them speak against erasing it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts.models import Contact
from contacts.traces import Mention, Trace
from sales.models import SalesDocument, SalesLine

MOST_NAMED = 5
OF_OURS = ["reasons", "price_row", "discount_row", "by_hand_user", "by_hand_at", "system_price", "system_discount"]
TRACES = [
    Trace(SalesDocument, by="sell_to", kept=True, texts=["your_reference"]),
    Trace(SalesDocument, by="bill_to", kept=True, texts=["your_reference"]),
    Trace(SalesLine, by="document__sell_to", kept=True, hidden=OF_OURS),
]
MENTIONS = [Mention(SalesDocument, ["your_reference"]), Mention(SalesLine, ["reasons"])]


def against_erasing(contact: Contact, **asked: Any) -> Iterator[str]:
    about_it = SalesDocument.objects.filter(Q(sell_to=contact) | Q(bill_to=contact), posting_date=None)
    if numbers := list(about_it.order_by("number").values_list("number", flat=True)[:MOST_NAMED]):
        yield _("open quotes and orders %(numbers)s") % {"numbers": get_text_list(numbers, _("and"))}
