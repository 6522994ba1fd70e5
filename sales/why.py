"""Asking why: of a line from what it froze, of anything else by asking the price question."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from contacts.models import Contact
from core.models import CompanyInformation
from pricing.asked import questions_of
from pricing.party import party_of
from pricing.question import answers, explained
from pricing.reasons import Reason, reason_words, source_words
from sales import repricing
from sales.explanation import Asked, Candidate, Explanation
from sales.models import SalesLine
from segments.targets import flagged_interactions, flagged_lines

ORDER = ["used", "fits", "rejected"]


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


def _through(party: Contact, reasons: Iterable[Reason]) -> dict[int, list[str]]:
    """One statement, none where no campaign is used."""
    campaigns = {reason.campaign_id for reason in reasons if reason.verdict == "used" and reason.campaign_id}
    if not campaigns:
        return {}
    asked = {"aimed_at__in": campaigns, "party": party.party}
    lines = flagged_lines().filter(**asked).order_by().values_list("aimed_at", "segment__number")
    logged = flagged_interactions().filter(**asked).exclude(segment_number="").order_by()
    found: dict[int, list[str]] = {}
    for campaign, segment in sorted(lines.union(logged.values_list("aimed_at", "segment_number"))):
        found.setdefault(campaign, []).append(segment)
    return found
