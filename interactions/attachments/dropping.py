"""Files go with the last thing that has them (DEL-3)."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.deletion import CASCADE, DO_NOTHING, PROTECT, RESTRICT, SET_NULL

from core import relations
from interactions.models import Attachment, Interaction

ANY_WAY = (CASCADE, DO_NOTHING, PROTECT, RESTRICT, SET_NULL)


def only_of(interactions: QuerySet[Any]) -> set[int]:
    """The attachments that these interactions have and nothing else has (CAN-4)."""
    keys = set(interactions.filter(attachment__isnull=False).order_by().values_list("attachment", flat=True).distinct())
    return keys - _used(keys, but=interactions) if keys else set()


def drop_unused(keys: Collection[int]) -> int:
    """Those of the attachments that no row of any table names; their files go once the transaction stands."""
    if not keys:
        return 0
    unused = Attachment.objects.filter(pk__in=set(keys) - _used(keys))
    for attachment in unused:
        transaction.on_commit(partial(attachment.file.delete, save=False))
    return relations.delete_all(unused)


def _used(keys: Collection[int], *, but: QuerySet[Any] | None = None) -> set[int]:
    """Those of them that a row names; one statement for each table that could, with an index in those that grow."""
    used: set[int] = set()
    for relation in relations.pointing_at(Attachment, *ANY_WAY):
        name = relation.field.name
        naming = relation.related_model._base_manager.filter(**{f"{name}__in": keys}).order_by()
        if but is not None and relation.related_model is Interaction:
            naming = naming.exclude(pk__in=but.order_by().values("pk"))
        used.update(naming.values_list(name, flat=True).distinct())
    return used
