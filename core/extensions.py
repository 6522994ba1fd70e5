"""Small registries by model: how an upper app shows and guards things below without being imported.

An app adds to them in its `AppConfig.ready`; pages of the model ask them. `./dev extensions` prints what hangs where.
"""

from __future__ import annotations  # an AppConfig imports this before there are models

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import models
from django.utils.functional import Promise

from core.tables import Column

if TYPE_CHECKING:
    from core.models import User

    TakenBack = Callable[[Sequence[int], set[str], User, datetime], None]
    """What follows for rows (their keys) of which these fields were given back, by whom and when; may refuse it."""

    Follow = Callable[[Sequence[Any], Mapping[str, Any]], Iterable[tuple[Any, Mapping[str, Any]]]]
    """Other rows of the table that change when these get these values by field, and the values of the same fields that
    each of them gets, in the order of their keys."""

T = TypeVar("T")
Text = str | Promise


class Registry(Generic[T]):
    """Things by model, in the order they were added."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._added: dict[type[models.Model], list[T]] = {}

    def add(self, model: type[models.Model], *things: T) -> None:
        self._added.setdefault(model, []).extend(things)

    def of(self, model: type[models.Model]) -> Sequence[T]:
        return self._added.get(model, [])

    def everything(self) -> Iterable[tuple[type[models.Model], Sequence[T]]]:
        return self._added.items()


@dataclass(frozen=True)
class ExtraColumn:
    """A list column whose values an upper app computes, for the rows of one page, in a bounded number of queries.

    `values` is given the page's rows and answers primary key → value; rows it leaves out show blank.
    """

    column: Column
    values: Callable[[Sequence[Any]], Mapping[int, Any]]


@dataclass(frozen=True)
class FactBox:
    """Figures beside a card. The view asks `figures` for the row and the person; None leaves the box out.

    Boxes stand in the order of the ladder, lower apps first; those that are `first`, which people open the card for,
    above all others, and those that are `last` below. For one that is `later`, and those below it, the card does not
    wait: it asks for them once it stands. So long its place is as high as the `lines` it mostly has, so that little
    moves when it comes. `permission` is what a person needs to see the box, `shown` which rows have one at all.
    """

    title: Text
    template: str
    figures: Callable[[Any, User], Mapping[str, Any] | None]
    first: bool = False
    last: bool = False
    later: bool = False
    permission: str = ""
    lines: int = 2
    shown: Callable[[Any], bool] = lambda row: True

    @property
    def free_lines(self) -> range:
        return range(self.lines)


@dataclass(frozen=True)
class CardAction:
    """A button or link on a card. `url` is asked for the row; a `post` action is sent as a form.

    A `primary` one stands first; a `rare` one, a link, in the menu of the card, so that the others stay in one line.
    """

    label: Text
    url: Callable[[Any], str]
    icon: str = ""
    permission: str = ""
    post: bool = False
    confirm: Text = ""
    primary: bool = False
    rare: bool = False
    shortcut: str = ""
    shown: Callable[[Any], bool] = field(default=lambda row: True)


@dataclass(frozen=True)
class Guard:
    """Asked before an act on a row; answers with sentences that speak against it, or with nothing.

    `act` is "delete", "comment", or a word of the app that owns the model ("company", "type", "status", "dates", …).
    """

    act: str
    objections: Callable[..., Iterable[str]]
    where: Callable[[Any], str] | None = None
    """The address of the page that shows what speaks against the act."""


list_columns: Registry[ExtraColumn] = Registry("list columns")
fact_boxes: Registry[FactBox] = Registry("factboxes")
card_actions: Registry[CardAction] = Registry("card actions")
bulk_actions: Registry[Any] = Registry("acts on many rows")
"""BulkActions (core/lists) of the list of the model."""
guards: Registry[Guard] = Registry("guards")
taken_back: Registry[TakenBack] = Registry("taken back")
"""Asked in the same transaction when many rows were given back what they held."""
followers: Registry[Follow] = Registry("followers")
"""Asked by a change of many rows, before it is shown and before it is made."""
written: Registry[Callable[[Sequence[Any]], object]] = Registry("written")
"""Told of many rows that were written at once (core/blocks), which their `save` does not see."""


def objections(row: models.Model, act: str, **asked: Any) -> list[str]:
    """Every sentence the guards of the row's model have against the act."""
    return [sentence for sentence, _where in objections_seen(row, act, **asked)]


def objections_seen(row: models.Model, act: str, **asked: Any) -> Iterator[tuple[str, str]]:
    """The same, each with the address where it is seen, if there is one."""
    for guard in guards.of(type(row)):
        for sentence in guard.objections(row, **asked) if guard.act == act else ():
            yield sentence, guard.where(row) if guard.where else ""
