"""What takes long to count comes after the page, for the rows that the page shows."""

import pytest
from django.test import Client

from tests.conftest import Queries
from tests.factories import CampaignFactory, CompanyFactory, SegmentFactory, SegmentLineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> int:
    campaign = CampaignFactory(number="CP1")
    segment = SegmentFactory(campaign=campaign, campaign_target=True)
    for _number in range(3):
        SegmentLineFactory(segment=segment, contact=CompanyFactory(), campaign_target=True)
    return int(campaign.pk)


def test_the_page_keeps_a_place_and_asks_for_it(key: int, as_ann: Client) -> None:
    page = as_ann.get("/campaigns/").text
    assert f'<span id="targets-{key}">…</span>' in page
    assert f'hx-get="/campaigns/?later={key}"' in page


def test_what_comes_later_goes_to_its_place(key: int, as_ann: Client) -> None:
    other = CampaignFactory()
    assert as_ann.get(f"/campaigns/?later={key}").text == f'<span id="targets-{key}" hx-swap-oob="true">3</span>'
    assert (
        f'<span id="targets-{other.pk}" hx-swap-oob="true">0</span>'
        in as_ann.get(f"/campaigns/?later={other.pk},x").text
    )


def test_an_export_waits_for_it(key: int, as_ann: Client) -> None:
    response = as_ann.get("/campaigns/?export=csv")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[1].split(",")[-1] == "3"


def test_nothing_is_counted_for_the_page(key: int, as_ann: Client, queries: Queries) -> None:
    as_ann.get("/campaigns/")
    with_targets = queries(lambda: as_ann.get("/campaigns/"))
    as_ann.post("/columns/", {"page": "campaigns:list", "columns": ["number", "description"]})
    assert queries(lambda: as_ann.get("/campaigns/")) == with_targets
    assert "later=" not in as_ann.get("/campaigns/").text
