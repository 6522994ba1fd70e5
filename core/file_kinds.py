"""What a file is, by its bytes: its name may say anything."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.errors import Refused

FIRST = 4096
"""Bytes that tell."""

Fits = Callable[[bytes, IO[bytes]], bool]
"""Whether a file is of a kind, by its first bytes or by all of it."""


class NotAllowed(Refused):
    """The file is of no kind that is asked for, or not what its name says."""


@dataclass(frozen=True)
class FileKind:
    content_type: str
    suffixes: tuple[str, ...]
    fits: Fits


def begins(*marks: bytes) -> Fits:
    return lambda first, _file: first.startswith(marks)


PICTURES = [
    FileKind("image/png", (".png",), begins(b"\x89PNG\r\n\x1a\n")),
    FileKind("image/jpeg", (".jpg", ".jpeg"), begins(b"\xff\xd8\xff")),
    FileKind("image/gif", (".gif",), begins(b"GIF87a", b"GIF89a")),
]


def named(kinds: Sequence[FileKind], name: str) -> FileKind | None:
    """The kind that a file of this name claims to be of."""
    suffix = PurePath(name).suffix.lower()
    return next((kind for kind in kinds if suffix in kind.suffixes), None)


def suffixes_of(kinds: Sequence[FileKind]) -> list[str]:
    return [suffix for kind in kinds for suffix in kind.suffixes]


def kind_of(file: IO[bytes], name: str, *, among: Sequence[FileKind], otherwise: str) -> FileKind:
    """Refused (NotAllowed) when the name is of none of the kinds, with the sentence `otherwise` about %(name)s and the
    %(kinds)s, and when the bytes are not what the name says.
    """
    claimed = named(among, name)
    if claimed is None:
        kinds = get_text_list([suffix[1:].upper() for suffix in suffixes_of(among)], _("or"))
        raise NotAllowed(otherwise % {"name": name, "kinds": kinds})
    file.seek(0)
    fits = claimed.fits(file.read(FIRST), file)
    file.seek(0)
    if not fits:
        said = _("%(name)s is not what its name says. Open it in the program it was made with, and save it again.")
        raise NotAllowed(said % {"name": name})
    return claimed
