"""A changed header is offered to the lines before it is saved (decision 18)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from segments import header
from segments.models import Segment
from tests.factories import CampaignFactory, CompanyFactory, SalespersonFactory, SegmentFactory, SegmentLineFactory

pytestmark = pytest.mark.django_db


def typed(segment: Segment, **changes: Any) -> dict[str, Any]:
    """What the card sends: all its fields, some of them changed."""
    ticks = {name: "on" for name in ("campaign_target", "campaign_response") if getattr(segment, name)}
    fields = {
        "number": segment.number,
        "description": segment.description,
        "salesperson": segment.salesperson_id or "",
        "date": segment.date.isoformat(),
        "campaign": segment.campaign_id or "",
        "version": segment.version,
    }
    return {name: value for name, value in (fields | ticks | changes).items() if value is not None}


def flags(segment: Segment) -> list[bool]:
    return list(segment.lines.order_by("pk").values_list("campaign_target", flat=True))


@pytest.fixture
def segment() -> Segment:
    """Of a campaign, not its target, with three lines of which one is ticked."""
    segment = SegmentFactory(campaign=CampaignFactory(description="Cheese"), description="German companies")
    for ticked in (True, False, False):
        SegmentLineFactory(segment=segment, campaign_target=ticked)
    return segment


def test_a_changed_header_asks_about_its_lines_and_saves_nothing_yet(segment: Segment, as_ann: Client):
    page = as_ann.post(segment.get_absolute_url(), typed(segment, campaign_target="on", description="Cheese lovers"))
    assert "The segment has <strong>3 lines</strong>;" in page.content.decode()
    assert "1 of them is ticked as Campaign Target." in page.content.decode()
    segment.refresh_from_db()
    assert (segment.campaign_target, segment.description) == (False, "German companies")
    assert flags(segment) == [True, False, False]


@pytest.mark.parametrize(
    ("answer", "on_lines"),
    [
        pytest.param("lines", [True, True, True], id="CP-124 also on all lines"),
        pytest.param("header", [True, False, False], id="only on the segment"),
    ],
)
def test_the_answer_decides_about_the_lines(segment: Segment, as_ann: Client, answer, on_lines):
    changes = typed(segment, campaign_target="on", description="Cheese lovers", apply=answer)
    as_ann.post(segment.get_absolute_url(), changes)
    segment.refresh_from_db()
    assert (segment.campaign_target, segment.description) == (True, "Cheese lovers")
    assert flags(segment) == on_lines


def test_going_back_to_the_card_saves_nothing_and_keeps_what_was_typed(segment: Segment, as_ann: Client):
    page = as_ann.post(
        segment.get_absolute_url(), typed(segment, description="Cheese lovers", date="2026-05-01", apply="back")
    )
    assert 'value="Cheese lovers"' in page.content.decode()
    segment.refresh_from_db()
    assert segment.description == "German companies"


@pytest.mark.parametrize(
    ("changes", "is_asked"),
    [
        ({"description": "Other words"}, False),
        ({"date": "2026-05-01"}, True),
        ({"campaign_response": "on"}, True),
        ({"campaign": ""}, True),
    ],
)
def test_only_what_concerns_the_lines_is_asked(segment: Segment, as_ann: Client, changes, is_asked):
    page = as_ann.post(segment.get_absolute_url(), typed(segment, **changes))
    assert (page.status_code == 200) is is_asked


def test_a_segment_without_lines_is_saved_without_a_question(as_ann: Client):
    segment = SegmentFactory()
    assert as_ann.post(segment.get_absolute_url(), typed(segment, date="2026-05-01")).status_code == 302
    segment.refresh_from_db()
    assert segment.date == date(2026, 5, 1)


def test_another_campaign_asks_with_what_it_means_for_the_ticked_lines(segment: Segment, as_ann: Client):
    other = CampaignFactory(description="Wine")
    text = as_ann.post(segment.get_absolute_url(), typed(segment, campaign=other.pk)).content.decode()
    assert f"The ticked line stops being a target of {segment.campaign}." in text
    assert f"The ticked line becomes a target of {other}." in text


def test_another_campaign_is_no_question_when_no_line_is_ticked(segment: Segment, as_ann: Client):
    segment.lines.update(campaign_target=False)
    other = CampaignFactory()
    assert as_ann.post(segment.get_absolute_url(), typed(segment, campaign=other.pk)).status_code == 302
    segment.refresh_from_db()
    assert segment.campaign == other


def test_clearing_the_campaign_resets_target_and_response_of_the_header(as_ann: Client):
    segment = SegmentFactory(campaign=CampaignFactory(), campaign_target=True, campaign_response=True)
    as_ann.post(segment.get_absolute_url(), typed(segment, campaign=""))
    segment.refresh_from_db()
    assert (segment.campaign, segment.campaign_target, segment.campaign_response) == (None, False, False)


def test_a_target_needs_a_campaign(as_ann: Client):
    segment = SegmentFactory()
    as_ann.post(segment.get_absolute_url(), typed(segment, campaign_target="on"))
    segment.refresh_from_db()
    assert not segment.campaign_target


def test_passing_on_is_one_statement_and_leaves_removed_lines_as_they_were(
    segment: Segment, queries: Callable[[Callable[[], Any]], int]
):
    gone = segment.lines.last()
    assert gone is not None
    gone.removed = gone.added
    gone.save()
    segment.campaign_target, segment.date = True, date(2026, 6, 1)
    assert queries(lambda: header.pass_on(segment, ["campaign", "campaign_target", "date"])) == 1
    assert flags(segment) == [True, True, False]
    assert segment.lines.filter(date=date(2026, 6, 1)).count() == 2


def test_a_blank_salesperson_gives_each_line_its_contacts_own():
    hr, bc = SalespersonFactory(code="HR"), SalespersonFactory(code="BC")
    segment = SegmentFactory(salesperson=None)
    SegmentLineFactory(segment=segment, contact=CompanyFactory(salesperson=hr), salesperson=bc)
    header.pass_on(segment, ["salesperson"])
    assert segment.lines.get().salesperson == hr
