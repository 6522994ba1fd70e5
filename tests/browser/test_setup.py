"""An administrator sets up an empty installation, starting from the Marketing setup alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from core.models import CompanyInformation, NumberSeriesUse, User
from items.models import UnitOfMeasure


@pytest.fixture
def setup(page: Page, live_server: LiveServer, log_in: Callable[[User], None], dana: User) -> Page:
    log_in(dana)
    page.goto(f"{live_server.url}/setup/", wait_until="networkidle")
    return page


def test_what_comes_first_is_filled_one_after_the_other(setup: Page) -> None:
    first = setup.locator(".notice")
    first.get_by_role("link", name="Currencies").click()
    setup.locator(".page-head").get_by_role("link", name="New currency").click()
    setup.get_by_label("Code").fill("eur")
    setup.get_by_label("Name").fill("Euro")
    setup.get_by_role("button", name="Create").click()
    setup.get_by_role("link", name="Currencies").click()
    setup.get_by_role("link", name="Marketing setup").click()
    first.get_by_role("link", name="Company information").click()
    setup.get_by_label("Local currency").select_option(label="EUR")
    setup.get_by_role("button", name="Save").click()
    setup.get_by_role("link", name="Marketing setup").click()
    first.get_by_role("link", name="Units of measure").click()
    expect(setup.get_by_role("heading", level=1)).to_have_text("Units of measure")
    setup.wait_for_load_state()  # the row is focused before the scripts are here that send it
    new = setup.locator("tbody[data-new]")
    for code in ("pcs", "box"):
        expect(new.get_by_label("Code")).to_be_focused()
        setup.keyboard.type(code)
        setup.keyboard.press("Enter")
        expect(setup.locator("tr.as-text", has_text=code.upper())).to_be_visible()
    setup.get_by_role("link", name="Marketing setup").click()
    expect(first.get_by_role("link")).to_have_text(["Campaign statuses"])
    assert CompanyInformation.get().local_currency.code == "EUR"
    assert list(UnitOfMeasure.objects.values_list("code", flat=True)) == ["BOX", "PCS"]


def test_a_purpose_gets_a_new_series_without_the_mouse(setup: Page) -> None:
    setup.get_by_role("cell", name="QUOTE", exact=True).click()
    typed = setup.locator("tbody[data-typed]")
    expect(typed.get_by_label("Number series")).to_be_focused()
    setup.keyboard.type("quote-27")
    setup.keyboard.press("Tab")
    expect(typed.get_by_label("Next No.")).to_have_value("")
    typed.get_by_label("Next No.").fill("q27-001")
    setup.keyboard.press("Enter")
    expect(setup.locator("tr.as-text", has_text="QUOTE-27")).to_contain_text("Q27-001")
    assert NumberSeriesUse.objects.get(purpose="quotes").series.next_number == "Q27-001"
