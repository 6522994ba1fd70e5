"""The rows of an Excel workbook, as the texts a person sees in its cells; read row by row, the workbook never whole."""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.importing.table import Line, Table, Unreadable

ZIPPED = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MEGABYTE = 1024 * 1024
MOST_UNPACKED = 1024 * MEGABYTE
CHUNK = MEGABYTE

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z0-9:]+)\"")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
LONGEST_TAG = 100
BROKEN = (BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, OSError)
"""What reading a file raises that is a workbook by its first letters only."""


def read(content: bytes, *, known: Callable[[str], bool]) -> Table:
    """The sheet whose first row has the most headings `known`. Refused (Unreadable): no workbook, one that unpacks to
    too much, merged cells, formulas whose value the file lacks, errors in cells."""
    refusal = _("This is no Excel workbook (.xlsx), or it is damaged. Open it in a spreadsheet and save it again.")
    try:
        _refuse_unpacked(content)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and _first(sheet)]
        if not sheets:
            raise Unreadable(_("The file is empty."))
        sheet = max(sheets, key=lambda each: sum(known(cell) for cell in _first(each)))
        with ZipFile(BytesIO(content)) as packed, packed.open(sheet._worksheet_path.lstrip("/")) as raw:
            has_formulas = _holds_formulas(raw)
        if has_formulas:
            _refuse_unknown_values(content, sheet)
        lines = list(_lines(sheet))
    except BROKEN as error:
        raise Unreadable(refusal) from error
    headings = _trimmed(lines[0].cells)
    fitted = [Line(line.number, _fitted(line.cells, len(headings))) for line in lines[1:]]
    return Table(headings, fitted, _("Read from the sheet “%(sheet)s”.") % {"sheet": sheet.title})


def _refuse_unpacked(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise Unreadable(_("This workbook is far larger than it looks. Save only the rows to import in it."))


def _holds_formulas(raw: IO[bytes]) -> bool:
    """Of the sheet as it is written. Refused: merged cells, as nobody can say to which row their value belongs."""
    found, rest = False, b""
    while piece := raw.read(CHUNK):
        text = rest + piece
        if merged := MERGED.search(text):
            sentence = _("The cells %(cells)s are merged. Split them, so that each row has its own values.")
            raise Unreadable(sentence % {"cells": merged[1].decode()})
        found = found or FORMULA.search(text) is not None
        rest = text[-LONGEST_TAG:]
    return found


def _refuse_unknown_values(content: bytes, sheet: Any) -> None:
    """A program that writes formulas without calculating them leaves no value to read."""
    written = load_workbook(BytesIO(content), read_only=True)[sheet.title]
    for formulas, values in zip(written.iter_rows(), sheet.iter_rows(), strict=True):
        for formula, value in zip_longest(formulas, values):
            if formula is not None and formula.data_type == "f" and value.value is None:
                sentence = _(
                    "Cell %(cell)s holds a formula whose value is not in the file. "
                    "Open the file in a spreadsheet and save it, or put the values in the place of the formulas."
                )
                raise Unreadable(sentence % {"cell": formula.coordinate})


def _lines(sheet: Any) -> Iterator[Line]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_text(cell) for cell in row]
        if any(cells):
            yield Line(number, cells)


def _first(sheet: Any) -> list[str]:
    """The first row with anything in it."""
    return next((line.cells for line in _lines(sheet)), [])


def _text(cell: Any) -> str:
    """As a person would type it in a CSV file."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        sentence = _("Cell %(cell)s holds the error %(error)s. Mend it, or empty the cell.")
        raise Unreadable(sentence % {"cell": cell.coordinate, "error": value})
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{Decimal(f'{value:.15g}'):f}"
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value.replace(microsecond=0))
    return str(value).strip()


def _trimmed(cells: list[str]) -> list[str]:
    """Without the blank cells at the end, which formatting leaves behind."""
    filled = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return cells[: filled + 1]


def _fitted(cells: list[str], width: int) -> list[str]:
    """As wide as the headings, unless something stands beyond them."""
    return cells if any(cells[width:]) else [*cells[:width], *[""] * (width - len(cells))]
