from django.urls import path

from core.history.urls import history_of
from core.setup import code_tables
from core.setup.views import company, currencies, numbers

urlpatterns = [
    path("", numbers.MarketingSetup.as_view(), name="setup"),
    path("numbers/<int:pk>/", numbers.NumbersRow.as_view(), name="setup_numbers"),
    path("company/", company.CompanyCard.as_view(), name="company_card"),
    *history_of(company.CompanyCard, "company/", "company_"),
    path("currencies/", currencies.CurrencyList.as_view(), name="currencies"),
    path("currencies/new/", currencies.NewCurrency.as_view(), name="new_currency"),
    path("currencies/<str:code>/", currencies.CurrencyCard.as_view(), name="currency_card"),
    path("currencies/<str:code>/delete/", currencies.DeleteCurrency.as_view(), name="currency_delete"),
    *history_of(currencies.CurrencyCard, "currencies/<str:code>/", "currency_"),
    *code_tables.urls(),
]
