"""From ticked rows of a list, or from a card, to a page that says what an act would do, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from core.access import way_back
from core.bulk.views import KEPT
from core.lists import ListPage

MOST_SHOWN = 50


@dataclass(frozen=True)
class Asked:
    """A request about rows of a list: the rows, in the order the person saw them, and where he came from."""

    request: HttpRequest
    page: type[ListPage]

    @cached_property
    def rows(self) -> Any:
        query = QueryDict(self.request.POST.get("query", ""))
        return self.page.selected(self.request).order_by(*self.page.ordered_by(query).by)

    @property
    def list_url(self) -> str:
        query = self.request.POST.get("query", "")
        return f"{self.page.url(self.request)}?{query}" if query else self.page.url(self.request)

    @property
    def back(self) -> str:
        return way_back(self.request, otherwise=self.list_url)

    def go_back(self, *, gone: bool = False) -> HttpResponse:
        """To where the person came from; to the list, where the row he came from may be gone."""
        return HttpResponseRedirect(self.list_url if gone else self.back)

    def show(self, template: str, becomes: Callable[[Any], str], **context: Any) -> HttpResponse:
        """The page that asks; `becomes` says in words what a row will be."""
        known = {
            "list_url": self.list_url,
            "list_title": self.page.name(),
            "back": self.back,
            "kept": [(name, value) for name in (*KEPT, "next") for value in self.request.POST.getlist(name)],
            "shown": [(row, becomes(row)) for row in self.rows[:MOST_SHOWN]],
            "count": (count := self.rows.count()),
            "more": max(count - MOST_SHOWN, 0),
        }
        return render(self.request, template, known | context)
