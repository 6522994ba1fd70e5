from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models import PriceGroup
from core.money import UnitAmountField
from items.models import Item
from pricing.models.entry import TypedRow
from pricing.models.source import SourceRowQuerySet, source_constraints

NO_DAY = date(1, 1, 1)


class SalesPrice(TypedRow):
    """The unit price of an item for a customer, a price group, all customers or a campaign (2.11)."""

    GROUP = "price_group"

    item = models.ForeignKey(Item, models.CASCADE, verbose_name=_("Item"), related_name="+", db_index=False)
    price_group = models.ForeignKey(
        PriceGroup,
        models.CASCADE,
        verbose_name=_("Customer price group"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    unit_price = UnitAmountField(_("Unit Price"))
    allow_line_discount = models.BooleanField(_("Allow Line Disc."), default=True)
    source_key = models.GeneratedField(
        expression=Coalesce("customer", "price_group", "campaign", 0, output_field=models.BigIntegerField()),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    history = HistoricalRecords(excluded_fields=["source_key"])
    objects = SourceRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sales price")
        verbose_name_plural = _("Sales prices")
        constraints = [
            *source_constraints("pricing_salesprice", "price_group"),
            models.CheckConstraint(
                name="pricing_salesprice_price_not_negative",
                condition=Q(unit_price__gte=0),
                violation_error_message=_("The unit price cannot be negative."),
            ),
            models.UniqueConstraint(
                "item",
                "source_type",
                "source_key",
                Coalesce("starting_date", NO_DAY),
                Coalesce("currency", 0),
                Coalesce("variant", 0),
                Coalesce("unit", 0),
                "minimum_quantity",
                name="pricing_salesprice_once",
                violation_error_message=_(
                    "There is already such a price: same item, customers, start, currency, variant, unit and minimum."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="pricing_salesprice_in_order"),
            models.Index(fields=["source_type", "source_key", "item"], name="pricing_salesprice_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.unit_price}"

    @property
    def group(self) -> Any:
        return self.price_group

    def choose_source(self, source: Any) -> None:
        """A customer and a price group say whether a line discount may come on top of the price; a campaign lets it."""
        super().choose_source(source)
        self.allow_line_discount = getattr(source, "allow_line_discount", True)
