"""Many rows written at once, in blocks, each with its history where the table keeps one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from core import extensions, relations
from core.models import Card, User

BLOCK = 500


def pieces(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The rows, so many at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def create(table: type[models.Model], rows: Sequence[Any], *, by: User | None, at: datetime) -> None:
    if hasattr(table, "history"):
        bulk_create_with_history(rows, table, batch_size=BLOCK, default_user=by, default_date=at)
    else:
        table._default_manager.bulk_create(rows, batch_size=BLOCK)
    _tell(table, rows)


def update(
    table: type[models.Model],
    rows: Sequence[Any],
    names: Iterable[str],
    *,
    by: User | None,
    at: datetime,
    reason: str | None = None,
) -> None:
    """Write these fields of the rows, and of cards who changed them last, which `Card.changed` noted before."""
    if not rows:
        return
    fields = {*names, *(("version", "modified_at", "modified_by") if issubclass(table, Card) else ())}
    if hasattr(table, "history"):
        bulk_update_with_history(
            rows,
            table,
            sorted(fields),
            batch_size=BLOCK,
            default_user=by,
            default_date=at,
            default_change_reason=reason,
        )
    else:
        table._default_manager.bulk_update(rows, sorted(fields), batch_size=BLOCK)
    _tell(table, rows)


def changed(table: Any, rows: Sequence[Any], *, by: User | None, at: datetime, reason: str) -> None:
    """Note in their history rows that a statement of its own changed, as they stand now."""
    if hasattr(table, "history"):
        table.history.bulk_history_create(
            rows,
            batch_size=BLOCK,
            update=True,
            default_user=by,
            default_date=at,
            default_change_reason=reason,
        )
    _tell(table, rows)


def delete(table: type[models.Model], rows: Sequence[Any], *, by: User | None, at: datetime, reason: str) -> None:
    """Delete rows that nothing points at any more when the transaction ends: nothing is looked up row by row.

    What is only derived from them goes along.
    """
    if hasattr(table, "history"):
        past = table.history.model
        kept = [field.attname for field in past.tracked_fields]
        about = {"history_type": "-", "history_date": at, "history_user": by, "history_change_reason": reason}
        last = [past(**about, **{name: getattr(row, name) for name in kept}) for row in rows]
        past._default_manager.bulk_create(last, batch_size=BLOCK)
    keys = [row.pk for row in rows]
    for relation in relations.derived_from(table):
        along: Any = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        along._raw_delete(along.db)
    doomed: Any = table._base_manager.filter(pk__in=keys)
    doomed._raw_delete(doomed.db)


def _tell(table: type[models.Model], rows: Sequence[Any]) -> None:
    for told in extensions.written.of(table):
        told(rows)
