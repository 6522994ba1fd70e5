"""Work without a mouse: the finder, the list of shortcuts, and the shortcuts of a page."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from core.models import User
from tests.browser.looking import is_accessible
from tests.conftest import person
from tests.factories import CampaignFactory, CompanyFactory

LogIn = Callable[[User], None]


def test_a_number_is_found_and_opened_from_anywhere(live_server: LiveServer, page: Page, log_in: LogIn) -> None:
    campaign = CampaignFactory(number="CP77", description="Spring cheese")
    CompanyFactory(name="Cheese & Sons")
    log_in(person("ann"))
    page.goto(live_server.url + "/items/")
    page.keyboard.press("Control+k")
    finder = page.get_by_role("dialog")
    expect(finder.get_by_role("option", name="New campaign")).to_be_visible()
    is_accessible(page)
    page.keyboard.type("cheese")
    expect(finder.get_by_role("option", name="Cheese & Sons")).to_be_visible()
    is_accessible(page)
    page.keyboard.press("Control+a")
    page.keyboard.type("cp77")
    expect(finder.get_by_role("option")).to_have_count(1)
    expect(finder.get_by_role("option", selected=True)).to_contain_text("CP77 Spring cheese")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + campaign.get_absolute_url())


def test_what_can_be_done_on_the_page_is_found_and_done(live_server: LiveServer, page: Page, log_in: LogIn) -> None:
    campaign = CampaignFactory(number="CP77")
    log_in(person("ann"))
    page.goto(live_server.url + campaign.get_absolute_url())
    finder = page.get_by_role("dialog")
    for typed, option in [("personal", "Personalise"), ("history", "History")]:
        page.keyboard.press("Control+k")
        page.keyboard.type(typed)
        expect(finder.get_by_role("group", name="On this page").get_by_role("option")).to_have_text([option])
        expect(finder.get_by_text("Nothing found")).to_have_count(0)
        is_accessible(page)
        page.keyboard.press("Enter")
        if typed == "personal":
            expect(page.get_by_role("checkbox", name="Description")).to_be_visible()
            page.keyboard.press("Escape")
            expect(finder).to_have_count(0)
    page.wait_for_url("**/campaigns/CP77/history/")


def test_arrows_choose_and_escape_closes(live_server: LiveServer, page: Page, log_in: LogIn) -> None:
    log_in(person("ann"))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + "/items/")
    page.get_by_role("button", name="Search…").click()
    finder = page.get_by_role("dialog")
    expect(finder.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(finder.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(finder.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(finder).to_have_count(0)


def test_the_shortcuts_of_a_page_are_listed_and_work(live_server: LiveServer, page: Page, log_in: LogIn) -> None:
    CampaignFactory(number="CP1")
    CampaignFactory(number="CP2")
    log_in(person("ann"))
    page.goto(live_server.url + "/campaigns/")
    page.keyboard.press("?")
    help_dialog = page.get_by_role("dialog", name="Shortcuts of this page")
    expect(help_dialog).to_contain_text("New campaign")
    expect(help_dialog).to_contain_text("Alt+N")
    is_accessible(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Search", exact=True)).to_be_focused()
    page.keyboard.type("?")  # is typed, not taken for the shortcut
    expect(page.get_by_label("Search", exact=True)).to_have_value("?")
    page.keyboard.press("Alt+n")
    page.wait_for_url("**/campaigns/new/")
    page.goto(live_server.url + "/campaigns/CP1/")
    page.keyboard.press("Alt+F2")
    expect(page.get_by_role("heading", name="Comments")).to_be_hidden()
    page.keyboard.press("Alt+F2")
    expect(page.get_by_role("heading", name="Comments")).to_be_visible()
    page.keyboard.press("Alt+PageDown")
    page.wait_for_url("**/campaigns/CP2/")
