from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign
from contacts.importing.headings import CURRENCY, SALESPERSON
from contacts.models import Customer
from contacts.recognition import customers_known_as
from core.importing import values as cells
from core.importing.drafts import Draft, Part
from core.importing.kinds import Heading, Kind
from core.importing.records import Record, rows_by
from sales.models import SalesDocument


def draft(records: Sequence[Record]) -> list[Draft]:
    numbers = [record.values["number"] for record in records]
    documents = SalesDocument.objects.select_related("customer__contact", "sell_to", "bill_to", "salesperson")
    was_quote, known = rows_by(documents, "quote_number", numbers), rows_by(documents, "number", numbers)
    return [_drafted(Draft(record), {**was_quote, **known}.get(record.key)) for record in records]


def _drafted(draft: Draft, document: SalesDocument | None) -> Draft:
    if document and not (document.is_posted and document.number == draft.record.key):
        sentence = _("%(number)s is the number of a document that is written here already. Give the order another one.")
        draft.record.refuse(sentence % {"number": draft.record.key})
        return draft
    part = draft.add(document or SalesDocument(kind=SalesDocument.Kind.ORDER), _values(draft.record))
    refuse_change(draft, part)
    return draft


def _values(record: Record) -> Mapping[str, Any]:
    """The customer of the file bought and paid; without a posting date the order was posted on its own date."""
    customer = record.values["customer"]
    parties = {"sell_to": customer.contact, "bill_to": customer.contact}
    return {"posting_date": record.values["document_date"], **record.values, **parties}


def refuse_change(draft: Draft, part: Part) -> None:
    """What is posted stays as it is, whatever another file says."""
    if part.is_changed and not draft.record.errors:
        labels = [difference.label for difference in part.differences()]
        sentence = _("It is posted already, with another %(fields)s, and stays as it is.")
        draft.record.refuse(sentence % {"fields": get_text_list(labels, _("and"))})


CAMPAIGN = Heading(
    "campaign",
    gettext_lazy("Campaign"),
    also=("campaign_number", "campaign_no"),
    read=cells.code,
    of=Campaign,
    found=partial(rows_by, Campaign, "number"),
)

ORDERS = Kind(
    "orders",
    gettext_lazy("Past order headers"),
    "contacts.import_contact",
    headings=[
        Heading(
            "number",
            gettext_lazy("Order No."),
            also=("orderID", "order_number", "order_no", "order", "no"),
            required=True,
            read=cells.code,
        ),
        Heading(
            "customer",
            gettext_lazy("Customer"),
            also=("customerID", "customer_number", "customer_no"),
            required=True,
            read=cells.code,
            of=Customer,
            found=customers_known_as,
            missing=gettext_lazy("Import the customers first."),
        ),
        Heading(
            "document_date",
            gettext_lazy("Order Date"),
            also=("orderDate", "order_date", "date"),
            required=True,
            read=cells.day,
        ),
        Heading("posting_date", gettext_lazy("Posting Date"), read=cells.day, clears=False),
        replace(SALESPERSON, missing=gettext_lazy("Import the salespeople first.")),
        CURRENCY,
        CAMPAIGN,
        Heading("your_reference", gettext_lazy("Your Reference"), also=("reference",)),
    ],
    models=[SalesDocument],
    draft=draft,
    url_name="sales:orders",
    hint=gettext_lazy(
        "They come in as posted orders, on the order date unless the file has a posting date, and stay as they are. "
        "Import their lines afterwards."
    ),
    order=9,
)
