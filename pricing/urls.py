from django.urls import path

from pricing.views import preflight, special, switching, worksheets

app_name = "pricing"
urlpatterns = [
    path("prices/", worksheets.SalesPrices.as_view(), name="prices"),
    path("prices/<int:pk>/", worksheets.SalesPriceRow.as_view(), name="price"),
    path("prices/<int:pk>/history/", worksheets.SalesPriceHistory.as_view(), name="price_history"),
    path("discounts/", worksheets.SalesLineDiscounts.as_view(), name="discounts"),
    path("discounts/<int:pk>/", worksheets.SalesLineDiscountRow.as_view(), name="discount"),
    path("discounts/<int:pk>/history/", worksheets.SalesLineDiscountHistory.as_view(), name="discount_history"),
    path("contacts/<str:contact>/prices/", special.SpecialPrices.as_view(), name="special_prices"),
    path("contacts/<str:contact>/discounts/", special.SpecialDiscounts.as_view(), name="special_discounts"),
    path("campaigns/<str:number>/activate/", switching.activate, name="activate"),
    path("campaigns/<str:number>/deactivate/", switching.deactivate, name="deactivate"),
    path("campaigns/<str:number>/preflight/", preflight.check, name="preflight"),
    path("campaigns/<str:number>/preflight/faults/", preflight.faults, name="preflight_faults"),
    path("campaigns/<str:number>/preflight/overrule/", preflight.overrule, name="overrule"),
    path("campaigns/<str:number>/preflight/count/", preflight.count_again, name="take_back_overruling"),
]
