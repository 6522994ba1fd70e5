"""A file as people bring it: text with separators, or an Excel workbook; which of them, its first bytes say."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from core.importing import sheets, texts
from core.importing.table import Table, Unreadable

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 25
MOST_COLUMNS = 200


def refuse_size(size: int) -> None:
    """Refused (Unreadable) when a file of `size` bytes is larger than one import takes."""
    if size > MOST_MEGABYTES * MEGABYTE:
        sentence = _("The file has %(size)d MB; an import takes at most %(most)d MB. Split it in several files.")
        raise Unreadable(sentence % {"size": -(-size // MEGABYTE), "most": MOST_MEGABYTES})


def read(content: bytes, *, known: Callable[[str], bool]) -> Table:
    """The headings and lines of a file; of several ways to read it, the one that makes the most headings `known`.

    Lines without any text are left out. Refused (Unreadable): too large, empty, or not what it seems to be.
    """
    refuse_size(len(content))
    if content.startswith(sheets.OLD_EXCEL):
        raise Unreadable(
            _("This is an Excel file of the old kind or with a password. Save it as an Excel workbook (.xlsx) without.")
        )
    reader = sheets.read if content.startswith(sheets.ZIPPED) else texts.read
    table = reader(content, known=known)
    if len(table.headings) > MOST_COLUMNS:
        sentence = _(
            "The file has %(count)d columns; an import takes at most %(most)d. Take out those it does not need."
        )
        raise Unreadable(sentence % {"count": len(table.headings), "most": MOST_COLUMNS})
    return table
