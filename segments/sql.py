"""The target question as SQL, for the hot statements of upper apps; `targets.py` asks the same by querysets.

Aliases: `member` is a contact with a line or an interaction, `head` its company (or itself), `customer` the head's
customer.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from core.sql import Row, among, ids, rows

ADMITTED = "NOT member.privacy_blocked AND NOT member.exclude_from_segments"
ENTITLED = "NOT head.privacy_blocked AND NOT head.no_campaign_prices AND NOT COALESCE(customer.blocked, FALSE)"

LINES = """
    FROM contacts_contact AS member
    JOIN segments_segmentline AS line ON line.contact_id = member.id
    JOIN segments_segment AS segment ON segment.id = line.segment_id
    WHERE {party} AND line.removed_id IS NULL"""
INTERACTIONS = """
    FROM contacts_contact AS member
    JOIN interactions_interaction AS interaction ON interaction.contact_id = member.id
    WHERE {party}
      AND interaction.campaign_target AND NOT interaction.cancelled AND NOT interaction.postponed"""


def _not_excluded(company: str, *, campaign: str) -> str:
    return f"""NOT EXISTS (
        SELECT 1 FROM segments_targetexclusion AS exclusion
        WHERE exclusion.contact_id = {company} AND exclusion.campaign_id = {campaign})"""  # noqa: S608 - our own names


AIMING = f"""
    SELECT member.party, segment.campaign_id {LINES} AND line.campaign_target
      AND {ADMITTED} AND {_not_excluded("member.party", campaign="segment.campaign_id")}
    UNION
    SELECT member.party, interaction.campaign_id {INTERACTIONS}
      AND {ADMITTED} AND {_not_excluded("member.party", campaign="interaction.campaign_id")}
"""

# What aims campaigns at one company (bound twice: its party): flagged lines, and flagged interactions that count.
# Whether the company is ENTITLED, the reader asks.
ONE = "member.party = %s"
AIMED = AIMING.format(party=ONE)

# The same of those companies among many (bound twice: their `ids`) that are entitled.
PAIRS = """
    SELECT aimed.party, aimed.campaign_id FROM ({aimed}) AS aimed
    JOIN contacts_contact AS head ON head.id = aimed.party
    LEFT JOIN contacts_customer AS customer ON customer.contact_id = head.id
    WHERE aimed.campaign_id IS NOT NULL AND {entitled}
"""


# How one company (bound three times: its party) stands to every campaign it has a line or a flagged interaction of, or
# is excluded from.
STANDINGS = f"""
    SELECT segment.campaign_id, MAX(CASE WHEN line.campaign_target AND {ADMITTED} THEN 2
      WHEN line.campaign_target THEN 1 ELSE 0 END) {LINES.format(party=ONE)} AND segment.campaign_id IS NOT NULL
    GROUP BY segment.campaign_id
    UNION ALL
    SELECT interaction.campaign_id, MAX(CASE WHEN {ADMITTED} THEN 2 ELSE 1 END)
    {INTERACTIONS.format(party=ONE)} AND interaction.campaign_id IS NOT NULL
    GROUP BY interaction.campaign_id
    UNION ALL
    SELECT campaign_id, 3 FROM segments_targetexclusion WHERE contact_id = %s
"""  # noqa: S608


def aimed_at(party_ids: Collection[int]) -> list[Row]:
    """(party id, campaign id) of every target among these companies, once."""
    aimed = AIMING.format(party=among("member.party"))
    return rows(PAIRS.format(aimed=aimed, entitled=ENTITLED), [ids(party_ids)] * 2)


# How many of the companies that rows aim at, each once, are entitled and not excluded; NULL, the party of who is not
# admitted, is no company. Each is asked for by its key: as it expects a campaign of many, PostgreSQL reads all contacts
# to join them.
COUNTED = f"""
    WITH pair (campaign_id, party) AS (SELECT DISTINCT * FROM ({{pairs}}) AS aiming)
    SELECT pair.campaign_id, COUNT(*) FROM pair
    WHERE (SELECT {ENTITLED} FROM contacts_contact AS head
           LEFT JOIN contacts_customer AS customer ON customer.contact_id = head.id WHERE head.id = pair.party)
      AND {_not_excluded("pair.party", campaign="pair.campaign_id")}
    GROUP BY pair.campaign_id
"""  # noqa: S608


def counted(pairs: QuerySet[Any, Any]) -> dict[int, int]:
    """Campaign id → how many targets it has, of the pairs (campaign id, party id or NULL); each counts once."""
    statement, bound = pairs.query.sql_with_params()
    return dict(rows(COUNTED.format(pairs=statement), bound))
