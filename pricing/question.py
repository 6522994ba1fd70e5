"""The price question: which price and discount does a line get, and why (spec 8; decisions 10–15).

    party = party_of(document.bill_to)
    for line, answer in zip(lines, answers(questions_of(lines), party=party, currency=document.currency, on=day)):
        line.unit_price, line.discount_percent = answer.unit_price, answer.discount_percent
        line.reasons = [reason.as_json() for reason in answer.reasons]

Four statements for any number of lines in local currency, five with exchange rates, one more for `questions_of`.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from core.models import Currency
from core.money import CENT, UNIT_CENT
from core.sql import Row
from pricing import sql
from pricing.asked import UnknownUnit, questions_of
from pricing.choice import ZERO, Candidate, Choice, Question, Terms, choose
from pricing.party import Party, known_campaign
from pricing.reasons import Reason
from pricing.verdicts import CampaignRow, campaign_reason, reasons_of
from segments.targets import NO_LINE, standings_of

__all__ = [
    "Answer",
    "Question",
    "UnknownUnit",
    "answers",
    "explained",
    "questions_of",
    "reasons_for",
    "without_campaign",
]

Rows = dict[int | None, list[Candidate]]
NEAR, MOST_EXPLAINED = timedelta(days=31), 50
candidate: Callable[[Row], Candidate] = partial(tuple.__new__, Candidate)  # as _make does, three times as fast
NONE: list[Candidate] = []


class Answer(NamedTuple):
    """What the system offers for one line, in the currency and unit asked for."""

    unit_price: Decimal
    """Rounded to the currency's unit amount precision."""
    discount_percent: Decimal
    allow_line_discount: bool
    list_price: Decimal
    """The item card's price; what `unit_price` is when no row is used."""
    price_row_id: int | None
    price_campaign_id: int | None
    discount_row_id: int | None
    discount_campaign_id: int | None
    choice: Choice

    @property
    def price_by_hand(self) -> bool:
        """The price is of a row that a person picked; so with the discount."""
        return self.choice.price is not None and self.choice.price.by_hand

    @property
    def discount_by_hand(self) -> bool:
        discount = self.choice.discount
        return discount is not None and discount.by_hand and self.allow_line_discount

    @property
    def reasons(self) -> list[Reason]:
        """The eligible candidates of this line, those used first, then the nearest runner-up (decision 13)."""
        return reasons_of(self.choice)


def answers(questions: Sequence[Question], *, party: Party, currency: Currency | None, on: date) -> list[Answer]:
    """One answer for each question, in order. `currency` None is the local currency; `on` is the document's date.

    Refused (core NoRate) when local prices must be converted and the currency has no rate on the day.
    """
    terms = _terms(party, currency, on=on)
    items = {question.item_id for question in questions}
    groups = {question.item_group_id for question in questions if question.item_group_id is not None}
    campaigns = [campaign.id for campaign in party.campaigns if campaign.is_in_force(on=on)]
    asked = sql.Asked(party.customer_id, party.price_group_id, campaigns, terms.currency_id, on.isoformat())
    prices, _none = _by_key(sql.prices(items, asked))
    of_items, of_groups = _by_key(sql.discounts(items, groups, asked._replace(group_id=party.discount_group_id)))
    return [
        answer_of(
            choose(
                question,
                prices.get(question.item_id, NONE),
                of_items.get(question.item_id, NONE) + of_groups.get(question.item_group_id, NONE),
                terms,
            )
        )
        for question in questions
    ]


def explained(question: Question, *, party: Party, currency: Currency | None, on: date) -> list[Reason]:
    """The full list of reasons for one line, as `reasons_for` its answer."""
    (answer,) = answers([question], party=party, currency=currency, on=on)
    return reasons_for(answer, on=on)


def reasons_for(answer: Answer, *, on: date) -> list[Reason]:
    """The answer's own reasons, and campaign rows of the item or its group that do not count here, each with the
    reason why (decision 13). Two statements."""
    question, party = answer.choice.question, answer.choice.terms.party
    known = {("price", row.id) for row in answer.choice.prices} | {
        ("discount", row.id) for row in answer.choice.discounts
    }
    standings = standings_of(party.company_id)
    found = sql.campaign_rows(
        question.item_id,
        question.item_group_id,
        campaign_ids=standings,
        first=(on - NEAR).isoformat(),
        last=(on + NEAR).isoformat(),
        most=MOST_EXPLAINED + len(known),
    )
    others = [
        campaign_row
        for campaign_row in map(_campaign_row, found)
        if (campaign_row.kind, campaign_row.row.id) not in known
    ]
    more = [
        campaign_reason(other, answer.choice, standings.get(other.campaign.id, NO_LINE), on=on)
        for other in others[:MOST_EXPLAINED]
    ]
    return reasons_of(answer.choice, more)


def _campaign_row(row: Row) -> CampaignRow:
    columns = len(Candidate._fields)
    kind, is_activated, *campaign = row[columns:]
    return CampaignRow(kind, candidate(row[:columns]), known_campaign(*campaign), bool(is_activated))


def answer_of(choice: Choice) -> Answer:
    """The figures of a choice."""
    allows, list_price = choice.allows_discount, choice.terms.list_price(choice.question)
    price, discount = choice.price, choice.discount if allows else None
    return Answer(
        price.value if price else list_price,
        discount.value if discount else ZERO,
        allows,
        list_price,
        price.row.id if price else None,
        price.row.campaign_id if price else None,
        discount.row.id if discount else None,
        discount.row.campaign_id if discount else None,
        choice,
    )


def without_campaign(answer: Answer, campaign_id: int) -> Answer:
    """The answer had this campaign no prices and discounts. Pure: the other candidates are at hand."""
    choice = answer.choice
    prices = [row for row in choice.prices if row.campaign_id != campaign_id]
    discounts = [row for row in choice.discounts if row.campaign_id != campaign_id]
    return answer_of(choose(choice.question, prices, discounts, choice.terms))


def _terms(party: Party, currency: Currency | None, *, on: date) -> Terms:
    local_id, local_precision, _of_amounts = sql.local_currency() or (None, UNIT_CENT, CENT)
    if currency is None or currency.pk == local_id:
        return Terms(party, local_id, Decimal(local_precision))
    return Terms(party, currency.pk, currency.unit_amount_rounding, rate=currency.rate(on=on))


def _by_key(rows: Sequence[Row]) -> tuple[Rows, Rows]:
    """Candidates by item, and by item discount group."""
    by_item: Rows = defaultdict(list)
    by_group: Rows = defaultdict(list)
    for row in rows:
        item_id, group_id = row[0], row[1]
        (by_group[group_id] if item_id is None else by_item[item_id]).append(candidate(row))
    return by_item, by_group
