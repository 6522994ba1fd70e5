from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models import DiscountGroup
from core.money import PercentField
from items.models import Item, ItemDiscountGroup
from pricing.models.entry import TypedRow
from pricing.models.price import NO_DAY
from pricing.models.source import SourceRowQuerySet, source_constraints


class SalesLineDiscount(TypedRow):
    """The line discount of an item or of a group of items, for whom a sales price can be for (2.12)."""

    GROUP = "discount_group"

    item = models.ForeignKey(
        Item, models.CASCADE, verbose_name=_("Item"), null=True, blank=True, related_name="+", db_index=False
    )
    item_group = models.ForeignKey(
        ItemDiscountGroup,
        models.CASCADE,
        verbose_name=_("Item discount group"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    discount_group = models.ForeignKey(
        DiscountGroup,
        models.CASCADE,
        verbose_name=_("Customer discount group"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    discount_percent = PercentField(_("Line Discount %"))
    source_key = models.GeneratedField(
        expression=Coalesce("customer", "discount_group", "campaign", 0, output_field=models.BigIntegerField()),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    history = HistoricalRecords(excluded_fields=["source_key"])
    objects = SourceRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sales line discount")
        verbose_name_plural = _("Sales line discounts")
        constraints = [
            *source_constraints("pricing_saleslinediscount", "discount_group"),
            models.CheckConstraint(
                name="pricing_saleslinediscount_item_or_group",
                condition=Q(item__isnull=True) ^ Q(item_group__isnull=True),
                violation_error_message=_("Choose an item or an item discount group, one of the two."),
            ),
            models.CheckConstraint(
                name="pricing_saleslinediscount_variant_of_item",
                condition=Q(variant__isnull=True) | Q(item__isnull=False),
                violation_error_message=_("A variant needs an item; a group has none."),
            ),
            models.CheckConstraint(
                name="pricing_saleslinediscount_percent",
                condition=Q(discount_percent__gte=0, discount_percent__lte=100),
                violation_error_message=_("A discount lies between 0 and 100 %."),
            ),
            models.UniqueConstraint(
                Coalesce("item", 0),
                Coalesce("item_group", 0),
                "source_type",
                "source_key",
                Coalesce("starting_date", NO_DAY),
                Coalesce("currency", 0),
                Coalesce("variant", 0),
                Coalesce("unit", 0),
                "minimum_quantity",
                name="pricing_saleslinediscount_once",
                violation_error_message=_(
                    "There is already such a discount: same item or group, customers, start, currency, variant, "
                    "unit and minimum."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="pricing_discount_in_order"),
            models.Index(fields=["source_type", "source_key", "item"], name="pricing_discount_by_source"),
            models.Index(fields=["item", "source_type", "source_key"], name="pricing_discount_by_item"),
            models.Index(fields=["item_group", "source_type", "source_key"], name="pricing_discount_by_group"),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.item_group} {self.discount_percent} %"

    @property
    def group(self) -> Any:
        return self.discount_group

    @property
    def code(self) -> Item | ItemDiscountGroup | None:
        return self.item or self.item_group

    @property
    def kind_text(self) -> str:
        return str(ItemDiscountGroup._meta.verbose_name if self.item_group_id else Item._meta.verbose_name)

    def choose_item_group(self, group: ItemDiscountGroup | None) -> None:
        """A group of items has neither unit nor variant."""
        self.choose_item(None)
        self.item_group = group

    def choose_item(self, item: Item | None) -> None:
        super().choose_item(item)
        self.item_group = None
