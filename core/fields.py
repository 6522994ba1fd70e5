"""Form fields and widgets that every page uses alike."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Day(forms.DateInput):
    """A day in the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def dress(fields: Mapping[str, forms.Field]) -> None:
    """Give the fields of a form the frame's look: its classes, the browser's calendar, a blank for nothing chosen."""
    for field in fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.empty_label:
            field.empty_label = ""
        if type(field.widget) is forms.DateInput:
            field.widget = Day(field.widget.attrs)
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        field.widget.attrs.setdefault("class", _css(field.widget))


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
