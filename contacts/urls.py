from django.urls import path

from contacts import views
from core.history.urls import history_of

app_name = "contacts"
urlpatterns = [
    path("", views.ContactList.as_view(), name="list"),
    path("new/", views.NewContact.as_view(), name="new"),
    path("customers/", views.CustomerList.as_view(), name="customers"),
    path("customers/new/", views.NewCustomer.as_view(), name="new_customer"),
    path("customers/<str:number>/", views.CustomerCard.as_view(), name="customer_card"),
    path("customers/<str:number>/delete/", views.DeleteCustomer.as_view(), name="customer_delete"),
    *history_of(views.CustomerCard, "customers/<str:number>/", "customer_"),
    path("<str:number>/", views.ContactCard.as_view(), name="card"),
    path("<str:number>/delete/", views.DeleteContact.as_view(), name="delete"),
    path("<str:number>/comment/", views.CommentOnContact.as_view(), name="comment"),
    path("<str:number>/create-customer/", views.create_customer, name="create_customer"),
    *history_of(views.ContactCard, "<str:number>/"),
]
