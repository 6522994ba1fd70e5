"""A contact is deleted, after a look at all that hangs on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contacts import history, leaving
from contacts.models import Contact
from contacts.views.cards import ContactList
from core import pages


class DeleteContact(pages.DeletePage):
    model = Contact
    list_page = ContactList
    queryset = Contact.objects.for_list()
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return render(request, "contacts/delete.html", {"leaving": leaving.look_at(self.get_object())})

    def delete(self, row: Contact) -> None:
        history.delete(row)
