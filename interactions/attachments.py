"""Files go with the last thing that has them (DEL-3)."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.db.models.deletion import CASCADE, DO_NOTHING, PROTECT, RESTRICT, SET_NULL

from core import deletion
from interactions.models import Attachment

ANY_WAY = (CASCADE, DO_NOTHING, PROTECT, RESTRICT, SET_NULL)


def drop_unused(keys: Sequence[int]) -> int:
    """Those of the attachments that no row of any table names; their files go once the transaction stands."""
    if not keys:
        return 0
    used: set[int] = set()
    for relation in deletion.pointing_at(Attachment, *ANY_WAY):
        name = relation.field.name
        naming = relation.related_model._base_manager.filter(**{f"{name}__in": keys}).order_by()
        used.update(naming.values_list(name, flat=True).distinct())
    unused = Attachment.objects.filter(pk__in=set(keys) - used)
    for attachment in unused:
        transaction.on_commit(partial(attachment.file.delete, save=False))
    return deletion.delete_all(unused)
