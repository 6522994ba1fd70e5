"""What a list answers about its columns: filters to add, the filter for a cell's value, counts by value, totals."""

from __future__ import annotations  # a list knows its parts, and a part its list

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, DateTimeField, Q, Sum
from django.db.models.functions import TruncDate
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.expressions.columns import expression_for, field_of, meant_by, path_of
from core.filters import OF_COLUMN
from core.keys import row_in
from core.kinds import KINDS, said
from core.tables import Column

if TYPE_CHECKING:
    from core.lists import ListPage

MOST_GROUPS = 100


@dataclass(frozen=True)
class Group:
    """Rows that show the same in a column, how many they are, and where just they are listed."""

    words: str
    count: int
    url: str


def filters_to_add(page: ListPage) -> HttpResponse:
    """The columns by which the list can be filtered or counted; asked for when somebody wants to."""
    return render(page.request, "pages/_column_menu.html", {"columns": askable(page), "address": _address(page)})


def only_this_value(page: ListPage) -> HttpResponse:
    """To the list of the rows that show the same as one row does in one column."""
    column = _column(page, page.request.GET["only"])
    row = row_in(page.object_list, page.request.GET.get("row", ""))
    if row is None:
        raise Http404
    return HttpResponseRedirect(_address(page, column, expression_for(row, column, page.model)))


def counted(page: ListPage) -> HttpResponse:
    """How many rows of the filter show each value of a column; the most first."""
    column = _column(page, page.request.GET["count"])
    path = path_of(column).replace(".", "__")
    field = field_of(column, page.model)
    by = TruncDate(path) if isinstance(field, DateTimeField) else path
    found = page.object_list.order_by().values_list(by).annotate(count=Count("pk")).order_by("-count", by)
    groups = list(found[: MOST_GROUPS + 1])
    values = _values(field, [value for value, _count in groups])
    shown = [
        Group(said(value) or _("Blank"), count, _address(page, column, meant_by(value)))
        for value, (_key, count) in zip(values, groups[:MOST_GROUPS], strict=False)
    ]
    context = {"column": column, "groups": shown, "most": shown[0].count if shown else 0}
    return render(page.request, "pages/_counted.html", {**context, "more": len(groups) > MOST_GROUPS})


def totals(page: ListPage) -> HttpResponse:
    """The row below the rows: what they come to, all pages together."""
    return render(page.request, "pages/_totals.html", {**summed_up(page), "ticked": page.bulk_actions})


def summed_up(page: ListPage) -> dict[str, Any]:
    """For the row of totals: each column with what all rows of the filter come to in it, and whether their currencies
    are too many for that."""
    shown = page.shown_columns()
    summed = [column for column in shown if column.total]
    asked: dict[str, Any] = {f"sum_{column.name}": Sum(column.total) for column in summed}
    if apart := page.totals_only_within:
        asked |= {"kinds": Count(apart, distinct=True), "blanks": Count("pk", filter=Q(**{f"{apart}__isnull": True}))}
    found = page.object_list.order_by().aggregate(**asked)
    mixed = apart and found["kinds"] + bool(found["blanks"]) > 1
    cells = [(column, "" if mixed or not column.total else _sum(column, found)) for column in shown]
    return {"cells": cells, "mixed": mixed}


def askable(page: ListPage) -> list[Column]:
    return [column for column in page.offered_columns() if page.filters.kind_of(column)]


def _column(page: ListPage, name: str) -> Column:
    """Refused as not found: a column that the page does not have, or that shows no field."""
    found = next((column for column in askable(page) if column.name == name), None)
    if found is None:
        raise Http404
    return found


def _address(page: ListPage, column: Column | None = None, expression: str = "") -> str:
    """The list as it is filtered now, and by this as well."""
    query = page.query_kept("row")
    if column:
        query[f"{OF_COLUMN}{column.name}"] = expression
    return f"{page.request.path}?{query.urlencode()}"


def _values(field: Any, keys: list[Any]) -> Iterable[Any]:
    """What the keys of groups stand for: rows of another table, words of a choice, or themselves."""
    if field.related_model:
        model = field.related_model._default_manager
        rows = (model.for_list() if hasattr(model, "for_list") else model.all()).in_bulk([key for key in keys if key])
        return [rows.get(key) for key in keys]
    words = dict(field.flatchoices)
    return [words.get(key, key) for key in keys]


def _sum(column: Column, found: dict[str, Any]) -> str:
    return KINDS[column.kind](found[f"sum_{column.name}"])
