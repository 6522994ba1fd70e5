from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from contacts import conversion, duplicates, history, salutations
from contacts.customer_forms import CustomerForm, NewCustomerForm
from contacts.filters import ContactFilter, CustomerFilter
from contacts.forms import FORMS, ContactForm, PersonForm
from contacts.models import Contact, Customer, SearchedField
from contacts.tables import CONTACT_COLUMNS, CUSTOMER_COLUMNS
from core import pages
from core.access import permitted
from core.keys import row_in
from salespeople.models import Salesperson


class ContactList(pages.ListPage):
    model = Contact
    url_name = "contacts:list"
    columns = CONTACT_COLUMNS
    parts = {
        "company": "number name",
        "salesperson": "code name",
        "country": "name",
        "language": "name",
        "territory": "code description",
        "organizational_level": "code description",
        "salutation": "code",
    }
    filterset_class = ContactFilter
    bulk_fields = ["salesperson", "language", "correspondence_type", "salutation", "exclude_from_segments"]
    order = "search_name"
    template_name = "contacts/list.html"
    pretitle = _("Sales")
    empty = _("Contacts are companies and the persons who work there. Add the first company, or import a file.")
    new_url_name = "contacts:new"
    new_label = _("New company")


class ContactCard(pages.CardPage):
    model = Contact
    list_page = ContactList
    template_name = "contacts/card.html"
    queryset = Contact.objects.for_list()

    def get_form_class(self) -> type[ContactForm]:
        self.form_class = FORMS[Contact.Type(self.object.type)]
        return super().get_form_class()  # type: ignore[return-value]

    def field_names(self) -> list[str]:
        """What is now a company may have been a person, which has more fields."""
        return list(PersonForm.base_fields)

    def save(self, form: Any) -> None:
        super().save(form)
        if {"type", *SearchedField.values}.intersection(form.changed_data):
            _say_duplicates(self.request, self.object)
        if "company" in form.changed_data:
            self.leave_history(was_at=Contact.objects.filter(pk=form.initial["company"]).first())

    def leave_history(self, *, was_at: Contact | None) -> None:
        keeper, moved = history.stay_behind(self.object, was_at=was_at)
        if moved:
            sentence = ngettext(
                "%(count)d record of the past belongs to %(company)s.",
                "%(count)d records of the past belong to %(company)s.",
                moved,
            )
            messages.info(self.request, sentence % {"count": moved, "company": keeper})


class NewContact(pages.NewCardPage):
    """A company, or with ?type=person a person, or with ?company=… a person of that company, which it takes after."""

    model = Contact
    list_page = ContactList

    @property
    def kind(self) -> Contact.Type:
        asked = self.request.GET
        return Contact.Type.PERSON if asked.get("type") == "person" or asked.get("company") else Contact.Type.COMPANY

    def get_form_class(self) -> type[ContactForm]:
        return FORMS[self.kind]

    def save(self, form: Any) -> None:
        super().save(form)
        _say_duplicates(self.request, self.object)

    def get_initial(self) -> dict[str, Any]:
        """What the company hands down, else the salesperson who makes the contact (CON-4, CON-24)."""
        initial = super().get_initial()
        company = row_in(Contact.objects.companies(), initial.get("company", ""))
        own = Salesperson.objects.of(self.request.user)  # type: ignore[arg-type]
        salutation = salutations.defaults().get(self.kind)
        return {
            "salesperson": own,
            "salutation": salutation,
            **(company.handed_down if company else {}),
            **initial,
            "type": self.kind,
        }

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context) | {"name": self.kind.label}


def _say_duplicates(request: HttpRequest, contact: Contact) -> None:
    """How many other companies look the same, with the way to them."""
    count = duplicates.looked_for(contact)
    if count:
        sentence = ngettext(
            "%(count)d other company looks the same.", "%(count)d other companies look the same.", count
        )
        where = f"{reverse('contacts:duplicates')}?contact={contact.pk}"
        link = '{} <a class="alert-link" href="{}">{}</a>'
        messages.warning(request, format_html(link, sentence % {"count": count}, where, _now("Look at them")))


class DeleteContact(pages.DeletePage):
    model = Contact
    list_page = ContactList

    def delete(self, row: Contact) -> None:
        history.delete(row)


class CommentOnContact(pages.CommentPage):
    model = Contact


@require_POST
@permitted("contacts.add_customer")
def create_customer(request: HttpRequest, number: str) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.for_list(), number=number)
    with pages.refusals_shown(request):
        customer = conversion.create_as_customer(contact=contact, by=request.user, at=now())  # type: ignore[arg-type]
        messages.success(request, _now("%(row)s is created.") % {"row": customer})
        return redirect(customer)
    return redirect(contact)


class CustomerList(pages.ListPage):
    model = Customer
    url_name = "contacts:customers"
    columns = CUSTOMER_COLUMNS
    parts = {
        "contact": "number name city phone email post_code",
        "contact__country": "name",
        "salesperson": "code name",
        "bill_to": "number",
        **dict.fromkeys(["currency", "price_group", "discount_group"], "code"),
    }
    filterset_class = CustomerFilter
    bulk_fields = ["salesperson", "price_group", "discount_group", "allow_line_discount"]
    pretitle = _("Sales")
    empty = _("A customer is a company with its prices and terms. Make one of a contact, or import a file.")
    new_url_name = "contacts:new_customer"
    new_label = _("New customer")


class CustomerCard(pages.CardPage):
    model = Customer
    form_class = CustomerForm
    list_page = CustomerList
    template_name = "contacts/customer_card.html"
    queryset = Customer.objects.for_list()


class NewCustomer(pages.NewCardPage):
    model = Customer
    form_class = NewCustomerForm
    list_page = CustomerList


class DeleteCustomer(pages.DeletePage):
    model = Customer
    list_page = CustomerList
    queryset = Customer.objects.for_list()
