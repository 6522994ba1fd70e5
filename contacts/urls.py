from django.urls import path

from contacts.views import addresses, cards, channels, classification, duplicates, merging, salutations
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
    path("duplicates/", duplicates.DuplicateList.as_view(), name="duplicates"),
    path("duplicates/separate/", duplicates.separate, name="separate"),
    path("duplicates/compare-again/", duplicates.compare_again, name="compare_again"),
    path("duplicates/generate/", duplicates.generate, name="generate_strings"),
    path("duplicates/search/", duplicates.DuplicateSearchCard.as_view(), name="duplicate_search_card"),
    *history_of(duplicates.DuplicateSearchCard, "duplicates/search/", "duplicate_search_"),
    path("merged/", merging.MergeList.as_view(), name="merges"),
    path("merged/<int:pk>/", merging.merged, name="merged"),
    path("merged/<int:pk>/undo/", merging.undo, name="undo_merge"),
    path("<str:number>/", cards.ContactCard.as_view(), name="card"),
    path("<str:number>/delete/", cards.DeleteContact.as_view(), name="delete"),
    path("<str:number>/comment/", cards.CommentOnContact.as_view(), name="comment"),
    path("<str:number>/create-customer/", cards.create_customer, name="create_customer"),
    path("<str:number>/merge/", merging.choose, name="choose_duplicate"),
    path("<str:number>/merge/<str:other>/", merging.merge, name="merge"),
    path("<str:number>/salutations/", salutations.salutations, name="salutations"),
    path("<str:number>/addresses/", addresses.AddressList.as_view(), name="addresses"),
    path("<str:number>/addresses/new/", addresses.NewAddress.as_view(), name="new_address"),
    path("<str:number>/addresses/<str:code>/", addresses.AddressCard.as_view(), name="address_card"),
    path("<str:number>/addresses/<str:code>/delete/", addresses.DeleteAddress.as_view(), name="address_delete"),
    *history_of(addresses.AddressCard, "<str:number>/addresses/<str:code>/", "address_"),
    path("<str:number>/classification/", classification.classification, name="classification"),
    path("<str:number>/channels/", channels.show, name="channels"),
    path("<str:number>/channels/note/", channels.note, name="note_channel"),
    path("<str:number>/channels/lift/", channels.lift, name="lift_channel"),
    *history_of(cards.ContactCard, "<str:number>/"),
]
