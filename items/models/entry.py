from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core.money import UNIT_CENT, AmountField, PercentField, UnitAmountField
from items.models.item import Item, ItemVariant
from salespeople.models import Salesperson

PAID = F("unit_price") * (Decimal(100) - F("discount_percent")) * Decimal("0.01")
"""For one base unit, after the line's discount; SQLite would divide whole numbers without a remainder."""


class WithoutCampaign(models.TextChoices):
    """What a line at a campaign's price would have cost without it; as cheap is a hair apart, as both are rounded."""

    DEARER = "dearer", _("Dearer")
    ANYWAY = "anyway", _("As cheap anyway")
    UNKNOWN = "unknown", _("Not known")

    @property
    def condition(self) -> Q:
        of_campaign = Q(campaign__isnull=False)
        if self == WithoutCampaign.UNKNOWN:
            return of_campaign & Q(price_without_campaign__isnull=True)
        as_cheap = PAID + UNIT_CENT
        if self == WithoutCampaign.ANYWAY:
            return of_campaign & Q(price_without_campaign__lte=as_cheap)
        return of_campaign & Q(price_without_campaign__gt=as_cheap)


class SalesEntryQuerySet(models.QuerySet["SalesEntry"]):
    def for_list(self) -> Self:
        return self.select_related("item", "customer__contact", "campaign", "salesperson")

    def between(self, since: date | None, until: date | None) -> Self:
        """Posted on these days or between them; a blank one is open."""
        rows = self if since is None else self.filter(posting_date__gte=since)
        return rows if until is None else rows.filter(posting_date__lte=until)


class SalesEntry(models.Model):
    """One line of what was sold, kept for ever; written when an order is posted or past orders are imported.

    The customer is the one who paid, the contact the one who bought. Quantities are in base units, prices and costs
    per base unit, all in local currency; the campaign is the one whose price, or else discount, the line had.
    """

    posting_date = models.DateField(_("Posting Date"))
    document_number = models.CharField(_("Document No."), max_length=20)
    item = models.ForeignKey(Item, models.PROTECT, verbose_name=_("Item"), db_index=False)
    variant = models.ForeignKey(
        ItemVariant, models.PROTECT, verbose_name=_("Variant"), null=True, blank=True, db_index=False
    )
    customer = models.ForeignKey(Customer, models.PROTECT, verbose_name=_("Customer"), db_index=False)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, verbose_name=_("Contact"), null=True, blank=True, db_index=False
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, verbose_name=_("Campaign"), null=True, blank=True, db_index=False
    )
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )
    quantity = models.DecimalField(_("Quantity"), max_digits=18, decimal_places=5)
    list_price = UnitAmountField(_("List price"))
    unit_price = UnitAmountField(_("Unit Price"))
    discount_percent = PercentField(_("Line Discount %"), default=0)
    amount = AmountField(_("Amount"))
    unit_cost = UnitAmountField(_("Unit Cost"), default=0)
    price_without_campaign = UnitAmountField(_("Price without the campaign"), null=True, blank=True)
    """What the line would have cost after discount had its campaign no prices; not known of past orders."""

    objects = SalesEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sales entry")
        verbose_name_plural = _("Sales entries")
        indexes = [
            models.Index(fields=["item", "customer"], name="items_salesentry_by_item"),
            models.Index(fields=["customer", "posting_date"], name="items_salesentry_by_customer"),
            models.Index(fields=["posting_date", "id"], name="items_salesentry_by_date"),
            models.Index(fields=["document_number", "id"], name="items_salesentry_by_document"),
            models.Index(
                fields=["campaign"], name="items_salesentry_by_campaign", condition=models.Q(campaign__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number} {self.item.number}"
