from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core import numbering
from core.models import Card, Currency
from core.money import AmountField, PercentField, QuantityField, UnitAmountField
from items.models import Item, ItemVariant, UnitOfMeasure
from pricing.models import SalesLineDiscount, SalesPrice
from salespeople.models import Salesperson

QUOTES = numbering.purpose("quotes", _("Quotes"))


class SalesDocumentQuerySet(models.QuerySet["SalesDocument"]):
    def for_list(self) -> Self:
        return self.select_related("sell_to", "currency", "salesperson", "campaign")


class SalesDocument(Card, numbering.Numbered):
    """A quote (later also an order) for a customer or for a contact that is none yet."""

    class Kind(models.TextChoices):
        QUOTE = "quote", _("Quote")

    purpose = QUOTES

    kind = models.CharField(_("Kind"), max_length=5, choices=Kind, default=Kind.QUOTE, editable=False)
    sell_to = models.ForeignKey(
        Contact, models.PROTECT, verbose_name=_("Sell-to contact"), related_name="+", db_index=False
    )
    bill_to = models.ForeignKey(
        Contact, models.PROTECT, verbose_name=_("Bill-to contact"), related_name="+", blank=True, db_index=False
    )
    customer = models.ForeignKey(
        Customer,
        models.PROTECT,
        verbose_name=_("Customer"),
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        help_text=_("Filled when an order is posted; until then the contacts are asked (decision 30)."),
    )
    document_date = models.DateField(_("Document Date"))
    currency = models.ForeignKey(
        Currency, models.PROTECT, verbose_name=_("Currency"), null=True, blank=True, related_name="+", db_index=False
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        verbose_name=_("Campaign"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("For information; prices come from the campaigns this customer is a target of."),
    )
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, related_name="+", db_index=False
    )
    your_reference = models.CharField(_("Your Reference"), max_length=50, blank=True)

    objects = SalesDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Quote")
        verbose_name_plural = _("Quotes")
        indexes = [
            models.Index(fields=["document_date", "id"], name="sales_document_by_date"),
            models.Index(fields=["sell_to", "id"], name="sales_document_by_sell_to"),
            models.Index(fields=["bill_to", "id"], name="sales_document_by_bill_to"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("sales:card", args=[self.number])


class SalesLine(models.Model):
    """An item on a document with the price and discount it got, and why; what it used is frozen on it (decision 14)."""

    document = models.ForeignKey(SalesDocument, models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveIntegerField(_("Line No."))
    item = models.ForeignKey(Item, models.PROTECT, verbose_name=_("Item"), related_name="+", db_index=False)
    variant = models.ForeignKey(
        ItemVariant, models.PROTECT, verbose_name=_("Variant"), null=True, blank=True, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        UnitOfMeasure, models.PROTECT, verbose_name=_("Unit of Measure"), related_name="+", db_index=False
    )
    quantity = QuantityField(_("Quantity"), default=Decimal(1))
    unit_price = UnitAmountField(_("Unit Price"), default=Decimal(0))
    discount_percent = PercentField(_("Line Discount %"), default=Decimal(0))
    discount_amount = AmountField(_("Line Discount Amount"), default=Decimal(0), editable=False)
    amount = AmountField(_("Line Amount"), default=Decimal(0), editable=False)

    list_price = UnitAmountField(_("List price"), default=Decimal(0), editable=False)
    allow_line_discount = models.BooleanField(_("Allow Line Disc."), default=True, editable=False)
    price_campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    discount_campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    price_row = models.ForeignKey(
        SalesPrice, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    discount_row = models.ForeignKey(
        SalesLineDiscount, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    reasons = models.JSONField(default=list, editable=False)
    priced_on = models.DateField(_("Priced as of"), null=True, editable=False)
    price_by_hand = models.BooleanField(_("Price set by hand"), default=False, editable=False)
    discount_by_hand = models.BooleanField(_("Discount set by hand"), default=False, editable=False)
    by_hand_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    by_hand_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("Sales line")
        verbose_name_plural = _("Sales lines")
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(name="sales_line_position", fields=["document", "position"]),
            models.CheckConstraint(
                name="sales_line_no_negatives",
                condition=Q(quantity__gte=0, unit_price__gte=0, discount_percent__gte=0, discount_percent__lte=100),
                violation_error_message=_("Quantity and price cannot be negative, a discount lies between 0 and 100 %."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.number} {self.position}"
