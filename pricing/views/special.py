"""The special prices and discounts of a customer, or of a contact who is none yet, all in one list each (8.9)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core import pages
from core.tables import Column, Values
from pricing.comparison import compared
from pricing.filters import SpecialDiscountFilter, SpecialPriceFilter
from pricing.models import SalesLineDiscount, SalesPrice
from pricing.party import Party, party_of
from pricing.picking import discounts_of, prices_of
from pricing.tables import DISCOUNT_COLUMNS, PRICE_COLUMNS, item_first

CUSTOMER = "customer__bill_to__contact"


class Asked(NamedTuple):
    """Who is looked up, and who pays for him: the payer's prices are the ones that count."""

    contact: Contact
    payer: Contact
    party: Party


class SpecialPrices(pages.ListPage):
    model: Any = SalesPrice
    url_name = "pricing:special_prices"
    title = _("Special prices")
    columns = item_first(PRICE_COLUMNS)
    filterset_class = SpecialPriceFilter
    order = "item_id"
    empty = _("No sales price is for this customer: every item has the price of its card.")
    template_name = "pricing/special_prices.html"

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        return prices_of(asked_in(request).party, on=pages.work_day_of(request)).select_related("item", "currency")

    def values(self, rows: Sequence[Any], shown: Sequence[Column]) -> Values:
        known = super().values(rows, shown)
        if rows and any(column.name == "card_price" for column in shown):
            comparisons = compared(rows, on=pages.work_day_of(self.request), with_cost=False)
            known["card_price"] = {key: found.price for key, found in comparisons.items()}
        return known

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(asked=asked_in(self.request), **context)


class SpecialDiscounts(SpecialPrices):
    model = SalesLineDiscount
    url_name = "pricing:special_discounts"
    title = _("Special line discounts")
    columns = item_first(DISCOUNT_COLUMNS)
    filterset_class = SpecialDiscountFilter
    empty = _("No line discount is for this customer.")

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        return discounts_of(asked_in(request).party, on=pages.work_day_of(request)).select_related("item", "item_group")


def asked_in(request: HttpRequest) -> Asked:
    """The contact in the address; asked once for a request."""
    if not hasattr(request, "special_prices_of"):
        number = request.resolver_match.kwargs["contact"] if request.resolver_match else ""
        rows = Contact.objects.select_related(CUSTOMER, f"company__{CUSTOMER}")
        contact = get_object_or_404(rows, number=number)
        customer = getattr(contact.head, "customer", None)
        payer = customer.bill_to.contact if customer and customer.bill_to else contact.head
        request.special_prices_of = Asked(contact, payer, party_of(payer))  # type: ignore[attr-defined]
    return request.special_prices_of  # type: ignore[attr-defined, no-any-return]
