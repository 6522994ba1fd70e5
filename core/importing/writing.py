"""Drafts become rows: each table once, in blocks, with its history, whatever the number of rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from core import blocks, numbering
from core.importing import taking_back
from core.importing.drafts import Draft, Part
from core.models import Import, User


@dataclass(frozen=True)
class Writing:
    """Who writes which tables (in the order given), when, and the import on which it is noted, so that it can be taken
    back."""

    tables: Sequence[type[models.Model]]
    by: User | None
    at: datetime
    record: Import | None = None

    def write(self, drafts: Sequence[Draft]) -> None:
        """Write the new and changed rows of each table, numbers drawn in one block per table."""
        parts: dict[int, Part] = {id(part.row): part for draft in drafts for part in draft.parts}
        for table in self.tables:
            of_table = [part for part in parts.values() if type(part.row) is table]
            made = [part for part in of_table if part.is_new]
            changed = [part for part in of_table if part.is_changed]
            self._note(part.row for part in of_table if part.is_new or part.before)
            self._create(table, [part.row for part in made])
            names = {name for part in changed for name in part.before}
            blocks.update(table, [part.row for part in changed], names, by=self.by, at=self.at)
            if self.record:
                taking_back.remember(self.record, table, [*made, *changed])

    def _note(self, rows: Iterable[Any]) -> None:
        for row in rows:
            if hasattr(row, "changed"):
                row.changed(by=self.by, at=self.at)

    def _create(self, table: type[models.Model], rows: list[Any]) -> None:
        unnumbered = [row for row in rows if isinstance(row, numbering.Numbered) and not row.number]
        if unnumbered:
            numbers, series = numbering.block(unnumbered[0].purpose, of=table, count=len(unnumbered))
            for row, number in zip(unnumbered, numbers, strict=True):
                row.number, row.number_series = number, series
            if self.record:
                taking_back.remember_numbers(self.record, series, first=numbers[0])
        for wave in _waves(table, rows):
            blocks.create(table, wave, by=self.by, at=self.at)


def _waves(table: type[models.Model], rows: list[Any]) -> Iterator[list[Any]]:
    """Rows that others of the same table point at come first."""
    own = [column.name for column in table._meta.fields if column.related_model is table]
    waiting = [row for row in rows if any(getattr(row, name) and not getattr(row, name).pk for name in own)]
    held_back = {id(row) for row in waiting}
    yield [row for row in rows if id(row) not in held_back]
    yield waiting
