"""Migrating takes most of a minute: on SQLite the tables it makes are kept, under a name that says what made them."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.core import management
from django.db import connection


@contextmanager
def kept_tables() -> Iterator[None]:
    """A test database, and nothing else migrates with `run_syncdb`, starts from the kept tables, or makes them."""
    migrate = management.call_command

    def call(name: str, *arguments: Any, **options: Any) -> Any:
        if name != "migrate" or not options.get("run_syncdb") or connection.vendor != "sqlite":
            return migrate(name, *arguments, **options)
        kept = settings.VAR_DIR / f"migrated-{made_by()}.sqlite3"
        connection.ensure_connection()
        if kept.exists():
            with closing(sqlite3.connect(kept)) as tables:
                tables.backup(connection.connection)
            return migrate(name, *arguments, **options)  # nothing is left to do, but signals follow it
        done = migrate(name, *arguments, **options)
        keep(kept)
        return done

    with mock.patch.object(management, "call_command", call):
        yield


def keep(kept: Path) -> None:
    """Whole or not at all, however many processes test at once; what older code made goes."""
    own = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(own)) as tables:
        connection.connection.backup(tables)
    for older in kept.parent.glob("migrated-*.sqlite3"):
        older.unlink(missing_ok=True)
    own.replace(kept)


def made_by() -> str:
    """A fingerprint of the migrations, of what they call, and of the packages."""
    made = hashlib.sha256()
    for pattern in ("*/migrations/*.py", "*/sql.py", "core/words.py", "config/roles.py", "requirements/test.txt"):
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            made.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode() + path.read_bytes())
    return made.hexdigest()[:16]
