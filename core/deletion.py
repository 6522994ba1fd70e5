"""Deleting a row: refused with every obstacle in one sentence, or done with all that belongs to it (decision 29)."""

from django.db import models, transaction
from django.db.models.deletion import PROTECT, RESTRICT
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.errors import Refused
from core.extensions import objections

MOST_COUNTED = 1000


class InUse(Refused):
    pass


def obstacles(row: models.Model) -> list[str]:
    """What keeps the row from being deleted: things that point at it, and what the guards of upper apps say."""
    pointing = [
        _counted(relation.related_model, relation.field.name, row)
        for relation in row._meta.related_objects
        if relation.on_delete in (PROTECT, RESTRICT)
    ]
    return [text for text in pointing if text] + objections(row, "delete")


def delete(row: models.Model) -> None:
    """Delete the row and its own details. Refused (InUse) with all obstacles when anything kept points at it."""
    with transaction.atomic():
        found = obstacles(row)
        if found:
            sentence = _("%(row)s cannot be deleted; it is used by: %(obstacles)s.")
            if hasattr(row, "blocked"):
                sentence += " " + _("Block it instead.")
            raise InUse(sentence % {"row": row, "obstacles": get_text_list(found, _("and"))})
        try:
            row.delete()
        except (models.ProtectedError, models.RestrictedError) as error:
            raise InUse(_("%(row)s cannot be deleted; parts of it are still in use.") % {"row": row}) from error


def _counted(model: type[models.Model], field: str, row: models.Model) -> str:
    count = model._base_manager.filter(**{field: row})[:MOST_COUNTED].count()
    if not count:
        return ""
    name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    shown = f"{count}+" if count == MOST_COUNTED else str(count)
    return f"{shown} {str(name).lower()}"
