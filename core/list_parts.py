"""What a list answers in the place of its page, each asked for by a word of its address."""

from __future__ import annotations  # a list knows its parts, and a part its list

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate

from core import list_columns, paging, personal
from core.errors import Refused
from core.exports import Table
from core.files import file_of
from core.filters import in_words
from core.keys import keys_in
from core.tables import later_html, rows_shown

if TYPE_CHECKING:
    from core.lists import ListPage


def file(page: ListPage) -> HttpResponseBase:
    """The rows as a file; where they are more than it holds, the page says so."""
    shown = page.shown_columns()
    table = Table(page.name(), shown, page.in_order(), lambda chunk: page.values(chunk, shown))
    try:
        return file_of(table, page.request.GET["export"])
    except Refused as refusal:
        messages.error(page.request, str(refusal))
        return HttpResponseRedirect(page.own_address)


def later(page: ListPage) -> HttpResponse:
    """What was left out of the page for these rows, each for its place."""
    asked = keys_in(page.request.GET["later"].split(","))[: page.page_size]
    rows = list(page.object_list.filter(pk__in=asked))
    columns = [column for column in page.shown_columns() if column.later]
    values = page.values(rows, columns)
    return HttpResponse("".join(later_html(row, column, values) for row in rows for column in columns))


def chooser(page: ListPage) -> HttpResponse:
    """The columns to choose from; the page asks for them when somebody wants to."""
    chosen = {"choices": page.choices(page.shown_columns()), "page_key": page.page_key}
    return render(page.request, "pages/_chooser.html", chosen)


def views(page: ListPage) -> HttpResponse:
    """The views of the list that the person sees, and the form that keeps another; asked for when opened."""
    shown = {
        "views": personal.views_of(page.user, page.page_key),
        "named_view": page.view,
        "page_key": page.page_key,
        "columns": [column.name for column in page.shown_columns()],
        "query": page.query_kept("view").urlencode(),
        "roles": page.user.groups.order_by("name"),
        "may_pin": not page.kwargs,
    }
    return render(page.request, "pages/_views.html", shown)


PARTS: dict[str, Callable[[ListPage], HttpResponseBase]] = {
    "export": file,
    "later": later,
    "choose": chooser,
    "views": views,
    "fields": list_columns.filters_to_add,
    "only": list_columns.only_this_value,
    "count": list_columns.counted,
    "totals": list_columns.totals,
}


def paper(page: ListPage) -> dict[str, Any]:
    """For the page itself: the first rows in the frame of paper, and nothing in the cells to click."""
    shown = [replace(column, cell=None, cells=None, link=False, later=False) for column in page.shown_columns()]
    rows = list(page.in_order()[: page.most_printed])
    count = paging.capped_count(page.object_list) if len(rows) == page.most_printed else len(rows)
    all_there = count == len(rows) > 1
    return {
        "skeleton": "pages/paper.html",
        "title": page.name(),
        "day": page.user.day_of_work(today=localdate()),
        "filtered_by": list(in_words(page.filters.form)),
        "columns": shown,
        "rows": rows_shown(rows, shown, page.values(rows, shown)),
        "totals": list_columns.summed_up(page) if all_there and any(column.total for column in shown) else None,
        "left_out": min(count, paging.MOST_COUNTED) - len(rows),
        "counted_all": count <= paging.MOST_COUNTED,
        "list_url": page.own_address,
    }
