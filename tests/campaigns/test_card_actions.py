"""The buttons of the card of a campaign: what is done most stands first, what is done seldom in the menu."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import CampaignFactory

pytestmark = pytest.mark.django_db


def test_activate_stands_first_and_what_is_seldom_done_in_the_menu(as_ann: Client) -> None:
    card = BeautifulSoup(as_ann.get(CampaignFactory().get_absolute_url()).content, "html.parser")
    buttons = [button.get_text(strip=True) for button in card.select("#acts > .btn")]
    assert buttons == ["Activate…", "Plan", "New segment", "Sales Prices", "Sales Line Discounts"]
    seldom = {each.get_text(strip=True) for each in card.select("#acts > .dropdown .dropdown-item")}
    assert {"Assign activity", "Create interaction", "Money", "Compare"} <= seldom
