"""Which columns of a list can be asked about: those that show a field of the row, or of one it points at."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import localize_input
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.codes import CodeField
from core.expressions.days import Day, Moment
from core.expressions.grammar import literal
from core.expressions.kinds import Choice, Code, IndexedText, Kind, Number, Related, Text, YesNo
from core.tables import Column, at_path

CODES, NAMES = ("code", "number", "username"), ("name", "description", "last_name")
"""By what a related row is found: the first it has of the former, all it has of the latter."""


def kind_of(column: Column, model: type[models.Model], *, today: date, work_date: date) -> Kind | None:
    """How the column is asked about; None where it shows something that is no field."""
    field = field_of(column, model)
    path = path_of(column).replace(".", "__")
    if field is None:
        return None
    if field.related_model:
        ways = _ways(field.related_model)
        return Related(path, field.related_model, ways) if ways else None
    if field.choices:
        return Choice(path, field.flatchoices)
    if field.get_lookup("has_words"):
        return IndexedText(path)
    if isinstance(field, models.DateField):
        return (Moment if isinstance(field, models.DateTimeField) else Day)(path, today=today, work_date=work_date)
    plain: list[tuple[type[models.Field[Any, Any]], type[Kind]]] = [
        (models.BooleanField, YesNo),
        (models.IntegerField, Number),
        (models.DecimalField, Number),
        (CodeField, Code),
        (models.CharField, Text),
        (models.TextField, Text),
    ]
    return next((kind(path) for of, kind in plain if isinstance(field, of)), None)


def path_of(column: Column) -> str:
    return column.value if isinstance(column.value, str) and column.value else column.name


def field_of(column: Column, model: type[models.Model]) -> Any:
    """The field a column shows; a column that computes its value counts only where it puts a choice into words."""
    field: Any = None
    at: Any = model
    for step in path_of(column).split("."):
        try:
            field = at._meta.get_field(step)
        except (AttributeError, FieldDoesNotExist):
            return None
        if not field.concrete:
            return None
        at = field.related_model
    return field if field.choices or not callable(column.value) else None


def meant_by(value: Any) -> str:
    """The expression for just this value, as a row has it."""
    if value is None or value == "":
        return "''"
    if isinstance(value, models.Model):
        names = {field.name for field in value._meta.concrete_fields}
        return literal(next((str(getattr(value, name)) for name in (*CODES, *NAMES) if name in names), str(value)))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return localtime(value).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(localize_input(value)) if isinstance(value, int | Decimal) else literal(str(value))


def expression_for(row: Any, column: Column, model: type[models.Model]) -> str:
    """What asks for the rows that show the same in this column as this row does."""
    field = field_of(column, model)
    value = at_path(row, path_of(column))
    return meant_by(dict(field.flatchoices).get(value, value) if field.choices else value)


def _ways(model: type[models.Model]) -> list[Text]:
    fields = {field.name: field for field in model._meta.concrete_fields}
    code = next((name for name in CODES if name in fields), "")
    return [_way(fields[name]) for name in (code, *NAMES) if name in fields]


def _way(field: models.Field[Any, Any]) -> Text:
    if field.get_lookup("has_words"):
        return IndexedText(field.name)
    return (Code if isinstance(field, CodeField) else Text)(field.name)
