"""Work that is done for opportunities: an upper app has it, and adds what it does in its `AppConfig.ready`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from core.models import User
from opportunities.models import Opportunity, OpportunityEntry

Values = Mapping[str, Any]
"""Field of the opportunity → value, such as its salesperson."""


class Cancel(Protocol):
    def __call__(self, opportunity: Opportunity, *, by: User | None, on: date, at: datetime) -> int: ...


class Begin(Protocol):
    def __call__(self, entries: Sequence[OpportunityEntry], *, by: User | None, at: datetime) -> int: ...


class PassOn(Protocol):
    def __call__(self, opportunity: Opportunity, *, before: Values, by: User | None, at: datetime) -> int: ...


@dataclass(frozen=True)
class Work:
    """One kind of work. `count` is what is open for an opportunity, with these values if any are given.

    The others answer how many pieces of work they concern: `begin` those that begin with the stages of new entries,
    `cancel` all that are open, `pass_on` those that are open and have values the opportunity had `before`.
    """

    count: Callable[[Opportunity, Values], int]
    begin: Begin
    cancel: Cancel
    pass_on: PassOn


works: list[Work] = []


def add(work: Work) -> None:
    works.append(work)


def open_for(opportunity: Opportunity, **values: Any) -> int:
    """How many pieces of work are open for it, of all or of those with one of these values."""
    return sum(work.count(opportunity, values) for work in works)


def begin(entries: Sequence[OpportunityEntry], *, by: User | None, at: datetime) -> int:
    return sum(work.begin(entries, by=by, at=at) for work in works)


def cancel(opportunity: Opportunity, *, by: User | None, on: date, at: datetime) -> int:
    return sum(work.cancel(opportunity, by=by, on=on, at=at) for work in works)


def pass_on(opportunity: Opportunity, *, before: Values, by: User | None, at: datetime) -> int:
    return sum(work.pass_on(opportunity, before=before, by=by, at=at) for work in works)
