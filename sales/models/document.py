from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core import numbering
from core.models import Card, Currency, User
from salespeople.models import Salesperson

QUOTES = numbering.purpose("quotes", _("Quotes"))


class SalesDocumentQuerySet(models.QuerySet["SalesDocument"]):
    def for_list(self) -> Self:
        return self.select_related("sell_to", "bill_to", "currency", "salesperson", "campaign")

    def for_card(self) -> Self:
        return self.select_related("sell_to__company", "bill_to", "currency", "salesperson", "campaign", "modified_by")


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
        Salesperson,
        models.PROTECT,
        verbose_name=_("Salesperson"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
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
            models.Index(fields=["campaign"], name="sales_document_by_campaign", condition=Q(campaign__isnull=False)),
        ]

    def get_absolute_url(self) -> str:
        return reverse("sales:card", args=[self.number])

    def note_change(self, *, by: User, at: datetime) -> None:
        """The lines belong to the card: its version goes up. The row stays locked until the transaction ends."""
        rows = SalesDocument.objects.filter(pk=self.pk)
        rows.update(version=models.F("version") + 1, modified_by=by, modified_at=at)
