"""The list page: filter in the address, sorting on indexed columns, paging by key, the person's columns, export."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django_filters import FilterSet
from django_filters.views import FilterView

from core import extensions, paging, personal
from core.access import may
from core.bulk.views import edit_many
from core.expressions.columns import field_of
from core.fetching import with_parts
from core.list_parts import PARTS, paper
from core.list_rows import NOT_KEPT, PAGING, RowsOfList, open_to, parts_but_of, without
from core.models import NamedView, User
from core.tables import Column, Values, rows_shown

NOT_A_PAGE = (*PARTS, "print")


@dataclass(frozen=True)
class BulkAction:
    """Something done with the ticked rows, or with all rows of the filter; `url_name` takes the POST."""

    label: str | Promise
    url_name: str
    permission: str
    icon: str = ""
    confirm: str | Promise = ""
    shortcut: str = ""


@dataclass(frozen=True)
class Header:
    """A column's head: where a click sorts, and how it is sorted now (`ascending`, `descending` or nothing)."""

    column: Column
    url: str = ""
    sorted: str = ""
    asked: bool = False
    """The rows can be filtered by what a cell of it shows."""


@dataclass(frozen=True)
class Choice:
    """A column in the chooser."""

    column: Column
    shown: bool


def choices_of(offered: Sequence[Column], shown: Sequence[Column]) -> list[Choice]:
    """Those in sight first."""
    hidden = [column for column in offered if column not in shown]
    return [Choice(column, shown=True) for column in shown] + [Choice(column, shown=False) for column in hidden]


class ListPage(PermissionRequiredMixin, RowsOfList, FilterView):
    """Rows of a model as a table. A child names the model, the columns, and what a person reads when it is empty.

    Every query it starts is bounded: filter choices, one page of rows, a capped count, the person's columns, and one
    or two for each shown column of an upper app.
    """

    pretitle: ClassVar[str | Promise] = ""
    empty: ClassVar[str | Promise] = ""
    rows_are: ClassVar[str | Promise] = ""
    """What stands in the list, where the title does not say it."""
    new_url_name: ClassVar[str] = ""
    new_label: ClassVar[str | Promise] = ""
    bulk_actions: ClassVar[Sequence[BulkAction]] = ()
    bulk_fields: ClassVar[Sequence[str]] = ()
    """What may be changed in many rows at once: fields without a rule that looks at the row's others."""
    page_size: ClassVar[int] = 50
    most_printed: ClassVar[int] = 1000
    totals_only_within: ClassVar[str] = ""
    """A field in which the rows must be alike for their figures to be summed, such as the currency."""
    template_name = "pages/list.html"
    request: HttpRequest

    def get_permission_required(self) -> Sequence[str]:
        act = "change" if self.request.method == "POST" else "view"
        return [f"{self.model._meta.app_label}.{act}_{self.model._meta.model_name}"]

    def get_queryset(self) -> models.QuerySet[Any]:
        return self.rows_for(self.request)

    def get_filterset(self, filterset_class: type[FilterSet]) -> FilterSet:
        """One for the request, so that the row a filter names is fetched once."""
        return self.filters

    @cached_property
    def filters(self) -> FilterSet:
        return self.filters_of(self.request, self.request.GET or None, self.get_queryset())

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponseBase:
        for word, part in PARTS.items():
            if word in self.request.GET:
                return part(self)
        if "print" in self.request.GET:
            context |= paper(self)
        response: HttpResponseBase = super().render_to_response(context, **options)
        response.headers["Vary"] = "HX-Request"
        return response

    def get_template_names(self) -> list[str]:
        return ["pages/list.html#table"] if self.request.htmx else [self.template_name]  # type: ignore[attr-defined]

    def in_order(self) -> models.QuerySet[Any]:
        """All rows of the filter, sorted as on the page."""
        rows: models.QuerySet[Any] = self.object_list
        return rows.order_by(*self.ordered_by(self.request.GET).by)

    @property
    def own_address(self) -> str:
        """The page that was asked for, with its filter and its order."""
        return self.request.path + self.link_query(self.request)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        if any(word in self.request.GET for word in NOT_A_PAGE):
            return context
        query, order = self.request.GET, self.ordered_by(self.request.GET)
        shown = self.shown_columns()
        page = paging.page(
            self.object_list,
            order,
            size=self.page_size,
            after=query.get("after", ""),
            before=query.get("before", ""),
            last="last" in query,
            fetched=self.fetched(shown),
        )
        count = self.count(page, query)
        now = [column for column in shown if not column.later]
        return {
            **context,
            "title": self.name(),
            "pretitle": self.pretitle,
            "headers": [self.header(column, order) for column in shown],
            "rows": rows_shown(page.rows, shown, self.values(page.rows, now), self.link_query(self.request)),
            "later": ",".join(str(row.pk) for row in page.rows) if now != shown else "",
            "page": page,
            "totals": len(page.rows) > 1 and any(column.total for column in shown),
            "count": min(count, paging.MOST_COUNTED),
            "counted_all": count <= paging.MOST_COUNTED,
            "query": without(query, *NOT_KEPT).urlencode(),
            "filtered": any(value for key, value in query.items() if key not in (*NOT_KEPT, "sort", "view")),
            "named_view": self.view,
            "empty": self.empty,
            "rows_are": self.rows_are or self.name(),
            "bulk_actions": list(self.acts_on_many()),
            "new_url": self.new_url() if self.new_url_name and may(self.user, "add", self.model) else "",
            "new_label": self.new_label,
        }

    def new_url(self) -> str:
        return reverse(self.new_url_name)

    def fetched(self, shown: Sequence[Column]) -> models.QuerySet[Any]:
        """What is read of the rows of a page: nothing of a neighbour that has a column which is hidden."""
        hidden = [column for column in self.offered_columns() if column not in shown]
        return with_parts(self.filters.queryset, **parts_but_of(self.parts, hidden=hidden, shown=shown))

    @property
    def user(self) -> User:
        return self.request.user  # type: ignore[return-value]

    @property
    def page_key(self) -> str:
        match = self.request.resolver_match
        return match.view_name if match else self.url_name

    def count(self, page: paging.Page, query: QueryDict) -> int:
        on_first_and_only = not page.after and not any(key in query for key in PAGING)
        return len(page.rows) if on_first_and_only else paging.capped_count(self.object_list)

    def offered_columns(self) -> list[Column]:
        extra = [extra.column for extra in extensions.list_columns.of(self.model)]
        return open_to(self.user, [*self.columns, *extra])

    def query_kept(self, *but: str) -> QueryDict:
        """The address without what is asked of the list once, and without these words."""
        return without(self.request.GET, *NOT_KEPT, *PARTS, *but)

    def shown_columns(self) -> list[Column]:
        return self._own_columns

    @cached_property
    def _own_columns(self) -> list[Column]:
        return personal.columns_for(self.user, self.page_key, self.offered_columns(), self.view)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Opened without asking for anything, a list begins with the view that is to open first."""
        asked = request.GET or kwargs or request.htmx  # type: ignore[attr-defined]
        first = None if asked else personal.first_view(self.user, self.page_key)
        return HttpResponseRedirect(f"{request.path}?{first.asked}") if first else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The ticked rows are to be edited."""
        return edit_many(self) if self.bulk_fields else self.http_method_not_allowed(request)

    def acts_on_many(self) -> Iterator[tuple[BulkAction, str]]:
        """What the person may do with ticked rows, and where that is sent."""
        for act in [*self.bulk_actions, *extensions.bulk_actions.of(self.model)]:
            if self.user.has_perm(act.permission):
                yield act, reverse(act.url_name, kwargs=self.kwargs)
        if self.bulk_fields and may(self.user, "change", self.model):
            yield BulkAction(_("Edit"), self.url_name, "", icon="edit"), self.request.path

    @cached_property
    def view(self) -> NamedView | None:
        """The view under whose name the list was opened."""
        return personal.view_named(self.user, self.page_key, self.request.GET.get("view", ""))

    def values(self, rows: Sequence[Any], shown: Sequence[Column]) -> Values:
        names = {column.name for column in shown}
        extras = [extra for extra in extensions.list_columns.of(self.model) if extra.column.name in names]
        return {extra.column.name: extra.values(rows) for extra in extras} if rows else {}

    def choices(self, shown: Sequence[Column]) -> list[Choice]:
        return choices_of(self.offered_columns(), shown)

    def header(self, column: Column, order: paging.Order) -> Header:
        asked = field_of(column, self.model) is not None
        if not column.sort:
            return Header(column, asked=asked)
        query = without(self.request.GET, *NOT_KEPT)
        is_sorted = order.field == column.sort
        query["sort"] = f"-{column.sort}" if is_sorted and not order.descending else column.sort
        state = ("descending" if order.descending else "ascending") if is_sorted else ""
        return Header(column, f"{self.request.path}?{query.urlencode()}", state, asked)
