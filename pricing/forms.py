from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Customer
from core.fields import Day
from core.keys import row_in
from core.lookups import LookupSelect
from core.row_forms import RowForm
from items.models import Item, ItemDiscountGroup, ItemVariant, UnitOfMeasure
from pricing.models import SalesLineDiscount, SalesPrice, Source

SHARED = [
    "source_type",
    "customer",
    "campaign",
    "item",
    "variant",
    "unit",
    "currency",
    "minimum_quantity",
    "starting_date",
    "ending_date",
]
BELONGS = ["source", "currency", "starting_date", "ending_date"]
WIDGETS = {
    "customer": LookupSelect(Customer),
    "campaign": LookupSelect(Campaign),
    "item": LookupSelect(Item),
    "starting_date": Day(),
    "ending_date": Day(),
}
NOT_NEGATIVE = {"minimum_quantity": {"min_value": _("The minimum quantity cannot be negative.")}}


class SourceRowForm(RowForm):
    """What the rows of both worksheets share: the sales type decides which code is asked, the item which units."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source_type"].choices = self._meta.model.source_types()  # type: ignore[attr-defined]
        self.fields["minimum_quantity"].required = False
        self.fields["minimum_quantity"].widget.attrs["placeholder"] = "0"
        if self.instance._state.adding:
            self.initial["minimum_quantity"] = None  # so that what is typed needs no nought taken out
        item = self._item()
        self.fields["unit"].queryset = units_of(item)  # type: ignore[attr-defined]
        self.fields["variant"].queryset = item.variants.all() if item else ItemVariant.objects.none()  # type: ignore[attr-defined]

    def _item(self) -> Item | None:
        if not self.is_bound:
            return self.instance.item if self.instance.item_id else None
        return row_in(Item.objects.all(), self._typed("item"))

    def _source_type(self) -> int:
        typed = self._typed("source_type") if self.is_bound else ""
        return int(typed) if typed.isdecimal() else self.instance.source_type

    def inputs(self, column: str) -> list[BoundField]:
        if column == "source":
            return super().inputs(self._meta.model.column_of(self._source_type()))
        if column in ("starting_date", "ending_date") and self._source_type() == Source.CAMPAIGN:
            return [self[column]] if column in self.errors else []
        return super().inputs(column)

    def clean_minimum_quantity(self) -> Any:
        return self.cleaned_data["minimum_quantity"] or 0

    def chosen(self, name: str) -> None:
        row, value = self.instance, self.cleaned_data.get(name)
        if name == "source_type":
            row.choose_source_type(self._source_type())
        elif name == "item":
            row.choose_item(value)
        else:
            row.choose_source(value)


def units_of(item: Item | None) -> Any:
    if item is None:
        return UnitOfMeasure.objects.none()
    return UnitOfMeasure.objects.filter(Q(pk=item.base_unit_id) | Q(pk__in=item.units.values("unit"))).order_by("code")


class SalesPriceForm(SourceRowForm):
    brings = {
        "source_type": [*BELONGS, "allow_line_discount"],
        "customer": [*BELONGS[1:], "allow_line_discount"],
        "price_group": ["allow_line_discount"],
        "campaign": [*BELONGS[1:], "allow_line_discount"],
        "item": ["unit", "variant", "card_price"],
    }

    class Meta:
        model = SalesPrice
        fields = [*SHARED, "price_group", "unit_price", "allow_line_discount"]
        widgets = WIDGETS
        error_messages = {
            **NOT_NEGATIVE,
            "item": {"required": _("Choose the item.")},
            "unit_price": {
                "min_value": _("The unit price cannot be negative."),
                "required": _("Type the price; 0 is a price as well."),
            },
        }


class SalesLineDiscountForm(SourceRowForm):
    """`kind` says whether the row is for an item or for a group of items; the code asked for follows it."""

    kind = forms.ChoiceField(
        label=_("Type"), choices=[("item", _("Item")), ("item_group", _("Item discount group"))], initial="item"
    )
    brings = {
        "source_type": BELONGS,
        "customer": BELONGS[1:],
        "campaign": BELONGS[1:],
        "kind": ["code", "unit", "variant"],
        "item": ["unit", "variant"],
    }

    class Meta:
        model = SalesLineDiscount
        fields = [*SHARED, "item_group", "discount_group", "discount_percent"]
        widgets = {**WIDGETS, "item_group": LookupSelect(ItemDiscountGroup)}
        error_messages = {
            **NOT_NEGATIVE,
            "discount_percent": {
                "min_value": _("A discount lies between 0 and 100 per cent."),
                "max_value": _("A discount lies between 0 and 100 per cent."),
                "required": _("Type the discount."),
            },
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        instance = options["instance"]
        kind = getattr(instance, "kind", "") or ("item_group" if instance.item_group_id else "item")
        super().__init__(*args, initial={"kind": kind}, **options)

    def _kind(self) -> str:
        return (self._typed("kind") if self.is_bound else "") or str(self.initial["kind"])

    def chosen(self, name: str) -> None:
        if name != "kind":
            return super().chosen(name)
        self.instance.choose_item(None)
        self.instance.kind = self._kind()
        return None

    def inputs(self, column: str) -> list[BoundField]:
        if column == "code":
            return super().inputs(self._kind())
        if column in ("unit", "variant") and self._kind() == "item_group":
            return [self[column]] if column in self.errors else []
        return super().inputs(column)
