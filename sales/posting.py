"""Posting an order: what was sold is written down for good (6.9)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts.models import Customer
from core.errors import Refused
from core.models import User
from core.money import UNIT_CENT, rounded
from items.models import SalesEntry
from pricing.amounts import amount_precision
from sales import documents
from sales.anyway import prices_without_campaign
from sales.models import SalesDocument, SalesLine
from sales.recording import record_posting


class NotAnOrder(Refused):
    pass


class NothingToPost(Refused):
    pass


class ItemsBlocked(Refused):
    pass


def post(order: SalesDocument, *, on: date, by: User, at: datetime) -> int:
    """Write a sales entry for each line that has a quantity, and close the order; answers how many entries.

    `on` is the posting date: of the entries, and of the exchange rate. Refused, with nothing written: a quote, an order
    that is posted already or has nothing to post, somebody blocked or no customer, a blocked item, a currency without a
    rate on that day. The campaigns it was sold under get to know (sales recording). A bounded number of statements; the
    entries of fifty lines go in one.
    """
    with transaction.atomic():
        order = SalesDocument.objects.for_card().select_for_update(of=("self",)).get(pk=order.pk)
        _refuse_unready(order)
        customer = Customer.objects.get(contact_id=order.bill_to.party)
        entries = _entries(order, _lines_to_post(order), customer, on=on)
        SalesEntry.objects.bulk_create(entries)
        order.customer, order.posting_date = customer, on
        order.changed(by=by, at=at)
        order.save()
        record_posting(order, on=on, by=by, at=at)
    return len(entries)


def _refuse_unready(order: SalesDocument) -> None:
    if not order.is_order:
        raise NotAnOrder(_("Quote %(quote)s is no order yet. Make an order of it first.") % {"quote": order})
    order.refuse_posted()
    documents.refuse_blocked(order.sell_to)
    documents.refuse_blocked(order.bill_to)
    documents.refuse_prospects(order)


def _lines_to_post(order: SalesDocument) -> list[SalesLine]:
    lines = list(order.lines.for_card().filter(quantity__gt=0))
    if not lines:
        raise NothingToPost(_("Order %(order)s has no line with a quantity. Add one first.") % {"order": order})
    blocked = sorted({line.item.number for line in lines if line.item.blocked})
    if blocked:
        sentence = _("Blocked items are not sold: %(items)s. Delete their lines, or lift the block on the items.")
        raise ItemsBlocked(sentence % {"items": get_text_list(blocked, _("and"))})
    return lines


def _entries(order: SalesDocument, lines: Sequence[SalesLine], customer: Customer, *, on: date) -> list[SalesEntry]:
    rate = order.currency.rate(on=on) if order.currency else Decimal(1)
    precision = amount_precision(None)
    without = prices_without_campaign(lines, of=order)
    known: Any = {"on": on, "rate": rate, "precision": precision}
    return [entry_of(line, customer, **known, without_campaign=without.get(line.pk)) for line in lines]


def entry_of(
    line: SalesLine,
    customer: Customer,
    *,
    on: date,
    rate: Decimal,
    precision: Decimal,
    without_campaign: Decimal | None = None,
) -> SalesEntry:
    """What a line leaves behind, unsaved; `rate` and `precision` lead to local currency.

    Per base unit, so that the entries of an item add up. The campaign is the one really used, not the one on the
    order's head (decision 11); `without_campaign` is what one unit would have cost had it no prices, where known.
    """
    order, per_unit = line.document, line.item.quantity_per(line.unit)

    def in_local(price: Decimal) -> Decimal:
        return rounded(price * rate / per_unit, UNIT_CENT)

    return SalesEntry(
        posting_date=on,
        document_number=order.number,
        item=line.item,
        variant=line.variant,
        customer=customer,
        contact=order.sell_to,
        campaign_id=line.campaign_credited,
        salesperson=order.salesperson,
        quantity=line.quantity * per_unit,
        list_price=in_local(line.list_price),
        unit_price=in_local(line.unit_price),
        discount_percent=line.discount_percent,
        amount=rounded(line.amount * rate, precision),
        unit_cost=line.item.unit_cost,
        price_without_campaign=None if without_campaign is None else in_local(without_campaign),
    )
