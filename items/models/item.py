from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core import numbering
from core.addresses import address
from core.codes import CodeField
from core.errors import Refused
from core.models import Card
from core.money import UnitAmountField
from items.models.masters import ItemDiscountGroup, UnitOfMeasure


class NoSuchUnit(Refused):
    pass


ITEMS = numbering.purpose("items", _("Items"))


class ItemQuerySet(models.QuerySet["Item"]):
    def for_list(self) -> Self:
        return self.select_related("base_unit", "discount_group")

    def for_card(self) -> Self:
        return self.for_list().select_related("sales_unit", "modified_by")

    def for_sale(self) -> Self:
        return self.filter(blocked=False)

    def search(self, typed: str) -> Self:
        return self.filter(Q(number__istartswith=typed) | Q(description__icontains=typed))

    def found(self, typed: str) -> Self:
        return self.for_sale().search(typed).order_by("number")


class Item(Card, numbering.Numbered):
    purpose = ITEMS

    description = models.CharField(_("Description"), max_length=100)
    base_unit = models.ForeignKey(
        UnitOfMeasure, models.PROTECT, verbose_name=_("Base Unit of Measure"), related_name="+", db_index=False
    )
    sales_unit = models.ForeignKey(
        UnitOfMeasure,
        models.PROTECT,
        verbose_name=_("Sales Unit of Measure"),
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        help_text=_("Blank: the base unit."),
    )
    discount_group = models.ForeignKey(
        ItemDiscountGroup, models.PROTECT, verbose_name=_("Item discount group"), null=True, blank=True, db_index=False
    )
    unit_price = UnitAmountField(_("Unit Price"), default=Decimal(0), help_text=_("Per base unit, local currency."))
    unit_cost = UnitAmountField(_("Unit Cost"), default=Decimal(0), help_text=_("Per base unit, local currency."))
    blocked = models.BooleanField(_("Blocked"), default=False)

    history = HistoricalRecords()
    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("Item")
        verbose_name_plural = _("Items")
        permissions = [("view_unit_cost", "Can see unit cost and margin")]
        constraints = [
            models.CheckConstraint(
                name="items_item_no_negative_amounts",
                condition=Q(unit_price__gte=0, unit_cost__gte=0),
                violation_error_message=_("Price and cost cannot be negative."),
            )
        ]
        indexes = [models.Index(fields=["description", "id"], name="items_item_by_description")]

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    def get_absolute_url(self) -> str:
        return address("items:card", self.number)

    def quantity_per(self, unit: UnitOfMeasure) -> Decimal:
        """How many base units one `unit` of the item holds. Refused (NoSuchUnit) when the item is not kept in it."""
        if unit.pk == self.base_unit_id:
            return Decimal(1)
        known = next((row for row in self.units.all() if row.unit_id == unit.pk), None)
        if known is None:
            sentence = _now("Item %(item)s has no unit %(unit)s. Add it under Units of the item, with its quantity.")
            raise NoSuchUnit(sentence % {"item": self.number, "unit": unit.code})
        return known.quantity_per_unit


class ItemUnit(models.Model):
    """How many base units a unit of the item holds: BOX = 5 PCS."""

    item = models.ForeignKey(Item, models.CASCADE, verbose_name=_("Item"), related_name="units", db_index=False)
    unit = models.ForeignKey(
        UnitOfMeasure, models.PROTECT, verbose_name=_("Unit of measure"), related_name="+", db_index=False
    )
    quantity_per_unit = models.DecimalField(
        _("Quantity per unit"), max_digits=18, decimal_places=5, validators=[MinValueValidator(Decimal("0.00001"))]
    )

    class Meta:
        verbose_name = _("Unit of an item")
        verbose_name_plural = _("Units of an item")
        ordering = ["unit__code"]
        constraints = [
            models.UniqueConstraint(
                name="items_itemunit_once",
                fields=["item", "unit"],
                violation_error_message=_("The item already has this unit."),
            ),
            models.CheckConstraint(name="items_itemunit_above_zero", condition=Q(quantity_per_unit__gt=0)),
        ]

    def __str__(self) -> str:
        return self.unit.code

    def clean(self) -> None:
        if self.unit_id and self.unit_id == self.item.base_unit_id and self.quantity_per_unit not in (None, 1):
            raise ValidationError(_now("%(unit)s is the base unit: it holds 1.") % {"unit": self.unit.code})


class ItemVariantQuerySet(models.QuerySet["ItemVariant"]):
    def found(self, typed: str) -> Self:
        fits = Q(code__istartswith=typed) | Q(item__number__istartswith=typed)
        return self.select_related("item").filter(fits).order_by("item__number", "code")


class ItemVariant(models.Model):
    item = models.ForeignKey(Item, models.CASCADE, verbose_name=_("Item"), related_name="variants", db_index=False)
    code = CodeField(_("Code"), max_length=10)
    description = models.CharField(_("Description"), max_length=100, blank=True)

    objects = ItemVariantQuerySet.as_manager()

    class Meta:
        verbose_name = _("Item variant")
        verbose_name_plural = _("Item variants")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                name="items_itemvariant_once",
                fields=["item", "code"],
                violation_error_message=_("The item already has this variant."),
            )
        ]

    def __str__(self) -> str:
        return self.code
