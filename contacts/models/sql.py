"""The search index over names, and how the two databases ask it. Trigrams find a part of a million names at once.

On SQLite a full-text table beside the contacts holds the trigrams; triggers keep it in step. A later migration that
rebuilds the table of contacts there (most column changes do) drops the triggers: let it run `rebuild` afterwards.
"""

import re
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Lookup

SHORTEST = 3  # letters of a trigram
WORD = re.compile(rf"\S{{{SHORTEST},}}")

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE contacts_contact_names USING fts5(name, content='contacts_contact', content_rowid='id',"
        " tokenize='trigram')",
        "INSERT INTO contacts_contact_names(contacts_contact_names) VALUES ('rebuild')",
        "CREATE TRIGGER contacts_contact_named AFTER INSERT ON contacts_contact BEGIN"
        " INSERT INTO contacts_contact_names(rowid, name) VALUES (new.id, new.name); END",
        "CREATE TRIGGER contacts_contact_renamed AFTER UPDATE OF name ON contacts_contact BEGIN"
        " INSERT INTO contacts_contact_names(contacts_contact_names, rowid, name) VALUES ('delete', old.id, old.name);"
        " INSERT INTO contacts_contact_names(rowid, name) VALUES (new.id, new.name); END",
        "CREATE TRIGGER contacts_contact_unnamed AFTER DELETE ON contacts_contact BEGIN"
        " INSERT INTO contacts_contact_names(contacts_contact_names, rowid, name) VALUES ('delete', old.id, old.name);"
        " END",
    ],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE INDEX contacts_contact_name_parts ON contacts_contact USING gin (UPPER(name::text) gin_trgm_ops)",
        "CREATE INDEX contacts_contact_name_begins ON contacts_contact (search_name varchar_pattern_ops)",
    ],
}
DROP = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS contacts_contact_named",
        "DROP TRIGGER IF EXISTS contacts_contact_renamed",
        "DROP TRIGGER IF EXISTS contacts_contact_unnamed",
        "DROP TABLE IF EXISTS contacts_contact_names",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS contacts_contact_name_parts",
        "DROP INDEX IF EXISTS contacts_contact_name_begins",
    ],
}


def rebuild(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop(_apps, schema_editor)
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def is_searchable(text: str) -> bool:
    return bool(WORD.search(text))


class HasWords(Lookup):
    """`name__has_words="berg gmb"`: names with every typed word of three letters or more somewhere inside.

    Shorter words are passed over; ask `is_searchable` first whether any is long enough.
    """

    lookup_name = "has_words"

    def as_sqlite(self, compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        wanted = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in WORD.findall(self.rhs))
        found = "SELECT rowid FROM contacts_contact_names WHERE contacts_contact_names MATCH %s"
        return f'{table}."id" IN ({found})', [wanted]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, _none = self.process_lhs(compiler, connection)
        words = [f"%{connection.ops.prep_for_like_query(word)}%" for word in WORD.findall(self.rhs)]
        return " AND ".join([f"UPPER({column}::text) LIKE UPPER(%s)"] * len(words)), words
