"""The cells of one line. Only what the person changed is written: what stood in the cells travels along as `seen`, so
that two people can type in one line and lose nothing."""

import json
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.kinds import plain
from core.lookups import LookupSelect
from items.models import Item, ItemUnit, ItemVariant, UnitOfMeasure
from sales.models import SalesLine


class Number(forms.DecimalField):
    """A number typed in a cell, shown without needless zeros; with at least so many `decimals`."""

    def __init__(self, *, decimals: int = 0, **options: Any) -> None:
        self.decimals = decimals
        says = {"invalid": _("Type a number, like 12.5."), "required": _("Type a number; 0 is one.")}
        super().__init__(max_digits=18, decimal_places=5, localize=True, error_messages=says, **options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        shown = Decimal(plain(value))
        return max(shown, shown.quantize(Decimal(1).scaleb(-self.decimals)), key=_decimals)


def _decimals(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)


class OneOf(forms.ChoiceField):
    """One of a few rows at hand, so that showing a hundred lines asks the database nothing."""

    rows: dict[str, Any]

    def offer(self, rows: Iterable[Any], *, blank: bool) -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = ([("", "–")] if blank else []) + [(key, str(row)) for key, row in self.rows.items()]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class LineForm(forms.Form):
    item = forms.ModelChoiceField(
        Item.objects.select_related("base_unit", "sales_unit"),
        label=_("Item"),
        widget=LookupSelect(Item),
        empty_label=_("Choose an item"),
        error_messages={"required": _("Choose an item."), "invalid_choice": _("There is no such item any more.")},
    )
    variant = OneOf(
        label=_("Variant"),
        required=False,
        error_messages={"invalid_choice": _("This variant is not one of the item. Choose one of its own.")},
    )
    unit = OneOf(
        label=_("Unit"),
        required=False,
        error_messages={"invalid_choice": _("The item is not sold in this unit. Choose one of its units.")},
    )
    quantity = Number(label=_("Quantity"))
    unit_price = Number(label=_("Unit Price"), required=False, decimals=2)
    discount_percent = Number(label=_("Line Discount %"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    cells: tuple[str, ...] = ("item", "variant", "unit", "quantity", "unit_price", "discount_percent")

    def __init__(self, data: Any = None, *, line: SalesLine, read_only: bool = False, focus: str = "") -> None:
        key = f"line-{line.pk or 'new'}"
        shown = {name: _shown(line, name) for name in self.cells}
        super().__init__(_without_the_old_items(data, line), auto_id=f"{key}-%s", initial=shown)
        self.line, self.form_id = line, f"{key}-form"
        self.initial["seen"] = json.dumps(shown, default=lambda number: plain(number))
        for name in set(self.fields) - {"seen", *self.cells}:
            del self.fields[name]
        self._offer(line.item if line.item_id else None)
        for name in self.cells:
            self._dress(self.fields[name], read_only=read_only)
        if focus:
            self.fields[focus].widget.attrs["autofocus"] = True

    @property
    def changes(self) -> dict[str, Any]:
        """Column → new value, of the cells the person changed."""
        seen = self._seen()
        return {
            name: self.cleaned_data[name]
            for name in self.cells
            if _comparable(self.cleaned_data[name]) != _comparable(_number(seen.get(name)))
        }

    @property
    def shown_cells(self) -> list[forms.BoundField]:
        for name in self.errors.keys() & set(self.cells):
            self.fields[name].widget.attrs["class"] += " is-invalid"
        return [self[name] for name in self.cells]

    def _seen(self) -> dict[str, Any]:
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def _offer(self, item: Item | None) -> None:
        self.fields["item"].widget.known = item
        variants: list[ItemVariant] = list(item.variants.all()) if item else []
        self.fields["variant"].offer(variants, blank=True)  # type: ignore[attr-defined]
        self.fields["unit"].offer(units_of(item) if item else [], blank=item is None)  # type: ignore[attr-defined]

    def _dress(self, field: forms.Field, *, read_only: bool) -> None:
        chooses = isinstance(field.widget, forms.Select)
        field.disabled = read_only
        field.widget.attrs |= {
            "class": "form-select" if chooses else "form-control",
            "form": self.form_id,
            "aria-label": str(field.label),
        }


class NewLineForm(LineForm):
    cells = ("item", "variant", "unit", "quantity")

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.cells}


def units_of(item: Item) -> list[UnitOfMeasure]:
    """The base unit and the others the item is sold in."""
    others: list[ItemUnit] = list(item.units.all())
    return list({unit.pk: unit for unit in [item.base_unit, *(other.unit for other in others)]}.values())


def _without_the_old_items(data: Any, line: SalesLine) -> Any:
    """When another item is chosen, the variant and unit of the old one are no choice for it."""
    if data is None or not line.pk or data.get("item") == str(line.item_id):
        return data
    rest = data.copy()
    rest["variant"], rest["unit"] = "", str(line.unit_id)
    return rest


def _shown(line: SalesLine, name: str) -> Any:
    value = getattr(line, f"{name}_id", None) if name in ("item", "variant", "unit") else getattr(line, name)
    return "" if value is None else value


def _comparable(value: Any) -> Any:
    if value in (None, ""):
        return ""
    return value if isinstance(value, Decimal) else Decimal(getattr(value, "pk", value))


def _number(text: Any) -> Decimal | None:
    try:
        return Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return None
