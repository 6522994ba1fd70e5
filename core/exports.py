"""A list as a file: exactly the rows, columns and order that are seen."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any, Protocol

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.kinds import plain
from core.paging import capped_count
from core.tables import Column, Values, value_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 1000

Exported = str | int | float | Decimal | date | None


class Sheet(Protocol):
    """What goes into a file."""

    @property
    def name(self) -> str: ...

    @property
    def columns(self) -> Sequence[Column]: ...

    @property
    def heads(self) -> list[str]: ...

    def lines(self) -> Iterator[list[Exported]]:
        """The cells of each row, for every kind of file."""
        ...

    def is_longer_than(self, most: int) -> bool: ...


@dataclass(frozen=True)
class Table:
    """A list: a person's columns, and the rows in his order; upper apps' values come in chunks."""

    name: str
    columns: Sequence[Column]
    rows: models.QuerySet[Any]
    values: Callable[[Sequence[Any]], Values]

    @property
    def heads(self) -> list[str]:
        return [str(column.label) for column in self.columns]

    def is_longer_than(self, most: int) -> bool:
        return capped_count(self.rows, most) > most

    def lines(self) -> Iterator[list[Exported]]:
        remaining = self.rows.iterator(chunk_size=CHUNK)
        while chunk := list(islice(remaining, CHUNK)):
            found = self.values(chunk)
            for row in chunk:
                yield [exported(column, value_of(column, row, found)) for column in self.columns]


@dataclass(frozen=True)
class Report:
    """A report that is no list: its lines are as short as its paper, each with a value for every column. What was left
    out is said in a last line."""

    name: str
    columns: Sequence[Column]
    found: Sequence[Sequence[Any]]
    left_out: str = ""

    @property
    def heads(self) -> list[str]:
        return [str(column.label) for column in self.columns]

    def is_longer_than(self, most: int) -> bool:
        return len(self.found) > most

    def lines(self) -> Iterator[list[Exported]]:
        for values in self.found:
            yield [exported(column, value) for column, value in zip(self.columns, values, strict=True)]
        if self.left_out:
            yield [self.left_out, *[None] * (len(self.columns) - 1)]


def exported(column: Column, value: Any) -> Exported:
    """What a cell holds in any file: a number, a day, a moment on our clock, a text, or None for a blank."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        moment = localtime(value).replace(second=0, microsecond=0, tzinfo=None)
        return moment.date() if column.kind == "date" else moment
    return value if isinstance(value, int | float | Decimal | date | None) else str(value) or None


def as_text(value: Exported) -> str:
    """Dates in ISO form, numbers plain, so that a spreadsheet reads them."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return plain(value) if isinstance(value, Decimal) else str(value)


def csv_lines(table: Sheet) -> Iterator[str]:
    """Lines of a CSV file, with the mark that makes spreadsheets read UTF-8."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _line(table.heads)
    for line in table.lines():
        yield _line([_safe(value) for value in line])


def _safe(value: Exported) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = as_text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


def _line(cells: Sequence[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def left_out_in_words(count: int) -> str:
    """What a report says that holds no more than its paper; nothing when nothing is left out."""
    if not count:
        return ""
    words = ngettext(
        "%(count)d more is left out. Filter the list to get the rest.",
        "%(count)d more are left out. Filter the list to get the rest.",
        count,
    )
    return words % {"count": count}
