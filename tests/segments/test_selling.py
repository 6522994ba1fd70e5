"""Opportunities for the contacts of a segment (4.10)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from activities.models import StageActivity, Task
from campaigns.models import Campaign
from core.models import User
from opportunities.estimates import Estimate
from opportunities.many import NoContacts
from opportunities.models import Opportunity, OpportunityEntry, SalesCycle, Status
from opportunities.progress import NoEstimate
from segments import selling
from segments.models import Segment
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)


@pytest.fixture
def cp1(db: None) -> Campaign:
    return f.CampaignFactory(number="CP1", starting_date=date(2026, 3, 1), activated_at=f.A_MOMENT)


@pytest.fixture
def cycle(db: None) -> SalesCycle:
    cycle: SalesCycle = f.SalesCycleFactory(code="SC", proposed=True)
    f.StageFactory(cycle=cycle, position=10, chances=40, completed=50)
    return cycle


@pytest.fixture
def seg1(cp1: Campaign) -> Segment:
    segment: Segment = f.SegmentFactory(number="SEG1", description="Cheese shops", campaign=cp1)
    f.SegmentLineFactory.create_batch(3, segment=segment)
    return segment


def sold(segment: Segment, cycle: SalesCycle, by: User, *, value: Any = None) -> list[Opportunity]:
    like = Opportunity(description="Cheese", salesperson=f.SalespersonFactory(), cycle=cycle)
    estimate = Estimate(Decimal(value)) if value is not None else None
    return selling.sell(segment, like, estimate=estimate, on=TODAY, by=by, at=f.A_MOMENT)


def test_each_line_gets_an_opportunity_of_the_segment_and_its_campaign(
    seg1: Segment, cycle: SalesCycle, ann: User, cp1: Campaign
) -> None:
    sold(seg1, cycle, ann)
    rows = Opportunity.objects.order_by("number")
    assert [row.number for row in rows] == ["OP1001", "OP1002", "OP1003"]
    assert {row.contact for row in rows} == {line.contact for line in seg1.lines.all()}
    assert {(row.campaign, row.segment_number, row.status) for row in rows} == {(cp1, "SEG1", Status.NOT_STARTED)}
    assert Opportunity.history.count() == 3


def test_started_they_have_the_tasks_of_the_first_stage(seg1: Segment, cycle: SalesCycle, ann: User) -> None:
    step = f.ActivityStepFactory()
    StageActivity.objects.create(stage=cycle.stages.get(), activity=step.activity)
    sold(seg1, cycle, ann, value=1000)
    assert {row.status for row in Opportunity.objects.all()} == {Status.IN_PROGRESS}
    assert {entry.current_value for entry in OpportunityEntry.objects.all()} == {Decimal(200)}
    assert {task.contact for task in Task.objects.all()} == {line.contact for line in seg1.lines.all()}


def test_without_a_value_none_of_them_is_created(seg1: Segment, cycle: SalesCycle, ann: User) -> None:
    with pytest.raises(NoEstimate):
        sold(seg1, cycle, ann, value=0)
    assert not Opportunity.objects.exists()


def test_a_segment_without_contacts_is_refused(cycle: SalesCycle, ann: User) -> None:
    with pytest.raises(NoContacts, match="has no contacts"):
        sold(f.SegmentFactory(), cycle, ann)


def test_more_than_one_request_can_write_are_refused(
    monkeypatch: pytest.MonkeyPatch, seg1: Segment, cycle: SalesCycle, ann: User
) -> None:
    monkeypatch.setattr(selling, "MOST", 2)
    with pytest.raises(selling.TooMany, match="Opportunities are made for at most 2 at once"):
        sold(seg1, cycle, ann)


def test_who_left_the_segment_or_is_blocked_for_privacy_gets_none(seg1: Segment, cycle: SalesCycle, ann: User) -> None:
    gone, blocked, stays = seg1.lines.order_by("pk")
    gone.removed = f.SegmentStepFactory(segment=seg1)
    gone.save()
    blocked.contact.privacy_blocked = True
    blocked.contact.save()
    sold(seg1, cycle, ann)
    assert Opportunity.objects.get().contact == stays.contact


def test_ten_times_the_lines_cost_hardly_more_statements(
    seg1: Segment, cycle: SalesCycle, ann: User, queries: Queries
) -> None:
    for_three = queries(lambda: sold(seg1, cycle, ann, value=10))
    f.SegmentLineFactory.create_batch(27, segment=seg1)
    batches = 4  # of what a statement may hold
    assert queries(lambda: sold(seg1, cycle, ann, value=10)) <= for_three + batches


def test_the_card_leads_to_a_page_that_says_how_many_and_creates_them(
    as_ann: Client, ann: User, seg1: Segment, cycle: SalesCycle, cp1: Campaign
) -> None:
    ann.work_date = TODAY
    ann.save()
    seller = f.SalespersonFactory(user=ann)
    assert "/segments/SEG1/opportunities/" in as_ann.get("/segments/SEG1/").text
    page = as_ann.get("/segments/SEG1/opportunities/")
    assert "Create 3 opportunities" in page.text
    initial = page.context["form"].initial
    assert (initial["description"], initial["salesperson"], initial["cycle"]) == ("Cheese shops", seller, cycle)
    sent = {"description": "Cheese", "salesperson": seller.pk, "cycle": cycle.pk, "priority": "normal"}
    refused = as_ann.post("/segments/SEG1/opportunities/", sent | {"start": "on"})
    assert "lies above zero" in refused.text
    assert not Opportunity.objects.exists()
    as_ann.post("/segments/SEG1/opportunities/", sent | {"start": "on", "estimated_value": "500"})
    assert [row.campaign for row in Opportunity.objects.all()] == [cp1] * 3


def test_the_page_of_an_empty_segment_leads_back_with_a_sentence(as_ann: Client) -> None:
    segment = f.SegmentFactory()
    assert "has no contacts" in as_ann.get(f"/segments/{segment.number}/opportunities/", follow=True).text


def test_to_131_an_opportunity_comes_from_a_segment_of_its_campaign(
    as_ann: Client, ann: User, seg1: Segment, cp1: Campaign
) -> None:
    other = f.SegmentFactory(campaign=f.CampaignFactory(number="CP2"))
    deal = f.OpportunityFactory(number="OP1", campaign=cp1)
    page = as_ann.get("/segments/of-opportunity/OP1/")
    field = page.context["form"].fields["segment"]
    assert list(field.queryset) == [seg1]
    assert field.initial == seg1
    as_ann.post("/segments/of-opportunity/OP1/", {"segment": seg1.pk})
    deal.refresh_from_db()
    assert deal.segment_number == "SEG1"
    assert as_ann.post("/segments/of-opportunity/OP1/", {"segment": other.pk}).context["form"].errors
    with pytest.raises(selling.OtherCampaign):
        selling.choose_segment(deal, other, by=ann, at=f.A_MOMENT)
