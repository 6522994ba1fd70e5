"""The history of a campaign as a marketer uses it: look, compare, bring a version back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Campaign
from core.models import User
from tests.browser.looking import fits_a_phone, is_accessible
from tests.conftest import person
from tests.factories import CampaignFactory


def is_fine(page: Page) -> None:
    is_accessible(page)
    fits_a_phone(page)


def test_a_version_is_found_compared_and_brought_back(
    live_server: LiveServer, page: Page, log_in: Callable[[User], None]
) -> None:
    campaign: Campaign = CampaignFactory(description="Spring cheese")
    campaign.description, campaign.sales_text = "Summer cheese", 'Soft, "strong" & ripe:\nthree words.'
    campaign.save()
    log_in(person("ann"))
    page.goto(live_server.url + campaign.get_absolute_url())
    page.get_by_label("Description").fill("Autumn cheese")
    page.get_by_label("Sales text").fill("")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("link", name="History").click()
    is_fine(page)
    for box in page.get_by_role("checkbox").all()[:2]:
        box.check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("row", name="Description")).to_contain_text("Summer cheese Autumn cheese")
    is_fine(page)
    page.get_by_role("link", name="Restore").click()
    is_fine(page)
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Summer cheese")
    expect(page.get_by_label("Sales text")).to_have_value('Soft, "strong" & ripe:\nthree words.')
