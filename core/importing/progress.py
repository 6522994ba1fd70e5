"""How far an import is at work is: kept outside the database, whose transaction shows nothing before its end."""

from dataclasses import dataclass
from time import time

from django.core.cache import cache

KEPT = 24 * 3600
SILENT = 120
"""Seconds without a word after which it has been stopped from outside."""


@dataclass(frozen=True)
class Progress:
    done: int = 0
    of: int = 0
    at: float = 0

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of if self.of else 0

    @property
    def has_stopped(self) -> bool:
        return time() - self.at > SILENT


def tell(key: int, done: int = 0, of: int = 0) -> None:
    cache.set(_name(key), (done, of, time()), KEPT)


def of(key: int) -> Progress:
    return Progress(*cache.get(_name(key), ()))


def _name(key: int) -> str:
    return f"import-{key}"
