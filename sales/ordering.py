"""A quote becomes an order: the customer said yes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.conversion import create_as_customer
from core.addresses import address
from core.errors import Refused
from core.models import User
from opportunities.models import Status
from sales import documents
from sales.models import SalesDocument


class AlreadyOrdered(Refused):
    pass


class NotWonYet(Refused):
    pass


def make_order(quote: SalesDocument, *, by: User, at: datetime, create_customers: bool = False) -> SalesDocument:
    """The quote as an order of the same lines, at the same prices and date, with a number of the orders' series.

    With `create_customers` a company that is no customer yet becomes one (QUO-4). Refused when it is an order already
    (AlreadyOrdered), while its opportunity is in progress (NotWonYet, 4.11), for somebody who is no customer
    (documents.NoCustomer) or who is blocked.
    """
    with transaction.atomic():
        order = SalesDocument.objects.for_card().select_for_update(of=("self",)).get(pk=quote.pk)
        _refuse_ordered(order)
        _refuse_running(order)
        documents.refuse_blocked(order.sell_to)
        documents.refuse_blocked(order.bill_to)
        if create_customers:
            for prospect in documents.prospects_of(order):
                create_as_customer(contact=prospect, by=by, at=at)
        documents.refuse_prospects(order)
        order.kind, order.quote_number, order.number = SalesDocument.Kind.ORDER, order.number, ""
        order.changed(by=by, at=at)
        order.save()
    return order


def _refuse_running(quote: SalesDocument) -> None:
    """Who said yes has won the opportunity for us: that is noted first, with its reason."""
    opportunity = quote.opportunity
    if opportunity and opportunity.status == Status.IN_PROGRESS:
        sentence = _(
            "%(quote)s belongs to the opportunity %(opportunity)s. Close it as won first, then make the order."
        )
        where = address("opportunities:close", opportunity.number, "won")
        raise NotWonYet(sentence % {"quote": quote, "opportunity": opportunity}, where=where)


def _refuse_ordered(document: SalesDocument) -> None:
    if document.quote_number:
        sentence = _("Quote %(quote)s is order %(order)s already.")
        raise AlreadyOrdered(sentence % {"quote": document.quote_number, "order": document})
    if document.is_order:
        raise AlreadyOrdered(_("%(order)s is an order already.") % {"order": document})
