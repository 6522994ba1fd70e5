"""A list as an Excel workbook: one sheet, written row by row; a long list needs no more memory than a short one."""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from core.errors import Refused
from core.exports import CHUNK, Exported, Sheet, as_text
from core.kinds import KINDS, NUMERIC, plain
from core.tables import Column

MOST_ROWS = 1_048_575
"""What a sheet of Excel holds below its heads."""

DAY, MOMENT = "mm-dd-yy", "m/d/yy h:mm"
"""Excel's own two short forms: it shows them as the reader's computer writes dates, whatever their letters say."""

FIRST_YEAR = 1900
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
WIDEST, MARGIN = 60, 3


def workbook(table: Sheet) -> IO[bytes]:
    """A temporary file, gone once it is closed. Refuses more rows than a sheet holds, before it begins."""
    if table.is_longer_than(MOST_ROWS):
        most = number_format(MOST_ROWS, use_l10n=True, force_grouping=True)
        sentence = _("An Excel sheet holds %(most)s rows, and this list has more. Filter it, or take CSV.")
        raise Refused(sentence % {"most": most})
    book = Workbook(write_only=True)
    with ExitStack() as on_failure:
        file = on_failure.enter_context(TemporaryFile())
        try:
            _write(book, table)
        finally:
            book.save(file)  # after a failure too: it takes away what openpyxl laid down beside it
        on_failure.pop_all()
    file.seek(0)
    return file


def _write(book: Any, table: Sheet) -> None:
    sheet = book.create_sheet(NOT_IN_A_NAME.sub(" ", table.name)[:LONGEST_NAME])
    sheet.freeze_panes = "A2"
    lines = table.lines()
    first = list(islice(lines, CHUNK))
    for number, column in enumerate(table.columns):
        width = _width(column, [line[number] for line in first])
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
    sheet.append([_head(sheet, head) for head in table.heads])
    for line in chain(first, lines):
        sheet.append([_cell(sheet, *each) for each in zip(table.columns, line, strict=True)])


def _width(column: Column, values: Sequence[Exported]) -> int:
    """As wide as the head and the first values need; figures get room for some larger ones further down."""
    shown = KINDS[column.kind] if column.kind in NUMERIC else as_text
    longest = max((len(shown(value)) for value in values), default=0)
    return min(WIDEST, MARGIN + max(longest, len(str(column.label)), 10 if column.kind in NUMERIC else 0))


def _head(sheet: Any, text: str) -> Any:
    head = _text(sheet, text)
    head.font = Font(bold=True)
    return head


def _cell(sheet: Any, column: Column, value: Exported) -> Any:
    if isinstance(value, date) and value.year < FIRST_YEAR:  # Excel knows no earlier day
        value = as_text(value)
    if value is None or isinstance(value, str):
        return value and _text(sheet, value)
    cell = WriteOnlyCell(sheet)
    cell.number_format = _format(column, value)
    cell.value = value
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A text stays a text: what looks like a formula or an error is none; signs that XML has no place for go."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell


def _format(column: Column, value: float | Decimal | date) -> str:
    """A figure gets as many decimals as the page shows of it."""
    if isinstance(value, date):
        return MOMENT if isinstance(value, datetime) else DAY
    if column.kind not in NUMERIC:
        return "General"
    needed = len(plain(Decimal(str(value))).partition(".")[2])
    decimals = {"amount": 2, "unit amount": max(2, needed)}.get(column.kind, needed)
    unit = '"\N{NO-BREAK SPACE}%"' if column.kind == "percent" else ""
    return f"#,##0{'.' if decimals else ''}{'0' * decimals}{unit}"
