from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contacts import defaults, history, inheriting
from contacts.customer_forms import CustomerForm, NewCustomerForm
from contacts.filters import ContactFilter, CustomerFilter
from contacts.forms import FORMS, ContactForm, PersonForm
from contacts.models import Contact, Customer, Merge, SearchedField
from contacts.profiles import answering
from contacts.tables import CONTACT_COLUMNS, CUSTOMER_COLUMNS
from contacts.views import telling
from core import pages
from core.keys import row_in
from core.models import User


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
    deletes_on_page = True
    queryset = Contact.objects.for_card()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The old address of a contact that was merged leads to what it became."""
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            survivor = Merge.objects.survivor_of(kwargs["number"])
            if survivor is None:
                raise
        sentence = _now("%(number)s was merged into %(contact)s, which you see here.")
        messages.info(request, sentence % {"number": kwargs["number"], "contact": survivor})
        return redirect(survivor)

    def get_form_class(self) -> type[ContactForm]:
        self.form_class = FORMS[Contact.Type(self.object.type)]
        return super().get_form_class()  # type: ignore[return-value]

    def field_names(self) -> list[str]:
        """What is now a company may have been a person, which has more fields."""
        return list(PersonForm.base_fields)

    def may_change(self) -> bool:
        return super().may_change() and not self.object.erased_at

    def save(self, form: Any) -> None:
        """Who changed company takes over from the new one; persons follow a company that changed (3.4, 3.5)."""
        was = Contact.objects.select_related("company").get(pk=form.instance.pk)
        moves = "company" in form.changed_data
        if moves:
            inheriting.take_over(form.instance, was_at=was.company, typed=form.changed_data)
        super().save(form)
        telling.say_blocked(self.request, form)
        telling.say_answers_gone(self.request, self.object, answering.keep_none_of_minors([self.object]))
        if {"type", *SearchedField.values}.intersection(form.changed_data):
            telling.say_duplicates(self.request, self.object)
        if moves:
            telling.say_kept(self.request, *history.stay_behind(self.object, was_at=was.company))
        followed = inheriting.spread(self.object, was=was, by=cast(User, self.request.user), at=now())
        telling.say_followed(self.request, self.object, followed)


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
        """A company that was chosen only here hands down to what nobody typed (CON-14)."""
        inheriting.take_over(form.instance, was_at=self.asked_company, typed=form.changed_data)
        super().save(form)
        telling.say_blocked(self.request, form)
        telling.say_duplicates(self.request, self.object)

    def get_initial(self) -> dict[str, Any]:
        initial, by = super().get_initial(), cast(User, self.request.user)
        values = defaults.first_values(self.kind, company=self.asked_company, by=by)
        return {**values, **initial, "type": self.kind}

    @cached_property
    def asked_company(self) -> Contact | None:
        return row_in(Contact.objects.companies(), self.request.GET.get("company", ""))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context) | {"name": self.kind.label}


class CommentOnContact(pages.CommentPage):
    model = Contact


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
    queryset = Customer.objects.for_list().select_related("modified_by")


class NewCustomer(pages.NewCardPage):
    model = Customer
    form_class = NewCustomerForm
    list_page = CustomerList

    def save(self, form: Any) -> None:
        """The salesperson of the contact, else who makes the customer, else the set-up's (CI-95)."""
        form.instance.salesperson = form.instance.salesperson or defaults.salesperson_for(self.request.user)  # type: ignore[arg-type]
        super().save(form)


class DeleteCustomer(pages.DeletePage):
    model = Customer
    list_page = CustomerList
    queryset = Customer.objects.for_list()
