"""The sidebar: what is open to whom, which entry is the current one, and what is folded away."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import CampaignFactory, PersonFactory

pytestmark = pytest.mark.django_db


def sidebar(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser").select_one("#sidebar")


def current(client: Client, address: str) -> list[str]:
    return [link.get_text(strip=True) for link in sidebar(client, address).select("[aria-current=page]")]


@pytest.mark.parametrize(
    "address",
    [
        "/campaigns/CP1/",
        "/campaigns/CP1/plan/",
        "/interactions/statistics/campaign/CP1/",
        "/sales/money/CP1/",
        "/sales/compare/",
        "/segments/exclusions/CP1/",
        "/segments/hold-out/CP1/",
    ],
)
def test_what_belongs_to_a_campaign_stands_below_campaigns(as_ann: Client, address: str) -> None:
    CampaignFactory(number="CP1")
    assert current(as_ann, address) == ["Campaigns"]


def test_what_belongs_to_a_contact_stands_below_contacts(as_ann: Client) -> None:
    PersonFactory(number="CT1", email="eva@example.com")
    for address in ["/interactions/statistics/contact/CT1/", "/interactions/print/CT1/", "/interactions/email/CT1/"]:
        assert current(as_ann, address) == ["Contacts"]


def test_what_is_seldom_used_is_folded_until_one_is_there(as_ann: Client) -> None:
    folded = sidebar(as_ann, "/interactions/").select_one("details")
    assert not folded.has_attr("open")
    assert "Mails" in folded.get_text()
    assert sidebar(as_ann, "/interactions/mails/").select_one("details").has_attr("open")
    assert current(as_ann, "/interactions/mails/") == ["Mails"]
