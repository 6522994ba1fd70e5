"""An expression as a filter of a list: typed into a field, kept in the address, told back in words."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.expressions.grammar import Alternatives, ExpressionRefused, alternatives
from core.expressions.kinds import Kind

LONGEST = 500


@dataclass(frozen=True)
class Expression:
    """What was typed, in words and as a question to the database."""

    words: str
    asked: Q

    def __str__(self) -> str:
        return self.words

    @classmethod
    def of(cls, typed: str, kind: Kind) -> "Expression":
        """Refused: what is no expression, or names a value of another kind."""
        parts = alternatives(typed)
        asked = kind.asked_of(parts)
        return cls(_words(parts, kind), asked)


def _words(parts: Alternatives, kind: Kind) -> str:
    both, either = f" {_('and')} ", f" {_('or')} "
    return either.join(both.join(kind.said(term) for term in all_of) for all_of in parts)


class AskedField(forms.BoundField):
    """In the filter bar: also what was typed, told back in words."""

    @property
    def said(self) -> str:
        return str(getattr(self.form, "cleaned_data", {}).get(self.name) or "")

    @property
    def said_id(self) -> str:
        return f"said-{self.name.rpartition('.')[2]}"


class ExpressionField(forms.CharField):
    def __init__(self, *, kind: Kind, **options: Any) -> None:
        super().__init__(empty_value=None, max_length=LONGEST, **options)
        self.kind = kind
        self.widget.attrs["placeholder"] = kind.example

    def get_bound_field(self, form: Any, field_name: str) -> AskedField:
        return AskedField(form, self, field_name)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return Expression.of(typed, self.kind) if typed else None
        except ExpressionRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class ExpressionFilter(django_filters.Filter):
    """The rows of which an expression about one column is true."""

    field_class = ExpressionField

    def __init__(self, kind: Kind, **options: Any) -> None:
        super().__init__(kind=kind, **options)

    def filter(self, qs: QuerySet[Any], value: Expression | None) -> QuerySet[Any]:
        return qs.filter(value.asked) if value else qs
