"""The places of FactBoxes that come once a card stands."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core import extensions
from core.models import User
from tests import factories as f

pytestmark = pytest.mark.django_db


def places(client: Client, url: str) -> dict[str, int]:
    """The titles of the boxes that are still to come, and how many lines each keeps free."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    boxes = page.select(".boxes-later .factbox")
    return {box.h2.text: len(box.select(".box-waits > i")) for box in boxes if box.h2}


@pytest.fixture
def as_ann(client: Client, ann: User) -> Client:
    client.force_login(ann)
    return client


def test_a_box_that_comes_later_keeps_its_place_free(as_ann: Client) -> None:
    campaign = f.CampaignFactory()
    known = {str(box.title): box.lines for box in extensions.fact_boxes.of(type(campaign))}
    assert places(as_ann, campaign.get_absolute_url()) == known


def test_a_person_has_no_place_for_persons(as_ann: Client) -> None:
    company, person = f.CompanyFactory(), f.PersonFactory()
    assert "Persons" in places(as_ann, company.get_absolute_url())
    assert "Persons" not in places(as_ann, person.get_absolute_url())


def test_who_may_not_see_margins_has_no_place_for_money(client: Client, bob: User) -> None:
    client.force_login(bob)
    found = places(client, f.CampaignFactory().get_absolute_url())
    assert "Statistics" in found
    assert "Money" not in found
