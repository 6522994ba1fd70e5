"""The tables that the Marketing setup shows. An app adds its own in `AppConfig.ready`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst

from core.access import may
from core.models import User

Text = str | Promise


@dataclass(frozen=True)
class SetUpTable:
    """A table that administrators fill: what it is for, and the page of its rows.

    Without a row in a table that is `needed` the daily work cannot begin.
    """

    model: type[models.Model]
    url_name: str
    why: Text
    needed: bool = False

    @property
    def label(self) -> str:
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    @property
    def area(self) -> Text:
        return apps.get_app_config(self.model._meta.app_label).verbose_name

    def kept_by(self, user: User) -> bool:
        return may(user, "change", self.model) and self.open_to(user)

    def open_to(self, user: User) -> bool:
        return may(user, "view", self.model) and (user.is_staff or not self.url_name.startswith("admin:"))


tables: dict[str, SetUpTable] = {}


def add(*added: SetUpTable) -> None:
    """By their pages, so that an app that is made ready twice, as tests do, adds them once."""
    tables.update({table.url_name: table for table in added})


@dataclass(frozen=True)
class Counted:
    """A table with the number of its rows."""

    table: SetUpTable
    count: int

    @property
    def missing(self) -> bool:
        return self.table.needed and not self.count


def by_area(user: User) -> dict[Text, list[Counted]]:
    """The tables the person may open, counted in one statement."""
    shown = [table for table in tables.values() if table.open_to(user)]
    counts, areas = dict(_counts(shown)), dict[Text, list[Counted]]()
    for number, table in enumerate(shown):
        areas.setdefault(str(table.area), []).append(Counted(table, counts[number]))
    return areas


def _counts(shown: Sequence[SetUpTable]) -> Iterator[tuple[int, int]]:
    asked = [_count(table, number) for number, table in enumerate(shown)]
    yield from asked[0].union(*asked[1:], all=True) if asked else ()


def _count(table: SetUpTable, number: int) -> Any:
    """One row: which table it is, and how many rows that has."""
    rows = table.model._base_manager.order_by().values(number=Value(number))
    return rows.annotate(count=Count("pk")).values_list("number", "count")
