"""The list of campaigns: what it shows and how it is narrowed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from core.models import User
from tests.factories import A_MOMENT, CampaignFactory, CampaignStatusFactory, CampaignTypeFactory, SalespersonFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def found(client: Client, query: str = "") -> list[str]:
    return [row.row.number for row in client.get(f"/campaigns/?{query}").context["rows"]]


def test_the_day_of_activation_is_the_day_here(as_ann: Client) -> None:
    CampaignFactory(activated_at=datetime(2026, 3, 10, 23, 30, tzinfo=UTC))
    assert ">03/11/2026</td>" in as_ann.get("/campaigns/").text


def test_cp_13_the_list_shows_the_campaigns_and_is_not_edited_in_place(as_ann: Client) -> None:
    CampaignFactory(
        number="CP1",
        description="Spring cheese",
        status=CampaignStatusFactory(code="2-APP", description="Approved", order=2, colour="green"),
        salesperson=SalespersonFactory(name="Marit Solheim"),
        starting_date=date(2026, 3, 1),
        ending_date=date(2026, 3, 31),
    )
    page = as_ann.get("/campaigns/")
    for shown in ("CP1", "Spring cheese", "Approved", "dot-green", "Marit Solheim", "03/01/2026", "03/31/2026"):
        assert shown in page.text
    assert 'method="post" action="/campaigns/' not in page.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("q=cheese", ["CP1"], id="a word of the description"),
        pytest.param("q=cp2", ["CP2"], id="the number, however it is typed"),
        pytest.param("status=9-DONE", ["CP3"], id="the status"),
        pytest.param("type=900001", ["CP2"], id="the type"),
        pytest.param("activated=true", ["CP1"], id="activated"),
        pytest.param("activated=false", ["CP2", "CP3", "CP4"], id="not activated"),
        pytest.param("when=running", ["CP1", "CP4"], id="running"),
        pytest.param("when=ending", ["CP1"], id="ending within a week"),
        pytest.param("when=starting", ["CP2"], id="starting within a month"),
        pytest.param("when=over", ["CP3"], id="over"),
        pytest.param("since=2026-03-11", ["CP2"], id="starting from a day"),
        pytest.param("until=2026-03-09", ["CP3"], id="ending until a day"),
        pytest.param("sort=-description", ["CP2", "CP1", "CP4", "CP3"], id="by description, downwards"),
        pytest.param("sort=-ending_date&until=2026-12-31", ["CP2", "CP1", "CP3"], id="by ending date, downwards"),
    ],
)
def test_the_list_is_narrowed_and_sorted(as_ann: Client, ann: User, query: str, expected: list[str]) -> None:
    ann.work_date = TODAY
    ann.save()
    planned, done = CampaignStatusFactory(code="1-PLAN", order=1), CampaignStatusFactory(code="9-DONE", order=9)

    def campaign(number: str, description: str, start: str, end: str, **values: Any) -> None:
        CampaignFactory(
            number=number,
            description=description,
            starting_date=date.fromisoformat(start) if start else None,
            ending_date=date.fromisoformat(end) if end else None,
            **{"status": planned, **values},
        )

    campaign("CP1", "Spring cheese", "2026-03-10", "2026-03-17", activated_at=A_MOMENT)
    campaign("CP2", "Trade fair", "2026-04-09", "2026-05-01", type=CampaignTypeFactory(id=900001))
    campaign("CP3", "Autumn", "2025-10-01", "2026-03-09", status=done)
    campaign("CP4", "House price", "", "")
    assert found(as_ann, query) == expected


def test_the_salesperson_is_looked_up(as_ann: Client) -> None:
    marit = SalespersonFactory()
    CampaignFactory(number="CP1", salesperson=marit)
    CampaignFactory(number="CP2")
    assert found(as_ann, f"salesperson={marit.pk}") == ["CP1"]


def test_the_budget_is_offered_but_not_shown(as_ann: Client) -> None:
    CampaignFactory(budget=62398)
    page = as_ann.get("/campaigns/")
    assert "62,398.00" not in page.text
    assert 'name="columns" value="budget"' in as_ann.get("/campaigns/?choose").text


def test_a_campaign_is_looked_up_by_number_or_text(as_ann: Client) -> None:
    campaign = CampaignFactory(number="CP1", description="Spring cheese", starting_date=TODAY)
    for typed in ("cp", "cheese"):
        results = as_ann.get(f"/lookup/campaigns.campaign/?q={typed}").json()["results"]
        assert results == [{"value": campaign.pk, "text": "CP1 Spring cheese", "hint": "Planned · from 03/10/2026"}]
