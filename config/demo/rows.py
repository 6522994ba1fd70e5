"""How the demo company's rows are written: in bulk, numbered from their series."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models

from core.numbering import block

M = TypeVar("M", bound=models.Model)


def coded(rows: Sequence[M]) -> dict[str, M]:
    """Rows of a set-up table by code, saved in two statements; a code that is there already stays as it is."""
    table: Any = type(rows[0])._default_manager
    table.bulk_create(rows, ignore_conflicts=True)
    codes = [row.code for row in rows]  # type: ignore[attr-defined]
    return {row.code: row for row in table.filter(code__in=codes)}


def numbered(rows: Sequence[Any]) -> list[Any]:
    """New rows with the next numbers of their series, in their order."""
    model = type(rows[0])
    numbers, series = block(model.purpose, of=model, count=len(rows))
    for row, number in zip(rows, numbers, strict=True):
        row.number, row.number_series = number, series
    return list(model.objects.bulk_create(rows))
