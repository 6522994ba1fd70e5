"""A quote or order on paper, in the language of the one who reads it."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_supported_language_variant

from contacts.models import Contact
from core.models import CompanyInformation
from sales.models import SalesDocument
from sales.totals import totals_of


def language_of(contact: Contact) -> str:
    """The contact's language, or its company's, as far as the product speaks it; else the product's own.

    Codes of languages are like NL, NLB or ENU: their first two letters tell which one; NOR is Norwegian Bokmål.
    """
    for known in (contact.language, contact.head.language):
        if known:
            letters = known.code[:2].lower()
            try:
                return get_supported_language_variant("nb" if letters == "no" else letters)
            except LookupError:
                continue
    return settings.LANGUAGE_CODE


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
