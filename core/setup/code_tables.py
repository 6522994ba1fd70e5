"""Small tables of codes, typed in place: the page of each comes from one declaration."""

from collections.abc import Iterator, Mapping, Sequence
from operator import methodcaller
from types import MappingProxyType
from typing import Any

import django_filters
from django.db import models
from django.forms import modelform_factory
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.filters import Filters
from core.row_forms import RowForm
from core.setup import tables
from core.tables import Column
from core.worksheets import Worksheet, WorksheetRow


class CodeFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("Code or description"))

    def search(self, rows: Any, name: str, typed: str) -> Any:
        return rows.found(typed)


class CodeTable(Worksheet):
    """The page of a table whose rows are a code and a few words about it."""

    template_name = "core/setup_table.html"
    filterset_class = CodeFilter
    order = "code"


pages: dict[str, type[CodeTable]] = {}


def add(
    name: str,
    model: type[models.Model],
    why: str | Promise,
    *,
    fields: Sequence[str] = ("code", "description"),
    parts: Mapping[str, str] = MappingProxyType({}),
    needed: bool = False,
) -> None:
    """Give a table of codes its page at `/setup/<name>/`, which the Marketing setup leads to.

    `parts` names the fields the page reads of each neighbour of a row, by the field that points at it.
    """
    declared = {
        "model": model,
        "url_name": f"core:{name}",
        "row_url_name": f"core:{name}_row",
        "columns": [_column(model._meta.get_field(field)) for field in fields],
        "form_class": modelform_factory(model, form=RowForm, fields=fields),
        "empty": why,
        "parts": parts,
    }
    pages[name] = type(f"{model.__name__}Table", (CodeTable,), declared)
    tables.add(tables.SetUpTable(model, f"core:{name}", why, needed=needed))


def _column(field: Any) -> Column:
    kind = "check" if isinstance(field, models.BooleanField) else "text"
    words = methodcaller(f"get_{field.name}_display") if field.choices else ""
    return Column(field.name, field.verbose_name, words, kind=kind, sort="code" if field.name == "code" else "")


def urls() -> Iterator[URLPattern]:
    for name, page in pages.items():
        row: Any = type(f"{page.model.__name__}Row", (WorksheetRow,), {"model": page.model, "sheet": page})
        at = name.replace("_", "-")
        yield path(f"{at}/", page.as_view(), name=name)
        yield path(f"{at}/<int:pk>/", row.as_view(), name=f"{name}_row")
