"""The statements of the price question, written for both databases; the ORM takes longer to say them than they take.

Each kind of source is one probe of an index, and the probes are put together by UNION ALL: a join of sources and
lines would grow with the number of campaigns. Read EXPLAIN after every change (tests/pricing/test_plans.py does).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from core.sql import Row, among, ids, rows
from pricing.models import Source
from segments.sql import AIMED, ENTITLED

PARTY = f"""
    SELECT head.name, head.privacy_blocked, head.no_campaign_prices, customer.blocked,
      customer.id, customer.number, customer.allow_line_discount,
      price_group.id, price_group.code, discount_group.id, discount_group.code,
      campaign.id, campaign.number, campaign.description, campaign.starts, campaign.ends
    FROM contacts_contact AS head
    LEFT JOIN contacts_customer AS customer ON customer.contact_id = head.id
    LEFT JOIN contacts_pricegroup AS price_group ON price_group.id = customer.price_group_id
    LEFT JOIN contacts_discountgroup AS discount_group ON discount_group.id = customer.discount_group_id
    LEFT JOIN (
      SELECT activated.id, number, description,
        CAST(starting_date AS TEXT) AS starts, CAST(ending_date AS TEXT) AS ends
      FROM ({AIMED}) AS aimed CROSS JOIN campaigns_campaign AS activated
      WHERE activated.id = aimed.campaign_id AND activated.activated_at IS NOT NULL
    ) AS campaign ON {ENTITLED}
    WHERE head.id = %s
"""  # noqa: S608 - only our own constants are put in; values are bound

LOCAL_CURRENCY = """
    SELECT currency.id, CAST(currency.unit_amount_rounding AS TEXT), CAST(currency.amount_rounding AS TEXT)
    FROM core_companyinformation AS company JOIN core_currency AS currency ON currency.id = company.local_currency_id
"""

UNITS = """
    SELECT item.id, item.number, item.discount_group_id, CAST(item.unit_price AS TEXT), CAST(item.unit_cost AS TEXT),
      item.base_unit_id, COALESCE(item.sales_unit_id, item.base_unit_id),
      unit.unit_id, CAST(unit.quantity_per_unit AS TEXT)
    FROM items_item AS item LEFT JOIN items_itemunit AS unit ON unit.item_id = item.id
    WHERE {items}
"""

# Numbers and dates come as text, flags as answers: nothing is turned into something slow or inexact on the way.
CANDIDATES = """
    SELECT {item}, {group}, {table}.id, source_type, source_key, currency_id, variant_id, unit_id,
      CAST(NULLIF(minimum_quantity, 0) AS TEXT), CAST(starting_date AS TEXT), CAST(ending_date AS TEXT),
      CAST({value} AS TEXT), {allow}, {specificity}
    FROM {asked} CROSS JOIN {table}
    WHERE {column} = asked.value AND source_type = %s AND {sources} AND (currency_id IS NULL OR currency_id = %s)
      AND (starting_date IS NULL OR starting_date <= %s) AND (ending_date IS NULL OR ending_date >= %s)
"""
CAMPAIGN_ROWS = """
    SELECT {item}, {group}, found.id, source_type, source_key, currency_id, variant_id, unit_id,
      CAST(NULLIF(minimum_quantity, 0) AS TEXT), NULL, NULL, CAST({value} AS TEXT), {allow}, {specificity},
      '{kind}', campaign.activated_at IS NOT NULL, campaign.id, campaign.number, campaign.description,
      CAST(campaign.starting_date AS TEXT), CAST(campaign.ending_date AS TEXT)
    FROM {table} AS found JOIN campaigns_campaign AS campaign ON campaign.id = found.source_key
    WHERE {key} = %s AND source_type = %s
      AND (campaign.activated_at IS NOT NULL OR {aimed})
      AND (campaign.starting_date IS NULL OR campaign.starting_date <= %s)
      AND (campaign.ending_date IS NULL OR campaign.ending_date >= %s)
"""
SPECIFICITY = "CASE WHEN currency_id IS NULL THEN 0 ELSE 1 END + CASE WHEN variant_id IS NULL THEN 0 ELSE 1 END"
NO_ID, NO_FLAG = "CAST(NULL AS BIGINT)", "CAST(NULL AS BOOLEAN)"  # PostgreSQL takes a bare NULL for text
PRICE = {
    "table": "pricing_salesprice",
    "value": "unit_price",
    "allow": "allow_line_discount IS TRUE",
    "kind": "price",
    "specificity": SPECIFICITY,
}
DISCOUNT = {
    "table": "pricing_saleslinediscount",
    "value": "discount_percent",
    "allow": NO_FLAG,
    "kind": "discount",
    "specificity": SPECIFICITY,
}
PRICE_OF_ITEM = {**PRICE, "item": "item_id", "group": NO_ID}
DISCOUNT_OF_ITEM = {**DISCOUNT, "item": "item_id", "group": NO_ID}
DISCOUNT_OF_GROUP = {**DISCOUNT, "item": NO_ID, "group": "item_group_id"}


MOST_PROBED = 5
"""For more campaigns it is faster to read an item's rows of all campaigns (measured: as fast for 7 of 20)."""


class Asked(NamedTuple):
    """For whom, in which currency and when rows are asked for; each kind of source is one probe."""

    customer_id: int | None
    group_id: int | None
    campaign_ids: list[int]
    currency_id: int | None
    day: str

    def sources(self) -> Iterator[tuple[Source, str, Any]]:
        """A source type, how its rows are found, and the value bound for it."""
        yield Source.ALL, "source_key = %s", 0
        if self.customer_id:
            yield Source.CUSTOMER, "source_key = %s", self.customer_id
        if self.group_id:
            yield Source.GROUP, "source_key = %s", self.group_id
        if self.campaign_ids:
            yield Source.CAMPAIGN, among(_source_key(len(self.campaign_ids))), ids(self.campaign_ids)


def _source_key(campaigns: int) -> str:
    """On SQLite + keeps it out of the probe: else every item would be probed for each of many campaigns. PostgreSQL
    weighs that itself, and would read the rows of all campaigns."""
    return "+source_key" if connection.vendor == "sqlite" and campaigns > MOST_PROBED else "source_key"


def each(name: str) -> str:
    """The same ids as a table `name` with a column `value`. SQLite goes through it first when CROSS JOIN follows.

    MATERIALIZED keeps PostgreSQL from parallel workers, which take longer to start than all probes together.
    """
    if connection.vendor == "sqlite":
        return f"json_each(%s) AS {name}"
    listed = "WITH ids AS MATERIALIZED (SELECT unnest(CAST(%s AS bigint[])) AS value) SELECT value FROM ids"
    return f"({listed}) AS {name}"


def party(contact_id: int) -> list[Row]:
    """One row for each campaign, or one without."""
    return rows(PARTY, [contact_id] * 3)


def local_currency() -> Row | None:
    """Its id, its precision of unit amounts, and that of amounts."""
    return next(iter(rows(LOCAL_CURRENCY, [])), None)


def units(item_ids: Iterable[int]) -> list[Row]:
    """One row for each unit of each item, or one without unit."""
    return rows(UNITS.format(items=among("item.id")), [ids(item_ids)])


def prices(item_ids: Iterable[int], asked: Asked) -> list[Row]:
    """The price rows of the items that are in force for those asked about."""
    return rows(*_union([(PRICE_OF_ITEM, "item_id", ids(item_ids))], asked))


def discounts(item_ids: Iterable[int], group_ids: Iterable[int], asked: Asked) -> list[Row]:
    """The discount rows of the items and of their item discount groups, likewise."""
    by_item = (DISCOUNT_OF_ITEM, "item_id", ids(item_ids))
    groups = list(group_ids)
    by_group = [(DISCOUNT_OF_GROUP, "item_group_id", ids(groups))] if groups else []
    return rows(*_union([by_item, *by_group], asked))


def campaign_rows(
    item_id: int, group_id: int | None, *, campaign_ids: Iterable[int], first: str, last: str, most: int
) -> list[Row]:
    """Rows of the item or its group whose campaign is activated or one of these, and in force within the days.

    A candidate's columns, then its kind, whether the campaign is activated, and the campaign's.
    """
    parts = [(PRICE_OF_ITEM, "item_id", item_id), (DISCOUNT_OF_ITEM, "item_id", item_id)]
    parts += [(DISCOUNT_OF_GROUP, "item_group_id", group_id)] if group_id is not None else []
    known, bound = ids(campaign_ids), []
    for _columns, _column, key in parts:
        bound += [key, Source.CAMPAIGN.value, known, last, first]
    asked = [CAMPAIGN_ROWS.format(**columns, key=key, aimed=among("campaign.id")) for columns, key, _id in parts]
    return rows(f"{' UNION ALL '.join(asked)} ORDER BY 16 DESC, 18, 3 LIMIT {most:d}", bound)


def _union(parts: Sequence[tuple[dict[str, str], str, Any]], asked: Asked) -> tuple[str, list[Any]]:
    statements: list[str] = []
    bound: list[Any] = []
    for columns, key, keys in parts:
        for source_type, found, source in asked.sources():
            statements.append(CANDIDATES.format(**columns, asked=each("asked"), column=key, sources=found))
            bound += [keys, source_type.value, source, asked.currency_id, asked.day, asked.day]
    return " UNION ALL ".join(statements), bound
