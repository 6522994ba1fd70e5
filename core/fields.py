"""Form fields and widgets that every page uses alike."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

from core.kinds import plain

[NOTHING] = BLANK_CHOICE_DASH


class Day(forms.DateInput):
    """A day in the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Figure(forms.NumberInput):
    """A number without the noughts that only its column's precision adds: 18 instead of 18.00000."""

    def format_value(self, value: Any) -> str | None:
        return plain(value) if isinstance(value, Decimal) else super().format_value(value)


def dress(fields: Mapping[str, forms.Field]) -> None:
    """Give the fields of a form the frame's look: its classes, the browser's calendar, a blank for nothing chosen."""
    for field in fields.values():
        _leave_blank(field)
        if type(field.widget) is forms.DateInput:
            field.widget = Day(field.widget.attrs)
        if type(field.widget) is forms.NumberInput and isinstance(field, forms.DecimalField):
            field.widget = Figure(field.widget.attrs)
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        field.widget.attrs.setdefault("class", _css(field.widget))


class DressedForm(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self.fields)


def _leave_blank(field: forms.Field) -> None:
    """Nothing chosen shows nothing."""
    if isinstance(field, forms.ModelChoiceField) and field.empty_label:
        field.empty_label = ""
    if isinstance(field, forms.TypedChoiceField):
        choices: Any = field.choices
        field.choices = [("", "") if choice == NOTHING else choice for choice in choices]


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
