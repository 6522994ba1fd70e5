"""The plan of a campaign: statuses, segments, tasks by owner, the time its prices are activated, today."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.timezone import make_aware

from activities import lanes
from campaigns import pipeline, timeline
from campaigns.models import Campaign
from campaigns.timeline import Bar, Scale
from core.models import User
from tests.conftest import Queries
from tests.factories import (
    ActivationFactory,
    CampaignFactory,
    CampaignStatusFactory,
    SalespersonFactory,
    SegmentFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)


@pytest.fixture
def fair(ann: User) -> Campaign:
    ann.work_date = TODAY
    ann.save()
    campaign: Campaign = CampaignFactory(starting_date=date(2026, 3, 2), ending_date=date(2026, 4, 30))
    campaign.history.update(history_date=noon(date(2026, 2, 1)))
    return campaign


def noon(day: date) -> datetime:
    return make_aware(datetime(day.year, day.month, day.day, 12))


def plan(campaign: Campaign, user: User) -> dict[str, list[tuple[str, date, date]]]:
    _scale, found = timeline.plan_of(campaign, user=user, on=TODAY)
    return {str(lane.title): [(bar.label, bar.start, bar.end) for bar in lane.bars] for lane in found}


@pytest.mark.parametrize("end", [date(9999, 12, 31), date(9999, 12, 1)])
def test_a_campaign_to_the_end_of_the_calendar_has_a_plan(fair: Campaign, ann: User, as_ann: Client, end: date) -> None:
    Campaign.objects.filter(pk=fair.pk).update(starting_date=date.min, ending_date=end)
    assert as_ann.get(f"/campaigns/{fair.number}/plan/").status_code == 200
    assert Scale(date(9999, 12, 20), date.max).ticks[-1][1] == "27 Dec"


def test_the_plan_tells_who_does_what_when(fair: Campaign, ann: User) -> None:
    anna = SalespersonFactory(name="Anna")
    TaskFactory(campaign=fair, salesperson=anna, description="Call", date=date(2026, 3, 20))
    TaskFactory(
        campaign=fair,
        salesperson=anna,
        description="Fair",
        date=date(2026, 4, 1),
        all_day=True,
        duration=timedelta(days=3),
    )
    TaskFactory(description="Of another campaign")
    SegmentFactory(campaign=fair, number="SM1", description="Dairies", date=date(2026, 2, 20))
    for on, day in [(True, date(2026, 3, 2)), (False, date(2026, 3, 5)), (True, date(2026, 3, 9))]:
        ActivationFactory(campaign=fair, on=on, at=noon(day))
    later = CampaignStatusFactory(code="2-GO", description="Approved", order=200)
    pipeline.move(fair, to=later, by=ann, at=noon(date(2026, 3, 1)))
    fair.history.filter(status_id=later.pk).update(history_date=noon(date(2026, 3, 1)))
    assert plan(fair, ann) == {
        "Campaign": [(fair.description, date(2026, 3, 2), date(2026, 4, 30))],
        "Status": [("Planned", date(2026, 2, 1), date(2026, 3, 1)), ("Approved", date(2026, 3, 1), TODAY)],
        "Anna": [("Call", date(2026, 3, 20), date(2026, 3, 20)), ("Fair", date(2026, 4, 1), date(2026, 4, 3))],
        "Segments": [("SM1 Dairies", date(2026, 2, 20), date(2026, 2, 20))],
        "Activated": [
            ("Prices and discounts", date(2026, 3, 2), date(2026, 3, 5)),
            ("Prices and discounts", date(2026, 3, 9), date(2026, 4, 30)),
        ],
    }


def test_a_bar_lies_where_its_days_are() -> None:
    scale = Scale(date(2026, 3, 1), date(2026, 3, 10))
    assert (scale.at(date(2026, 3, 3)), scale.width(Bar("", date(2026, 3, 3), date(2026, 3, 4)))) == ("20.00%",) * 2


@pytest.mark.parametrize("days", [0, 6, 40, 90, 400, 4000, 300_000])
def test_the_scale_can_be_read_whatever_it_spans(days: int) -> None:
    ticks = Scale(date(2026, 3, 1), date(2026, 3, 1) + timedelta(days=days)).ticks
    assert len(ticks) <= timeline.MOST_TICKS
    assert all(text for _place, text in ticks)


def test_a_long_plan_leads_to_the_list_of_the_rest(
    fair: Campaign, as_ann: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "MOST", 3)
    TaskFactory.create_batch(5, campaign=fair)
    page = BeautifulSoup(as_ann.get(f"/campaigns/{fair.number}/plan/").content, "html.parser")
    (more,) = page.select(".plan-more a")
    assert more.text == "2 more"
    assert f"campaign={fair.pk}" in str(more["href"])
    assert len(page.select(".plan-azure")) == 3


def test_the_plan_costs_no_more_with_many_rows(fair: Campaign, as_ann: Client, queries: Queries) -> None:
    def more(count: int) -> None:
        TaskFactory.create_batch(count, campaign=fair)
        SegmentFactory.create_batch(count, campaign=fair)
        for index in range(count):
            ActivationFactory(campaign=fair, on=index % 2 == 0, at=noon(TODAY + timedelta(days=index)))

    def page() -> Any:
        return as_ann.get(f"/campaigns/{fair.number}/plan/")

    more(2)
    page()
    for_two = queries(page)
    more(10)
    assert queries(page) == for_two


def test_numbers_in_a_drawing_have_a_point_in_every_language(fair: Campaign, as_ann: Client, ann: User) -> None:
    ann.language = "nl"
    ann.save()
    page = BeautifulSoup(as_ann.get(f"/campaigns/{fair.number}/plan/").content, "html.parser")
    assert page.select("rect")
    assert all("," not in str(bar["x"]) for bar in page.select("rect"))


def test_the_card_leads_to_the_plan_and_the_plan_to_the_move(fair: Campaign, as_ann: Client, as_bob: Client) -> None:
    assert f"/campaigns/{fair.number}/plan/" in as_ann.get(fair.get_absolute_url()).text
    assert f"/campaigns/{fair.number}/start/" in as_ann.get(f"/campaigns/{fair.number}/plan/").text
    assert f"/campaigns/{fair.number}/start/" not in as_bob.get(f"/campaigns/{fair.number}/plan/").text
