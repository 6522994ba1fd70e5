"""Logging a segment that is killed at random: all of it is logged, or nothing, and never anything twice."""

from pathlib import Path

import pytest
from django.db import connection

from segments import tasks
from tests.factories import A_MOMENT
from tests.killed import KILLED, asked, killed, load, repeat, run

pytestmark = [
    pytest.mark.timeout(900),  # fifty runs
    pytest.mark.skipif(connection.vendor != "sqlite", reason="it has a database of its own: once is enough"),
    pytest.mark.skipif(not hasattr(tasks, "log"), reason="there is no task that logs a segment"),
]

LINES = 60_000


def fill(place: Path) -> None:
    """A segment of many lines, and that somebody had it logged: its key is that of the record."""
    day, at = str(A_MOMENT.date()), str(A_MOMENT)
    line = {"segment": 1, "contact": 1, "added": 1, "template": 1, "salesperson": 1, "date": day, "cost": "1.00"}
    rows = {
        "core.user": {"username": "ann", "password": "!"},
        "salespeople.salesperson": {"code": "SP1", "name": "Ann"},
        "contacts.contact": {"number": "CT1", "name": "Acme"},
        "campaigns.campaignstatus": {"code": "PLAN", "description": "Planned", "order": 1},
        "campaigns.campaign": {"number": "K1", "description": "Trade show", "status": 1},
        "interactions.interactiongroup": {"code": "MAIL"},
        "interactions.interactiontemplate": {"code": "MAIL", "group": 1, "description": "A letter"},
        "segments.segment": {"number": "S1", "description": "Bikes", "date": day, "campaign": 1, "template": 1},
        "segments.segmentstep": {"segment": 1, "number": 1, "kind": "add", "at": at},
        "segments.segmentline": line,
        "segments.logging": {
            **{"segment": 1, "number": "S1", "key": "6f2c1b1e-0000-4000-8000-000000000001", "user": 1, "at": at},
            **{"sends": False, "follows_up": False, "day": day},
        },
    }
    load(place, rows)
    repeat(place, "segments_segmentline", LINES)


def counted(place: Path) -> dict[str, int]:
    tables = [
        "segments_segment",
        "segments_segmentline",
        "interactions_loggedsegment",
        "interactions_campaignentry",
        "interactions_interaction",
    ]
    return {table: asked(place, f"select count(*) from {table}")[0][0] for table in tables}


def test_logging_that_is_killed_fifty_times_logs_everything_once_or_nothing(tmp_path: Path) -> None:
    run(tmp_path, "manage.py", "migrate", "--verbosity=0")
    fill(tmp_path)
    before, after = (1, LINES, 0, 0, 0), (0, 0, 1, 1, LINES)
    told = killed(tmp_path, "segments.tasks:log", "1", "1", "en", within=0.3)
    assert told["killed"] >= KILLED // 4, told
    assert tuple(counted(tmp_path).values()) in (before, after)
    told = killed(tmp_path, "segments.tasks:log", "1", "1", "en", within=3)
    assert tuple(counted(tmp_path).values()) == after, told
