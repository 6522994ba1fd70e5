"""What the lines of a file say: the value under each heading, or what is wrong, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.importing import values
from core.importing.kinds import Heading, Kind, folded
from core.importing.reading import Line, Table, Unreadable
from core.models import User

CHUNK = 1000


@dataclass
class Record:
    """One line: its key, the values under the headings of the kind, and sentences about what is wrong.

    A heading the file lacks, or a blank cell that leaves its field alone, has no value at all.
    """

    line: int
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def refuse(self, sentence: str) -> None:
        self.errors.append(sentence)


@dataclass(frozen=True)
class Understood:
    """The column of each heading that is used, the headings of the file that are not, and the records."""

    columns: dict[Heading, int]
    unused: list[str]
    records: list[Record]

    @property
    def fine(self) -> list[Record]:
        return [record for record in self.records if not record.errors]

    @property
    def refused(self) -> list[Record]:
        return [record for record in self.records if record.errors]


def understand(kind: Kind, table: Table, *, user: User | None) -> Understood:
    """A heading counts where `user` may see it; without a user all do.

    Refused (Unreadable) when a required heading is missing, or one that is used stands twice."""
    columns = _columns(kind, table.headings, user)
    unused = [heading for place, heading in enumerate(table.headings) if place not in columns.values()]
    records = [_record(line, columns, kind, len(table.headings)) for line in table.lines]
    _refuse_twins(kind, records)
    for heading in columns:
        if heading.of:
            _look_up(heading, records)
    return Understood(columns, unused, records)


def _columns(kind: Kind, headings: Sequence[str], user: User | None) -> dict[Heading, int]:
    found = [folded(heading) for heading in headings]
    columns = {}
    for heading in kind.headings:
        if heading.permission and user and not user.has_perm(heading.permission):
            continue
        name = next((name for name in heading.names if name in found), "")
        if found.count(name) > 1:
            sentence = _("The heading “%(heading)s” stands in the file %(times)d times. Keep one of them.")
            raise Unreadable(sentence % {"heading": headings[found.index(name)], "times": found.count(name)})
        if name:
            columns[heading] = found.index(name)
    _refuse_missing(kind, columns)
    return columns


def _refuse_missing(kind: Kind, columns: dict[Heading, int]) -> None:
    missing = [
        get_text_list([f"“{name}”" for name in (heading.name, *heading.also)], _("or"))
        for heading in kind.headings
        if heading.required and heading not in columns
    ]
    if missing:
        sentence = _("The first line of the file lacks the heading %(missing)s. Is this a file of %(kind)s?")
        raise Unreadable(sentence % {"missing": get_text_list(missing, _("and")), "kind": str(kind.label).lower()})


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
    try:
        record.values[heading.name] = heading.read(cell)
    except ValueError as error:
        record.refuse(f"{heading.label}: {error}")


def _refuse_twins(kind: Kind, records: list[Record]) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for record in records:
        key = tuple(record.values.get(heading.name) for heading in kind.key)
        first = seen.setdefault(key, record.line)
        if any(key) and first != record.line:
            sentence = _("%(heading)s %(key)s stands in line %(line)d already.")
            headings = " · ".join(str(heading.label) for heading in kind.key)
            record.refuse(sentence % {"heading": headings, "key": record.key, "line": first})


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
    wanted = sorted(set(asked))
    for start in range(0, len(wanted), CHUNK):
        yield from rows.filter(**{f"{field_name}__in": wanted[start : start + CHUNK]})


def rows_by(source: Any, field_name: str, asked: Iterable[Any]) -> dict[Any, Any]:
    """The same by that value, which is unique."""
    return {getattr(row, field_name): row for row in rows_with(source, field_name, asked)}
