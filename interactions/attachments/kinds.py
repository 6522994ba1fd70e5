"""The kinds of files that may be attached."""

from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from core.file_kinds import PICTURES, FileKind, Fits, begins, suffixes_of
from core.file_kinds import kind_of as kind_among

OFFICE = "application/vnd.openxmlformats-officedocument"
MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<body", "<head", "#!")


def _holds(part: str) -> Fits:
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
    FileKind("application/pdf", (".pdf",), begins(b"%PDF-")),
    *PICTURES,
    FileKind(f"{OFFICE}.wordprocessingml.document", (".docx",), _holds("word/document.xml")),
    FileKind(f"{OFFICE}.spreadsheetml.sheet", (".xlsx",), _holds("xl/workbook.xml")),
    FileKind("application/vnd.oasis.opendocument.text", (".odt",), _is_writer),
    FileKind("text/csv", (".csv",), _is_text),
    FileKind("text/plain", (".txt",), _is_text),
]
SUFFIXES = suffixes_of(KINDS)


def kind_of(file: IO[bytes], name: str) -> FileKind:
    """Refused (NotAllowed) when a file of that name may not be attached, or its bytes are not what the name says."""
    said = _("%(name)s cannot be attached. Attach a file of one of these kinds: %(kinds)s.")
    return kind_among(file, name, among=KINDS, otherwise=said)


def _parts(file: IO[bytes]) -> list[str]:
    try:
        return ZipFile(file).namelist()
    except (BadZipFile, ValueError, OSError):
        return []
