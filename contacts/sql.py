"""What the ORM cannot say: which companies share how many search strings, and figures turned into profile answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from contacts.models import Method, ProfileQuestion
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


ANSWERED = """
    INSERT INTO contacts_contactprofileanswer (contact_id, answer_id, sole_answer_to_id, updated_on)
    WITH measured_of(contact) AS ({of}),
      figure(contact, value) AS ({figures}),
      measured(contact, value) AS (
        SELECT measured_of.contact, {compared}
        FROM measured_of {join} figure ON figure.contact = measured_of.contact)
    SELECT contact.id, answer.id, CASE WHEN question.several_answers THEN NULL ELSE question.id END, %s
    FROM measured
    JOIN contacts_profileanswer AS answer
      ON (answer.from_value IS NOT NULL OR answer.to_value IS NOT NULL)
      AND (answer.from_value IS NULL OR measured.value >= answer.from_value)
      AND (answer.to_value IS NULL OR measured.value <= answer.to_value)
    JOIN contacts_profilequestion AS question ON question.id = answer.question_id
    JOIN contacts_profilequestionnaire AS questionnaire ON questionnaire.id = question.questionnaire_id
    JOIN contacts_contact AS contact ON contact.{shown_by} = measured.contact
    WHERE question.id = %s AND NOT contact.minor
      AND (questionnaire.contact_type = '' OR questionnaire.contact_type = contact.type)
"""
"""A row for each contact but minors (CON-34) and the answer in whose range its figure lies. Bound: day, question."""
VALUE = "COALESCE(figure.value, 0)"
COMPARED: dict[str, str] = {
    Method.VALUE: f"ROUND(CAST({VALUE} AS numeric), 5)",
    Method.PERCENT_OF_VALUE: f"ROUND(CAST(100.0 * {VALUE} / NULLIF(SUM({VALUE}) OVER (), 0) AS numeric), {{decimals}})",
    Method.PERCENT_OF_CONTACTS: (
        f"ROUND(CAST(100.0 * ROW_NUMBER() OVER (ORDER BY {VALUE} {{direction}}, measured_of.contact)"
        " / COUNT(*) OVER () AS numeric), {decimals})"
    ),
}
"""What is compared with the ranges (PRO-6). Figures that were divided have more digits than anybody means."""


OR_STANDS = "ON CONFLICT DO NOTHING"
"""An answer that somebody else's act wrote at that moment is as new as this one, and stays."""


def answer_by_figures(
    question: ProfileQuestion,
    *,
    of: QuerySet[Any, Any],
    figures: QuerySet[Any, Any],
    shown_by: str,
    on: date,
    others_have_nothing: bool = False,
) -> int:
    """Give contacts the answer that their figure stands for; answers how many got one. One statement for any number.

    `of` are keys of the contacts that are measured, `figures` rows of (contact, figure); who has none has 0, or is left
    out. `shown_by` is the column of those who show what was measured: "id", or "party" for everybody of a company.
    """
    try:
        (keys, bound), (values, more) = of.query.sql_with_params(), figures.query.sql_with_params()
    except EmptyResultSet:
        return 0
    compared = COMPARED[question.method].format(
        decimals=int(question.decimals), direction="DESC" if question.descending else "ASC"
    )
    join = "LEFT JOIN" if others_have_nothing else "JOIN"
    statement = ANSWERED.format(of=keys, figures=values, compared=compared, join=join, shown_by=shown_by) + OR_STANDS
    with connection.cursor() as cursor:
        cursor.execute(statement, [*bound, *more, connection.ops.adapt_datefield_value(on), question.pk])
        return int(cursor.rowcount)
