from django.urls import path

from sales.views import preview, quotes, why, worksheet

app_name = "sales"
urlpatterns = [
    path("", quotes.QuoteList.as_view(), name="list"),
    path("new/", quotes.NewQuote.as_view(), name="new"),
    path("why/", why.why, name="why"),
    path("<str:number>/", quotes.QuoteCard.as_view(), name="card"),
    path("<str:number>/delete/", quotes.DeleteQuote.as_view(), name="delete"),
    path("<str:number>/prices/", preview.reprice, name="reprice"),
    path("<str:number>/lines/", worksheet.add_line, name="add_line"),
    path("<str:number>/lines/new/", worksheet.new_line, name="new_line"),
    path("<str:number>/lines/<int:pk>/", worksheet.change_line, name="change_line"),
    path("<str:number>/lines/<int:pk>/delete/", worksheet.delete_line, name="delete_line"),
    path("<str:number>/lines/<int:pk>/system-price/", worksheet.system_price, name="system_price"),
    path("<str:number>/lines/<int:pk>/why/", why.why_line, name="why_line"),
]
