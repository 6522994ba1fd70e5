"""The finder: any number, name, page, report or action, from wherever one is.

What one can do on the page one is on, static/js/shortcuts.js finds in the page itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import reports
from config.menu import Entry, entries
from core.access import may
from core.lists import ListPage
from core.lookups import lookups
from core.models import User
from core.setup.tables import tables
from core.templatetags.frame import address_of

MOST_ROWS = 5
CODES = ("number", "code")
OWN = Entry("core:me", "settings", gettext_lazy("My settings"))
SHORTEST = 2  # letters that are looked for among rows


@dataclass(frozen=True)
class Found:
    """Something to open."""

    label: str
    hint: str
    url: str
    icon: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    found: list[Found]


def find(typed: str, *, by: User) -> list[Group]:
    """What the person may see of what fits: rows of each table (two queries each), pages, things to do.

    Nothing typed: all pages and things to do.
    """
    typed = " ".join(typed.replace("\0", "").split())
    groups = [
        *_rows(typed, by),
        Group(_("Things to do"), list(_acts(typed, by))),
        Group(_("Pages"), list(_pages(typed, by))),
        Group(_("Reports"), list(_reports(typed, by))),
    ]
    return [group for group in groups if group.found]


def _rows(typed: str, person: User) -> Iterator[Group]:
    if len(typed) < SHORTEST:
        return
    for label, (model, lookup) in lookups.items():
        if ":" in label or not hasattr(model, "get_absolute_url") or not may(person, "view", model):
            continue
        named = list(_named(model, typed))
        rows = [*named, *(row for row in lookup.found(typed)[:MOST_ROWS] if row not in named)]
        found = [Found(_told(row, lookup.label(row)), lookup.hint(row), row.get_absolute_url()) for row in rows]
        yield Group(str(model._meta.verbose_name_plural), found)


def _named(model: Any, typed: str) -> Iterator[Any]:
    """The row of just this number or code, also one that is blocked and so not offered elsewhere."""
    fields = {field.name for field in model._meta.concrete_fields}
    for name in CODES:
        if name in fields:
            yield from model._default_manager.filter(**{name: typed.upper()})


def _told(row: Any, label: str) -> str:
    """With its number, unless the label says it already."""
    code = _code(row)
    return label if not code or code in label else f"{code} {label}"


def _code(row: models.Model) -> str:
    return next((str(code) for name in CODES if (code := getattr(row, name, ""))), "")


def _pages(typed: str, person: User) -> Iterator[Found]:
    for entry in [*entries(), OWN]:
        if _fits(typed, str(entry.label)) and (not entry.permission or person.has_perm(entry.permission)):
            yield Found(str(entry.label), "", address_of(entry.view), entry.icon)
    menu = {entry.view for entry in entries()}
    for table in tables.values():
        if table.url_name not in menu and _fits(typed, table.label) and table.kept_by(person):
            yield Found(table.label, str(table.why), table.url, "settings")


def _reports(typed: str, person: User) -> Iterator[Found]:
    """Those whose title fits; without a word the page *Reports* leads to all of them."""
    for _subject, seen in reports.seen_by(person) if typed else ():
        for report in seen:
            if _fits(typed, str(report.title)):
                yield Found(str(report.title), "", report.url, "report")


def _acts(typed: str, person: User) -> Iterator[Found]:
    """What the lists of the menu offer to create."""
    for entry in entries():
        page = getattr(resolve(reverse(entry.view)).func, "view_class", None)
        if page is None or not issubclass(page, ListPage) or not page.new_url_name:
            continue
        label = str(page.new_label or _("New"))
        if _fits(typed, label) and may(person, "add", page.model):
            yield Found(label, "", reverse(page.new_url_name), "plus")


def _fits(typed: str, label: str) -> bool:
    return all(word in label.casefold() for word in typed.casefold().split())
