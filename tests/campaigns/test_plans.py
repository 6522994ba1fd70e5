"""The plans of all running and coming campaigns beside each other."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from campaigns import timeline, views
from campaigns.models import Campaign
from core.models import User
from tests.conftest import Queries
from tests.factories import CampaignFactory, CampaignStatusFactory, SalespersonFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)


@pytest.fixture(autouse=True)
def today(ann: User) -> None:
    ann.work_date = TODAY
    ann.save()


def campaign(text: str, start: date | None, end: date | None, **values: Any) -> Campaign:
    made: Campaign = CampaignFactory(description=text, starting_date=start, ending_date=end, **values)
    return made


def rows(client: Client, query: str = "") -> list[Tag]:
    page = BeautifulSoup(client.get(f"/campaigns/plans/{query}").content, "html.parser")
    return page.select(".plan-rows > .plan-row")


def names(client: Client, query: str = "") -> list[str]:
    return [row.select_one("a").text for row in rows(client, query)]


def test_running_and_coming_ones_stand_by_their_start_and_lead_to_their_plans(as_ann: Client) -> None:
    campaign("Coming", date(2026, 5, 1), date(2026, 5, 31))
    campaign("Undated", None, None)
    running = campaign("Running", date(2026, 3, 1), TODAY)
    campaign("Over", date(2026, 1, 1), date(2026, 3, 10))
    campaign("For ever", date(2026, 3, 9), None)
    assert names(as_ann) == ["Running", "For ever", "Coming", "Undated"]
    shown = rows(as_ann)
    assert shown[0].select_one("a")["href"] == f"/campaigns/{running.number}/plan/"
    assert [len(row.select("rect")) for row in shown] == [1, 1, 1, 0]


def test_a_long_campaign_leaves_room_for_the_others(as_ann: Client) -> None:
    long = campaign("Long", date(1990, 1, 1), date(9999, 12, 31))
    short = campaign("Short", date(2026, 3, 1), date(2026, 3, 31))
    far = campaign("Far", date(2030, 1, 1), None)
    scale, bars = timeline.beside_each_other([long, short, far], on=TODAY)
    assert (scale.first, scale.last) == (date(2025, 12, 11), date(2027, 3, 11))
    (_, over_all), (_, within), (_, beyond) = bars
    assert over_all
    assert (over_all.start, over_all.end) == (scale.first, scale.last)
    assert within
    assert (within.start, within.end) == (short.starting_date, short.ending_date)
    assert beyond
    assert (beyond.start, beyond.end) == (scale.last, scale.last)


def test_they_are_filtered_by_salesperson_and_status(as_ann: Client) -> None:
    anna, approved = SalespersonFactory(name="Anna"), CampaignStatusFactory(code="2-GO", order=200)
    campaign("Of Anna", TODAY, None, salesperson=anna)
    campaign("Approved", TODAY, None, status=approved)
    assert names(as_ann, f"?salesperson={anna.pk}") == ["Of Anna"]
    assert names(as_ann, "?status=2-GO") == ["Approved"]
    assert names(as_ann, "?status=nonsense") == []


def test_those_of_a_team_are_those_of_its_members(as_ann: Client) -> None:
    member = TeamMemberFactory(team__code="NORTH")
    TeamMemberFactory(team__code="SOUTH", salesperson=member.salesperson)
    campaign("Of a member", TODAY, None, salesperson=member.salesperson)
    campaign("Of somebody else", TODAY, None, salesperson=SalespersonFactory())
    assert names(as_ann, "?team=NORTH") == ["Of a member"]


def test_an_empty_page_says_what_to_do(as_ann: Client) -> None:
    assert "Create one and give it dates." in as_ann.get("/campaigns/plans/").text
    assert "Clear the filters to see all of them." in as_ann.get("/campaigns/plans/?status=nonsense").text


def test_the_page_asks_no_more_for_many_campaigns_and_says_that_there_are_more(
    as_ann: Client, queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page() -> Any:
        return as_ann.get("/campaigns/plans/")

    campaign("First", TODAY, None, salesperson=SalespersonFactory())
    page()
    for_one = queries(page)
    for number in range(5):
        campaign(f"More {number}", TODAY, None, salesperson=SalespersonFactory())
    assert queries(page) == for_one
    monkeypatch.setattr(views, "MOST_PLANS", 4)
    assert len(rows(as_ann)) == 4
    assert "Only the first 4 are shown." in page().text


def test_list_and_plan_lead_there(as_ann: Client) -> None:
    made = campaign("Running", TODAY, None)
    for address in ("/campaigns/", f"/campaigns/{made.number}/plan/"):
        assert 'href="/campaigns/plans/"' in as_ann.get(address).text
