from django.urls import path

from core.history.urls import history_of
from items import views

app_name = "items"
urlpatterns = [
    path("", views.ItemList.as_view(), name="list"),
    path("new/", views.NewItem.as_view(), name="new"),
    path("entries/", views.SalesEntryList.as_view(), name="entries"),
    path("<str:number>/", views.ItemCard.as_view(), name="card"),
    path("<str:number>/delete/", views.DeleteItem.as_view(), name="delete"),
    *history_of(views.ItemCard, "<str:number>/"),
]
