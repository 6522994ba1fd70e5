"""The questions of prices and targets as plain SQL, as somebody writes it who needs nothing but the answer."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from activities.models import Task
from interactions.models import CampaignEntry, LoggedSegment
from pricing.models import Source
from tools.bench.data import DAY, TO_LOG
from tools.bench.writing import MOMENT, insert, last

TERMS = """
    SELECT customer.id, customer.price_group_id, customer.discount_group_id
    FROM contacts_contact AS contact JOIN contacts_customer AS customer ON customer.contact_id = contact.party
    WHERE contact.id = %s
"""
AIMED = """
    SELECT segment.campaign_id FROM contacts_contact AS member
    JOIN segments_segmentline AS line ON line.contact_id = member.id
    JOIN segments_segment AS segment ON segment.id = line.segment_id
    JOIN campaigns_campaign AS campaign ON campaign.id = segment.campaign_id
    WHERE member.party = %s AND line.campaign_target AND line.removed_id IS NULL {campaign}
    UNION SELECT interaction.campaign_id FROM contacts_contact AS member
    JOIN interactions_interaction AS interaction ON interaction.contact_id = member.id
    JOIN campaigns_campaign AS campaign ON campaign.id = interaction.campaign_id
    WHERE member.party = %s AND interaction.campaign_target AND NOT interaction.cancelled AND NOT interaction.postponed
    {campaign}
"""
IN_FORCE = " AND campaign.activated_at IS NOT NULL AND %s BETWEEN campaign.starting_date AND campaign.ending_date"
LOGGED = """
    INSERT INTO interactions_interaction (contact_id, date, description, template_id, group_id, salesperson_id, cost,
      duration, evaluation, attempt_failed, information_flow, initiated_by, correspondence_type, subject, campaign_id,
      campaign_target, campaign_response, segment_number, document_type, document_number, contact_via, delivery,
      cancelled, postponed, at, logged_segment_id, campaign_entry_id)
    SELECT contact_id, date, 'To log', template_id, 1, salesperson_id, cost, duration, evaluation, attempt_failed,
      information_flow, initiated_by, correspondence_type, subject, 1, campaign_target, campaign_response, 'LOG', '',
      '', '', 'in progress', FALSE, FALSE, %s, %s, %s
    FROM segments_segmentline WHERE segment_id = %s AND removed_id IS NULL
"""
ROWS = """
    SELECT asked.n, {columns} FROM asked {join} {table} AS found ON {key}
      AND source_type = {source} AND {of_source}
    WHERE (starting_date IS NULL OR starting_date <= :day) AND (ending_date IS NULL OR ending_date >= :day)
      AND currency_id IS NULL AND variant_id IS NULL AND unit_id IS NULL AND minimum_quantity <= asked.quantity
"""
ANSWER = """
    WITH asked AS MATERIALIZED ({lines}),
      discounts AS ({discounts}),
      discount AS (SELECT n, MAX(percent) AS percent FROM discounts GROUP BY n),
      prices AS ({prices}),
      price AS (
        SELECT prices.n, unit_price, allow, ROW_NUMBER() OVER (PARTITION BY prices.n ORDER BY unit_price
          * (100 - CASE WHEN allow THEN COALESCE(percent, 0) ELSE 0 END)) AS place
        FROM prices LEFT JOIN discount ON discount.n = prices.n)
    SELECT COALESCE(price.unit_price, asked.unit_price),
      CASE WHEN COALESCE(allow, TRUE) THEN COALESCE(percent, 0) ELSE 0 END
    FROM asked LEFT JOIN price ON price.n = asked.n AND price.place = 1 LEFT JOIN discount ON discount.n = asked.n
    ORDER BY asked.n
"""
LINES = {
    "sqlite": "SELECT key AS n, json_extract(value, '$[1]') AS quantity, item.id, item.discount_group_id, unit_price"
    " FROM json_each(:lines) CROSS JOIN items_item AS item ON item.id = json_extract(value, '$[0]')",
    "postgresql": "SELECT n, quantity, item.id, item.discount_group_id, unit_price"
    " FROM unnest(CAST(:items AS bigint[]), CAST(:quantities AS numeric[])) WITH ORDINALITY AS line(item, quantity, n)"
    " JOIN items_item AS item ON item.id = line.item",
}
PRICE = {"columns": "found.unit_price, allow_line_discount AS allow", "table": "pricing_salesprice"}
PRICE["key"] = "found.item_id = asked.id"
DISCOUNT = {"columns": "discount_percent AS percent", "table": "pricing_saleslinediscount"}
OF_ITEM, OF_GROUP = "found.item_id = asked.id", "found.item_group_id = asked.discount_group_id"


class Line(NamedTuple):
    item_id: int
    quantity: int


def prices(contact_id: int, lines: Sequence[Line], *, day: date) -> list[tuple[Any, Any]]:
    """The unit price and the discount of each line: who pays, which campaigns, and all the rest in one statement."""
    ((customer, price_group, discount_group),) = ask(TERMS, [contact_id])
    campaigns = [campaign for (campaign,) in ask(AIMED.format(campaign=IN_FORCE), [contact_id, str(day)] * 2)]
    named = {"day": str(day), "customer": customer, "price_group": price_group, "discount_group": discount_group}
    named |= {"campaigns": json.dumps(campaigns), "lines": json.dumps(lines)}
    if connection.vendor == "postgresql":
        named |= {"campaigns": campaigns, "items": [line.item_id for line in lines]}
        named |= {"quantities": [line.quantity for line in lines]}
    return ask(ANSWERS[connection.vendor], named)


def targets(contact_id: int) -> list[int]:
    return [campaign for (campaign,) in ask(AIMED.format(campaign="") + "ORDER BY 1", [contact_id] * 2)]


def ask(statement: str, bound: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, bound)
        found: list[Any] = cursor.fetchall()
        return found


def _answer(vendor: str) -> str:
    among = {
        "sqlite": "+source_key IN (SELECT value FROM json_each(:campaigns))",
        "postgresql": "source_key = ANY(CAST(:campaigns AS bigint[]))",
    }[vendor]
    join = {"sqlite": "CROSS JOIN", "postgresql": "JOIN"}[vendor]

    def rows(group: str, **what: str) -> list[str]:
        found = [(Source.ALL, "source_key = 0"), (Source.CUSTOMER, "source_key = :customer")]
        found += [(Source.GROUP, f"source_key = :{group}"), (Source.CAMPAIGN, among)]
        return [ROWS.format(**what, join=join, source=source.value, of_source=of_source) for source, of_source in found]

    prices = rows("price_group", **PRICE)
    discounts = rows("discount_group", **DISCOUNT, key=OF_ITEM) + rows("discount_group", **DISCOUNT, key=OF_GROUP)
    statement = ANSWER.format(
        lines=LINES[vendor], prices=" UNION ALL ".join(prices), discounts=" UNION ALL ".join(discounts)
    )
    return _bound(statement)


def _bound(statement: str) -> str:
    """`:name` as Django's cursors write it, on both databases."""
    for name in ["day", "customer", "price_group", "discount_group", "campaigns", "lines", "items", "quantities"]:
        statement = statement.replace(f":{name}", f"%({name})s")
    return statement


ANSWERS = {vendor: _answer(vendor) for vendor in LINES}


def tasks(count: int) -> int:
    """A task for each of the first contacts, without the copies, attendees and notifications it may have."""
    insert(
        Task,
        count,
        id=f"{last(Task)} + i",
        number="'RAW' || i",
        description="'Call'",
        date=f"'{DAY}'",
        salesperson_id="1",
        contact_id="i",
    )
    return count


def log() -> int:
    """Interactions of the lines of a segment, with the two rows they hang on; and the lines go."""
    logged = LoggedSegment.objects.create(segment_number="LOG", description="To log", created_on=DAY, at=MOMENT)
    entry = CampaignEntry.objects.create(campaign_id=1, description="To log", date=DAY, logged_segment=logged)
    with connection.cursor() as cursor:
        cursor.execute(LOGGED, [MOMENT, logged.pk, entry.pk, TO_LOG])
        made = cursor.rowcount
        cursor.execute("DELETE FROM segments_segmentline WHERE segment_id = %s", [TO_LOG])
    return int(made)
