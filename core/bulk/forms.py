"""Which fields of many rows to change, and to what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db import models

from core.fields import dress
from core.lookups import LookupSelect, lookups

TICK = "change_"


class BulkForm(forms.Form):
    """The safe fields of a table; only those whose tick is set are changed, a blank one is emptied."""

    def __init__(self, model: type[models.Model], names: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        widgets: dict[str, Any] = {name: widget for name in names if (widget := _lookup(model, name))}
        self.names = names
        self.fields = forms.fields_for_model(model, names, widgets=widgets)
        for name in names:
            self.fields[f"{TICK}{name}"] = forms.BooleanField(required=False)
            field: Any = self.fields[name]
            if hasattr(getattr(field, "queryset", None), "available"):
                field.queryset = field.queryset.available()
        dress(self.fields)

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each field after its tick."""
        return [(self[f"{TICK}{name}"], self[name]) for name in self.names]

    @property
    def values(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names if self.cleaned_data[f"{TICK}{name}"]}


def label_of(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _lookup(model: type[models.Model], name: str) -> LookupSelect | None:
    related: Any = model._meta.get_field(name).related_model
    return LookupSelect(related) if related and related._meta.label_lower in lookups else None
