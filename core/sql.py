"""Raw SQL for every app: what the ORM cannot say, and what every page asks, which the ORM is slow to say."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Expression, Lookup, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.db.models.lookups import In

Row = tuple[Any, ...]

LAST_CHARACTER = chr(0x10FFFF)

PERMISSIONS = """
    SELECT model.app_label, permission.codename
    FROM auth_permission AS permission JOIN django_content_type AS model ON model.id = permission.content_type_id
    WHERE permission.id IN (
      SELECT of_group.permission_id
      FROM core_user_groups AS member JOIN auth_group_permissions AS of_group ON of_group.group_id = member.group_id
      WHERE member.user_id = %s
      UNION ALL SELECT permission_id FROM core_user_user_permissions WHERE user_id = %s)
"""
"""What a person may do by his roles or by himself. Bound: the person, twice."""

COLUMNS = "SELECT columns FROM core_savedview WHERE user_id = %s AND page = %s"
"""What the person chose to see of a page, as JSON."""

OPENS_FIRST = """
    SELECT * FROM core_namedview
    WHERE page = %s AND opens_first AND (
      for_everybody OR role_id IN (SELECT group_id FROM core_user_groups WHERE user_id = %s)
      OR (owner_id = %s AND role_id IS NULL))
    ORDER BY for_everybody, role_id NULLS FIRST, id LIMIT 1
"""
"""The view that a page opens with: kept for the person alone, else for one of his roles, else for everybody. Bound: the
page, and the person twice."""


def rows(statement: str, bound: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, bound)
        found: list[Row] = cursor.fetchall()
        return found


def among(column: str) -> str:
    """The column is one of the ids bound by `ids`: one parameter, so that the statement is the same for any number."""
    if connection.vendor == "sqlite":
        return f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - a column of ours
    return f"{column} = ANY(CAST(%s AS bigint[]))"


def ids(numbers: Iterable[int]) -> str:
    """As the database writes a list; a driver that turns a thousand numbers into one takes longer than the question."""
    listed = json.dumps(list(numbers))
    return listed if connection.vendor == "sqlite" else f"{{{listed[1:-1]}}}"


def listed(numbers: Iterable[int]) -> RawSQL:
    """`pk__in=listed(ids)`: any number of them as one parameter."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [ids(numbers)])
    return RawSQL("SELECT unnest(CAST(%s AS bigint[]))", [ids(numbers)])


def firsts(each: Sequence[models.QuerySet[Any]], most: int) -> list[list[Row]]:
    """The first rows of each of several questions, in one statement, by which an index serves every one of them.

    The questions ask for the same values (`values_list`), each in its own order.
    """
    return _side_by_side([_compiled(asked[:most]) for asked in each])


def first_row_of_each(table: type[models.Model], each: Sequence[models.QuerySet[Any]]) -> dict[int, Any]:
    """The whole first row of each of several questions for its key (`values_list("pk")`), by the question's place."""
    parts, bound = _parts([_compiled(asked[:1]) for asked in each])
    name, key = map(connection.ops.quote_name, (table._meta.db_table, str(table._meta.pk.column)))
    select = f"SELECT found.place, whole.* FROM ({parts}) AS found CROSS JOIN {name} AS whole"  # noqa: S608
    found: Iterable[Any] = table._base_manager.raw(f"{select} WHERE whole.{key} = found.pk", bound) if parts else []
    return {row.place: row for row in found}


def firsts_of_each(asked: models.QuerySet[Any], field: str, values: Sequence[Any], most: int) -> list[list[Row]]:
    """As `firsts`, of one question asked for each value of a field; it is put into SQL once, as that takes long."""
    compiled = _compiled(asked.filter(**{field: values[0]})[:most])
    if compiled is None:
        return [[] for _value in values]
    select, (*others, _first) = compiled  # what is filtered last is bound last
    column: Any = asked.model._meta.get_field(field)
    if connection.vendor == "postgresql":  # which would plan each of them anew
        before, _place, after = select.rpartition("%s")
        each = f"unnest(CAST(%s AS {column.db_type(connection)}[])) WITH ORDINALITY AS each(value, place)"
        found = f"({before}each.value{after}) AS found"
        answers: list[list[Row]] = [[] for _value in values]
        for place, *row in rows(f"SELECT place, found.* FROM {each}, LATERAL {found}", [list(values), *others]):  # noqa: S608
            answers[place - 1].append(tuple(row))
        return answers
    return _side_by_side([(select, [*others, column.get_db_prep_value(value, connection)]) for value in values])


def _compiled(asked: models.QuerySet[Any]) -> tuple[str, Sequence[Any]] | None:
    """The question in SQL; None where it has no answer."""
    try:
        return asked.query.sql_with_params()
    except EmptyResultSet:
        return None


def _side_by_side(each: Sequence[tuple[str, Sequence[Any]] | None]) -> list[list[Row]]:
    answers: list[list[Row]] = [[] for _asked in each]
    parts, bound = _parts(each)
    for place, *values in rows(parts, bound) if parts else []:
        answers[place].append(tuple(values))
    return answers


def _parts(each: Sequence[tuple[str, Sequence[Any]] | None]) -> tuple[str, list[Any]]:
    """The questions as one, whose rows begin with the place of theirs; nothing where none has an answer."""
    asked = [(place, *compiled) for place, compiled in enumerate(each) if compiled]
    parts = [f"SELECT {place} AS place, found.* FROM ({select}) AS found" for place, select, _bound in asked]  # noqa: S608
    return " UNION ALL ".join(parts), [value for _place, _select, some in asked for value in some]


def insert(table: type[models.Model], source: models.QuerySet[Any], values: Mapping[str, Any]) -> int:
    """INSERT … SELECT: a row of the table for each of the source, in their order; answers how many.

    `values` are expressions over the source by field of the table. The source is neither sliced nor distinct.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(table._meta.get_field(name).column)) for name in values)  # type: ignore[union-attr]
    try:
        select, parameters = source.values_list(*values.values()).query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(table._meta.db_table)} ({columns}) {select}", parameters)
        return int(cursor.rowcount)


def valued(table: type[models.Model], name: str, value: Any) -> Expression:
    """A value as the field of the table writes it, for an expression. PostgreSQL takes a bare NULL among other values
    for a text."""
    field: Any = table._meta.get_field(name)
    return Cast(Value(None), field) if value is None else Value(value, field)


def count_anew(tables: Iterable[type[models.Model]]) -> None:
    """Tell PostgreSQL that tables have grown: by itself it notices a minute later, and plans for few rows till then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")


GROWN = """
    DO $$ BEGIN
      IF (SELECT reltuples FROM pg_class WHERE oid = '{table}'::regclass) < 10 * {rows} THEN ANALYZE {table}; END IF;
    END $$
"""


def grown(table: type[models.Model], *, by: int) -> None:
    """As `count_anew`, after so many new rows, where they are a tenth of it: it takes longer than to write a few."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(GROWN.format(table=connection.ops.quote_name(table._meta.db_table), rows=int(by)))


class Begins(Lookup):
    """`number__begins="CT1"`: as one range of the column's index, which Django's `startswith` is not on SQLite.

    Capitals count. On PostgreSQL it needs a `varchar_pattern_ops` index; Django makes one for every unique text.
    """

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        text = str(self.rhs)
        return f"({column} >= %s AND {column} < %s)", (*parameters, text, *parameters, text + LAST_CHARACTER)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*parameters, connection.ops.prep_for_like_query(self.rhs) + "%")


class Among(In):
    """`pk__among=rows.values("pk")`: as `in`, but found first. PostgreSQL would join the neighbours of all rows before
    it looks which are among them."""

    lookup_name = "among"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        keys, more = self.process_rhs(compiler, connection)
        return f"{column} = ANY(ARRAY{keys})", (*parameters, *more)
