"""Columns declared once: from them come the table, sorting, the column chooser, the export and the print page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from operator import attrgetter
from typing import Any, cast

from django.core.validators import EMPTY_VALUES
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from core.kinds import DAYS, KINDS, MADE_ONCE, NUMERIC

Text = str | Promise
Cell = Callable[[Any, Any], str]
"""Makes HTML of a row and its value."""


@dataclass(frozen=True)
class Column:
    """One column of a list.

    `value` is a dotted path from the row (default: `name`) or a function of the row; `kind` says how it is shown;
    `sort` is an indexed field of the row's own table; `link` makes the cell lead to the row's card, or to the card of
    the row that a path names; `cell` makes HTML of row and value where a kind is not enough, `cells` makes such a
    `cell` for all rows of a page, with the words that are the same in each, and `template` renders it where a line of
    Python is not enough, once for all rows of a page with the same value; `later` is for what takes long to count: the
    page asks for it once it stands.
    """

    name: str
    label: Text
    value: str | Callable[[Any], Any] = ""
    kind: str = "text"
    sort: str = ""
    link: bool | str = False
    hidden: bool = False
    later: bool = False
    cell: Cell | None = None
    cells: Callable[[], Cell] | None = None
    template: str = ""
    permission: str = ""
    total: str = ""
    """What is summed up below the rows: a field, or what the list's rows are annotated with."""

    @property
    def css(self) -> str:
        return "num" if self.kind in NUMERIC else "date" if self.kind in DAYS else ""

    @property
    def made_by(self) -> Cell | None:
        """What makes its cells, for a page, where its kind does not."""
        return self.cells() if self.cells else self.cell

    @property
    def reader(self) -> Callable[[Any], Any]:
        """Finds its value in a row; a page asks for it once for all rows."""
        if callable(self.value):
            return self.value
        path = self.value or self.name
        return partial(at_path, path=path) if "." in path else attrgetter(path)

    def of(self, row: Any) -> Any:
        return self.reader(row)

    def html(self, row: Any, value: Any) -> str:
        if cell := self.made_by:
            return cell(row, value)
        if self.template:
            return render_to_string(self.template, {"row": row, "value": value})
        return KINDS[self.kind](value)

    def address(self, row: Any, query: str) -> str:
        """Where the cell leads, nothing where the row it would lead to is blank; `query` of the list goes along to its
        own cards, which lead back."""
        if isinstance(self.link, str):
            row_there = at_path(row, self.link)
            return str(row_there.get_absolute_url()) if row_there else ""
        return f"{row.get_absolute_url()}{query}"


def at_path(row: Any, path: str) -> Any:
    """What a dotted path leads to; nothing where a step on the way is blank."""
    for step in path.split("."):
        if row is None:
            return None
        row = getattr(row, step)
    return row


def in_words(name: str) -> Callable[[Any], str]:
    """The value of a column that shows a choice: its words, as `get_…_display` finds them, but that puts all choices of
    the field into the reader's language for each row."""

    def words(row: Any) -> str:
        value, model = getattr(row, name), cast(Any, type(row))
        return str(_words_of(model, name).get(value, value)) if value not in EMPTY_VALUES else ""

    return words


@cache
def _words_of(model: type[Model], name: str) -> dict[Any, Text]:
    field: Any = model._meta.get_field(name)
    return dict(field.flatchoices)


@dataclass(frozen=True)
class Row:
    """One line of a list, ready to show: the row, where it leads, and its cells as HTML."""

    row: Any
    cells: SafeString


def rows_shown(rows: Sequence[Any], columns: Sequence[Column], values: "Values", link_query: str = "") -> list[Row]:
    cells = [_cell_of(column, values, escape(link_query)) for column in columns]
    return [Row(row, mark_safe("".join(cell(row) for cell in cells))) for row in rows]  # noqa: S308 - escaped by kind


Values = dict[str, Any]
"""Column name → {primary key → value}, for columns whose values an upper app computed for the page."""


def later_html(row: Any, column: Column, values: Values | None = None) -> str:
    """The place of a value that comes later; with `values` the value itself, which goes to that place."""
    place = f"{column.name}-{row.pk}"
    if values is None:
        return f'<span id="{place}">…</span>'
    return f'<span id="{place}" hx-swap-oob="true">{column.html(row, value_of(column, row, values))}</span>'


def value_of(column: Column, row: Any, values: Values) -> Any:
    return _reader_of(column, values)(row)


def _reader_of(column: Column, values: Values) -> Callable[[Any], Any]:
    computed = values.get(column.name)
    return column.reader if computed is None else lambda row: computed.get(row.pk)


def _cell_of(column: Column, values: Values, query: str) -> Callable[[Any], str]:
    """Makes the cells of a column from its rows; what is the same in all of them is found before."""
    start = f'<td class="{column.css}">' if column.css else "<td>"
    html, value = _html_of(column), _reader_of(column, values)

    def cell(row: Any) -> str:
        shown = later_html(row, column) if column.later else html(row, value(row))
        if column.link and (leads_to := column.address(row, query)):
            shown = f'<a href="{leads_to}">{shown or "–"}</a>'
        return f"{start}{shown}</td>"

    return cell


def _html_of(column: Column) -> Cell:
    if column.template:
        return _once_a_value(column.html)
    if cell := column.made_by:
        return cell
    kind = cache(KINDS[column.kind]) if column.kind in MADE_ONCE else KINDS[column.kind]
    return lambda _row, value: kind(value)


def _once_a_value(html: Callable[[Any, Any], str]) -> Callable[[Any, Any], str]:
    known: dict[Any, str] = {}

    def once(row: Any, value: Any) -> str:
        if value not in known:
            known[value] = html(row, value)
        return known[value]

    return once
