"""Asking the price question for the lines of a document, and freezing the answers on them (8.1, decision 14)."""

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from core.models import User
from pricing.amounts import amount_precision, line_amounts
from pricing.asked import questions_of
from pricing.party import party_of
from pricing.picking import with_picked
from pricing.question import Answer, answers, reasons_for
from pricing.reasons import Reason
from sales import quoting, sql
from sales.models import SalesDocument, SalesLine

ASKED = ["document", "item", "variant", "unit", "quantity"]
"""What of a line the price question asks; the rest is answered."""


@dataclass(frozen=True)
class Change:
    """A line as it stands, and as it would be at the system's price and discount now."""

    line: SalesLine
    then: SalesLine

    @property
    def differs(self) -> bool:
        stands, then = self.line, self.then
        return (stands.unit_price, stands.discount_percent) != (then.unit_price, then.discount_percent)


def preview(document: SalesDocument, *, only: Collection[int] | None = None) -> list[Change]:
    """The lines whose price or discount would change, as the head says now; nothing is written (CP-83).

    A bounded number of statements for any number of lines; `only` narrows it to some lines.
    """
    rows = document.lines.for_card()
    lines = list(rows if only is None else rows.filter(pk__in=only))
    then = [_unmarked(copy(line)) for line in lines]
    price(then, of=document)
    changes = [Change(line, new) for line, new in zip(lines, then, strict=True)]
    return [change for change in changes if change.differs]


def reprice(document: SalesDocument, *, only: Collection[int], by: User, at: datetime) -> int:
    """Give the chosen lines the system's price and discount, set by hand or not; the other lines stay as they are.

    At most eleven statements for a hundred lines. Answers how many lines it were.
    """
    with transaction.atomic():
        document.note_change(by=by, at=at)
        lines = [_unmarked(line) for line in document.lines.filter(pk__in=only).only(*ASKED)]
        price(lines, of=document)
        sql.reprice(lines)
        quoting.tell_opportunity(document)
    return len(lines)


def price(lines: Sequence[SalesLine], *, of: SalesDocument) -> None:
    """Ask once for all lines and put the answers on them, unsaved; what is set or picked by hand stays.

    A row picked by hand gives way when it does not fit the line any more. A line priced alone keeps the full list of
    reasons, lines priced together those that could have counted.
    """
    if not lines:
        return
    for line, answer in zip(lines, ask(lines, of=of), strict=True):
        own = with_own_picks(line, answer)
        reasons = reasons_for(own, on=of.document_date) if len(lines) == 1 else own.reasons
        _freeze(line, answer, own, reasons, on=of.document_date)
    count(lines, of=of)


def ask(lines: Sequence[SalesLine], *, of: SalesDocument) -> list[Answer]:
    """What the system says for each line, whatever a person has set or picked."""
    party, questions = party_of(of.bill_to), questions_of(lines)
    return answers(questions, party=party, currency=of.currency, on=of.document_date)


def ask_for(line: SalesLine) -> Answer:
    """What one line gets, at the rows picked for it by hand."""
    (answer,) = ask([line], of=line.document)
    return with_own_picks(line, answer)


def with_own_picks(line: SalesLine, answer: Answer) -> Answer:
    """The answer at the rows a person picked for the line, where they fit."""
    price_id = line.price_row_id if line.price_picked else None
    discount_id = line.discount_row_id if line.discount_picked else None
    return with_picked(answer, price_id=price_id, discount_id=discount_id)


def count(lines: Sequence[SalesLine], *, of: SalesDocument) -> None:
    """The amounts that follow from quantity, price and discount, on the lines, unsaved."""
    precision = amount_precision(of.currency)
    for line in lines:
        line.discount_amount, line.amount = line_amounts(
            quantity=line.quantity,
            unit_price=line.unit_price,
            discount_percent=line.discount_percent,
            precision=precision,
        )


def _unmarked(line: SalesLine) -> SalesLine:
    line.price_by_hand = line.discount_by_hand = line.price_picked = line.discount_picked = False
    line.by_hand_user_id = line.by_hand_at = None
    return line


def _freeze(line: SalesLine, system: Answer, answer: Answer, reasons: list[Reason], *, on: date) -> None:
    """`answer` is what the line gets, `system` what it would get had nobody picked a row."""
    line.list_price, line.allow_line_discount = answer.list_price, answer.allow_line_discount
    line.system_price, line.system_discount = system.unit_price, system.discount_percent
    line.price_picked = answer.price_by_hand
    line.discount_picked = answer.discount_by_hand
    line.reasons, line.priced_on = [reason.as_json() for reason in reasons], on
    line.price_row_id = None if line.price_by_hand else answer.price_row_id
    line.price_campaign_id = None if line.price_by_hand else answer.price_campaign_id
    line.discount_row_id = None if line.discount_by_hand else answer.discount_row_id
    line.discount_campaign_id = None if line.discount_by_hand else answer.discount_campaign_id
    if not line.price_by_hand:
        line.unit_price = answer.unit_price
    if not line.discount_by_hand:
        line.discount_percent = answer.discount_percent
