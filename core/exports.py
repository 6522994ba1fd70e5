"""A list as a file: exactly the rows, columns and order that are seen."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.tables import Column, Values, plain, value_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 1000

Exported = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class Table:
    """What goes into a file: a person's columns, and the rows in his order; upper apps' values come in chunks."""

    name: str
    columns: Sequence[Column]
    rows: models.QuerySet[Any]
    values: Callable[[Sequence[Any]], Values]

    @property
    def heads(self) -> list[str]:
        return [str(column.label) for column in self.columns]

    def lines(self) -> Iterator[list[Exported]]:
        """The cells of each row, for every kind of file."""
        remaining = self.rows.iterator(chunk_size=CHUNK)
        while chunk := list(islice(remaining, CHUNK)):
            found = self.values(chunk)
            for row in chunk:
                yield [exported(column, value_of(column, row, found)) for column in self.columns]


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


def csv_lines(table: Table) -> Iterator[str]:
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
