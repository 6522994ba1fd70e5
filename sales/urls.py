from django.urls import path

from core.history.urls import history_of
from sales.views import comparing, money, opportunities, orders, picking, preview, printing, quotes, why, worksheet

app_name = "sales"
urlpatterns = [
    path("", quotes.QuoteList.as_view(), name="list"),
    path("new/", quotes.NewQuote.as_view(), name="new"),
    path("why/", why.why, name="why"),
    path("money/<str:campaign>/", money.money, name="money"),
    path("money/<str:campaign>/figures/", money.main_figures, name="main_figures"),
    path("money/<str:campaign>/uplift/", money.uplift, name="uplift"),
    path("compare/", comparing.compare, name="compare"),
    path("compare/ticked/", comparing.statistics_of_ticked, name="statistics_of_ticked"),
    path("orders/", orders.OrderList.as_view(), name="orders"),
    path("orders/new/", orders.NewOrder.as_view(), name="new_order"),
    path("orders/<str:number>/", orders.OrderCard.as_view(), name="order_card"),
    path("orders/<str:number>/delete/", orders.DeleteOrder.as_view(), name="order_delete"),
    path("orders/<str:number>/post/", orders.post_order, name="post"),
    *history_of(orders.OrderCard, "orders/<str:number>/", "order_"),
    path("for/<str:opportunity>/", opportunities.create_quote, name="create_quote"),
    path("<str:number>/", quotes.QuoteCard.as_view(), name="card"),
    path("<str:number>/delete/", quotes.DeleteQuote.as_view(), name="delete"),
    path("<str:number>/order/", orders.order_quote, name="make_order"),
    path("<str:number>/print/", printing.print_page, name="print"),
    path("<str:number>/email/", printing.email, name="email"),
    path("<str:number>/log/", printing.log, name="log"),
    path("<str:number>/prices/", preview.reprice, name="reprice"),
    path("<str:number>/lines/", worksheet.add_line, name="add_line"),
    path("<str:number>/lines/new/", worksheet.new_line, name="new_line"),
    path("<str:number>/lines/<int:pk>/", worksheet.change_line, name="change_line"),
    path("<str:number>/lines/<int:pk>/delete/", worksheet.delete_line, name="delete_line"),
    path("<str:number>/lines/<int:pk>/system-price/", worksheet.system_price, name="system_price"),
    path("<str:number>/lines/<int:pk>/offers/", picking.offers, name="offers"),
    path("<str:number>/lines/<int:pk>/pick/", picking.pick, name="pick"),
    path("<str:number>/lines/<int:pk>/why/", why.why_line, name="why_line"),
    *history_of(quotes.QuoteCard, "<str:number>/"),
]
