"""The rows that are measured: written by SQL that both databases read alike, so that both hold the same rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from campaigns.models import Campaign, CampaignStatus
from contacts.models import Contact, Country, Customer, DiscountGroup, PriceGroup
from items.models import Item, ItemDiscountGroup, UnitOfMeasure
from pricing.models import SalesLineDiscount, SalesPrice, Source
from salespeople.models import Salesperson
from segments.models import Segment, SegmentLine, SegmentStep

DAY = date(2026, 3, 10)
MOMENT = datetime.fromisoformat("2026-03-10T12:00:00+00:00")


@dataclass(frozen=True)
class Size:
    contacts: int
    items: int
    rows_per_item: int
    lines: int
    campaigns: int = 100

    @property
    def companies(self) -> int:
        return self.contacts // 5

    @property
    def customers(self) -> int:
        return self.companies // 2


SIZES = {
    "small": Size(contacts=10_000, items=100, rows_per_item=50, lines=5_000),
    "full": Size(contacts=1_000_000, items=1_000, rows_per_item=100, lines=100_000),
}


def load(size: Size) -> None:
    """Fill an empty database. `i` counts from 1 in every expression."""
    set_up()
    insert(
        Contact,
        size.companies,
        id="i",
        number="'CT' || i",
        type="'company'",
        name="'Company ' || i",
        search_name="'COMPANY ' || i",
        country_id="1 + i % 5",
        salesperson_id="1 + i % 7",
    )
    insert(
        Contact,
        size.contacts - size.companies,
        id=f"{size.companies} + i",
        number=f"'CT' || ({size.companies} + i)",
        type="'person'",
        name="'Person ' || i",
        search_name="'PERSON ' || i",
        company_id=f"1 + i % {size.companies}",
        country_id=f"1 + (1 + i % {size.companies}) % 5",
        salesperson_id="1 + i % 7",
    )
    insert(
        Customer,
        size.customers,
        id="i",
        number="'C' || i",
        contact_id="i",
        price_group_id="1 + i % 4",
        discount_group_id="1 + i % 4",
    )
    insert(
        Campaign,
        size.campaigns,
        id="i",
        number="'CP' || i",
        description="'Campaign ' || i",
        status_id="1",
        starting_date="'2026-03-01'",
        ending_date="'2026-03-31'",
        activated_at="CASE WHEN i <= 10 THEN '2026-03-01 00:00:00+00' ELSE NULL END",
    )
    insert(
        Item,
        size.items,
        id="i",
        number="'I' || i",
        description="'Item ' || i",
        base_unit_id="1",
        discount_group_id="1 + i % 20",
        unit_price="100",
        unit_cost="60",
    )
    prices(size)
    lines(size)
    settle()


def set_up() -> None:
    insert(CampaignStatus, 1, id="1", code="'1-PLAN'", description="'Planned'", order="1")
    insert(UnitOfMeasure, 1, id="1", code="'PCS'")
    for model in (Country, PriceGroup, DiscountGroup, ItemDiscountGroup, Salesperson):
        insert(model, 20, id="i", code="'X' || i", **({"name": "'X' || i"} if has(model, "name") else {}))


def prices(size: Size) -> None:
    """Of the rows of an item: 2 for all customers, 4 for price groups, 20 of campaigns, the rest of customers."""
    kind = f"((i - 1) / {size.items})"
    item = f"(1 + (i - 1) % {size.items})"
    source = f"CASE WHEN {kind} < 2 THEN {Source.ALL} WHEN {kind} < 6 THEN {Source.GROUP} "
    source += f"WHEN {kind} < 26 THEN {Source.CAMPAIGN} ELSE {Source.CUSTOMER} END"
    shared = {
        "item_id": item,
        "source_type": source,
        "campaign_id": f"CASE WHEN {kind} BETWEEN 6 AND 25 THEN 1 + ({kind} * 7 + {item}) % {size.campaigns} END",
        "customer_id": f"CASE WHEN {kind} >= 26 THEN 1 + ({kind} * 7 + {item} * 13) % {size.customers} END",
        "minimum_quantity": f"CASE WHEN {kind} = 1 THEN 10 ELSE 0 END",
    }
    group = f"CASE WHEN {kind} BETWEEN 2 AND 5 THEN {kind} - 1 END"
    count = size.items * size.rows_per_item
    insert(SalesPrice, count, id="i", price_group_id=group, unit_price=f"99 - {kind} * 0.1", **shared)
    insert(SalesLineDiscount, count, id="i", discount_group_id=group, discount_percent=f"{kind} % 20 + 1", **shared)


def lines(size: Size) -> None:
    """One segment a campaign; a contact's company is a target of a few of them."""
    segments = {"number": "'SM' || i", "description": "'Segment ' || i", "campaign_id": "i", "date": "'2026-03-10'"}
    insert(Segment, size.campaigns, id="i", campaign_target="TRUE", **segments)
    insert(SegmentStep, size.campaigns, id="i", segment_id="i", number="1", kind="'add'", at="'2026-03-01 00:00:00+00'")
    insert(
        SegmentLine,
        size.lines,
        id="i",
        segment_id=f"1 + i % {size.campaigns}",
        added_id=f"1 + i % {size.campaigns}",
        contact_id=f"1 + (i * 3) % {size.contacts}",
        campaign_target="TRUE",
    )


def insert(model: type[models.Model], count: int, **expressions: str) -> None:
    """`count` rows in one statement; a column without an expression gets its field's default."""
    columns = {field.column: expressions.get(field.column, literal(field)) for field in stored(model)}
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
    with connection.cursor() as cursor:
        values = ", ".join(cast(field, columns[field.column]) for field in stored(model))
        into = f"INSERT INTO {table} ({names}) {numbers} SELECT {values} FROM n"  # noqa: S608 - our own names
        if connection.vendor == "postgresql":
            into = f"{numbers} INSERT INTO {table} ({names}) SELECT {values} FROM n"  # noqa: S608
        cursor.execute(into.replace("%s", str(count)))


def stored(model: type[models.Model]) -> Iterable[Any]:
    given = [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
    return [field for field in given if not (field.primary_key and not isinstance(field, models.AutoField))]


def has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def literal(field: Any) -> str:
    """The default of a field as SQL; a row of no consequence gets the moment of the data."""
    default = MOMENT if isinstance(field, models.DateTimeField) and not field.null else field.get_default()
    if isinstance(default, bool):
        return str(default).upper()
    if default is None:
        return "NULL"
    if isinstance(default, int | float | Decimal):
        return str(default)
    return "'{}'".format(str("{}" if default == {} else default).replace("'", "''"))


def cast(field: Any, expression: str) -> str:
    """PostgreSQL takes no text for a date; SQLite has no types to cast to."""
    return f"CAST({expression} AS {field.db_type(connection)})" if connection.vendor == "postgresql" else expression


def settle() -> None:
    """Numbers go on after the loaded rows, and the planner knows the tables."""
    loaded = [Contact, Customer, Campaign, Item, SalesPrice, SalesLineDiscount, Segment, SegmentStep, SegmentLine]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
