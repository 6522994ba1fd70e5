"""What the lines of a file say: the value under each heading, or what is wrong, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.blocks import pieces
from core.importing import values
from core.importing.kinds import Heading, Kind, folded
from core.importing.table import Line, Table, Unreadable
from core.kinds import said
from core.models import User

CHUNK = 1000
ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
"""What a spreadsheet shows where a formula came to nothing."""


@dataclass
class Record:
    """One line: its key, the values under the headings of the kind, and sentences about what is wrong.

    A heading the file lacks, or a blank cell that leaves its field alone, has no value at all.
    """

    line: int
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    choice: str = ""
    """What a person said of it, where it looks like a row that is here."""

    def refuse(self, sentence: str) -> None:
        self.errors.append(sentence)

    def said(self, labels: Mapping[str, str | Promise]) -> str:
        """All its values in one line, each after the label of its heading."""
        told = {name: _in_words(value) for name, value in self.values.items()}
        return " · ".join(f"{labels[name]}: {words}" for name, words in told.items() if words)


@dataclass(frozen=True)
class Column:
    """A column of the file: its heading, its first value, and the heading of the kind it stands for, if any."""

    heading: str
    example: str
    name: str = ""


class NotUnderstood(Unreadable):
    """The table can be read, but not as the kind it is said to be; a person may say what its columns mean."""

    def __init__(self, sentence: str, columns: Sequence[Column]) -> None:
        super().__init__(sentence)
        self.columns = columns


@dataclass(frozen=True)
class Understanding:
    """How the lines of a table are read: under which heading of the kind each of its columns stands."""

    kind: Kind
    width: int
    columns: dict[Heading, int]
    seen: dict[tuple[Any, ...], int] = field(default_factory=dict)
    """The key of each record so far, and the line it stands in."""

    def columns_of(self, table: Table) -> list[Column]:
        names = {place: heading.name for heading, place in self.columns.items()}
        return [replace(column, name=names.get(place, "")) for place, column in enumerate(columns_of(table))]

    def in_order(self, lines: Sequence[Line]) -> list[Line]:
        """Lines that name others of the same file come after them."""
        place = next((place for heading, place in self.columns.items() if heading.name == self.kind.names_others), -1)
        return sorted(lines, key=lambda line: not values.blank(_cell(line.cells, place))) if place >= 0 else list(lines)

    def records(self, lines: Sequence[Line]) -> list[Record]:
        """What the lines say; a number or code is looked up for all of them at once."""
        records = [_record(line, self.columns, self.kind, self.width) for line in lines]
        self._refuse_twins(records)
        for heading in self.columns:
            if heading.of:
                _look_up(heading, records)
        return records

    def _refuse_twins(self, records: Sequence[Record]) -> None:
        for record in records:
            key = tuple(record.values.get(heading.name) for heading in self.kind.key)
            first = self.seen.setdefault(key, record.line)
            if any(key) and first != record.line:
                sentence = _("%(heading)s %(key)s stands in line %(line)d already.")
                headings = " · ".join(str(heading.label) for heading in self.kind.key)
                record.refuse(sentence % {"heading": headings, "key": record.key, "line": first})


def _in_words(value: Any) -> str:
    """A row is named by its number or code, as in the file; what comes of a choice by its label."""
    names = (getattr(value, name, "") for name in ("label", "number", "code"))
    return str(next(filter(None, names), "")) or said(value)


def understand(kind: Kind, table: Table, *, user: User | None, said: Mapping[int, str] | None = None) -> Understanding:
    """Where a heading has a permission, it counts where `user` may see it; without a user all do. `said` names, by the
    place of a column, the heading of the kind it stands for, or none (blank); the others are known by their headings.

    Refused (NotUnderstood) when a required heading is missing, or one that is used stands twice."""
    said = said or {}
    found = [f"={said[place]}" if place in said else folded(heading) for place, heading in enumerate(table.headings)]
    by_place = {}
    for heading in offered(kind, user):
        names = [f"={heading.name}", *heading.names]
        name = next((name for name in names if name in found), "")
        if found.count(name) > 1:
            sentence = _("The heading “%(heading)s” stands in the file %(times)d times. Keep one of them.")
            told = {"heading": table.headings[found.index(name)], "times": found.count(name)}
            raise NotUnderstood(sentence % told, columns_of(table))
        if name:
            by_place[heading] = found.index(name)
    _refuse_missing(kind, table, by_place)
    return Understanding(kind, len(table.headings), by_place)


def columns_of(table: Table) -> list[Column]:
    first = table.lines[0].cells if table.lines else []
    return [Column(heading, _cell(first, place)) for place, heading in enumerate(table.headings)]


def offered(kind: Kind, user: User | None) -> list[Heading]:
    """The headings that count for the person."""
    return [each for each in kind.headings if not (each.permission and user and not user.has_perm(each.permission))]


def _refuse_missing(kind: Kind, table: Table, columns: dict[Heading, int]) -> None:
    missing = [
        get_text_list([f"“{name}”" for name in (heading.name, *heading.also)], _("or"))
        for heading in kind.headings
        if heading.required and heading not in columns
    ]
    if missing:
        sentence = _("The first line of the file lacks the heading %(missing)s. Is this a file of %(kind)s?")
        told = {"missing": get_text_list(missing, _("and")), "kind": str(kind.label).lower()}
        raise NotUnderstood(sentence % told, columns_of(table))


def _record(line: Line, columns: dict[Heading, int], kind: Kind, width: int) -> Record:
    record = Record(line.number)
    if len(line.cells) != width:
        record.key = _key(_cell(line.cells, columns[heading]) for heading in kind.key if heading in columns)
        sentence = _(
            "The row has %(found)d columns and the headings are %(expected)d: its values are shifted. "
            "A value that holds the separator must stand in quotation marks."
        )
        record.refuse(sentence % {"found": len(line.cells), "expected": width})
        return record
    for heading, place in columns.items():
        _read(record, heading, line.cells[place])
    said = (record.values.get(heading.name) or "" for heading in kind.key)
    record.key = _key(str(getattr(value, "label", value)) for value in said)
    return record


def _key(cells: Iterable[str]) -> str:
    return " · ".join(cell for cell in cells if cell)


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _read(record: Record, heading: Heading, cell: str) -> None:
    if values.blank(cell):
        if heading.required:
            record.refuse(_("%(heading)s is blank.") % {"heading": heading.label})
        elif heading.clears:
            record.values[heading.name] = heading.blank
        return
    if cell.strip() in ERRORS:
        sentence = _("%(heading)s holds the error %(error)s of a spreadsheet. Mend it, or empty the cell.")
        record.refuse(sentence % {"heading": heading.label, "error": cell.strip()})
        return
    try:
        record.values[heading.name] = heading.read(cell)
    except ValueError as error:
        record.refuse(f"{heading.label}: {error}")


def _look_up(heading: Heading, records: list[Record]) -> None:
    """Put the row in the place of its code; a code without a row is refused."""
    asked = {record.values[heading.name] for record in records if record.values.get(heading.name)}
    rows = heading.found(asked) if heading.found else rows_by(heading.of, "code", asked)
    for record in records:
        code = record.values.get(heading.name)
        if not code:
            continue
        record.values[heading.name] = rows.get(code)
        if code not in rows:
            sentence = _("%(heading)s %(code)s does not exist.") % {"heading": heading.label, "code": code}
            record.refuse(f"{sentence} {heading.missing}".strip())


def rows_with(source: Any, field_name: str, asked: Iterable[Any]) -> Iterator[Any]:
    """Rows of a model or queryset whose field holds one of the values, a thousand values to a query."""
    rows = source.all() if hasattr(source, "all") else source._default_manager.all()
    for wanted in pieces(sorted(set(asked)), CHUNK):
        yield from rows.filter(**{f"{field_name}__in": wanted})


def rows_by(source: Any, field_name: str, asked: Iterable[Any]) -> dict[Any, Any]:
    """The same by that value, which is unique."""
    return {getattr(row, field_name): row for row in rows_with(source, field_name, asked)}
