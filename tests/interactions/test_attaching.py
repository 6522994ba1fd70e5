"""Files that go out with interactions: what may be attached, and how it is handed out."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.errors import Refused
from core.models import User
from interactions.attachments import keeping
from interactions.attachments.dropping import drop_unused
from interactions.forms.content import AttachmentField
from interactions.models import Attachment
from tests import factories


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def zipped(*parts: str, first: tuple[str, str] | None = None) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text in ([first] if first else []) + [(part, "x") for part in parts]:
            archive.writestr(name, text)
    return made.getvalue()


PDF = b"%PDF-1.7 a page"
PNG = b"\x89PNG\r\n\x1a\n more"
DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")
ODT = zipped("content.xml", first=("mimetype", "application/vnd.oasis.opendocument.text"))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("offer.pdf", PDF, "application/pdf"),
        ("Offer.PDF", PDF, "application/pdf"),
        ("stand.png", PNG, "image/png"),
        ("stand.jpg", b"\xff\xd8\xff\xe0 more", "image/jpeg"),
        ("stand.gif", b"GIF89a more", "image/gif"),
        ("letter.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("list.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("letter.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("list.csv", b"name;city\r\nA;Gent\r\n", "text/csv"),
        ("note.txt", "Größe".encode("latin-1"), "text/plain"),
        ("note.txt", "Größe".encode(), "text/plain"),
    ],
)
def test_these_files_may_be_attached(name: str, content: bytes, kind: str) -> None:
    assert keeping.looked_at(ContentFile(content), name) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("offer.pdf", b"<html><script>alert(1)</script></html>"),
        ("offer.pdf", PNG),
        ("stand.png", PDF),
        ("note.txt", b"\xef\xbb\xbf <!DOCTYPE html><p>hello"),
        ("note.txt", b"MZ\x90\x00 a program"),
        ("letter.docx", XLSX),
        ("letter.docx", zipped("word/document.xml", "word/vbaProject.bin")),
        ("letter.docx", b"PK\x03\x04 not really"),
        ("letter.odt", zipped("mimetype")),
    ],
)
def test_an_attachment_that_lies_about_its_kind_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused, match=f"{name} is not what its name says"):
        keeping.looked_at(ContentFile(content), name)


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "run.exe", "letter.docm", "none"])
def test_other_kinds_are_refused_naming_those_that_are_taken(name: str) -> None:
    with pytest.raises(Refused, match="PDF, PNG, JPG, JPEG, GIF, DOCX, XLSX, ODT, CSV or TXT"):
        keeping.looked_at(ContentFile(b"hello"), name)


def test_a_file_that_is_too_large_or_empty_is_refused(settings) -> None:
    settings.LARGEST_ATTACHMENT = 1024
    with pytest.raises(Refused, match=r"at most 1\.0"):
        keeping.looked_at(ContentFile(b"%PDF-" + b"x" * 1024), "offer.pdf")
    with pytest.raises(Refused, match="is empty"):
        keeping.looked_at(ContentFile(b""), "offer.pdf")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\letters\\offer.pdf", "offer.pdf"),
        ("of\nfer\x00\u202efdp.pdf", "of fer fdp.pdf"),
        ('a "good" offer?.pdf', "a good offer.pdf"),
        (f"{'x' * 300}.pdf", f"{'x' * 146}.pdf"),
        ("...", "attachment"),
    ],
)
def test_the_name_of_a_file_is_cleaned(name: str, cleaned: str) -> None:
    assert keeping.clean(name) == cleaned


def test_a_form_refuses_a_bad_file_with_a_sentence() -> None:
    field = AttachmentField()
    assert field.clean(None) is None
    assert field.clean(SimpleUploadedFile("offer.pdf", PDF)).name == "offer.pdf"
    with pytest.raises(Exception, match="is not what its name says"):
        field.clean(SimpleUploadedFile("offer.pdf", b"MZ"))


def test_a_file_is_kept_under_a_random_name_and_handed_out_under_its_own(bob: User, client: Client) -> None:
    kept = keeping.keep(ContentFile(PDF), name="Offer for you.pdf", by=bob, at=factories.A_MOMENT)
    assert (kept.name, kept.size, kept.content_type) == ("Offer for you.pdf", len(PDF), "application/pdf")
    assert "ffer" not in kept.file.name
    client.force_login(bob)
    answer = client.get(f"/interactions/attachments/{kept.pk}/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Offer for you.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == PDF


def test_only_who_may_see_attachments_gets_them(eve: User, client: Client) -> None:
    client.force_login(eve)
    assert client.get(f"/interactions/attachments/{factories.AttachmentFactory().pk}/").status_code == 403


def test_ci_73_a_shared_file_stays_until_the_last_that_has_it_is_gone(
    ann: User, django_capture_on_commit_callbacks
) -> None:
    kept = keeping.keep(ContentFile(PDF), name="a.pdf", by=ann, at=factories.A_MOMENT)
    first, second = factories.InteractionFactory.create_batch(2, attachment=kept)
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
        drop_unused([kept.pk])
    assert default_storage.exists(kept.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        second.delete()
        drop_unused([kept.pk])
    assert not Attachment.objects.exists()
    assert not default_storage.exists(kept.file.name)
