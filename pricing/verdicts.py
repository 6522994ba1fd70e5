"""What became of every candidate of a line: used, fitting but beaten, or rejected and why (decision 13). Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pricing.choice import ZERO, Candidate, Choice, amount_of, counted, fitting
from pricing.models import Source
from pricing.party import KnownCampaign, Party
from pricing.reasons import Kind, Reason, SourceWord, Verdict

WHOSE: dict[int, SourceWord] = {Source.CUSTOMER: "customer", Source.GROUP: "group", Source.ALL: "all"}
ORDER: dict[Verdict, int] = {"used": 0, "fits": 1, "rejected": 2}


class Finding(NamedTuple):
    verdict: Verdict
    code: str
    facts: Mapping[str, str] = {}


BEST_PRICE = Finding("used", "lowest_amount")
BEST_DISCOUNT = Finding("used", "highest_discount")
PICKED = Finding("used", "picked")
PASSED_OVER = Finding("fits", "passed_over")
GENERAL = Finding("fits", "less_specific")
EQUAL = Finding("fits", "equal")
DEARER = Finding("fits", "dearer")
LOWER = Finding("fits", "lower")


class CampaignRow(NamedTuple):
    """A campaign's row that may not count here, with its campaign."""

    kind: Kind
    row: Candidate
    campaign: KnownCampaign
    is_activated: bool


def rejected(code: str, **facts: str) -> Finding:
    return Finding("rejected", code, facts)


def reasons_of(choice: Choice, more: Iterable[Reason] = ()) -> list[Reason]:
    """Prices with the item card, then discounts: each kind the used one, those that fit, the best first, the rejected.

    `more` are reasons found elsewhere, sorted in.
    """
    fit = {row.id for row in fitting(choice.prices, choice.question)}
    prices = [price_reason(row, choice, fits=row.id in fit) for row in choice.prices]
    fit = {row.id for row in fitting(choice.discounts, choice.question)}
    discounts = [discount_reason(row, choice, fits=row.id in fit) for row in choice.discounts]
    return sorted([card_reason(choice), *prices, *discounts, *more], key=_order)


def _order(reason: Reason) -> tuple[bool, int, Decimal]:
    amount = Decimal(reason.amount)
    is_discount = reason.kind == "discount"
    return is_discount, ORDER[reason.verdict], -amount if is_discount else amount


def card_reason(choice: Choice) -> Reason:
    amount = str(choice.terms.list_price(choice.question))
    if choice.price:
        return Reason("list", "rejected", "card_waits", "card", amount=amount)
    return Reason("list", "used", "no_price_fits", "card", amount=amount)


def price_reason(row: Candidate, choice: Choice, *, fits: bool) -> Reason:
    price = choice.terms.unit_price(row, choice.question)
    finding = _price_finding(row, price, choice) if fits else _lacking(row, choice)
    return reason_of("price", row, finding, price, choice.terms.party, choice.terms.campaign_of(row))


def discount_reason(row: Candidate, choice: Choice, *, fits: bool) -> Reason:
    finding = _discount_finding(row, choice) if fits else _lacking(row, choice)
    return reason_of("discount", row, finding, Decimal(row.value), choice.terms.party, choice.terms.campaign_of(row))


def misfit(row: Candidate, choice: Choice) -> Finding | None:
    """Why the row is not for this line's unit, variant or quantity; None when it is."""
    return None if fitting([row], choice.question) else _lacking(row, choice)


def _lacking(row: Candidate, choice: Choice) -> Finding:
    question = choice.question
    if row.unit_id not in (None, question.unit_id):
        return rejected("other_unit")
    if row.variant_id not in (None, question.variant_id):
        return rejected("other_variant")
    return rejected("needs_more", needs=row.minimum or "", has=str(counted(row, question)))


def _price_finding(row: Candidate, price: Decimal, choice: Choice) -> Finding:
    used = choice.price
    if used is None or used.row.id == row.id:
        return PICKED if used and used.by_hand else BEST_PRICE
    if used.by_hand:
        return PASSED_OVER
    if row.specificity < used.row.specificity:
        return GENERAL
    percent = choice.discount.value if choice.discount else ZERO
    return DEARER if amount_of(price, row, percent) > amount_of(used.value, used.row, percent) else EQUAL


def _discount_finding(row: Candidate, choice: Choice) -> Finding:
    best = choice.discount
    if not choice.allows_discount:
        return rejected("price_disallows" if choice.price else "customer_disallows")
    if best is None or best.row.id == row.id:
        return PICKED if best and best.by_hand else BEST_DISCOUNT
    if best.by_hand:
        return PASSED_OVER
    if row.specificity < best.row.specificity:
        return GENERAL
    return LOWER if Decimal(row.value) < best.value else EQUAL


def campaign_reason(found: CampaignRow, choice: Choice, standing: str, *, on: date) -> Reason:
    """Why a campaign's row does not count here. `standing` is the company's to the campaign, or "no_line"."""
    row, terms = found.row, choice.terms
    finding = (
        _objection(found, standing, terms.party, on=on)
        or (None if row.currency_id in (None, terms.currency_id) else rejected("other_currency"))
        or misfit(row, choice)
        or EQUAL
    )
    amount = Decimal(row.value) if found.kind == "discount" else terms.unit_price(row, choice.question)
    return reason_of(found.kind, row, finding, amount, terms.party, found.campaign)


def _objection(found: CampaignRow, standing: str, party: Party, *, on: date) -> Finding | None:
    """What speaks against the campaign, whatever the line is."""
    starts, ends = found.campaign.starting_date, found.campaign.ending_date
    if not found.is_activated:
        return rejected("not_activated")
    if party.withheld or standing != "target":
        return rejected(party.withheld or standing)
    if starts and on < starts:
        return rejected("not_started", starts=starts.isoformat())
    if ends and on > ends:
        return rejected("ended", ended=ends.isoformat())
    return None


def reason_of(
    kind: Kind, row: Candidate, finding: Finding, amount: Decimal, party: Party, campaign: KnownCampaign | None
) -> Reason:
    starts, ends = (campaign.starting_date, campaign.ending_date) if campaign else (row.starting_date, row.ending_date)
    source, code, name = _source(kind, row, party, campaign)
    return Reason(
        kind,
        finding.verdict,
        finding.code,
        source,
        code,
        name,
        str(amount),
        str(starts or ""),
        str(ends or ""),
        row.minimum or "",
        row.id,
        row.campaign_id,
        row.item_id is None,
        finding.facts,
    )


def _source(kind: Kind, row: Candidate, party: Party, campaign: KnownCampaign | None) -> tuple[SourceWord, str, str]:
    """Whose row it is: the word, the number or code, the name."""
    if campaign:
        return "campaign", campaign.number, campaign.description
    source = WHOSE[row.source_type]
    if source == "customer":
        return source, party.customer_number, party.company_name
    if source == "group":
        return source, party.price_group_code if kind == "price" else party.discount_group_code, ""
    return source, "", ""
