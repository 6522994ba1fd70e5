"""The file that goes out with a segment."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import User
from interactions.models import Attachment
from segments.models import SegmentLine
from tests import factories

pytestmark = pytest.mark.django_db


def offer(name: str = "offer.pdf", content: bytes = b"%PDF-1.7") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def segment() -> Any:
    return factories.SegmentFactory(number="S1", template=factories.InteractionTemplateFactory())


def test_lines_of_the_header_s_template_follow_its_file(segment: Any, ann: User, client: Client) -> None:
    own = factories.AttachmentFactory(name="own.pdf")
    following = factories.SegmentLineFactory(segment=segment, template=segment.template)
    factories.SegmentLineFactory(segment=segment, template=segment.template, attachment=own)
    factories.SegmentLineFactory(segment=segment, template=factories.InteractionTemplateFactory())
    client.force_login(ann)
    for name in ("first.pdf", "second.pdf"):
        assert client.post("/segments/S1/attachment/", {"file": offer(name)}).status_code == 302
        having = SegmentLine.objects.filter(attachment__name=name)
        assert [line.pk for line in having] == [following.pk]
    assert Attachment.objects.filter(name="first.pdf").exists()  # the history of the segment shows it
    client.post("/segments/S1/attachment/remove/")
    assert set(SegmentLine.objects.values_list("attachment__name", flat=True)) == {"own.pdf", None}


def test_a_bad_file_is_refused_and_nothing_changes(segment: Any, ann: User, client: Client) -> None:
    client.force_login(ann)
    page = client.post("/segments/S1/attachment/", {"file": offer("offer.pdf", b"<html>")}).content.decode()
    assert "offer.pdf is not what its name says" in page
    assert not Attachment.objects.exists()


def test_sales_looks_and_changes_nothing(segment: Any, bob: User, client: Client) -> None:
    client.force_login(bob)
    assert client.post("/segments/S1/attachment/", {"file": offer()}).status_code == 403
