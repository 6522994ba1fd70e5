"""Text that is found by parts of its words: trigrams find a part of a million names at once.

On SQLite a full-text table beside the rows holds the trigrams; triggers keep it in step. A later migration that
rebuilds the table of the rows there (most column changes do) drops the triggers: let it run `create` afterwards.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Lookup

SHORTEST = 3  # letters of a trigram
WORD = re.compile(rf"\S{{{SHORTEST},}}")


@dataclass(frozen=True)
class WordIndex:
    """Of one column of a table, for `HasWords`; a migration creates and drops it."""

    table: str
    column: str

    def create(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        self.drop(apps, schema_editor)
        vendor = schema_editor.connection.vendor
        for statement in self._sqlite() if vendor == "sqlite" else self._postgresql():
            schema_editor.execute(statement)

    def drop(self, _apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        names = [f"INDEX IF EXISTS {self.table}_{self.column}_parts"]
        if schema_editor.connection.vendor == "sqlite":
            names = [f"TRIGGER IF EXISTS {self.table}_{self.column}_{act}" for act in ("insert", "update", "delete")]
            names.append(f"TABLE IF EXISTS {words_of(self.table, self.column)}")
        for name in names:
            schema_editor.execute(f"DROP {name}")

    def _sqlite(self) -> list[str]:
        table, column, words = self.table, self.column, words_of(self.table, self.column)
        into = f"INSERT INTO {words}"
        added = f"{into}(rowid, {column}) VALUES (new.id, new.{column})"
        gone = f"{into}({words}, rowid, {column}) VALUES ('delete', old.id, old.{column})"
        return [
            f"CREATE VIRTUAL TABLE {words} USING fts5({column}, content='{table}', content_rowid='id',"
            " tokenize='trigram')",
            f"{into}({words}) VALUES ('rebuild')",
            f"CREATE TRIGGER {table}_{column}_insert AFTER INSERT ON {table} BEGIN {added}; END",
            f"CREATE TRIGGER {table}_{column}_update AFTER UPDATE OF {column} ON {table} BEGIN {gone}; {added}; END",
            f"CREATE TRIGGER {table}_{column}_delete AFTER DELETE ON {table} BEGIN {gone}; END",
        ]

    def _postgresql(self) -> list[str]:
        index, column = f"{self.table}_{self.column}_parts", f"UPPER({self.column}::text)"
        return [
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            f"CREATE INDEX {index} ON {self.table} USING gin ({column} gin_trgm_ops)",
        ]


def words_of(table: str, column: str) -> str:
    return f"{table}_{column}s"


def is_searchable(text: str) -> bool:
    return bool(WORD.search(text))


class HasWords(Lookup):
    """`name__has_words="berg gmb"`: texts with every typed word of three letters or more somewhere inside.

    The column has a `WordIndex`. Shorter words are passed over; ask `is_searchable` first whether any is long enough.
    """

    lookup_name = "has_words"

    def as_sqlite(self, compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        words = words_of(self.lhs.target.model._meta.db_table, self.lhs.target.column)
        wanted = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in WORD.findall(self.rhs))
        found = f"SELECT rowid FROM {words} WHERE {words} MATCH %s"  # noqa: S608 - our own names
        return f'{compiler.quote_name_unless_alias(self.lhs.alias)}."id" IN ({found})', [wanted]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, _none = self.process_lhs(compiler, connection)
        words = [f"%{connection.ops.prep_for_like_query(word)}%" for word in WORD.findall(self.rhs)]
        return " AND ".join([f"UPPER({column}::text) LIKE UPPER(%s)"] * len(words)), words
