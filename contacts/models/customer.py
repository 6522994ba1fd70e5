from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models.contact import Contact
from contacts.models.masters import DiscountGroup, PriceGroup
from core import numbering
from core.addresses import address
from core.models import Card, Currency
from salespeople.models import Salesperson

CUSTOMERS = numbering.purpose("customers", _("Customers"))


class CustomerQuerySet(models.QuerySet["Customer"]):
    def for_list(self) -> Self:
        return self.select_related(
            "contact__country", "salesperson", "currency", "price_group", "discount_group", "bill_to__contact"
        )

    def of(self, contact: Contact) -> "Customer | None":
        """The customer a contact buys as: its company's, or its own when it has no company."""
        return self.filter(contact_id=contact.party).first()

    def search(self, typed: str) -> Self:
        """By number, or as their contacts are found: two ways, each by an index of its own, which OR would not be."""
        customers = Customer.objects.order_by().values("pk")
        by_number = customers.filter(number__begins=typed.strip().upper())
        return self.filter(pk__in=by_number.union(customers.filter(contact__in=Contact.objects.search(typed))))

    def found(self, typed: str) -> Self:
        return self.select_related("contact").filter(blocked=False).search(typed).order_by("number")


class Customer(Card, numbering.Numbered):
    """The terms a company, or a person without company, buys on. Name and address are its contact's (decision 28)."""

    purpose = CUSTOMERS

    contact = models.OneToOneField(Contact, models.PROTECT, verbose_name=_("Contact"))
    currency = models.ForeignKey(
        Currency, models.PROTECT, verbose_name=_("Currency"), null=True, blank=True, related_name="+", db_index=False
    )
    price_group = models.ForeignKey(
        PriceGroup, models.PROTECT, verbose_name=_("Customer price group"), null=True, blank=True, db_index=False
    )
    discount_group = models.ForeignKey(
        DiscountGroup, models.PROTECT, verbose_name=_("Customer discount group"), null=True, blank=True, db_index=False
    )
    bill_to = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("Bill-to customer"),
        null=True,
        blank=True,
        related_name="billed_for",
        db_index=False,
    )
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )
    allow_line_discount = models.BooleanField(_("Allow Line Disc."), default=True)
    blocked = models.BooleanField(_("Blocked"), default=False)

    history = HistoricalRecords()
    objects = CustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Customer")
        verbose_name_plural = _("Customers")

    def __str__(self) -> str:
        return f"{self.number} {self.contact.name}"

    @property
    def name(self) -> str:
        return self.contact.name

    def get_absolute_url(self) -> str:
        return address("contacts:customer_card", self.number)
