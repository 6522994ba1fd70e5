"""Which rows a list holds, in which order, and its address: what cards and bulk acts ask of it too."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django_filters import FilterSet

from core import paging
from core.expressions.columns import path_of
from core.fetching import with_parts
from core.keys import keys_in
from core.models import User
from core.tables import Column

PAGING = ("after", "before", "last")
NOT_KEPT = (*PAGING, "export", "print")
"""What is asked of a list once; the rest of its address says which rows it holds, and stays."""


def without(query: QueryDict, *names: str) -> QueryDict:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest


def open_to(user: User, columns: Sequence[Column]) -> list[Column]:
    """The columns the person may see."""
    return [column for column in columns if not column.permission or user.has_perm(column.permission)]


def parts_but_of(parts: Mapping[str, str], *, hidden: Sequence[Column], shown: Sequence[Column]) -> dict[str, str]:
    """The parts without the neighbours that have a hidden column of their own; one that a shown column goes through, or
    through which another is reached, stays."""
    needless = {name for column in hidden for name in (column.name, path_of(column).replace(".", "__"))}
    needed = _ways(shown)
    kept: dict[str, str] = {}
    for part, fields in sorted(parts.items(), reverse=True):  # what is reached through a neighbour before it
        if part not in needless or part in needed or any(other.startswith(f"{part}__") for other in kept):
            kept[part] = fields
    return kept


def _ways(columns: Sequence[Column]) -> set[str]:
    """The neighbours that columns go through, from each to the next: `contact`, `contact__company`."""
    found = set()
    for column in columns:
        for path in (path_of(column), column.link):
            steps = path.split(".") if isinstance(path, str) else []
            found |= {"__".join(steps[: end + 1]) for end in range(len(steps))}
    return found


class RowsOfList:
    """What a list is without its page. A child names the model, the columns and their filters."""

    model: type[models.Model]
    url_name: ClassVar[str]
    columns: ClassVar[Sequence[Column]]
    filterset_class: ClassVar[type[FilterSet]]
    parts: ClassVar[Mapping[str, str]] = {}
    """What is read of the rows' neighbours: the fields of each relation."""
    order: ClassVar[str] = "number"
    title: ClassVar[str | Promise] = ""

    @classmethod
    def name(cls) -> str:
        return str(cls.title or cls.model._meta.verbose_name_plural)

    @classmethod
    def rows(cls) -> models.QuerySet[Any]:
        """All rows, with what the columns need fetched along."""
        return with_parts(cls.model._default_manager.all(), **cls.parts)

    @classmethod
    def rows_for(cls, request: HttpRequest) -> models.QuerySet[Any]:
        """All rows of this address: a list that lies below a card takes those of its card."""
        return cls.rows()

    @classmethod
    def ordered_by(cls, query: QueryDict) -> paging.Order:
        asked = query.get("sort", "") or cls.order
        field = asked.removeprefix("-")
        sortable = {column.sort for column in cls.columns if column.sort} | {cls.order.removeprefix("-")}
        if field not in sortable:
            asked, field = cls.order, cls.order.removeprefix("-")
        return paging.Order(field, descending=asked.startswith("-"))

    @classmethod
    def filtered(cls, request: HttpRequest, query: QueryDict) -> models.QuerySet[Any]:
        """The rows a filter query leaves; all when the query makes no sense."""
        rows = cls.rows_for(request)
        found = cls.filters_of(request, query, rows)
        return found.qs if found.is_valid() else rows

    @classmethod
    def filters_of(cls, request: HttpRequest, query: QueryDict | None, rows: models.QuerySet[Any]) -> FilterSet:
        user: Any = request.user
        return cls.filterset_class(query, queryset=rows, request=request, columns=open_to(user, cls.columns))

    @classmethod
    def selected(cls, request: HttpRequest) -> models.QuerySet[Any]:
        """The rows a bulk action was asked for: the ticked ones, or all that a filter which makes sense leaves."""
        rows = cls.rows_for(request)
        if request.POST.get("all_results"):
            found = cls.filters_of(request, QueryDict(request.POST.get("query", "")), rows)
            return found.qs if found.is_valid() else rows.none()
        return rows.filter(pk__in=keys_in(request.POST.getlist("selected")))

    @classmethod
    def neighbours(cls, request: HttpRequest, row: Any) -> tuple[Any | None, Any | None]:
        return paging.neighbours(cls.filtered(request, request.GET), cls.ordered_by(request.GET), row)

    @classmethod
    def link_query(cls, request: HttpRequest) -> str:
        query = without(request.GET, *NOT_KEPT).urlencode()
        return f"?{query}" if query else ""

    @classmethod
    def url(cls, request: HttpRequest) -> str:
        return reverse(cls.url_name) + cls.link_query(request)
