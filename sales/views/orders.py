from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from contacts.models import Customer
from core.access import may, permitted, person_of
from core.pages import refusals_shown, work_day_of
from sales.filters import OrderFilter
from sales.models import SalesDocument, total_of_document
from sales.ordering import make_order
from sales.posting import post
from sales.recording import is_unrecorded
from sales.tables import ORDER_COLUMNS
from sales.views.found import document_or_404
from sales.views.quotes import DeleteQuote, NewQuote, QuoteCard, QuoteList

CHANGE = "sales.change_salesdocument"
UNRECORDED = _(
    "Its campaign has no interaction of it: no template is chosen for posted orders in the Interaction Template Setup."
)


class OrderList(QuoteList):
    url_name = "sales:orders"
    title = _("Orders")
    columns = ORDER_COLUMNS
    filterset_class = OrderFilter
    empty = _("An order is a quote the customer said yes to. Posting it writes down what was sold.")
    new_url_name = "sales:new_order"
    new_label = _("New order")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return SalesDocument.objects.orders().for_list().annotate(total=total_of_document())


class OrderCard(QuoteCard):
    kind = SalesDocument.Kind.ORDER
    list_page = OrderList


class NewOrder(NewQuote):
    kind = SalesDocument.Kind.ORDER
    list_page = OrderList


class DeleteOrder(DeleteQuote):
    list_page = OrderList


@require_POST
@permitted(CHANGE)
def order_quote(request: HttpRequest, number: str) -> HttpResponse:
    """The quote becomes an order, and the contact of a quote a customer where he is none yet."""
    person = person_of(request)
    document = document_or_404(number)
    with refusals_shown(request):
        document = make_order(document, by=person, at=now(), create_customers=may(person, "add", Customer))
        messages.success(request, gettext("Quote %(quote)s is order %(order)s now.") % _numbers(document))
    return redirect(document)


@require_POST
@permitted(CHANGE)
def post_order(request: HttpRequest, number: str) -> HttpResponse:
    """Posted on the person's work date."""
    person = person_of(request)
    document = document_or_404(number)
    with refusals_shown(request):
        day = work_day_of(request)
        count = post(document, on=day, by=person, at=now())
        sentence = ngettext(
            "%(order)s is posted: %(count)s sales entry.", "%(order)s is posted: %(count)s sales entries.", count
        )
        messages.success(request, sentence % {"order": document, "count": count})
        if is_unrecorded(document, on=day):
            messages.warning(request, UNRECORDED)
    return redirect(document)


def _numbers(order: SalesDocument) -> dict[str, str]:
    return {"quote": order.quote_number or "", "order": order.number}
