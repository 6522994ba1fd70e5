"""Rows with what a list shows of their neighbours: fifty whole contacts take as long as the rest of the page."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models

Rows = TypeVar("Rows", bound=models.QuerySet[Any])


def with_parts(rows: Rows, own: Sequence[str] = (), /, **parts: str) -> Rows:
    """The rows whole, or these fields of their `own`, and of each relation only the named fields:
    `with_parts(lines, contact__company="name")`.

    Another field is still read when somebody asks for it, in a statement of its own.
    """
    own = own or [field.name for field in rows.model._meta.concrete_fields]
    theirs = [f"{relation}__{field}" for relation, fields in parts.items() for field in fields.split()]
    return rows.select_related(None).select_related(*parts).only(*own, *theirs) if parts else rows
