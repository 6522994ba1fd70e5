"""How far long work on a row is: kept outside the database, whose transaction shows nothing before its end."""

from collections.abc import Callable
from dataclasses import dataclass
from time import time

from django.core.cache import cache
from django.db import models

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


def wait(row: models.Model) -> None:
    cache.set(_name(row), Progress(at=time()), KEPT)


def tell(row: models.Model, done: int = 0, of: int = 0) -> None:
    cache.set(_name(row), Progress(done, of, time(), has_begun=True), KEPT)


def of(row: models.Model) -> Progress:
    known: Progress = cache.get(_name(row), Progress())
    return known


def _name(row: models.Model) -> str:
    return f"{row._meta.label_lower}-{row.pk}"
