"""Many rows of a model in one statement, said so that both databases read it alike."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models

MOMENT = datetime.fromisoformat("2026-03-10T12:00:00+00:00")


def insert(model: type[models.Model], count: int, **expressions: str) -> None:
    """`count` rows in one statement; a column without an expression gets its field's default."""
    columns = {field.column: expressions.get(field.column, literal(field)) for field in stored(model)}
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
    with connection.cursor() as cursor:
        values = ", ".join(cast(field, columns[field.column]) for field in stored(model))
        into = f"INSERT INTO {table} ({names}) {numbers} SELECT {values} FROM n"  # noqa: S608 - our own names
        if connection.vendor == "postgresql":
            into = f"{numbers} INSERT INTO {table} ({names}) SELECT {values} FROM n"  # noqa: S608
        cursor.execute(into.replace("%s", str(count)))


def last(model: type[models.Model]) -> int:
    """The greatest key of the table, which the next rows go on after."""
    return int(model._default_manager.aggregate(last=models.Max("pk", default=0))["last"])


def stored(model: type[models.Model]) -> Iterable[Any]:
    given = [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
    return [field for field in given if not (field.primary_key and not isinstance(field, models.AutoField))]


def has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def literal(field: Any) -> str:
    """The default of a field as SQL; a row of no consequence gets the moment of the data."""
    default = MOMENT if isinstance(field, models.DateTimeField) and not field.null else field.get_default()
    if isinstance(default, bool):
        return str(default).upper()
    if default is None:
        return "NULL"
    if isinstance(field, models.DurationField):
        default = field.get_db_prep_value(default, connection)
    if isinstance(default, int | float | Decimal):
        return str(default)
    return "'{}'".format(str("{}" if default == {} else default).replace("'", "''"))


def cast(field: Any, expression: str) -> str:
    """PostgreSQL takes no text for a date; SQLite has no types to cast to."""
    return f"CAST({expression} AS {field.db_type(connection)})" if connection.vendor == "postgresql" else expression
