"""The search indexes over names: for a part of a name, and on PostgreSQL for how the search name begins. And search
strings, of which an import writes sixteen for each company: as rows of the ORM they take longer than the companies."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from core.words import WordIndex

NAMES = WordIndex("contacts_contact", "name")


def rebuild(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop(apps, schema_editor)
    NAMES.create(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        index = "contacts_contact_name_begins ON contacts_contact (search_name varchar_pattern_ops)"
        schema_editor.execute(f"CREATE INDEX {index}")


def drop(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    NAMES.drop(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS contacts_contact_name_begins")


def add_strings(strings: Sequence[tuple[int, int, str]]) -> None:
    """(contact, line, text), which are not there yet."""
    if strings:
        with connection.cursor() as cursor:
            statement = "INSERT INTO contacts_searchstring (contact_id, line_id, text) VALUES (%s, %s, %s)"
            cursor.executemany(statement, strings)
