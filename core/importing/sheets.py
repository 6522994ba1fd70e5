"""The rows of an Excel workbook, as the texts a person sees in its cells; read row by row, the workbook never whole."""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.importing.table import Line, Table, Unreadable
from core.kinds import plain

ZIPPED = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MEGABYTE = 1024 * 1024
MOST_UNPACKED = 400 * MEGABYTE
CHUNK = MEGABYTE

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z0-9:]+)\"")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
LONGEST_TAG = 100
A_TEXT = "str"
"""The kind of a formula's value; a blank text counts as nothing to read, and yet was calculated."""
BROKEN = (BadZipFile, zlib.error, ParseError, LookupError, ValueError, TypeError, OSError, RuntimeError)
"""What reading a file raises that is a workbook by its first letters only."""


def read(content: bytes, *, known: Callable[[str], bool]) -> Table:
    """The sheet whose first row has the most headings `known`. Refused (Unreadable): no workbook, one that unpacks to
    too much, merged cells, formulas whose value the file lacks."""
    refusal = _("This is no Excel workbook (.xlsx), or it is damaged. Open it in a spreadsheet and save it again.")
    try:
        _refuse_unpacked(content)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its size may be wrong
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
    headings = lines[0].cells
    fitted = [Line(line.number, _filled(line.cells, len(headings))) for line in lines[1:]]
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
    written.reset_dimensions()
    for formulas, values in zip(written.iter_rows(), sheet.iter_rows(), strict=True):
        for formula, value in zip(formulas, values, strict=True):
            if formula.data_type == "f" and value.value is None and value.data_type != A_TEXT:
                sentence = _(
                    "Cell %(cell)s holds a formula whose value is not in the file. "
                    "Open the file in a spreadsheet and save it, or put the values in the place of the formulas."
                )
                raise Unreadable(sentence % {"cell": formula.coordinate})


def _lines(sheet: Any) -> Iterator[Line]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if cells := _trimmed([_text(cell) for cell in row]):
            yield Line(number, cells)


def _first(sheet: Any) -> list[str]:
    """The first row with anything in it."""
    return next((line.cells for line in _lines(sheet)), [])


def _text(cell: Any) -> str:
    """As a person would type it in a CSV file."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        number = Decimal(f"{value:.15g}")
        return f"{plain(number * 100)}%" if "%" in cell.number_format else f"{number:f}"
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value.replace(microsecond=0))
    return str(value).strip()


def _trimmed(cells: list[str]) -> list[str]:
    """Without the blank cells at the end, which formatting leaves behind."""
    filled = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return cells[: filled + 1]


def _filled(cells: list[str], width: int) -> list[str]:
    """As wide as the headings, unless something stands beyond them."""
    return cells + [""] * (width - len(cells))
