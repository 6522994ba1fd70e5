"""What can be imported: each app registers the kinds of row it understands, and how they become its rows."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from core.importing import values
from core.models import User

Text = str | Promise


@dataclass(frozen=True)
class Heading:
    """A column that is understood under its own name or one of `also`; capitals, blanks and `_` do not matter.
    Where a file has several of them, the first of `also` counts, the own name last.

    `read` turns a cell into a value. Where `of` names a model, the value is the code of one of its rows, which must
    exist; `missing` says what to do when it does not; `found` fetches rows that have no code, by what the cells say.
    A blank cell empties the field, or leaves it, unless it `clears`.
    A heading with a permission does not count for people without it.
    """

    name: str
    label: Text
    also: tuple[str, ...] = ()
    required: bool = False
    read: Callable[[str], Any] = values.text
    clears: bool = True
    of: type[models.Model] | None = None
    found: Callable[[Collection[Any]], Mapping[Any, Any]] | None = None
    missing: Text = ""
    permission: str = ""

    @property
    def names(self) -> list[str]:
        return [folded(name) for name in (*self.also, self.name)]

    @property
    def blank(self) -> Any:
        return "" if self.of is None and self.read in (values.text, values.code) else None


@dataclass(frozen=True)
class Kind:
    """A kind of row: its headings and what it writes. A row is found again by the first heading, or by all of `keys`.

    `draft` is given some thousand records and answers a draft for each, in a bounded number of queries; what it drafted
    before is written by then. Lines with a value under the heading `names_others` may name other lines of the file.
    `models` are the tables written, those that others point at first. `url_name` is the list to look at afterwards.
    """

    code: str
    label: Text
    permission: str
    headings: Sequence[Heading]
    models: Sequence[type[models.Model]]
    draft: Callable[[Sequence[Any]], Sequence[Any]]
    url_name: str
    hint: Text = ""
    order: int = 0
    keys: tuple[str, ...] = ()
    names_others: str = ""

    @property
    def needed(self) -> list[Heading]:
        return [heading for heading in self.headings if heading.required]

    @property
    def key(self) -> list[Heading]:
        return [heading for heading in self.headings if heading.name in self.keys] or [self.headings[0]]

    def knows(self, heading: str) -> bool:
        return any(folded(heading) in known.names for known in self.headings)


kinds: dict[str, Kind] = {}


def add(kind: Kind) -> None:
    kinds[kind.code] = kind


def open_to(user: User) -> list[Kind]:
    """The kinds the person may import, in the order in which they build on each other."""
    allowed = [kind for kind in kinds.values() if user.has_perm(kind.permission)]
    return sorted(allowed, key=lambda kind: kind.order)


def folded(heading: str) -> str:
    """companyName, Company Name and company_name are one heading."""
    return "".join(sign for sign in heading.casefold() if sign.isalnum())
