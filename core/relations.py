"""What points at the rows of a table, and deleting many of them in a statement for each table."""

from typing import Any

from django.db import models
from django.db.models.deletion import CASCADE, SET_NULL


def pointing_at(model: type[models.Model], *ways: Any) -> list[Any]:
    """The relations of all tables whose rows point at the model's and answer a deletion in one of these ways."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        relation for relation in relations if getattr(relation, "on_delete", None) in ways and not relation.concrete
    ]


def derived_from(model: type[models.Model]) -> list[Any]:
    """The relations of tables that are only made of the model's rows, and say so: they are nobody's own."""
    return [relation for relation in pointing_at(model, CASCADE) if is_derived(relation)]


def is_derived(relation: Any) -> bool:
    return getattr(relation.related_model, "is_derived", False)


def delete_all(rows: models.QuerySet[Any]) -> int:
    """Delete many rows that nothing kept points at, and their own details, which have none; answers how many.

    Any number in one statement for each table: what only points at them stays, and points at nothing.
    """
    doomed: Any = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    for relation in pointing_at(rows.model, CASCADE):
        details: Any = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": doomed})
        details._raw_delete(details.db)
    for relation in pointing_at(rows.model, SET_NULL):
        name = relation.field.name
        relation.related_model._base_manager.filter(**{f"{name}__in": doomed}).update(**{name: None})
    count: int | None = doomed._raw_delete(doomed.db)
    return count or 0
