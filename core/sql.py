"""Raw SQL that the ORM cannot say, for every app."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from django.db.models import Lookup
from django.db.models.lookups import In

LAST_CHARACTER = chr(0x10FFFF)


def count_anew(tables: Iterable[type[models.Model]]) -> None:
    """Tell PostgreSQL that tables have grown: by itself it notices a minute later, and plans for few rows till then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")


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
