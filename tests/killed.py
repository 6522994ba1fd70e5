"""Programs of the project on a database of their own, to be killed: for the tests that count what is left."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings

KILLED = 50
SEED = os.environ.get("KILLING_SEED", "1")


def run(place: Path, *arguments: str) -> str:
    """A program of the project on a database and with a mail server of its own; the server writes files."""
    own = {
        "DATABASE_URL": f"sqlite:///{place}/test.sqlite3",
        "CACHE_URL": f"filecache://{place}/cache",
        "EMAIL_URL": f"filemail:///{place}/mails",
        "MAILS_PER_MINUTE": "0",
        "DEBUG": "1",
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def killed(place: Path, *work: str, within: float) -> dict[str, int]:
    """The work (tests/killing.py) begun and killed fifty times: how many runs were killed, how many ended before."""
    told: dict[str, int] = json.loads(
        run(place, "-m", "tests.killing", f"--times={KILLED}", f"--within={within}", f"--seed={SEED}", "--", *work)
    )
    return told


def load(place: Path, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """One row of each of these models, all with the key 1."""
    kept = [{"model": model, "pk": 1, "fields": fields} for model, fields in rows.items()]
    (place / "rows.json").write_text(json.dumps(kept))
    run(place, "manage.py", "loaddata", str(place / "rows.json"))


def repeat(place: Path, table: str, count: int) -> None:
    """The first row of the table until there are so many, with other keys."""
    with closing(sqlite3.connect(place / "test.sqlite3")) as database, database:
        names = [row[1] for row in database.execute(f"pragma table_info({table})") if row[1] != "id"]
        columns = ", ".join(names)
        database.execute(
            f"with recursive n(i) as (select 2 union all select i + 1 from n where i < {count})"
            f" insert into {table} (id, {columns}) select i, {columns} from {table}, n where id = 1"
        )


def asked(place: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(place / "test.sqlite3")) as database:
        return database.execute(statement).fetchall()
