from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import pages
from core.models import Currency, ExchangeRate
from core.setup.code_tables import CodeFilter
from core.setup.columns import CURRENCY_COLUMNS
from core.setup.forms import CurrencyForm, ExchangeRates


class CurrencyList(pages.ListPage):
    """The currencies, each with the rate of the day the person works on."""

    model = Currency
    url_name = "core:currencies"
    template_name = "core/currencies.html"
    columns = CURRENCY_COLUMNS
    filterset_class = CodeFilter
    order = "code"
    empty = _("The currencies of prices and quotes, your own among them. All others need exchange rates.")
    new_url_name = "core:new_currency"
    new_label = _("New currency")

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        day = pages.work_day_of(request)
        known = ExchangeRate.objects.filter(currency=OuterRef("pk"), starting_date__lte=day).order_by("-starting_date")
        rate, since = (Subquery(known.values(name)[:1]) for name in ("rate", "starting_date"))
        rows: QuerySet[Any] = super().rows_for(request).annotate(rate=rate, rate_since=since)
        return rows


class CurrencyCard(pages.CardWithLines):
    model = Currency
    form_class = CurrencyForm
    line_tables = [pages.LineTable(_("Exchange rates"), ExchangeRates)]
    list_page = CurrencyList
    slug_field = slug_url_kwarg = "code"


class NewCurrency(pages.NewCardPage):
    model = Currency
    form_class = CurrencyForm
    list_page = CurrencyList


class DeleteCurrency(pages.DeletePage):
    model = Currency
    list_page = CurrencyList
    slug_field = slug_url_kwarg = "code"
