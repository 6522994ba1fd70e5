"""Writing prices on many lines in one statement; the ORM takes longer to say it than the databases take to do it."""

import json
from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import connection

from sales.models import SalesLine

PRICED = [
    *["unit_price", "discount_percent", "discount_amount", "amount", "list_price", "allow_line_discount"],
    *["price_campaign_id", "discount_campaign_id", "price_row_id", "discount_row_id", "priced_on"],
    *["system_price", "system_discount"],
]
UNMARKED = """price_by_hand = FALSE, discount_by_hand = FALSE, price_picked = FALSE, discount_picked = FALSE,
      by_hand_user_id = NULL, by_hand_at = NULL"""

REPRICE = """
    WITH given AS MATERIALIZED (SELECT {columns} FROM {given}),
      why AS MATERIALIZED (SELECT CAST(key AS BIGINT) AS id, value FROM {why})
    UPDATE sales_salesline SET {priced}, reasons = why.value, {unmarked}
    FROM given JOIN why ON why.id = given.id WHERE sales_salesline.id = given.id
"""


def reprice(lines: Collection[SalesLine]) -> None:
    """Save the system's prices and discounts that stand on the lines; what was set or picked by hand is gone.

    The reasons go beside the figures: SQLite reads a line's figures one by one, and all it stands among each time.
    """
    given = [{name: getattr(line, name) for name in ("id", *PRICED)} for line in lines]
    why = {line.pk: line.reasons for line in lines}
    with connection.cursor() as cursor:
        cursor.execute(_reprice(connection.vendor), [json.dumps(given, default=str), json.dumps(why)])


@cache
def _reprice(vendor: str) -> str:
    names = ("id", *PRICED)
    if vendor == "sqlite":
        columns = ", ".join(f"json_extract(value, '$.{name}') AS {name}" for name in names)
        given, why = "json_each(%s)", "json_each(%s)"
    else:
        columns = "*"
        given = f"jsonb_to_recordset(%s) AS given({', '.join(f'{name} {_type(name)}' for name in names)})"
        why = "jsonb_each(%s)"
    priced = ", ".join(f"{name} = given.{name}" for name in PRICED)
    return REPRICE.format(columns=columns, given=given, why=why, priced=priced, unmarked=UNMARKED)


def _type(column: str) -> str:
    field: Any = SalesLine._meta.get_field(column.removesuffix("_id"))
    return str(field.rel_db_type(connection) if column == "id" else field.db_type(connection))
