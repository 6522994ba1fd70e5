"""Drafts become rows: each table once, in blocks, with its history, whatever the number of rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core import blocks, numbering
from core.errors import Refused
from core.importing import taking_back
from core.importing.drafts import Draft, Part
from core.models import Card, Import, User

CHUNK = 1000


class ChangedMeanwhile(Refused):
    pass


@dataclass(frozen=True)
class Writing:
    """Who writes which tables (in the order given), when, and the import on which it is noted, so that it can be taken
    back."""

    tables: Sequence[type[models.Model]]
    by: User | None
    at: datetime
    record: Import | None = None
    is_rehearsal: bool = False
    """All of it is taken back: numbers are invented, as to ask a series would make everybody wait who needs one."""
    invented: Iterator[int] = field(default_factory=count)

    def write(self, drafts: Sequence[Draft]) -> None:
        """Write the new and changed rows of each table, numbers drawn in one block per table."""
        parts: dict[int, Part] = {id(part.row): part for draft in drafts for part in draft.parts}
        for table in self.tables:
            of_table = [part for part in parts.values() if type(part.row) is table]
            made = [part for part in of_table if part.is_new]
            changed = [part for part in of_table if part.is_changed]
            self._create(table, [part.row for part in made])
            names = {name for part in changed for name in part.before}
            refuse_changed(table, changed)
            self._note(part.row for part in changed)
            blocks.update(table, [part.row for part in changed], names, by=self.by, at=self.at)
            if self.record:
                taking_back.remember(self.record, table, [*made, *changed])

    def _note(self, rows: Iterable[Any]) -> None:
        for row in rows:
            if hasattr(row, "changed"):
                row.changed(by=self.by, at=self.at)

    def _create(self, table: type[models.Model], rows: list[Any]) -> None:
        self._note(rows)
        if unnumbered := [row for row in rows if isinstance(row, numbering.Numbered) and not row.number]:
            self._number(table, unnumbered)
        for wave in _waves(table, rows):
            blocks.create(table, wave, by=self.by, at=self.at)

    def _number(self, table: type[models.Model], rows: list[Any]) -> None:
        if self.is_rehearsal:
            for row in rows:
                row.number = f"~{next(self.invented)}"
            return
        numbers, series = numbering.block(rows[0].purpose, of=table, count=len(rows))
        for row, number in zip(rows, numbers, strict=True):
            row.number, row.number_series = number, series
        if self.record:
            taking_back.remember_numbers(self.record, series, first=numbers[0])


def refuse_changed(table: type[models.Model], parts: Sequence[Part]) -> None:
    """Refused (ChangedMeanwhile) when somebody wrote what would be overwritten, or anything on a card, since the rows
    were read. They stay locked until the transaction ends."""
    version = ["version"] if issubclass(table, Card) else []
    for some in blocks.pieces(parts, CHUNK):
        names = {name for part in some for name in [*part.before, *version]}
        fields = {field.name: field.attname for field in table._meta.concrete_fields if field.name in names}
        rows = table._base_manager.filter(pk__in=[part.row.pk for part in some]).select_for_update(of=("self",))
        stands = {row["pk"]: row for row in rows.values("pk", *fields.values())}
        for part in some:
            read = {name: getattr(old, "pk", old) for name, old in part.before.items()}
            read |= {name: getattr(part.row, name) for name in version}
            found = stands.get(part.row.pk, {})
            if any(found.get(fields[name], read) != value for name, value in read.items()):
                raise ChangedMeanwhile(changed_meanwhile())


def changed_meanwhile() -> str:
    return _("Somebody changed these rows meanwhile, so nothing was imported. Look at the rows again.")


def _waves(table: type[models.Model], rows: list[Any]) -> Iterator[list[Any]]:
    """Rows that others of the same table point at come first."""
    own = [column.name for column in table._meta.fields if column.related_model is table]
    waiting = [row for row in rows if any(getattr(row, name) and not getattr(row, name).pk for name in own)]
    held_back = {id(row) for row in waiting}
    yield [row for row in rows if id(row) not in held_back]
    yield waiting
