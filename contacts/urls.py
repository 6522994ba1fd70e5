from django.urls import path

from contacts.views import cards, salutations
from core.history.urls import history_of

app_name = "contacts"
urlpatterns = [
    path("", cards.ContactList.as_view(), name="list"),
    path("new/", cards.NewContact.as_view(), name="new"),
    path("customers/", cards.CustomerList.as_view(), name="customers"),
    path("customers/new/", cards.NewCustomer.as_view(), name="new_customer"),
    path("customers/<str:number>/", cards.CustomerCard.as_view(), name="customer_card"),
    path("customers/<str:number>/delete/", cards.DeleteCustomer.as_view(), name="customer_delete"),
    *history_of(cards.CustomerCard, "customers/<str:number>/", "customer_"),
    path("salutation-formulas/", salutations.SalutationFormulas.as_view(), name="salutation_formulas"),
    path("salutation-formulas/<int:pk>/", salutations.SalutationFormulaRow.as_view(), name="salutation_formula_row"),
    path("<str:number>/", cards.ContactCard.as_view(), name="card"),
    path("<str:number>/delete/", cards.DeleteContact.as_view(), name="delete"),
    path("<str:number>/comment/", cards.CommentOnContact.as_view(), name="comment"),
    path("<str:number>/create-customer/", cards.create_customer, name="create_customer"),
    path("<str:number>/salutations/", salutations.salutations, name="salutations"),
    *history_of(cards.ContactCard, "<str:number>/"),
]
