from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        from contacts.models import Contact, Customer
        from core import comments, extensions, lookups

        lookups.add(Contact, lookups.Lookup(found=Contact.objects.found, hint=lambda contact: contact.hint))
        lookups.add(Customer, lookups.Lookup(found=Customer.objects.found, hint=lambda customer: customer.contact.city))
        extensions.fact_boxes.add(Contact, comments.box("contacts:comment"))
