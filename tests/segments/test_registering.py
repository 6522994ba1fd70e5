"""What was said with the contact of a line (TEL-4)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interactions.models import CampaignEntry, Interaction
from segments.models import SegmentLine
from tests import factories
from tests.interactions.test_guide import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(ann: Any) -> SegmentLine:
    factories.SalespersonFactory(user=ann)
    factories.EventTemplateFactory(event="call", template__description="Outgoing call")
    made: SegmentLine = factories.SegmentLineFactory(
        segment__number="S1",
        segment__campaign=factories.CampaignFactory(),
        contact=factories.PersonFactory(phone="030 1"),
        campaign_target=True,
    )
    return made


def test_a_call_from_a_line_keeps_its_flags_and_tells_it_the_result(as_ann: Client, line: SegmentLine) -> None:
    url = reverse("segments:line_call", args=["S1", line.pk])
    assert url in as_ann.get(reverse("segments:lines", args=["S1"])).content.decode()
    sent = as_ann.post(url, typed(as_ann.get(url), evaluation="negative", was_successful=None))
    assert sent["Location"] == line.segment.get_absolute_url()
    said, entry = Interaction.objects.get(), CampaignEntry.objects.get()
    assert (said.contact, said.contact_via, said.description) == (line.contact, "030 1", "Outgoing call")
    assert (said.campaign_target, said.campaign_response, said.segment_number) == (True, False, "S1")
    assert (said.campaign_entry, entry.campaign, entry.segment_number) == (entry, line.segment.campaign, "S1")
    line.refresh_from_db()
    assert (line.evaluation, line.attempt_failed) == ("negative", True)


def test_an_interaction_from_a_line_begins_with_the_lines_words_and_template(as_ann: Client, line: SegmentLine) -> None:
    line.template, line.description = factories.InteractionTemplateFactory(), "Invite Eva"
    line.save()
    begun = as_ann.get(reverse("segments:line_interaction", args=["S1", line.pk])).context["form"].instance
    assert (begun.template, begun.description, begun.campaign_target) == (line.template, "Invite Eva", True)
