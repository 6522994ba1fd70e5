"""What a file is, by its bytes: its name may say anything."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.errors import Refused

FIRST = 4096
"""Bytes that tell."""
OFFICE = "application/vnd.openxmlformats-officedocument"
MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<body", "<head", "#!")


class NotAllowed(Refused):
    """The file is of no known kind, or not what its name says."""


@dataclass(frozen=True)
class Kind:
    content_type: str
    suffixes: tuple[str, ...]
    fits: Callable[[bytes, IO[bytes]], bool]


def _begins(*marks: bytes) -> Callable[[bytes, IO[bytes]], bool]:
    return lambda first, _file: first.startswith(marks)


def _holds(part: str) -> Callable[[bytes, IO[bytes]], bool]:
    """A zip with that part and without macros."""

    def fits(first: bytes, file: IO[bytes]) -> bool:
        parts = _parts(file) if first.startswith(b"PK\x03\x04") else []
        return part in parts and not any(name.lower().endswith("vbaproject.bin") for name in parts)

    return fits


def _is_writer(first: bytes, _file: IO[bytes]) -> bool:
    """OpenDocument begins with its own kind, stored as it is."""
    return first[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.textPK")


def _is_text(first: bytes, file: IO[bytes]) -> bool:
    """Readable from end to end, and neither markup nor a program: it may be shown by whatever opens it."""
    file.seek(0)
    whole = file.read()
    if b"\0" in whole or first.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(tuple(map(str.encode, MARKUP))):
        return False
    try:
        whole.decode()
    except UnicodeDecodeError:
        return not any(byte < 9 or 13 < byte < 32 for byte in whole)  # an older table of letters
    return True


KINDS = [
    Kind("application/pdf", (".pdf",), _begins(b"%PDF-")),
    Kind("image/png", (".png",), _begins(b"\x89PNG\r\n\x1a\n")),
    Kind("image/jpeg", (".jpg", ".jpeg"), _begins(b"\xff\xd8\xff")),
    Kind("image/gif", (".gif",), _begins(b"GIF87a", b"GIF89a")),
    Kind(f"{OFFICE}.wordprocessingml.document", (".docx",), _holds("word/document.xml")),
    Kind(f"{OFFICE}.spreadsheetml.sheet", (".xlsx",), _holds("xl/workbook.xml")),
    Kind("application/vnd.oasis.opendocument.text", (".odt",), _is_writer),
    Kind("text/csv", (".csv",), _is_text),
    Kind("text/plain", (".txt",), _is_text),
]
SUFFIXES = [suffix for kind in KINDS for suffix in kind.suffixes]


def kind_of(file: IO[bytes], name: str) -> Kind:
    """Refused (NotAllowed) when a file of that name may not be attached, or its bytes are not what the name says."""
    suffix = PurePath(name).suffix.lower()
    named = next((kind for kind in KINDS if suffix in kind.suffixes), None)
    if named is None:
        said = _("%(name)s cannot be attached. Attach a file of one of these kinds: %(kinds)s.")
        raise NotAllowed(
            said % {"name": name, "kinds": get_text_list([each[1:].upper() for each in SUFFIXES], _("or"))}
        )
    file.seek(0)
    fits = named.fits(file.read(FIRST), file)
    file.seek(0)
    if not fits:
        said = _("%(name)s is not what its name says. Open it in the program it was made with, and save it again.")
        raise NotAllowed(said % {"name": name})
    return named


def _parts(file: IO[bytes]) -> list[str]:
    try:
        return ZipFile(file).namelist()
    except (BadZipFile, ValueError, OSError):
        return []
