import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from segments.models import SegmentLine
from tests.factories import SegmentLineFactory

pytestmark = pytest.mark.django_db


def test_cp_49_a_line_without_contact_cannot_be_saved() -> None:
    line = SegmentLineFactory()
    bare = SegmentLine(segment=line.segment, added=line.added, campaign_target=True)
    with pytest.raises(ValidationError, match="cannot be null"):
        bare.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        bare.save()
    assert list(line.segment.lines.all()) == [line]
