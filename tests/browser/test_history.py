"""The history of a campaign as a marketer uses it: look, compare, bring a version back."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Campaign
from core.models import User
from tests.conftest import person
from tests.factories import CampaignFactory

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


def is_fine(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESK)


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
