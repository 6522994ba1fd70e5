"""No list reads a whole big table (goal G13): an index serves the filter, or the order of a page."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from segments.criteria import Criteria
from tools.bench import criteria, data
from tools.bench.operations import PAGES
from tools.bench.serving import marketer

WATCHED = ["contacts_contact", "segments_segmentline", "pricing_salesprice", "pricing_saleslinediscount"]
WATCHED += ["contacts_contactmailinggroup"]
NAMED = re.compile(rf'"?\b({"|".join(WATCHED)})\b"?(?:\s+(?:AS\s+)?"?(\w+)"?)?')
SIZE = data.Size(contacts=5000, items=50, rows_per_item=40, lines=1000)


@pytest.fixture
def client(db: None) -> Client:
    data.load(SIZE)
    return marketer()


PAGED = re.compile(r'"id" (?:IN |= ANY\(ARRAY)\((SELECT .* LIMIT \d+)\)+ ORDER BY')


def reads_everything(sql: str) -> list[str]:
    """The steps of a statement's plan that go through the whole of a watched table.

    A page without a filter may begin at one end of an index and stops after its rows; so may a capped count. The keys
    of a page's rows are found by a statement inside the one that fetches them.
    """
    if paged := PAGED.search(sql):
        return [*reads_everything(paged[1]), *reads_everything(sql.replace(paged[1], "SELECT 1"))]
    if not sql.startswith("SELECT") or not NAMED.search(sql):
        return []
    filtered = " WHERE " in sql
    return (on_sqlite if connection.vendor == "sqlite" else on_postgresql)(sql, filtered=filtered)


def on_sqlite(sql: str, *, filtered: bool) -> list[str]:
    lines = explained("EXPLAIN QUERY PLAN ", sql)
    names = {name for found in NAMED.findall(sql) for name in found if name}
    scans = [line for line in lines if any(line == f"SCAN {n}" or line.startswith(f"SCAN {n} USING") for n in names)]
    sorts = [line for line in lines if line == "USE TEMP B-TREE FOR ORDER BY"]
    return [line for line in lines if "BLOOM" in line or "AUTOMATIC" in line] + (scans if filtered else scans and sorts)


def on_postgresql(sql: str, *, filtered: bool) -> list[str]:
    off, on = ("indexscan", "sort") if filtered else ("sort", "indexscan")
    with connection.cursor() as cursor:  # five thousand rows are soon read or sorted whole; do indexes serve a million?
        cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL enable_{off} = off; SET LOCAL enable_{on} = on")
    lines = [line.strip() for line in explained("EXPLAIN ", sql)]
    if not filtered:
        return [line for line in lines if re.match(r"(->\s+)?Sort\s+\(", line)]
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    scans = [(line, after) for line, after in pairs if re.search(rf"Scan.* on ({'|'.join(WATCHED)})\b", line)]
    return [line for line, after in scans if "Seq Scan" in line or not after.startswith(("Index Cond", "Recheck Cond"))]


def explained(explain: str, sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(explain + sql.replace("%", "%%"), [])
        return [str(row[-1]) for row in cursor.fetchall()]


def statements(client: Client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response: Any = client.get(path)
    assert response.status_code == 200
    after = response.context["page"].after if "page" in response.context else ""
    if after and "after=" not in path:
        return [query["sql"] for query in captured] + statements(client, f"{path}{'&?'['?' not in path]}after={after}")
    return [query["sql"] for query in captured]


def test_no_list_reads_a_whole_big_table(client: Client) -> None:
    asked = [(name, sql) for name, (path, _table) in PAGES.items() for sql in statements(client, path)]
    assert [(name, steps) for name, sql in asked if (steps := reads_everything(sql))] == []


@pytest.mark.parametrize("typed", [criteria.FEW, {"interactions": {"campaign": "CP7"}}])
def test_no_criteria_read_all_contacts(client: Client, typed: dict[str, dict[str, str]]) -> None:
    with CaptureQueriesContext(connection) as captured:
        list(Criteria(typed, data.DAY, data.DAY).contacts().values("pk"))
    assert [steps for query in captured if (steps := reads_everything(query["sql"]))] == []


def test_the_test_sees_a_list_that_reads_everything(client: Client) -> None:
    contact = 'SELECT id FROM "contacts_contact"'
    assert reads_everything(f"{contact} WHERE city LIKE 'x%' LIMIT 51")
    assert reads_everything(f"{contact} ORDER BY city LIMIT 51")
    assert not reads_everything(f"{contact} ORDER BY search_name, id LIMIT 51")
