"""The lines of a text file: any of the usual encodings and separators, detected."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.importing.table import Line, Table, Unreadable

SEPARATORS = {",": gettext_lazy("commas"), ";": gettext_lazy("semicolons"), "\t": gettext_lazy("tabs")}
MARKS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
GUESSES = ["utf-8", "cp1252", "latin-1"]
OF_OTHER_FILES = ("<", "%PDF", "{\\rtf")
"""What pages, XML, PDF and rich text begin with: whatever they are called, they have no lines to read."""
NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-8": "UTF-8", "cp1252": "Latin-1", "latin-1": "Latin-1"}


def read(content: bytes, *, known: Callable[[str], bool]) -> Table:
    """Refused (Unreadable): empty, not text, quotes that never close."""
    text, encoding = _decoded(content)
    if "\0" in text or text.lstrip().startswith(OF_OTHER_FILES):
        raise Unreadable(_("This is neither a CSV file nor an Excel workbook. Save it as one of them."))
    separator = max(SEPARATORS, key=lambda sign: _fit(_first(text, sign), known))
    lines = list(_lines(text, separator))
    if not lines:
        raise Unreadable(_("The file is empty."))
    told = {"encoding": NAMES[encoding], "separators": SEPARATORS[separator]}
    return Table(lines[0].cells, lines[1:], _("Read as %(encoding)s, separated by %(separators)s.") % told)


def _first(text: str, separator: str) -> list[str]:
    """The cells of the first line with anything in it, as far as they can be read so."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    try:
        return next(csv.reader([first], delimiter=separator), [])
    except csv.Error:
        return []


def _fit(headings: list[str], known: Callable[[str], bool]) -> tuple[int, int]:
    """How well a separator fits: by the headings that are known, then by their number."""
    return sum(known(heading) for heading in headings), len(headings)


def _decoded(content: bytes) -> tuple[str, str]:
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "")
    for encoding in [marked] if marked else GUESSES:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The letters of this file cannot be read. Save it as CSV in UTF-8."))


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(begins, cells)
            begins = reader.line_num + 1
    except csv.Error as error:
        sentence = _(
            "Line %(line)d cannot be read: a quotation mark is not closed or stands inside a value, or a value is far "
            "too long."
        )
        raise Unreadable(sentence % {"line": begins}) from error
