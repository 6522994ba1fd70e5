"""What a merge of two contacts brings about beyond records that move. Whoever keeps such a thing adds it in `ready`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from contacts.models import Contact
from core.models import User


@dataclass(frozen=True)
class Consequence:
    """Foretold in sentences about survivor and duplicate, and carried out on the survivor, when all is his.

    `giving_way` answers rows of the two that do not move, such as those made of others: they go with the merge, and are
    put back by its undo, after which `undone` is called with both, and with what `carried_out` answered: it is kept as
    JSON with the merge, under the `name`.
    """

    name: str
    foretold: Callable[[Contact, Contact], Iterable[str]]
    carried_out: Callable[[Contact, User | None, datetime], Any]
    undone: Callable[[Contact, Contact, Any, datetime], None]
    giving_way: Callable[[Contact, Contact], QuerySet[Any]] | None = None


added: list[Consequence] = []


def add(*consequences: Consequence) -> None:
    added.extend(consequences)


def foretold(survivor: Contact, duplicate: Contact) -> list[str]:
    return [sentence for each in added for sentence in each.foretold(survivor, duplicate)]


def giving_way(survivor: Contact, duplicate: Contact) -> Iterator[QuerySet[Any]]:
    for each in added:
        if each.giving_way:
            yield each.giving_way(survivor, duplicate)


def carry_out(survivor: Contact, *, by: User | None, at: datetime) -> dict[str, Any]:
    """What each answered, by its name."""
    return {each.name: each.carried_out(survivor, by, at) for each in added}


def follow_undo(survivor: Contact, duplicate: Contact, kept: Mapping[str, Any], *, at: datetime) -> None:
    for each in added:
        each.undone(survivor, duplicate, kept.get(each.name), at)
