"""Writing prices on many lines in one statement; the ORM takes longer to say it than the databases take to do it."""

import json
from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import connection

from sales.models import SalesLine

PRICED = [
    *["unit_price", "discount_percent", "discount_amount", "amount", "list_price", "allow_line_discount"],
    *["price_campaign_id", "discount_campaign_id", "price_row_id", "discount_row_id", "reasons", "priced_on"],
    *["system_price", "system_discount"],
]
UNMARKED = """price_by_hand = FALSE, discount_by_hand = FALSE, price_picked = FALSE, discount_picked = FALSE,
      by_hand_user_id = NULL, by_hand_at = NULL"""

REPRICE = """
    UPDATE sales_salesline SET {columns}, {unmarked}
    FROM {given} WHERE sales_salesline.id = {id}
"""


def reprice(lines: Collection[SalesLine]) -> None:
    """Save the system's prices and discounts that stand on the lines; what was set or picked by hand is gone."""
    given = [{name: getattr(line, name) for name in ("id", *PRICED)} for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(_reprice(connection.vendor), [json.dumps(given, default=str)])


@cache
def _reprice(vendor: str) -> str:
    if vendor == "sqlite":
        given, value = "json_each(%s) AS given", "json_extract(given.value, '$.{}')"
    else:
        columns = ", ".join(f"{name} {_type(name)}" for name in ("id", *PRICED))
        given, value = f"jsonb_to_recordset(%s) AS given({columns})", "given.{}"
    columns = ", ".join(f"{name} = {value.format(name)}" for name in PRICED)
    return REPRICE.format(columns=columns, unmarked=UNMARKED, given=given, id=value.format("id"))


def _type(column: str) -> str:
    field: Any = SalesLine._meta.get_field(column.removesuffix("_id"))
    return str(field.rel_db_type(connection) if column == "id" else field.db_type(connection))
