"""What a line of a file would change: rows made or changed, each difference named, before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from core.differences import Difference
from core.importing.records import Record, rows_by
from core.kinds import said


class Outcome(Enum):
    REFUSED = "refused"
    ALIKE = "alike"
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"
    LEFT = "left"

    @property
    def label(self) -> Any:
        return LABELS[self]

    @property
    def is_rare(self) -> bool:
        """Shown only where there is one."""
        return self in (Outcome.ALIKE, Outcome.LEFT)

    @property
    def colour(self) -> str:
        return {"refused": "red", "alike": "orange", "changed": "yellow", "new": "green"}.get(self.value, "gray")


LABELS: dict[Outcome, str | Promise] = {
    Outcome.REFUSED: gettext_lazy("Refused"),
    Outcome.ALIKE: gettext_lazy("New? Perhaps here already"),
    Outcome.CHANGED: gettext_lazy("Changed"),
    Outcome.NEW: gettext_lazy("New"),
    Outcome.UNCHANGED: gettext_lazy("Unchanged"),
    Outcome.LEFT: gettext_lazy("Left out"),
}


class Choice(models.TextChoices):
    """What a person says of a row that looks like one that is here."""

    NEW = "new", gettext_lazy("It is another one: import it as new")
    SAME = "same", gettext_lazy("It is that one: change what is here")
    LEAVE = "leave", gettext_lazy("Leave it out")


@dataclass
class Part:
    """A row that an import makes, changes, or finds as it should be; `told_as` names it beside the main row."""

    row: Any
    is_new: bool
    told_as: str = ""
    is_told: bool = True
    """Whether what changes in it is told field by field; else the draft tells it in `also`."""
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        return bool(self.before) and not self.is_new

    def differences(self) -> list[Difference]:
        if self.is_new:
            return [Difference(self.told_as, "", str(self.row))] if self.told_as else []
        before = f"{self.told_as} · " if self.told_as else ""
        return [
            Difference(f"{before}{_field(self.row, name).verbose_name}", said(old), said(getattr(self.row, name)))
            for name, old in self.before.items()
        ]


@dataclass(frozen=True)
class Told:
    """A line of the file and what becomes of it, in words."""

    line: int
    outcome: Outcome
    title: str
    errors: list[str]
    differences: list[Difference]
    alike: str = ""
    alike_url: str = ""
    holds: str = ""
    """What the file says of a new row, as it was understood."""


@dataclass
class Draft:
    """The rows one record is about, the main one first."""

    record: Record
    parts: list[Part] = field(default_factory=list)
    alike: Any = None
    """The row here that a new one looks like, and what tells it from others of its name."""
    alike_words: str = ""
    is_left: bool = False
    also: list[Difference] = field(default_factory=list)
    """What else the line brings about, in words."""

    def add(self, row: models.Model, values: Mapping[str, Any], *, told_as: str = "") -> Part:
        """Put values into a row, found or new; a value its field refuses is noted on the record.

        A new row beside the main one is told of only under a name.
        """
        part = Part(row, is_new=row.pk is None, told_as=told_as)
        for name, value in values.items():
            self.put(part, name, value)
        self.parts.append(part)
        return part

    def put(self, part: Part, name: str, value: Any) -> None:
        column, old = _field(part.row, name), getattr(part.row, name, None)
        if value == old:
            return
        try:
            new = value if column.is_relation else column.clean(value, part.row)
        except ValidationError as error:
            for message in error.messages:
                self.record.refuse(f"{column.verbose_name}: {message}")
            return
        if new != old:
            part.before.setdefault(name, old)
            setattr(part.row, name, new)

    @property
    def main(self) -> list[Any]:
        """The row the record is about, once it is known."""
        return [part.row for part in self.parts[:1]]

    def told(self, labels: Mapping[str, str | Promise]) -> Told:
        """In words; `labels` are those of the headings."""
        outcome = self.outcome
        return Told(
            self.record.line,
            outcome,
            self.title,
            self.record.errors,
            self.differences,
            self.alike_words,
            self.alike.get_absolute_url() if self.alike else "",
            self.record.said(labels) if outcome in (Outcome.NEW, Outcome.ALIKE) else "",
        )

    @property
    def told_apart(self) -> str:
        """Another text where the line would do anything else, in whatever language it is told."""
        values = {name: str(value) for name, value in self.record.values.items()}
        changes = [
            (name, str(old), str(getattr(part.row, name)))
            for part in self.parts
            if not part.is_new
            for name, old in part.before.items()
        ]
        return repr((self.record.line, self.outcome.value, values, changes))

    @property
    def title(self) -> str:
        """The row's name; of a refused one what stands in the file, since its row is half-made."""
        if self.record.errors or self.is_left:
            return self.record.key
        return str(self.parts[0].row)

    @property
    def outcome(self) -> Outcome:
        if self.record.errors:
            return Outcome.REFUSED
        if self.is_left:
            return Outcome.LEFT
        if self.parts[0].is_new:
            return Outcome.ALIKE if self.alike and not self.record.choice else Outcome.NEW
        return Outcome.CHANGED if any(part.is_new or part.is_changed for part in self.parts) else Outcome.UNCHANGED

    @property
    def differences(self) -> list[Difference]:
        """What would change in rows that are there, and which rows would come along with the main one."""
        told = [difference for part in self.parts if part.is_told for difference in part.differences()]
        return [*told, *self.also]


def drafted(
    source: Any, key: str, records: Sequence[Record], values: Callable[[Record], Mapping[str, Any]]
) -> list[Draft]:
    """For a kind of one table: a draft for each record, whose row is found by its key or made."""
    found = rows_by(source, key, (record.values[key] for record in records))
    drafts = [Draft(record) for record in records]
    for draft in drafts:
        draft.add(found.get(draft.record.values[key]) or source.model(), values(draft.record))
    return drafts


def _field(row: models.Model, name: str) -> Any:
    return row._meta.get_field(name)
