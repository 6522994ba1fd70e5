from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core.models import User
from segments import building
from segments.models import Segment, SegmentLine
from tests.factories import CompanyFactory, SegmentFactory, SegmentLineFactory, SegmentStepFactory

pytestmark = pytest.mark.django_db


def test_cp_49_a_line_without_contact_cannot_be_saved() -> None:
    line = SegmentLineFactory()
    bare = SegmentLine(segment=line.segment, added=line.added, campaign_target=True)
    with pytest.raises(ValidationError, match="cannot be null"):
        bare.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        bare.save()
    assert list(line.segment.lines.all()) == [line]


def test_a_line_that_was_taken_out_meanwhile_is_not_brought_back_by_saving_it() -> None:
    line = SegmentLineFactory()
    SegmentLine.objects.update(removed=SegmentStepFactory(segment=line.segment))
    with pytest.raises(building.LineGone, match="taken out of the segment meanwhile"):
        building.change(line, {"description": "Typed too late"})
    line.refresh_from_db()
    assert line.removed is not None
    assert line.description == ""


def test_who_adds_to_a_segment_that_is_logged_at_that_moment_is_told(
    ann: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment, contact = SegmentFactory(number="S1"), CompanyFactory()
    act = building.add

    def late(**told: Any) -> building.Added:
        Segment.objects.filter(number="S1").delete()
        return act(**told)

    monkeypatch.setattr(building, "add", late)
    client.force_login(ann)
    answer = client.post(reverse("segments:add_contact", args=["S1"]), {"contact": contact.pk}, follow=True)
    assert f"{segment} was logged or deleted meanwhile." in answer.content.decode()
