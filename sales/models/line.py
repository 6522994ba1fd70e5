from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.money import AmountField, PercentField, QuantityField, UnitAmountField
from items.models import Item, ItemVariant, UnitOfMeasure
from pricing.models import SalesLineDiscount, SalesPrice
from sales.models.document import SalesDocument


def priced_by(*campaigns: Campaign) -> Q:
    """Lines whose price or discount comes from one of these campaigns."""
    return Q(price_campaign__in=campaigns) | Q(discount_campaign__in=campaigns)


class SalesLineQuerySet(models.QuerySet["SalesLine"]):
    def for_card(self) -> Self:
        """With what a row of the worksheet shows: item, its variants and units, campaigns, who set it by hand."""
        named = self.select_related(
            "item__base_unit", "variant", "unit", "price_campaign", "discount_campaign", "by_hand_user"
        )
        return named.prefetch_related("item__variants", "item__units__unit").order_by("position")

    def at_prices_of(self, campaign: Campaign) -> Self:
        return self.filter(priced_by(campaign))


def total_of_document() -> Coalesce:
    """The sum of a document's line amounts, as an annotation: asked for the rows of one page, not for all."""
    lines = SalesLine.objects.filter(document=OuterRef("pk")).order_by().values("document")
    return Coalesce(Subquery(lines.annotate(sum=Sum("amount")).values("sum")), Decimal(0), output_field=AmountField())


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
    price_picked = models.BooleanField(_("Price picked by hand"), default=False, editable=False)
    discount_picked = models.BooleanField(_("Discount picked by hand"), default=False, editable=False)
    by_hand_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    by_hand_at = models.DateTimeField(null=True, editable=False)
    system_price = UnitAmountField(_("Price of the system"), null=True, editable=False)
    system_discount = PercentField(_("Discount of the system"), null=True, editable=False)

    objects = SalesLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sales line")
        verbose_name_plural = _("Sales lines")
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(name="sales_line_position", fields=["document", "position"]),
            models.CheckConstraint(
                name="sales_line_no_negatives",
                condition=Q(quantity__gte=0, unit_price__gte=0, discount_percent__gte=0, discount_percent__lte=100),
                violation_error_message=_(
                    "Quantity and price cannot be negative, a discount lies between 0 and 100 %."
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["price_campaign"], name="sales_line_by_price", condition=Q(price_campaign__isnull=False)
            ),
            models.Index(
                fields=["discount_campaign"],
                name="sales_line_by_discount",
                condition=Q(discount_campaign__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.number} {self.position}"

    @property
    def is_by_hand(self) -> bool:
        return self.price_by_hand or self.discount_by_hand

    @property
    def is_picked(self) -> bool:
        """A person picked the row of the price or the discount; it stays while it fits (8.8)."""
        return self.price_picked or self.discount_picked

    @property
    def better_known(self) -> bool:
        """A person typed or picked something and the system would say something else: the hint is shown."""
        price_differs = (self.price_by_hand or self.price_picked) and self.system_price != self.unit_price
        own_discount = self.discount_by_hand or self.discount_picked
        return price_differs or (own_discount and self.system_discount != self.discount_percent)

    @property
    def campaign_credited(self) -> int | None:
        """The campaign really used: of the price row, else of the discount row (decision 11)."""
        return self.price_campaign_id or self.discount_campaign_id

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns whose price or discount the line has, each once."""
        used = [self.price_campaign, self.discount_campaign]
        return tuple({campaign.pk: campaign for campaign in used if campaign}.values())
