"""The one question the ORM cannot ask: which companies share how many search strings."""

from collections.abc import Sequence
from typing import Any

from core.sql import Row, listed, rows

PAIRS = """
    WITH candidate AS (
      SELECT DISTINCT one.contact_id AS one, two.contact_id AS two
      FROM contacts_searchstring AS one
      JOIN contacts_searchstring AS two ON two.line_id = one.line_id AND two.text = one.text
      WHERE one.line_id IN ({lines}) AND {among})
    SELECT candidate.one, candidate.two, COUNT(*)
    FROM candidate
    JOIN contacts_searchstring AS one ON one.contact_id = candidate.one
    JOIN contacts_searchstring AS two
      ON two.contact_id = candidate.two AND two.line_id = one.line_id AND two.text = one.text
    GROUP BY candidate.one, candidate.two
    HAVING COUNT(*) >= %s
"""

TELLING = """
    SELECT line.id, COALESCE(shared.pairs, 0) AS pairs
    FROM contacts_searchline AS line
    LEFT JOIN ({shared}) AS shared ON shared.line_id = line.id
    ORDER BY pairs, line.id
"""
AMONG_ALL = """
    SELECT line_id, SUM(companies * (companies - 1)) AS pairs
    FROM (SELECT line_id, COUNT(*) AS companies FROM contacts_searchstring GROUP BY line_id, text) AS text
    GROUP BY line_id
"""
WITH_SOME = """
    SELECT one.line_id, COUNT(*) AS pairs
    FROM contacts_searchstring AS one
    JOIN contacts_searchstring AS two ON two.line_id = one.line_id AND two.text = one.text
    WHERE one.contact_id IN ({keys})
    GROUP BY one.line_id
"""


def telling_lines(of: Sequence[int] | None = None) -> list[int]:
    """The lines of the set-up, those first by which the fewest companies look alike, or look like some of them."""
    if of is None:
        found = rows(TELLING.format(shared=AMONG_ALL), [])
    else:
        keys = listed(of)
        found = rows(TELLING.format(shared=WITH_SOME.format(keys=keys.sql)), keys.params)
    return [line for line, _pairs in found]


def pairs(hits: int, *, lines: Sequence[int], of: Sequence[int] | None = None) -> list[Row]:
    """(company, company, strings they share) of all that share so many, or of some companies and any others.

    Two that share `hits` of n strings share one of any n − hits + 1: only by such `lines` they are looked for.
    """
    among, keys = "two.contact_id > one.contact_id", list[Any]()
    if of is not None:
        found = listed(of)
        among = f"two.contact_id <> one.contact_id AND one.contact_id IN ({found.sql})"
        keys = list(found.params)
    statement = PAIRS.format(lines=", ".join(["%s"] * len(lines)), among=among)
    return rows(statement, [*lines, *keys, hits])
