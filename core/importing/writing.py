"""Drafts become rows: each table once, in blocks, with its history, whatever the number of rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import models

from core import blocks, numbering
from core.importing.drafts import Draft, Part
from core.models import User


def write(drafts: Sequence[Draft], tables: Sequence[type[models.Model]], *, by: User | None, at: datetime) -> None:
    """Write the new and changed rows of each table, in the order given, numbers drawn in one block per table."""
    parts: dict[int, Part] = {id(part.row): part for draft in drafts for part in draft.parts}
    for table in tables:
        of_table = [part for part in parts.values() if type(part.row) is table]
        made = [part.row for part in of_table if part.is_new]
        changed = [part for part in of_table if part.is_changed]
        _note((part.row for part in of_table if part.is_new or part.before), by, at)
        _create(table, made, by, at)
        names = {name for part in changed for name in part.before}
        blocks.update(table, [part.row for part in changed], names, by=by, at=at)


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
        blocks.create(table, wave, by=by, at=at)


def _waves(table: type[models.Model], rows: list[Any]) -> Iterator[list[Any]]:
    """Rows that others of the same table point at come first."""
    own = [column.name for column in table._meta.fields if column.related_model is table]
    waiting = [row for row in rows if any(getattr(row, name) and not getattr(row, name).pk for name in own)]
    held_back = {id(row) for row in waiting}
    yield [row for row in rows if id(row) not in held_back]
    yield waiting
