"""Why a price or discount was used or not: stored as codes and facts, said in words when shown (decision 13)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.kinds import plain

Kind = Literal["price", "discount", "list"]
Verdict = Literal["used", "fits", "rejected"]
SourceWord = Literal["customer", "group", "all", "campaign", "card"]


class Reason(NamedTuple):
    """One candidate and what became of it. Every value is plain JSON; amounts and dates (ISO) are text."""

    kind: Kind
    verdict: Verdict
    code: str
    """Which sentence `reason_words` says: a key of SENTENCES."""
    source: SourceWord
    source_code: str = ""
    source_name: str = ""
    amount: str = ""
    """The unit price in the unit and currency asked for (of a row in another currency, its own), or the per cent."""
    starting_date: str = ""
    ending_date: str = ""
    minimum: str = ""
    row_id: int | None = None
    campaign_id: int | None = None
    of_item_group: bool = False
    """A discount of the item's discount group."""
    facts: Mapping[str, str] = {}
    """What the sentence needs: {"needs": "10", "has": "6"}."""

    def as_json(self) -> dict[str, Any]:
        """Without blanks: every line keeps ten or more reasons."""
        return {name: value for name, value in zip(self._fields, self, strict=False) if value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Reason":
        return cls(**{name: value for name, value in stored.items() if name in cls._fields})


SENTENCES: dict[str, str | Promise] = {
    "lowest_amount": _("Used: it gives the lowest amount."),
    "highest_discount": _("Used: it is the highest discount."),
    "picked": _("Used: picked by hand."),
    "passed_over": _("Fits, but another one was picked by hand."),
    "no_price_fits": _("Used: no sales price fits this line."),
    "dearer": _("Dearer than the price used."),
    "lower": _("Lower than the discount used."),
    "equal": _("The same as the one used, which comes first."),
    "less_specific": _("One for just this currency or variant goes before it."),
    "card_waits": _("The item card's price counts only when no sales price fits."),
    "price_disallows": _("The price used allows no line discount."),
    "customer_disallows": _("The customer is not allowed line discounts."),
    "needs_more": _("Needs %(needs)s, this line has %(has)s."),
    "other_variant": _("For another variant of the item."),
    "other_unit": _("For another unit of measure."),
    "other_currency": _("For another currency."),
    "not_activated": _("The campaign is not activated."),
    "no_line": _("Neither a segment nor an interaction makes this company a target of the campaign."),
    "unticked": _("Campaign Target is not ticked for this company."),
    "not_admitted": _("The contacts of this company are blocked or excluded from segments."),
    "excluded": _("This company is excluded from the campaign."),
    "privacy_blocked": _("This company is blocked for privacy."),
    "no_campaign_prices": _("This company never gets campaign prices."),
    "customer_blocked": _("The customer is blocked."),
    "not_started": _("Starts on %(starts)s."),
    "ended": _("Ended on %(ended)s."),
}
SOURCES: dict[str, str | Promise] = {
    "customer": _("Customer %(code)s %(name)s"),
    "price group": _("Customer price group %(code)s"),
    "discount group": _("Customer discount group %(code)s"),
    "all": _("All Customers"),
    "campaign": _("Campaign %(code)s %(name)s"),
    "card": _("Item card"),
}


def reason_words(reason: Reason) -> str:
    """The sentence of the panel, in the reader's language: "Needs 10, this line has 6."."""
    return sentence(reason.code, reason.facts)


def sentence(code: str, facts: Mapping[str, str]) -> str:
    return str(SENTENCES[code]) % {name: _shown(name, value) for name, value in facts.items()}


def source_words(reason: Reason) -> str:
    """Whose row it is: "Campaign K1 Spring cheese", "Customer price group WH", "All Customers", "Item card"."""
    key = f"{reason.kind} group" if reason.source == "group" else reason.source
    return (str(SOURCES[key]) % {"code": reason.source_code, "name": reason.source_name}).strip()


def _shown(name: str, value: str) -> str:
    if name in ("starts", "ended"):
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return number_format(plain(Decimal(value)))
