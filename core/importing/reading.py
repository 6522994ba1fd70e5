"""The lines of a CSV file as people bring it: any of the usual encodings and separators, detected."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Refused

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 25
SEPARATORS = {",": gettext_lazy("commas"), ";": gettext_lazy("semicolons"), "\t": gettext_lazy("tabs")}
MARKS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
GUESSES = ["utf-8", "cp1252", "latin-1"]
NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-8": "UTF-8", "cp1252": "Latin-1", "latin-1": "Latin-1"}


class Unreadable(Refused):
    pass


@dataclass(frozen=True)
class Line:
    """The cells of a line, and where in the file it begins."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    headings: list[str]
    lines: list[Line]
    encoding: str
    separator: str

    @property
    def separators(self) -> str:
        return str(SEPARATORS[self.separator])


def refuse_size(size: int) -> None:
    """Refused (Unreadable) when a file of `size` bytes is larger than one import takes."""
    if size > MOST_MEGABYTES * MEGABYTE:
        sentence = _("The file has %(size)d MB; an import takes at most %(most)d MB. Split it in several files.")
        raise Unreadable(sentence % {"size": -(-size // MEGABYTE), "most": MOST_MEGABYTES})


def read(content: bytes, *, known: Callable[[str], bool]) -> Table:
    """The headings and lines of a file; the separator is the one that makes the most headings `known`.

    Lines without any text are left out. Refused (Unreadable): too large, empty, not text, quotes that never close.
    """
    refuse_size(len(content))
    text, encoding = _decoded(content)
    if "\0" in text:
        raise Unreadable(_("This is not a CSV file. In a spreadsheet choose “Save as” and then CSV."))
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise Unreadable(_("The file is empty."))
    separator = max(SEPARATORS, key=lambda sign: sum(known(cell) for cell in next(csv.reader([first], delimiter=sign))))
    lines = list(_lines(text, separator))
    return Table(lines[0].cells, lines[1:], NAMES[encoding], separator)


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
        sentence = _("Line %(line)d cannot be read: a quotation mark is not closed or stands inside a value.")
        raise Unreadable(sentence % {"line": begins}) from error
