"""A long import whose process is killed in the middle of writing leaves nothing behind."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from django.conf import settings
from django.core.cache.backends.filebased import FileBasedCache
from django.db import connection
from openpyxl import Workbook

from core.progress import Progress

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="it has a database of its own: once is enough")

ROWS = 15_000  # three blocks
LONGEST = 120  # seconds


@pytest.fixture
def place(tmp_path: Path) -> Path:
    command(tmp_path, "migrate", "--verbosity=0").wait()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Contacts")
    sheet.append(["External ID", "Name", "City"])
    for number in range(ROWS):
        sheet.append([f"X{number}", f"Company {number}", "Gent"])
    book.save(tmp_path / "contacts.xlsx")
    return tmp_path


def command(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A command of the project on a database and with a cache of its own."""
    own = {"DATABASE_URL": f"sqlite:///{place}/test.sqlite3", "CACHE_URL": f"filecache://{place}/cache", "DEBUG": "1"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
    )


def steps(place: Path) -> Iterator[int]:
    """The rows that are done, each time there are others."""
    cache: Any = FileBasedCache(str(place / "cache"), {})
    last, until = None, monotonic() + LONGEST
    while monotonic() < until:
        done = cache.get("core.import-1", Progress()).done
        if done != last:
            yield done
        last = done
        sleep(0.01)
    pytest.fail("The import did not get far enough.")


def counted(place: Path, table: str) -> int:
    with closing(sqlite3.connect(place / "test.sqlite3")) as database:
        count: int = database.execute(f"select count(*) from {table}").fetchone()[0]
        return count


def test_an_import_that_is_killed_while_it_writes_leaves_nothing(place: Path) -> None:
    importing = command(place, "import", "contacts", str(place / "contacts.xlsx"), "--confirm")
    checked = False
    for done in steps(place):
        checked = checked or done == ROWS
        if checked and 0 < done < ROWS:  # the second time, and the first blocks are written
            importing.kill()
            break
    importing.wait()
    assert counted(place, "core_import") == 1
    tables = ("contacts_contact", "contacts_historicalcontact", "core_importedrow")
    assert {table: counted(place, table) for table in tables} == dict.fromkeys(tables, 0)
