"""Look-ups of long lists: a select that asks the server while one types, instead of holding a million options."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from core.addresses import address
from core.keys import keys_in


@dataclass(frozen=True)
class Lookup:
    """How rows of a model are found by what a person types; `found` answers a queryset, best rows first.

    `hint` is a second line under the row's name. Asking needs the model's view permission.
    """

    found: Callable[[str], models.QuerySet[Any]]
    hint: Callable[[Any], str] = lambda row: ""
    label: Callable[[Any], str] = str


lookups: dict[str, tuple[type[models.Model], Lookup]] = {}


def add(model: type[models.Model], lookup: Lookup, *, among: str = "") -> None:
    """`among` names a look-up of some of the rows only, beside the one of all: `among="companies"`."""
    lookups[_label(model, among)] = (model, lookup)


def _label(model: type[models.Model], among: str) -> str:
    return f"{model._meta.label_lower}:{among}" if among else model._meta.label_lower


class LookupSelect(forms.Select):
    """Shows only the chosen option; the others come from the look-up of the model as one types.

    `known` is the chosen row when the caller has it at hand, so that a hundred selects ask the database nothing.
    """

    known: models.Model | None = None

    def __init__(self, model: type[models.Model], attrs: Mapping[str, Any] | None = None, *, among: str = "") -> None:
        super().__init__({"data-lookup-of": _label(model, among), **(attrs or {})})
        self.model = model

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs["data-lookup"] = address("core:lookup", attrs.pop("data-lookup-of"))
        return attrs

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = [key for key in value if key]
        choices: Any = self.choices
        queryset = getattr(choices, "queryset", None)
        if queryset is not None:
            _model, lookup = lookups[self.model._meta.label_lower]
            rows = self._rows(queryset, chosen)
            self.choices = [("", choices.field.empty_label or ""), *((row.pk, lookup.label(row)) for row in rows)]
        groups = super().optgroups(name, value, attrs)
        self.choices = choices
        return groups

    def _rows(self, queryset: models.QuerySet[Any], chosen: list[str]) -> Iterable[Any]:
        if not chosen:
            return []  # a page has many look-ups, most of them blank: even an empty queryset takes its time
        if self.known and chosen == [str(self.known.pk)]:
            return [self.known]
        return queryset.filter(pk__in=keys_in(chosen))
