"""Circles of contacts that apps above know, such as the companies that bought at a campaign's prices.

A figure that counts companies opens the list of contacts with its circle. An app names its circles in its
`AppConfig.ready`:

    circles.add("bought", Circle(Campaign, _("Bought"), members=reached.bought))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from core.addresses import address
from core.keys import keys_in
from core.models import User


@dataclass(frozen=True)
class Circle:
    """`members` answers the keys of the contacts that a row of the model `of` has around it; `permissions` are what a
    person needs to be shown them."""

    of: type[Model]
    label: str | Promise
    members: Callable[[Any], QuerySet[Any, Any]]
    permissions: Sequence[str] = ()


@dataclass(frozen=True)
class Asked:
    """The circle of one row."""

    circle: Circle
    row: Any

    @property
    def members(self) -> QuerySet[Any, Any]:
        return self.circle.members(self.row)

    def __str__(self) -> str:
        return f"{self.circle.label}: {self.row}"


_known: dict[str, Circle] = {}


def add(name: str, circle: Circle) -> None:
    _known[name] = circle


def address_of(name: str, row: Any) -> str:
    """Of the list of contacts with the members of this circle."""
    return f"{address('contacts:list')}?circle={name}.{row.pk}"


def asked(said: str, *, by: User) -> Asked | None:
    """What an address asks for; None where there is no such circle, or none that the person may see."""
    name, _dot, key = said.partition(".")
    circle = _known.get(name)
    if circle is None or not by.has_perms(circle.permissions):
        return None
    row = circle.of._default_manager.filter(pk__in=keys_in([key])).first()
    return Asked(circle, row) if row else None
