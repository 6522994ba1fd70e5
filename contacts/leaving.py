"""What deleting a contact means, looked at first: what speaks against it, what goes along, what stays (3.7)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CASCADE, PROTECT, RESTRICT, Model, Q, QuerySet
from django.utils.text import capfirst

from contacts import history
from contacts.comparison import record_name
from contacts.models import Contact
from core import extensions, relations

MOST_SHOWN = 5

shown_as: dict[type[Model], Callable[[Any], Any]] = {}
"""Of a table whose rows have no name of their own: the row that is shown in their place. An upper app adds its own."""


@dataclass(frozen=True)
class Hanging:
    """The rows of one table: what they are called, how many they are, the first of them by name and address."""

    label: str
    count: int
    rows: Sequence[tuple[str, str]] = ()

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Leaving:
    """`obstacles` and `objections` (a sentence, where that is seen) forbid the deletion; what is `along` goes too."""

    contact: Contact
    obstacles: Sequence[Hanging]
    objections: Sequence[tuple[str, str]]
    along: Sequence[Hanging]
    stays: Sequence[Hanging]

    @property
    def is_free(self) -> bool:
        return not (self.obstacles or self.objections)


def look_at(contact: Contact) -> Leaving:
    """Nothing is changed; one statement for each table that can point at a contact, and some for the rows shown."""
    return Leaving(
        contact,
        obstacles=_hanging(_protected(contact), named=True),
        objections=objections_to(contact, "delete"),
        along=[*_hanging([contact.persons.all()], named=True), *_hanging(_own(contact))],
        stays=_hanging(history.outliving(contact)),
    )


def objections_to(contact: Contact, act: str) -> list[tuple[str, str]]:
    """What speaks against the act, a sentence each, and where that is seen."""
    return [(capfirst(sentence), where) for sentence, where in extensions.objections_seen(contact, act)]


def _protected(contact: Contact) -> Iterator[QuerySet[Any]]:
    """What keeps the contact, or one of a company's persons, but for what lets go of a person (CON-42)."""
    ended = {rows.model: rows for rows, _fields in history.ended(contact)} if contact.company else {}
    for model, rows in _pointing_at(contact, PROTECT, RESTRICT):
        yield rows.exclude(pk__in=ended[model].values("pk")) if model in ended else rows


def _own(contact: Contact) -> Iterator[QuerySet[Any]]:
    for model, rows in _pointing_at(contact, CASCADE):
        if not (model is Contact or getattr(model, "is_derived", False)):
            yield rows


def _pointing_at(contact: Contact, *ways: Any) -> Iterator[tuple[type[Model], QuerySet[Any]]]:
    """Table by table, whichever of its fields names the contact or one who would go along."""
    going = Contact.objects.going_with(contact).values("pk")
    paths: dict[type[Model], Q] = {}
    for relation in relations.pointing_at(Contact, *ways):
        model = relation.related_model
        paths[model] = paths.get(model, Q()) | Q(**{f"{relation.field.name}__in": going})
    for model, points_at_it in paths.items():
        yield model, model._base_manager.filter(points_at_it)


def _hanging(tables: Iterable[QuerySet[Any]], *, named: bool = False) -> list[Hanging]:
    counted = [(rows, rows.count()) for rows in tables]
    return [
        Hanging(record_name(rows.model, count), count, _first(rows) if named else ())
        for rows, count in counted
        if count
    ]


def _first(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    shown = [shown_as[rows.model](row) if rows.model in shown_as else row for row in rows.order_by("pk")[:MOST_SHOWN]]
    return [(str(row), row.get_absolute_url() if hasattr(row, "get_absolute_url") else "") for row in shown]
