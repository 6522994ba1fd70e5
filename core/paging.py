"""Pages by key instead of by number: the last page of a million rows costs what the first one does.

Rows are ordered by one indexed field and the primary key. A page is asked for in bands (the rest of the rows with
the same value, then the rows beyond, then the blanks), each of which is one range of the index.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import connection, models
from django.db.models import Q
from django.db.models.sql.where import WhereNode

from core.sql import first_row_of_each

MOST_COUNTED = 10_000


@dataclass(frozen=True)
class Order:
    """Sorted by `field`, then primary key; both downwards when `descending`."""

    field: str
    descending: bool = False

    def turned(self) -> "Order":
        return Order(self.field, not self.descending)

    @property
    def by(self) -> tuple[str, str]:
        sign = "-" if self.descending else ""
        return f"{sign}{self.field}", f"{sign}pk"

    @property
    def blanks_last(self) -> bool:
        return bool(connection.features.order_by_nulls_first) == self.descending


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    before: str = ""
    after: str = ""


def page(
    rows: models.QuerySet[Any],
    order: Order,
    *,
    size: int,
    after: str = "",
    before: str = "",
    last: bool = False,
    fetched: models.QuerySet[Any] | None = None,
) -> Page:
    """`size` rows after or before the place a token names, or the first or last rows.

    A token that cannot be read is taken as the beginning. `fetched` says what is read of the rows when `rows` only
    says which they are: the database then joins their neighbours to this page, not to all rows of a filter.
    """
    backwards = bool(before) or last
    direction = order.turned() if backwards else order
    place = _place(before or after, order)
    found = _from(rows, direction, place, size + 1, fetched)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    came_from_elsewhere = place is not None or last
    return Page(
        found,
        before=_token(found[0], order) if found and (more if backwards else came_from_elsewhere) else "",
        after=_token(found[-1], order) if found and (place is not None if backwards else more) else "",
    )


def neighbours(rows: models.QuerySet[Any], order: Order, row: Any) -> tuple[Any | None, Any | None]:
    """The row before and the row after, in the list the person came from; one statement."""
    place = (_value(row, order.field), row.pk)
    ways = [(way, _bands(way, place)) for way in (order.turned(), order)]
    asked = [rows.order_by(*way.by).filter(band).values_list("pk") for way, bands in ways for band in bands]
    found = first_row_of_each(rows.model, asked)
    first = len(ways[0][1])
    before, after = [place for place in found if place < first], [place for place in found if place >= first]
    return found.get(min(before, default=-1)), found.get(min(after, default=-1))


def capped_count(rows: models.QuerySet[Any], most: int | None = None) -> int:
    """How many rows, counted no further than one past `most`, or past `MOST_COUNTED`."""
    return rows.order_by().values("pk")[: (most or MOST_COUNTED) + 1].count()


def _from(
    rows: models.QuerySet[Any],
    order: Order,
    place: tuple[Any, Any] | None,
    size: int,
    fetched: models.QuerySet[Any] | None = None,
) -> list[Any]:
    found: list[Any] = []
    ordered = rows.order_by(*order.by)
    for band in _bands(order, place):
        part = ordered.filter(band)[: size - len(found)]
        found += part if fetched is None else _whole(fetched).filter(pk__among=part.values("pk")).order_by(*order.by)
        if len(found) >= size:
            break
    return found


def _whole(fetched: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Without conditions: the keys have met them, and SQLite would rather look for keys in all rows that meet them."""
    whole = fetched.all()
    whole.query.where = WhereNode()
    return whole


def _bands(order: Order, place: tuple[Any, Any] | None) -> list[Q]:
    if place is None:
        return [Q()]
    value, key = place
    way = "lt" if order.descending else "gt"
    if order.field == "pk":
        return [Q(**{f"pk__{way}": key})]
    blank = {f"{order.field}__isnull": True}
    if value is None:
        same = Q(**blank, **{f"pk__{way}": key})
        return [same] if order.blanks_last else [same, ~Q(**blank)]
    same = Q(**{order.field: value, f"pk__{way}": key})
    beyond = Q(**{f"{order.field}__{way}": value})
    return [same, beyond, Q(**blank)] if order.blanks_last else [same, beyond]


def _value(row: Any, field: str) -> Any:
    for step in field.split("__"):
        row = getattr(row, step, None)
    return row


def _token(row: Any, order: Order) -> str:
    return signing.dumps([order.field, _as_text(_value(row, order.field)), row.pk], compress=True)


def _as_text(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


def _place(token: str, order: Order) -> tuple[Any, Any] | None:
    if not token:
        return None
    try:
        field, value, key = signing.loads(token)
    except signing.BadSignature:
        return None
    return (value, key) if field == order.field else None
