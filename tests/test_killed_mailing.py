"""Mailing that is killed at random: nobody gets a mail twice, and every mail is sent or shown to be in doubt."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.factories import A_MOMENT

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="it has a database of its own: once is enough")

MAILS = 2_000
KILLED = 50
SEED = int(os.environ.get("KILLING_SEED", "1"))


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


def fill(place: Path) -> None:
    """Interactions to be mailed: one from a file, and the same again and again."""
    kept = {
        "contacts.language": {"code": "ENU", "name": "English"},
        "contacts.contact": {"number": "CT1", "name": "Ann", "email": "ann@acme.example", "modified_at": str(A_MOMENT)},
        "interactions.interactiongroup": {"code": "MAIL"},
        "interactions.interactiontemplate": {"code": "MAIL", "group": 1, "language": 1, "description": "A mail"},
        "interactions.templatelanguage": {"template": 1, "language": 1, "subject": "News", "text": "Dear {name}"},
        "interactions.interaction": {
            **{"contact": 1, "template": 1, "language": 1, "description": "A mail", "correspondence_type": "email"},
            **{"delivery": "in progress", "date": str(A_MOMENT.date()), "at": str(A_MOMENT)},
        },
    }
    rows = [{"model": model, "pk": 1, "fields": fields} for model, fields in kept.items()]
    (place / "rows.json").write_text(json.dumps(rows))
    run(place, "manage.py", "loaddata", str(place / "rows.json"))
    with closing(sqlite3.connect(place / "test.sqlite3")) as database, database:
        columns = [row[1] for row in database.execute("pragma table_info(interactions_interaction)") if row[1] != "id"]
        others = f"with recursive n(i) as (select 2 union all select i + 1 from n where i < {MAILS}) "
        database.execute(
            f"{others} insert into interactions_interaction (id, {', '.join(columns)}) "
            f"select i, {', '.join(columns)} from interactions_interaction, n where id = 1"
        )


def sent(place: Path) -> Counter[str]:
    """How often each mail is in the server's files, by its Message-ID."""
    files = sorted((place / "mails").iterdir())
    return Counter(found for file in files for found in re.findall(r"Message-ID: (<[^>]+>)", file.read_text()))


def states(place: Path) -> dict[str, str]:
    """What the product knows of each mail, by its Message-ID; who was stopped while sending is in doubt later on."""
    with closing(sqlite3.connect(place / "test.sqlite3")) as database:
        rows = database.execute("select interaction_id, state from interactions_mail").fetchall()
    return {f"<interaction.{key}@localhost>": state for key, state in rows}


def test_mailing_that_is_killed_fifty_times_sends_no_mail_twice(tmp_path: Path) -> None:
    run(tmp_path, "manage.py", "migrate", "--verbosity=0")
    fill(tmp_path)
    told = json.loads(
        run(tmp_path, "-m", "tests.killing", f"--times={KILLED}", "--within=0.3", f"--seed={SEED}", "--", "mail")
    )
    assert told["killed"] >= KILLED // 2, told
    run(tmp_path, "manage.py", "mail")
    in_files, known = sent(tmp_path), states(tmp_path)
    assert len(known) == MAILS
    assert [mail for mail, times in in_files.items() if times > 1] == []
    assert {mail for mail, state in known.items() if state == "sent"} <= set(in_files)
    assert {mail for mail, state in known.items() if state != "sent"} >= set(known) - set(in_files)
    assert set(known.values()) <= {"sent", "sending"}
    assert sum(state == "sending" for state in known.values()) <= told["killed"]
