"""Where a contact leaves traces: every table that points at contacts, and the texts in which one may be named.

What is known of a person is exported by them (contacts/dossier), and a person is erased by them (contacts/erasing). A
table that points at contacts is found by its key; what its app says of it beyond that, it adds in its `ready`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst

from contacts.comparison import relations
from contacts.models import Contact
from core.history.versions import in_words
from core.models import ChangeSet, Import, NamedView, User


@dataclass(frozen=True)
class Trace:
    """Rows that say something about a contact; `by` is the path to it.

    When the person is erased the rows go; where they are `kept`, as figures are made of them, their `texts` go.
    """

    model: Any
    by: str = "contact"
    kept: bool = False
    texts: Sequence[str] = ()
    hidden: Sequence[str] = ()
    """Fields that say nothing about the contact, or are not for everybody."""
    seen_by: Callable[[QuerySet[Any], User], QuerySet[Any]] = lambda rows, user: rows
    told: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    """Fields whose value says too little by itself, and how a row says it."""
    named: str | Promise = ""
    """What its records are called, where the table's own name says too little."""
    before: Callable[[QuerySet[Any]], None] = lambda rows: None
    """What else goes with the texts of kept rows; called before they go."""

    @property
    def title(self) -> str:
        return capfirst(str(self.named or self.model._meta.verbose_name_plural))

    def said(self, row: Any, column: Any) -> str:
        told = self.told.get(column.name)
        return told(row) if told else in_words(row, column)

    def rows(self, contacts: Collection[int]) -> QuerySet[Any]:
        found: QuerySet[Any] = self.model._base_manager.filter(**{f"{self.by}__in": contacts})
        return found.order_by("pk")


@dataclass(frozen=True)
class Mention:
    """A table of texts that people write about anything, in which somebody may be named."""

    model: Any
    fields: Sequence[str]


added: list[Trace] = []
mentions: list[Mention] = [
    Mention(NamedView, ["name", "query"]),
    Mention(ChangeSet, ["words", "reason"]),
    Mention(Import, ["refusal", "found"]),
]


def add(about: Iterable[Trace] = (), mentioned: Iterable[Mention] = ()) -> None:
    added.extend(about)
    mentions.extend(mentioned)


def traces() -> list[Trace]:
    """All of them: what apps say, then the tables nobody says anything of, whose rows are the contact's own."""
    known = {(trace.model, trace.by) for trace in added}
    found = [Trace(table, by) for table, by in relations() if table is not Contact and (table, by) not in known]
    return [*found, *added]
