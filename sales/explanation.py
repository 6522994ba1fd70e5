"""What the "why this price?" panel and page show: the answer, then every candidate with its verdict (decision 13)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from contacts.models import Contact
from core.models import CompanyInformation, Currency
from core.tables import KINDS
from items.models import Item, ItemVariant, UnitOfMeasure
from pricing.party import party_of
from pricing.question import answers, explained, questions_of
from pricing.reasons import Reason, reason_words, source_words
from sales import repricing
from sales.models import SalesLine
from segments.targets import flagged_lines

ORDER = ["used", "fits", "rejected"]


class Asked(NamedTuple):
    """The question in words' stead: who buys what, how many, in which unit and currency, on which day."""

    party: Contact
    item: Item
    variant: ItemVariant | None
    unit: UnitOfMeasure
    quantity: Decimal
    currency: Currency | None
    on: date

    @property
    def item_id(self) -> int:
        return self.item.pk

    @property
    def variant_id(self) -> int | None:
        return self.variant.pk if self.variant else None

    @property
    def unit_id(self) -> int:
        return self.unit.pk


class Candidate(NamedTuple):
    reason: Reason
    source: str
    words: str

    @property
    def starting_date(self) -> date | None:
        return _day(self.reason.starting_date)

    @property
    def ending_date(self) -> date | None:
        return _day(self.reason.ending_date)

    @property
    def amount(self) -> Decimal | None:
        return Decimal(self.reason.amount) if self.reason.amount else None

    @property
    def minimum(self) -> Decimal | None:
        """Blank where any quantity will do."""
        return Decimal(self.reason.minimum or 0) or None


@dataclass(frozen=True)
class Explanation:
    """Price and discount are what stands on the line, or what the system answers; `by_hand` says a person typed."""

    asked: Asked
    currency: str
    unit_price: Decimal
    discount_percent: Decimal
    list_price: Decimal
    prices: list[Candidate]
    discounts: list[Candidate]
    through: Mapping[int, list[str]]
    """Campaign id → the segments that make this company its target now."""
    by_hand: bool = False

    @property
    def net_price(self) -> Decimal:
        return self.unit_price * (100 - self.discount_percent) / 100

    @property
    def saving(self) -> Decimal:
        """Per cent below the list price; negative when dearer."""
        if not self.list_price:
            return Decimal(0)
        return ((self.list_price - self.net_price) / self.list_price * 100).quantize(Decimal("0.1"))

    @property
    def sentences(self) -> list[str]:
        """Why, in words: one sentence for the discount if there is one, one for the price."""
        used = [] if self.by_hand else [*_used(self.discounts), *_used(self.prices)]
        return [_sentence(candidate, self.through.get(candidate.reason.campaign_id or 0, [])) for candidate in used]


def explanation_of(line: SalesLine) -> Explanation:
    """From what the line froze; the database is asked nothing about prices."""
    return _explanation(
        asked_of(line),
        [Reason.from_json(stored) for stored in line.reasons],
        unit_price=line.unit_price,
        discount_percent=line.discount_percent,
        list_price=line.list_price,
        by_hand=line.is_by_hand,
    )


def answer_to(asked: Asked) -> Explanation:
    """Ask the price question without a document. Refused as the price question: no rate, no such unit."""
    party, (question,) = party_of(asked.party), questions_of([asked])
    (answer,) = answers([question], party=party, currency=asked.currency, on=asked.on)
    reasons = explained(question, party=party, currency=asked.currency, on=asked.on)
    return _explanation(
        asked,
        reasons,
        unit_price=answer.unit_price,
        discount_percent=answer.discount_percent,
        list_price=answer.list_price,
    )


def asked_of(line: SalesLine) -> Asked:
    head = line.document
    return Asked(
        head.bill_to,
        line.item,
        line.variant,
        line.unit,
        line.quantity,
        head.currency,
        line.priced_on or head.document_date,
    )


def now_different(line: SalesLine) -> repricing.Change | None:
    """What the system would say now, for the document as it stands, when that differs from the line."""
    changes = repricing.preview(line.document, only={line.pk})
    return changes[0] if changes else None


def _explanation(
    asked: Asked,
    reasons: Sequence[Reason],
    *,
    unit_price: Decimal,
    discount_percent: Decimal,
    list_price: Decimal,
    by_hand: bool = False,
) -> Explanation:
    shown = [Candidate(reason, source_words(reason), reason_words(reason)) for reason in reasons]
    shown.sort(key=lambda candidate: ORDER.index(candidate.reason.verdict))
    currency = asked.currency or CompanyInformation.get().local_currency
    return Explanation(
        asked,
        currency.code if currency else "",
        unit_price,
        discount_percent,
        list_price,
        [candidate for candidate in shown if candidate.reason.kind != "discount"],
        [candidate for candidate in shown if candidate.reason.kind == "discount"],
        _through(asked.party, reasons),
        by_hand,
    )


def _used(candidates: Iterable[Candidate]) -> list[Candidate]:
    return [candidate for candidate in candidates if candidate.reason.verdict == "used"]


def _sentence(candidate: Candidate, segments: Sequence[str]) -> str:
    kind = "percent" if candidate.reason.kind == "discount" else "unit amount"
    known = {"what": KINDS[kind](candidate.amount), "source": candidate.source, "segments": ", ".join(segments)}
    if candidate.reason.source == "card":
        return _("%(what)s from the item card, because no sales price fits.") % known
    if segments:
        return _("%(what)s because of %(source)s; this company is a target through segment %(segments)s.") % known
    return _("%(what)s because of %(source)s.") % known


def _through(party: Contact, reasons: Iterable[Reason]) -> dict[int, list[str]]:
    """One statement, none where no campaign is used."""
    campaigns = {reason.campaign_id for reason in reasons if reason.verdict == "used" and reason.campaign_id}
    if not campaigns:
        return {}
    lines = flagged_lines().filter(segment__campaign__in=campaigns, contact__party=party.party)
    found: dict[int, list[str]] = {}
    for campaign, segment in lines.values_list("segment__campaign", "segment__number").distinct().order_by("segment"):
        found.setdefault(campaign, []).append(segment)
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
