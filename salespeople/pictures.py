"""The picture of a salesperson: looked at, kept under a random name, and gone from the disk with what named it."""

from functools import partial
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core import deletion
from core.errors import Refused
from core.file_kinds import PICTURES, kind_of
from salespeople.models import Salesperson

LARGEST = 2 * 1024 * 1024


class NoPicture(Refused):
    """Nothing was chosen, or it is too large."""


def put(salesperson: Salesperson, *, file: File | None) -> None:
    """Show this picture from now on; the one before goes.

    Refused: no file, an empty one or one above the largest size (NoPicture), one that is no picture (core NotAllowed).
    """
    if not file or not file.size:
        raise NoPicture(_("Choose a picture first."))
    name = PurePath(file.name or "").name
    if file.size > LARGEST:
        sentence = _("%(name)s has %(size)s; a picture has at most %(most)s. Make it smaller and try again.")
        size, most = filesizeformat(file.size), filesizeformat(LARGEST)
        raise NoPicture(sentence % {"name": name, "size": size, "most": most})
    otherwise = _("%(name)s is no picture that browsers show. Choose one of these kinds: %(kinds)s.")
    kind = kind_of(file, name, among=PICTURES, otherwise=otherwise)
    storage = salesperson.picture.storage
    _replace(salesperson, by=storage.save(f"salespeople/{uuid4().hex}{kind.suffixes[0]}", file))


def take_away(salesperson: Salesperson) -> None:
    """No picture any more; nothing happens where there is none."""
    _replace(salesperson, by="")


def delete(salesperson: Salesperson) -> None:
    """The salesperson goes, and the picture with him. Refused as any deletion."""
    with transaction.atomic():
        deletion.delete(salesperson)
        _drop(salesperson.picture)


@transaction.atomic
def _replace(salesperson: Salesperson, *, by: str) -> None:
    """Past the card: whoever has it open loses nothing, and its history tells of values, not of files."""
    found = Salesperson.objects.select_for_update().get(pk=salesperson.pk)
    Salesperson.objects.filter(pk=salesperson.pk).update(picture=by)
    _drop(found.picture)


def _drop(picture: Any) -> None:
    if picture:
        transaction.on_commit(partial(picture.storage.delete, picture.name))
