import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from segments import building
from segments.models import SegmentLine
from tests.factories import SegmentLineFactory, SegmentStepFactory

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
