"""Prices and discounts, and the quotes that ask for them."""

from pricing.models import SalesLineDiscount, SalesPrice, Source
from sales.models import SalesDocument, SalesLine
from tools.bench.data.sizes import ALL, DAY, FEW, MANY, ONE, Size
from tools.bench.writing import insert


def prices(size: Size) -> None:
    """Of an item's rows 2 are for all customers, 4 for groups, 20 of campaigns, 2 of ONE and MANY, the rest others'."""
    kind, item = f"((i - 1) / {size.items})", f"(1 + (i - 1) % {size.items})"
    others = f"10 + ({kind} * 7 + {item} * 13) % {size.customers - 10}"
    columns = {
        "item_id": item,
        "source_type": f"CASE WHEN {kind} < 2 THEN {Source.ALL} WHEN {kind} < 6 THEN {Source.GROUP} "
        f"WHEN {kind} < 26 THEN {Source.CAMPAIGN} ELSE {Source.CUSTOMER} END",
        "campaign_id": f"CASE WHEN {kind} BETWEEN 6 AND 25 THEN {kind} - 5 END",
        "customer_id": f"CASE WHEN {kind} = 26 THEN {ONE} WHEN {kind} = 27 THEN {MANY} WHEN {kind} > 27 "
        f"THEN {others} END",
        "minimum_quantity": f"CASE WHEN {kind} = 1 THEN 10 ELSE 0 END",
    }
    group = f"CASE WHEN {kind} BETWEEN 2 AND 5 THEN {kind} - 1 END"
    price = f"CASE WHEN {kind} < 26 THEN 99 - {kind} * 0.1 ELSE 95 + {item} % 6 END"
    percent = f"CASE WHEN {kind} < 26 THEN {kind} % 20 + 1 ELSE {item} % 10 END"
    count = size.items * size.rows_per_item
    insert(SalesPrice, count, id="i", price_group_id=group, unit_price=price, **columns)
    insert(SalesLineDiscount, count, id="i", discount_group_id=group, discount_percent=percent, **columns)
    insert(
        SalesPrice,
        size.others,
        id=f"{count} + i",
        item_id=f"{size.crowded}",
        source_type=f"{Source.CUSTOMER}",
        customer_id="10 + i",
        unit_price="90",
    )
    insert(
        SalesPrice,
        4,
        id=f"{count + size.others} + i",
        item_id=f"CASE i WHEN 1 THEN {size.crowded} ELSE {size.quiet} END",
        source_type=f"CASE WHEN i < 3 THEN {Source.ALL} ELSE {Source.CAMPAIGN} END",
        campaign_id=f"CASE i WHEN 3 THEN {FEW} WHEN 4 THEN {ALL} END",
        unit_price="98",
    )


def quotes(size: Size) -> None:
    """A quote for each of many customers; the first has a hundred lines."""
    insert(
        SalesDocument,
        size.customers,
        id="i",
        number="'Q' || i",
        kind="'quote'",
        sell_to_id="i",
        bill_to_id="i",
        document_date=f"'{DAY}'",
    )
    insert(
        SalesLine,
        100,
        id="i",
        document_id="1",
        position="i",
        item_id=f"1 + i % {size.items}",
        unit_id="1",
        quantity="1 + i % 12",
        reasons="'[]'",
    )
