"""Primary keys as a browser sends them: anything may stand there."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)

LONGEST = 18  # digits; longer ones fit no database


def keys_in(texts: Iterable[str]) -> list[int]:
    """What is no key is left out."""
    return [int(text) for text in texts if text.isdecimal() and len(text) <= LONGEST]


def row_in(rows: models.QuerySet[Row], text: str) -> Row | None:
    """The one of these rows whose key was sent; what is no key asks the database nothing."""
    return rows.filter(pk__in=keys_in([text])).first()
