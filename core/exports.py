"""A list as a file: exactly the rows, columns and order that are seen."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from core.tables import Column, Values, value_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 1000


def csv_lines(
    rows: Iterable[Any], columns: Sequence[Column], values: Callable[[Sequence[Any]], Values]
) -> Iterator[str]:
    """Lines of a CSV file, with the mark that makes spreadsheets read UTF-8; upper apps' values come in chunks."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _line([str(column.label) for column in columns])
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        found = values(chunk)
        for row in chunk:
            yield _line([_safe(column, value_of(column, row, found)) for column in columns])


def _safe(column: Column, value: Any) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = column.text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


def _line(cells: Sequence[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
