"""A quote or order on paper or as an e-mail, in the language of the one who reads it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from contacts.languages import spoken
from contacts.models import Contact
from core.models import CompanyInformation
from sales.models import SalesDocument
from sales.totals import totals_of


def language_of(contact: Contact) -> str:
    """The contact's language, or its company's, as far as the product speaks it; else the product's own."""
    return spoken(contact.language, contact.head.language)


def printed(document: SalesDocument) -> dict[str, Any]:
    """What stands on the paper; three statements for any number of lines."""
    lines = list(document.lines.select_related("item", "variant", "unit").order_by("position"))
    company = CompanyInformation.get()
    return {
        "document": document,
        "lines": lines,
        "totals": totals_of(lines),
        "company": company,
        "currency": document.currency or company.local_currency or "",
        "with_discount": any(line.discount_percent for line in lines),
        "with_variant": any(line.variant_id for line in lines),
    }


def as_mail(document: SalesDocument) -> dict[str, str]:
    """The subject and the text of an e-mail with what stands on the paper."""
    with translation.override(language_of(document.sell_to)):
        text = render_to_string("sales/email.txt", printed(document))
        return {"subject": f"{document.get_kind_display()} {document}", "text": text.strip()}
