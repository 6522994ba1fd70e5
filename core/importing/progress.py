"""How far an import is at work is: kept outside the database, whose transaction shows nothing before its end."""

from collections.abc import Callable
from dataclasses import dataclass
from time import time

from django.core.cache import cache

Tell = Callable[[int, int], None]
"""Told how many rows are done, of how many."""


def nobody(done: int, of: int) -> None:
    """Nobody waits to be told."""


KEPT = 24 * 3600
SILENT = 120
"""Seconds without a word after which it has been stopped from outside."""
WAITING = 3600
"""Seconds after which nobody seems to be there who begins with it."""


@dataclass(frozen=True)
class Progress:
    done: int = 0
    of: int = 0
    at: float = 0
    has_begun: bool = False

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of if self.of else 0

    @property
    def has_stopped(self) -> bool:
        return time() - self.at > (SILENT if self.has_begun else WAITING)


def wait(key: int) -> None:
    cache.set(_name(key), Progress(at=time()), KEPT)


def tell(key: int, done: int = 0, of: int = 0) -> None:
    cache.set(_name(key), Progress(done, of, time(), has_begun=True), KEPT)


def of(key: int) -> Progress:
    known: Progress = cache.get(_name(key), Progress())
    return known


def _name(key: int) -> str:
    return f"import-{key}"
