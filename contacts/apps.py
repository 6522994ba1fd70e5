from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        from contacts import factboxes
        from contacts.importing import CONTACTS, CUSTOMERS
        from contacts.models import (
            Contact,
            Country,
            Customer,
            DiscountGroup,
            Language,
            PriceGroup,
            Salutation,
            SalutationFormula,
        )
        from contacts.tables import DO_NOT_CONTACT
        from core import comments, extensions, lookups
        from core.importing import kinds
        from core.setup import code_tables, tables

        contact = lookups.Lookup(found=Contact.objects.found, hint=lambda contact: contact.hint)
        company = lookups.Lookup(found=Contact.objects.companies().found, hint=lambda contact: contact.hint)
        lookups.add(Contact, contact)
        lookups.add(Contact, company, among="companies")
        lookups.add(Customer, lookups.Lookup(found=Customer.objects.found, hint=lambda customer: customer.contact.city))
        for model in (PriceGroup, DiscountGroup):
            lookups.add(model, lookups.Lookup(model.objects.found, hint=lambda group: group.description))
        extensions.fact_boxes.add(
            Contact,
            extensions.FactBox(_("Customer"), "contacts/_customer.html", factboxes.customer),
            extensions.FactBox(_("Company"), "contacts/_contact.html", factboxes.company),
            extensions.FactBox(_("Persons"), "contacts/_persons.html", factboxes.persons),
            extensions.FactBox(_("Do not contact"), "contacts/_channels.html", factboxes.channels),
            extensions.FactBox(_("Alternative addresses"), "contacts/_addresses.html", factboxes.addresses),
            comments.box("contacts:comment"),
        )
        extensions.list_columns.add(Contact, DO_NOT_CONTACT)
        extensions.fact_boxes.add(
            Customer, extensions.FactBox(_("Contact"), "contacts/_contact.html", factboxes.contact_of)
        )
        extensions.card_actions.add(
            Contact,
            extensions.CardAction(
                _("Create as customer"),
                url=lambda contact: reverse("contacts:create_customer", args=[contact.number]),
                icon="building-store",
                permission="contacts.add_customer",
                post=True,
                shown=lambda contact: Customer.objects.of(contact) is None,
            ),
            extensions.CardAction(
                _("Salutations"),
                url=lambda contact: reverse("contacts:salutations", args=[contact.number]),
                icon="message",
                permission="contacts.view_contact",
                rare=True,
                shown=lambda contact: contact.salutation_id is not None,
            ),
        )
        kinds.add(CUSTOMERS)
        kinds.add(CONTACTS)
        price_group = ["code", "description", "allow_line_discount"]
        code_tables.add("price_groups", PriceGroup, _("Customers who share sales prices."), fields=price_group)
        code_tables.add("discount_groups", DiscountGroup, _("Customers who share line discounts."))
        code_tables.add("countries", Country, _("Where contacts live."), fields=["code", "name"])
        code_tables.add("languages", Language, _("What contacts are written to in."), fields=["code", "name"])
        salutation = ["code", "description", "for_companies", "for_persons"]
        code_tables.add("salutations", Salutation, _("How contacts are addressed in letters."), fields=salutation)
        formulas = _("The words of each salutation, by language.")
        tables.add(tables.SetUpTable(SalutationFormula, "contacts:salutation_formulas", formulas))
