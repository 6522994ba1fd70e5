"""What contacts bought, as figures that answer questions of their profile (9.2): from their sales entries."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from contacts.models import Measure
from contacts.profiles.measures import Figures, Span, ratio
from items.models import SalesEntry

AMOUNT, INVOICES = Sum("amount"), Count("document_number", distinct=True)
COST_OF_GOODS, LIST_VALUE = Sum(F("unit_cost") * F("quantity")), Sum(F("list_price") * F("quantity"))


def _sold(figure: Callable[[Span], Any]) -> Figures:
    """Of the one who paid: a customer's contact is a company, or a person without one."""

    def figures(span: Span, _whose: str) -> QuerySet[Any, Any]:
        entries = SalesEntry.objects.between(span.since, span.until).order_by().values("customer__contact")
        return entries.annotate(figure=figure(span)).values_list("customer__contact", "figure")

    return figures


FIGURES: Mapping[Measure, Figures] = {
    Measure.SALES: _sold(lambda _span: AMOUNT),
    Measure.PROFIT: _sold(lambda _span: AMOUNT - COST_OF_GOODS),
    Measure.SALES_FREQUENCY: _sold(lambda span: ratio(INVOICES, span.years)),
    Measure.AVERAGE_INVOICE: _sold(lambda _span: ratio(AMOUNT, INVOICES)),
    Measure.DISCOUNT: _sold(lambda _span: ratio(LIST_VALUE - AMOUNT, LIST_VALUE, 100)),
}
