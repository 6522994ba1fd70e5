"""A price or discount row picked by hand for a line instead of the system's choice (8.8)."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import Refused
from pricing.choice import Candidate, Choice, Offer, Question
from pricing.models import SalesLineDiscount, SalesPrice, Source
from pricing.models.source import SourceRow
from pricing.party import Party
from pricing.question import Answer, answer_of
from pricing.reasons import sentence
from pricing.verdicts import misfit

MOST_LISTED = 100


class CannotPick(Refused):
    pass


class OnOffer(NamedTuple):
    """A row one may want to pick, and what speaks against it: a sentence, or nothing."""

    row: SalesPrice | SalesLineDiscount
    objection: str
    is_used: bool


def prices_of(party: Party, *, on: date) -> QuerySet[SalesPrice]:
    """Every price row for this party that has not ended, later ones included: its own, its group's, all customers' and
    those of the activated campaigns it is a target of (8.9)."""
    rows = SalesPrice.objects.filter(_for(party, party.price_group_id), _not_ended(on))
    return rows.select_related("customer__contact", "price_group", "campaign", "currency", "unit", "variant")


def discounts_of(party: Party, *, on: date) -> QuerySet[SalesLineDiscount]:
    """Likewise the discount rows."""
    rows = SalesLineDiscount.objects.filter(_for(party, party.discount_group_id), _not_ended(on))
    return rows.select_related("customer__contact", "discount_group", "campaign", "currency", "unit", "variant")


def prices_on_offer(question: Question, *, party: Party, on: date) -> QuerySet[SalesPrice]:
    """Those of the line's item: rows for other units, currencies, days and quantities as well, which are refused when
    they are picked."""
    return prices_of(party, on=on).filter(item=question.item_id)


def discounts_on_offer(question: Question, *, party: Party, on: date) -> QuerySet[SalesLineDiscount]:
    """Likewise the discount rows of the item and of its item discount group."""
    of_item = Q(item=question.item_id) | Q(item_group=question.item_group_id, item_group__isnull=False)
    return discounts_of(party, on=on).filter(of_item)


def on_offer(answer: Answer, *, on: date) -> tuple[list[OnOffer], list[OnOffer]]:
    """The prices and the discounts one may look through for a line, at most a hundred of each; two statements."""
    question, party = answer.choice.question, answer.choice.terms.party
    prices = prices_on_offer(question, party=party, on=on).order_by("pk")[:MOST_LISTED]
    discounts = discounts_on_offer(question, party=party, on=on).order_by("pk")[:MOST_LISTED]
    return _offered(prices, answer, answer.price_row_id, on=on), _offered(
        discounts, answer, answer.discount_row_id, on=on
    )


def pick(row: SalesPrice | SalesLineDiscount, answer: Answer, *, on: date) -> Answer:
    """The answer at this price or at this discount; refused as `pick_price` and `pick_discount`."""
    if isinstance(row, SalesPrice):
        return pick_price(row, answer, on=on)
    return pick_discount(row, answer, on=on)


def with_picked(answer: Answer, *, price_id: int | None, discount_id: int | None) -> Answer:
    """The answer at the rows picked before; one that does not fit any more gives way to the system's choice."""
    choice = answer.choice
    if price := _still_fitting(price_id, choice.prices, choice):
        choice = choice._replace(price=_offer(price, choice.terms.unit_price(price, choice.question)))
    if discount := _still_fitting(discount_id, choice.discounts, choice):
        choice = choice._replace(discount=_offer(discount, Decimal(discount.value)))
    return answer if choice is answer.choice else answer_of(choice)


def pick_price(row: SalesPrice, answer: Answer, *, on: date) -> Answer:
    """The answer at this price; it says itself whether a discount may come on top.

    Refused (CannotPick) for a row that starts later, is for another currency, unit or variant, needs a greater
    quantity, or is not for this party at all.
    """
    picked = _picked(row, answer.choice.prices, answer, on=on)
    price = answer.choice.terms.unit_price(picked, answer.choice.question)
    return answer_of(answer.choice._replace(price=_offer(picked, price)))


def pick_discount(row: SalesLineDiscount, answer: Answer, *, on: date) -> Answer:
    """The answer at this discount. Refused as a price, and when the line is not allowed a discount."""
    if not answer.allow_line_discount:
        raise CannotPick(_("This line is not allowed a line discount. Pick a price that allows one."))
    picked = _picked(row, answer.choice.discounts, answer, on=on)
    return answer_of(answer.choice._replace(discount=_offer(picked, Decimal(picked.value))))


def _offer(row: Candidate, value: Decimal) -> Offer:
    return Offer(row, value, by_hand=True)


def _still_fitting(row_id: int | None, candidates: Iterable[Candidate], choice: Choice) -> Candidate | None:
    found = (candidate for candidate in candidates if candidate.id == row_id)
    return next((candidate for candidate in found if misfit(candidate, choice) is None), None)


def _offered(
    rows: Iterable[SalesPrice | SalesLineDiscount], answer: Answer, used_id: int | None, *, on: date
) -> list[OnOffer]:
    return [OnOffer(row, _objection(row, answer, on=on), row.pk == used_id) for row in rows]


def _objection(row: SalesPrice | SalesLineDiscount, answer: Answer, *, on: date) -> str:
    try:
        pick(row, answer, on=on)
    except CannotPick as refusal:
        return str(refusal)
    return ""


def _picked(row: SourceRow, candidates: Sequence[Candidate], answer: Answer, *, on: date) -> Candidate:
    choice = answer.choice
    found = next((candidate for candidate in candidates if candidate.id == row.pk), None)
    if found is None:
        raise CannotPick(_not_in_force(row, choice.terms.currency_id, on=on))
    finding = misfit(found, choice)
    if finding:
        raise CannotPick(sentence(finding.code, finding.facts))
    return found


def _not_in_force(row: SourceRow, currency_id: int | None, *, on: date) -> str:
    starts, ends = row.in_force_from, row.in_force_until
    if starts and starts > on:
        return sentence("not_started", {"starts": starts.isoformat()})
    if ends and ends < on:
        return sentence("ended", {"ended": ends.isoformat()})
    if row.currency_id not in (None, currency_id):
        return sentence("other_currency", {})
    return _("This row does not count for this customer. Pick one from the list.")


def _for(party: Party, group_id: int | None) -> Q:
    campaigns = [campaign.id for campaign in party.campaigns]
    return (
        Q(source_type=Source.ALL)
        | Q(source_type=Source.CUSTOMER, source_key=party.customer_id)
        | Q(source_type=Source.GROUP, source_key=group_id)
        | Q(source_type=Source.CAMPAIGN, source_key__in=campaigns)
    )


def _not_ended(on: date) -> Q:
    own = Q(ending_date__isnull=True) | Q(ending_date__gte=on)
    return own & (Q(campaign__isnull=True) | Q(campaign__ending_date__isnull=True) | Q(campaign__ending_date__gte=on))
