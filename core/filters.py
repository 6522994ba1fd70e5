"""The filter bar of a list: plain field groups, every choice optional, the state in the address."""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from datetime import date
from functools import partial
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db import models
from django.forms.models import ModelChoiceIterator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.expressions import ExpressionFilter
from core.expressions.columns import kind_of
from core.fields import Day, dress
from core.kinds import KINDS
from core.lookups import LookupSelect
from core.tables import Column

OF_COLUMN = "f."
"""`f.city=L*` in an address: the expression that the column `city` is filtered by."""


class FilterForm(forms.Form):
    """Its fields were made for this one form; Django would copy them, as those that a class gives to all its forms."""

    def __init__(self, *args: Any, fields: dict[str, forms.Field], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = fields


class _Declared(dict[str, django_filters.Filter]):
    """A class's filters, as a filter set takes its own of them: what they were declared with is nobody's to change."""

    def __deepcopy__(self, _memo: Any) -> dict[str, django_filters.Filter]:
        own = {name: copy(each) for name, each in self.items()}
        for each in own.values():
            each.extra = dict(each.extra)
            each.method = each.method  # else it would ask the filter it was copied from
        return own


class Filters(django_filters.FilterSet):
    """A FilterSet whose fields look like the frame's and whose blanks say what blank means.

    Beside its own fields it has one for each of the list's columns that the address filters by an expression.
    """

    base_filters: Any
    when_asked: ClassVar[Sequence[str]] = ()
    """Its fields that are shown only while the address, such as that of a link, asks for them."""

    def __init__(self, data: Any = None, *args: Any, columns: Sequence[Column] = (), **options: Any) -> None:
        self.base_filters = _Declared(type(self).base_filters)
        super().__init__(data, *args, **options)
        self.columns = columns
        for name in set(self.when_asked).difference(data or {}):
            del self.filters[name]
        for column in columns:
            if f"{OF_COLUMN}{column.name}" in (data or {}):
                self._ask(column)
        self._dress()

    def _dress(self) -> None:
        dress(self.form.fields)
        for name, field in self.form.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _("All")
            if name == "q":
                field.widget.input_type = "search"
                field.widget.attrs["data-shortcut"] = "/"
                field.widget.attrs.setdefault("placeholder", field.help_text or _("No. or name"))

    def get_form_class(self) -> Callable[..., FilterForm]:
        return partial(FilterForm, fields={name: asked.field for name, asked in self.filters.items()})

    def filter_queryset(self, queryset: Any) -> Any:
        for name, field in self.form.fields.items():
            if isinstance(field.widget, LookupSelect):
                field.widget.known = self.form.cleaned_data.get(name)
        return super().filter_queryset(queryset)

    def kind_of(self, column: Column) -> Any:
        """How the column is filtered by an expression; None where it cannot be."""
        return kind_of(column, self.queryset.model, today=localdate(), work_date=self.today)

    def _ask(self, column: Column) -> None:
        if kind := self.kind_of(column):
            asked = ExpressionFilter(kind, label=column.label, required=False)
            asked.parent, asked.model = self, self.queryset.model
            self.filters[name := f"{OF_COLUMN}{column.name}"] = asked
            asked.field.widget.attrs["autofocus"] = not self.data[name]  # just added, to be typed

    @property
    def today(self) -> date:
        """The day the person works on: what a filter such as "running" is about."""
        user: Any = self.request.user
        day: date = user.day_of_work(today=localdate())
        return day


def is_plain(field: forms.BoundField) -> bool:
    """Leaves nothing out, and what it offers is always the same: no rows of a table, no column that somebody added."""
    offers_rows = isinstance(field.field, forms.ModelChoiceField) and not isinstance(field.field.widget, LookupSelect)
    return not offers_rows and not field.name.startswith(OF_COLUMN) and field.value() in EMPTY_VALUES


def in_words(form: forms.Form) -> Iterator[tuple[str, str]]:
    """What a filter that makes sense asks for: each label, and the value as a person reads it."""
    for name, value in getattr(form, "cleaned_data", {}).items():
        if value not in form.fields[name].empty_values:
            yield str(form.fields[name].label), _said(form.fields[name], value)


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(value, date):
        return KINDS["date"](value)
    choices = () if isinstance(field, forms.ModelChoiceField) else getattr(field.widget, "choices", ())
    return str({str(key).lower(): words for key, words in choices}.get(str(value).lower(), value))


class YesNo(forms.NullBooleanSelect):
    """Django looks for a blank option inside the word of the chosen one, and always finds it there."""

    def format_value(self, value: Any) -> list[str]:  # type: ignore[override]
        return [super().format_value(value)]


class YesNoFilter(django_filters.BooleanFilter):
    """Yes, no, or all."""

    def __init__(self, *args: Any, **options: Any) -> None:
        choices = [("", _("All")), ("true", _("Yes")), ("false", _("No"))]
        super().__init__(*args, widget=YesNo(), **options)
        self.extra["widget"].choices = choices


class DateFilter(django_filters.DateFilter):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, widget=Day(), **options)


class ChoiceFilter(django_filters.ChoiceFilter):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, empty_label=options.pop("empty_label", _("All")), **options)


class LookupFilter(django_filters.ModelChoiceFilter):
    """One of many rows, found by typing; asks nothing of the database until one is chosen."""

    def __init__(self, model: type[models.Model], **options: Any) -> None:
        super().__init__(queryset=model._default_manager.all(), widget=LookupSelect(model), **options)


class _AtOnce(ModelChoiceIterator):
    """Reads its few rows in one statement, where Django opens a cursor, which PostgreSQL is told of three times."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        yield from map(self.choice, self.queryset)


class _RowField(django_filters.fields.ModelChoiceField):
    iterator = _AtOnce


class RowFilter(django_filters.ModelChoiceFilter):
    """One of a short list of rows; give `to_field_name` so that the address shows a code."""

    field_class = _RowField

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, empty_label=options.pop("empty_label", _("All")), **options)
