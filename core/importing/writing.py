"""Drafts become rows: each table once, in blocks, with its history, whatever the number of rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from core import numbering
from core.importing.drafts import Draft, Part
from core.models import Card, User

BLOCK = 500


def write(drafts: Sequence[Draft], tables: Sequence[type[models.Model]], *, by: User | None, at: datetime) -> None:
    """Write the new and changed rows of each table, in the order given, numbers drawn in one block per table."""
    parts: dict[int, Part] = {id(part.row): part for draft in drafts for part in draft.parts}
    for table in tables:
        of_table = [part for part in parts.values() if type(part.row) is table]
        made = [part.row for part in of_table if part.is_new]
        changed = [part for part in of_table if part.is_changed]
        _note((part.row for part in of_table if part.is_new or part.before), by, at)
        _create(table, made, by, at)
        _update(table, changed, by, at)


def _note(rows: Iterable[Any], by: User | None, at: datetime) -> None:
    for row in rows:
        if hasattr(row, "changed"):
            row.changed(by=by, at=at)


def _create(table: type[models.Model], rows: list[Any], by: User | None, at: datetime) -> None:
    unnumbered = [row for row in rows if isinstance(row, numbering.Numbered) and not row.number]
    if unnumbered:
        numbers, series = numbering.block(unnumbered[0].purpose, of=table, count=len(unnumbered))
        for row, number in zip(unnumbered, numbers, strict=True):
            row.number, row.number_series = number, series
    for wave in _waves(table, rows):
        if hasattr(table, "history"):
            bulk_create_with_history(wave, table, batch_size=BLOCK, default_user=by, default_date=at)
        else:
            table._default_manager.bulk_create(wave, batch_size=BLOCK)


def _waves(table: type[models.Model], rows: list[Any]) -> Iterator[list[Any]]:
    """Rows that others of the same table point at come first."""
    own = [column.name for column in table._meta.fields if column.related_model is table]
    waiting = [row for row in rows if any(getattr(row, name) and not getattr(row, name).pk for name in own)]
    held_back = {id(row) for row in waiting}
    yield [row for row in rows if id(row) not in held_back]
    yield waiting


def _update(table: type[models.Model], parts: list[Part], by: User | None, at: datetime) -> None:
    if not parts:
        return
    rows, fields = [part.row for part in parts], {name for part in parts for name in part.before}
    if issubclass(table, Card):
        fields |= {"version", "modified_at", "modified_by"}
    if hasattr(table, "history"):
        bulk_update_with_history(rows, table, sorted(fields), batch_size=BLOCK, default_user=by, default_date=at)
    else:
        table._default_manager.bulk_update(rows, sorted(fields), batch_size=BLOCK)
