"""The search indexes over names: for a part of a name, and on PostgreSQL for how the search name begins."""

from typing import Any

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
