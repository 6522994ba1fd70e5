"""Other addresses of a contact: their list below its card, and a card of each with the periods in which it holds."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from contacts.address_forms import AddressForm, Periods
from contacts.addresses import moved
from contacts.filters import AddressFilter
from contacts.models import AlternativeAddress, Contact
from contacts.tables import ADDRESS_COLUMNS
from core import pages
from core.access import person_of


class AddressList(pages.ListPage):
    model = AlternativeAddress
    url_name = "contacts:addresses"
    columns = ADDRESS_COLUMNS
    filterset_class = AddressFilter
    order = "code"
    template_name = "contacts/addresses.html"
    empty = _("Where the contact is for a while, such as a summer house. The periods of an address say when.")

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        return _addresses_in(request).select_related("contact", "country")

    @classmethod
    def url(cls, request: HttpRequest) -> str:
        return reverse(cls.url_name, args=[_number_in(request)]) + cls.link_query(request)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(contact=_contact_in(self.request), **context)


class AddressCard(pages.CardWithLines):
    """What changes an address changes its contact (CON-5)."""

    model = AlternativeAddress
    form_class = AddressForm
    list_page = AddressList
    line_tables = [pages.LineTable(_("Periods"), Periods)]
    template_name = "contacts/address_card.html"
    slug_field = slug_url_kwarg = "code"

    def save(self, form: Any) -> None:
        super().save(form)
        _stamp(self.object.contact, self.request)

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(contact__number=self.kwargs["number"]).select_related("contact")


class NewAddress(pages.NewCardPage):
    model = AlternativeAddress
    form_class = AddressForm
    list_page = AddressList

    def get_form_kwargs(self) -> dict[str, Any]:
        new = AlternativeAddress(contact=_contact_in(self.request))
        return {**super().get_form_kwargs(), "instance": new}

    def save(self, form: Any) -> None:
        super().save(form)
        _stamp(self.object.contact, self.request)


class DeleteAddress(pages.DeletePage):
    model = AlternativeAddress
    list_page = AddressList
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self) -> QuerySet[Any]:
        return _addresses_in(self.request).select_related("contact")

    @transaction.atomic
    def delete(self, row: Any) -> None:
        super().delete(row)
        _stamp(row.contact, self.request)


def _stamp(contact: Contact, request: HttpRequest) -> None:
    person = person_of(request)
    moved(contact, by=person, at=now())


def _addresses_in(request: HttpRequest) -> QuerySet[AlternativeAddress]:
    return AlternativeAddress.objects.filter(contact__number=_number_in(request))


def _contact_in(request: HttpRequest) -> Contact:
    return get_object_or_404(Contact, number=_number_in(request))


def _number_in(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["number"]) if request.resolver_match else ""
