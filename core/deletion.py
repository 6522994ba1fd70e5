"""Deleting a row: refused with every obstacle in one sentence, or done with all that belongs to it (decision 29)."""

from typing import Any

from django.db import models, transaction
from django.db.models.deletion import CASCADE, PROTECT, RESTRICT
from django.db.models.functions import Coalesce
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import Refused
from core.extensions import objections
from core.relations import pointing_at

MOST_COUNTED = 1000
MOST_NAMED = 3
MOST_LISTED = 10
KEEPING = (PROTECT, RESTRICT)


class InUse(Refused):
    pass


def obstacles(row: models.Model) -> list[str]:
    """What keeps the row from being deleted: things that point at it or at one of its details, and what guards say.

    Those of a model that says `is_told_by_name` are listed by name. Where rows may be copies of others, `copy_of` names
    the field that says of which: a copy and its original are one thing.
    """
    paths: dict[type[models.Model], list[str]] = {}  # a quote may name a contact twice, yet is one obstacle
    for relation in pointing_at(type(row), *KEEPING):
        paths.setdefault(relation.related_model, []).append(relation.field.name)
    own = [_counted(model, row, *names) for model, names in paths.items()]
    details = [text for detail in pointing_at(type(row), CASCADE) for text in _of_details(detail, row)]
    return [text for text in own if text] + details + objections(row, "delete")


def delete(row: models.Model) -> None:
    """Delete the row and its own details. Refused (InUse) with all obstacles when anything kept points at it."""
    with transaction.atomic():
        refuse_if_in_use(row)
        try:
            row.delete()
        except (models.ProtectedError, models.RestrictedError) as error:
            raise InUse(_("%(row)s cannot be deleted; parts of it are still in use.") % {"row": row}) from error


def refuse_if_in_use(row: models.Model) -> None:
    found = obstacles(row)
    if found:
        sentence = _("%(row)s cannot be deleted; it is used by: %(obstacles)s.")
        if hasattr(row, "blocked"):
            sentence += " " + _("Block it instead.")
        raise InUse(sentence % {"row": row, "obstacles": get_text_list(found, _("and"))})


def _of_details(detail: Any, row: models.Model) -> list[str]:
    """What points at the rows that would be deleted along, with the names of some of them."""
    found = []
    for relation in pointing_at(detail.related_model, PROTECT):
        name, path = relation.field.name, f"{relation.field.name}__{detail.field.name}"
        if counted := _counted(relation.related_model, row, path):
            kept = relation.related_model._base_manager.filter(**{path: row}).values(name)
            some = [str(each) for each in detail.related_model._base_manager.filter(pk__in=kept)[: MOST_NAMED + 1]]
            names = get_text_list(some[:MOST_NAMED], _("and")) + ("…" if len(some) > MOST_NAMED else "")
            found.append(_("%(things)s of %(names)s") % {"things": counted, "names": names})
    return found


def _counted(model: type[models.Model], row: models.Model, *paths: str) -> str:
    points_at_it = models.Q(*((path, row) for path in paths), _connector=models.Q.OR)
    pointing = model._base_manager.filter(points_at_it)
    count = _things(pointing)[:MOST_COUNTED].count()
    if not count:
        return ""
    name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    shown = f"{count}+" if count == MOST_COUNTED else str(count)
    counted = f"{shown} {str(name).lower()}"
    return f"{counted} ({_listed(pointing, count)})" if getattr(model, "is_told_by_name", False) else counted


def _things(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    original = getattr(rows.model, "copy_of", "")
    return rows.order_by().values(thing=Coalesce(f"{original}_id", "pk")).distinct() if original else rows


def _listed(rows: models.QuerySet[Any], count: int) -> str:
    """The first of them by name, and how many more there are."""
    names = ", ".join(str(row) for row in rows.order_by("pk")[:MOST_LISTED])
    more = ngettext("and %(count)d more", "and %(count)d more", count - MOST_LISTED) % {"count": count - MOST_LISTED}
    return f"{names} {more}" if count > MOST_LISTED else names
