"""Mailing that is killed at random: nobody gets a mail twice, and every mail is sent or shown to be in doubt."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from tests.factories import A_MOMENT
from tests.killed import KILLED, asked, killed, load, repeat, run

pytestmark = [
    pytest.mark.timeout(900),  # fifty runs
    pytest.mark.skipif(connection.vendor != "sqlite", reason="it has a database of its own: once is enough"),
]

MAILS = 1_500


def fill(place: Path) -> None:
    """Interactions to be mailed: one, and the same again and again."""
    interaction = {
        **{"contact": 1, "template": 1, "language": 1, "description": "A mail", "correspondence_type": "email"},
        **{"delivery": "in progress", "date": str(A_MOMENT.date()), "at": str(A_MOMENT)},
    }
    rows = {
        "contacts.language": {"code": "ENU", "name": "English"},
        "contacts.contact": {"number": "CT1", "name": "Ann", "email": "ann@acme.example"},
        "interactions.interactiongroup": {"code": "MAIL"},
        "interactions.interactiontemplate": {"code": "MAIL", "group": 1, "language": 1, "description": "A mail"},
        "interactions.templatelanguage": {"template": 1, "language": 1, "subject": "News", "text": "Dear {name}"},
        "interactions.interaction": interaction,
    }
    load(place, rows)
    repeat(place, "interactions_interaction", MAILS)


def sent(place: Path) -> Counter[str]:
    """How often each mail is in the files of the mail server, by its Message-ID."""
    files = sorted((place / "mails").iterdir())
    return Counter(found for file in files for found in re.findall(r"Message-ID: (<[^>]+>)", file.read_text()))


def test_mailing_that_is_killed_fifty_times_sends_no_mail_twice(tmp_path: Path) -> None:
    run(tmp_path, "manage.py", "migrate", "--verbosity=0")
    fill(tmp_path)
    told = killed(tmp_path, "mail", within=0.3)
    assert told["killed"] >= KILLED // 2, told
    run(tmp_path, "manage.py", "mail")
    in_files = sent(tmp_path)
    rows = asked(tmp_path, "select interaction_id, state from interactions_mail")
    known = {f"<interaction.{key}@localhost>": state for key, state in rows}
    assert len(known) == MAILS
    assert [mail for mail, times in in_files.items() if times > 1] == []
    assert set(known.values()) <= {"sent", "sending"}  # who was stopped while sending is in doubt ten minutes later
    assert {mail for mail, state in known.items() if state == "sent"} <= set(in_files)
    assert sum(state == "sending" for state in known.values()) <= told["killed"]
