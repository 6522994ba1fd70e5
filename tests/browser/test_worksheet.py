"""Typing in a worksheet: the keyboard, what a choice brings along, and that nothing typed is lost."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Campaign
from core.models import User
from items.models import Item
from pricing.models import SalesPrice, Source
from tests.factories import CampaignFactory, ItemFactory, SalesPriceFactory, UnitFactory


@pytest.fixture
def campaign() -> Campaign:
    return CampaignFactory(number="CP1001", description="Spring cheese")


@pytest.fixture
def camembert() -> Item:
    return ItemFactory(number="1000", description="Camembert", base_unit=UnitFactory(code="KG"), unit_price=Decimal(34))


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, log_in: Callable[[User], None], campaign: Campaign) -> Iterator[Page]:
    """Somebody who may do everything, in the prices of the campaign; the console stays silent."""
    log_in(User.objects.create_superuser("root"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    address = f"{live_server.url}/pricing/prices/?source_type={Source.CAMPAIGN.value}&campaign={campaign.pk}"
    page.goto(address, wait_until="networkidle")
    yield page
    assert said == []


def test_a_price_is_typed_without_the_mouse(sheet: Page, campaign: Campaign, camembert: Item) -> None:
    new = sheet.locator("tbody[data-new]")
    new.get_by_role("combobox", name="Item").press_sequentially("1000")
    expect(sheet.get_by_role("option", name="1000 Camembert")).to_be_visible()
    sheet.keyboard.press("Enter")
    expect(new.get_by_label("Unit of Measure").locator("option:checked")).to_have_text("KG")
    new.get_by_label("Unit Price").fill("29")
    sheet.keyboard.press("Enter")
    expect(sheet.locator("tr.as-text")).to_contain_text("29.00")
    expect(new.get_by_role("combobox", name="Item")).to_be_focused()
    row = SalesPrice.objects.get()
    assert (row.item, row.campaign, row.unit_price, row.unit.code) == (camembert, campaign, Decimal(29), "KG")


def test_an_empty_sheet_says_what_to_do_until_the_first_row_is_there(sheet: Page, camembert: Item) -> None:
    hint, new = sheet.get_by_text("No rows yet."), sheet.locator("tbody[data-new]")
    expect(hint).to_be_visible()
    new.get_by_role("combobox", name="Item").press_sequentially("1000")
    expect(sheet.get_by_role("option", name="1000 Camembert")).to_be_visible()
    sheet.keyboard.press("Enter")
    expect(new).to_contain_text("34.00")  # what the item costs without the campaign
    new.get_by_label("Minimum Quantity").press_sequentially("10")
    new.get_by_label("Unit Price").press_sequentially("29")
    sheet.keyboard.press("Enter")
    expect(sheet.locator("tr.as-text")).to_contain_text("29.00")
    expect(hint).to_be_hidden()
    assert SalesPrice.objects.get().minimum_quantity == 10


def test_what_was_typed_before_the_item_survives_its_choice(sheet: Page, camembert: Item) -> None:
    new = sheet.locator("tbody[data-new]")
    new.get_by_label("Unit Price").fill("31.5")
    new.get_by_role("combobox", name="Item").press_sequentially("1000")
    expect(sheet.get_by_role("option", name="1000 Camembert")).to_be_visible()
    sheet.keyboard.press("Enter")
    expect(new.get_by_label("Unit of Measure").locator("option:checked")).to_have_text("KG")
    expect(new.get_by_label("Unit Price")).to_have_value("31.5")


def test_a_click_opens_the_cell_and_leaving_the_row_saves_it(sheet: Page, campaign: Campaign, camembert: Item) -> None:
    SalesPriceFactory(item=camembert, source_type=Source.CAMPAIGN, campaign=campaign, unit_price=Decimal(30))
    sheet.reload(wait_until="networkidle")
    sheet.get_by_role("cell", name="30.00").click()
    price = sheet.locator("tbody:not([data-new])").get_by_label("Unit Price")
    expect(price).to_be_focused()
    price.fill("28")
    sheet.get_by_role("heading", level=1).click()
    expect(sheet.locator("tr.as-text")).to_contain_text("28.00")
    assert SalesPrice.objects.get().unit_price == Decimal(28)


def test_escape_takes_back_what_was_typed(sheet: Page, campaign: Campaign, camembert: Item) -> None:
    SalesPriceFactory(item=camembert, source_type=Source.CAMPAIGN, campaign=campaign, unit_price=Decimal(30))
    sheet.reload(wait_until="networkidle")
    sheet.get_by_role("cell", name="30.00").click()
    price = sheet.locator("tbody:not([data-new])").get_by_label("Unit Price")
    expect(price).to_be_focused()
    price.fill("28")
    sheet.keyboard.press("Escape")
    expect(sheet.locator("tr.as-text")).to_contain_text("30.00")
    assert SalesPrice.objects.get().unit_price == Decimal(30)


def test_a_wrong_price_stays_in_the_row_with_a_sentence(sheet: Page, campaign: Campaign, camembert: Item) -> None:
    SalesPriceFactory(item=camembert, source_type=Source.CAMPAIGN, campaign=campaign, unit_price=Decimal(30))
    sheet.reload(wait_until="networkidle")
    sheet.get_by_role("cell", name="30.00").click()
    price = sheet.locator("tbody:not([data-new])").get_by_label("Unit Price")
    expect(price).to_be_focused()
    price.fill("-5")
    sheet.keyboard.press("Enter")
    expect(sheet.get_by_text("The unit price cannot be negative.")).to_be_visible()
    expect(price).to_have_value("-5")
    expect(price).to_be_focused()


def test_a_row_is_deleted_after_a_question(sheet: Page, campaign: Campaign, camembert: Item) -> None:
    SalesPriceFactory(item=camembert, source_type=Source.CAMPAIGN, campaign=campaign)
    sheet.reload(wait_until="networkidle")
    sheet.get_by_role("button", name="Delete row").click()
    sheet.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(sheet.locator("tr.as-text")).to_have_count(0)
    assert not SalesPrice.objects.exists()


def test_the_filter_asks_for_the_code_of_its_type_only(sheet: Page) -> None:
    campaign, customer = (sheet.locator(f".filter-field:has([name={name}])") for name in ("campaign", "customer"))
    expect(campaign).to_be_visible()
    sheet.locator(".filter-bar").get_by_label("Sales Type").select_option("0")
    expect(customer).to_be_visible()
    expect(campaign).to_be_hidden()
