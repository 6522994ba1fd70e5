"""The main job in the browser: import, a campaign, its targets, its prices, activate, and the price on a quote."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from dateutil.relativedelta import relativedelta
from django.conf import settings
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from sales.models import SalesDocument, SalesLine
from segments.models import SegmentLine
from tests.factories import CampaignStatusFactory

START = date.today().replace(day=1) + relativedelta(months=1)
END = START + relativedelta(months=1, days=-1)
DAY_INSIDE = START + relativedelta(days=9)
DAY_OUTSIDE = END + relativedelta(days=1)


@dataclass(frozen=True)
class Data:
    """Files with Northwind's headings, and who and what of them the story is about."""

    folder: Path
    discounted: tuple[str, str]
    priced: tuple[str, str]
    ticked: str
    unticked: str
    french: str

    def __str__(self) -> str:
        return self.folder.name


DAIRY = Data(
    folder=Path(__file__).parent.parent / "data" / "dairy",
    discounted=("Alder Smoked Gouda", "21.00"),
    priced=("Orchard Brie", "34.00"),
    ticked="Holzapfel Feinkost",
    unticked="Kornblume Markt",
    french="Épicerie Laval",
)
NORTHWIND = Data(
    folder=Path(settings.SHARED) / "data" / "northwind",
    discounted=("Queso Cabrales", "21.00"),
    priced=("Camembert Pierrot", "34.00"),
    ticked="Alfreds Futterkiste",
    unticked="Blauer See Delikatessen",
    french="Blondesddsl père et fils",
)
absent = pytest.mark.skipif(not NORTHWIND.folder.exists(), reason="the reference material is not here")


@dataclass(frozen=True)
class Marketer:
    """What a person does with the mouse and the keyboard, in words."""

    page: Page
    site: str

    def opens(self, address: str) -> None:
        self.page.goto(self.site + address)

    def goes_to(self, area: str) -> None:
        self.page.get_by_role("navigation", name="Main menu").get_by_role("link", name=area, exact=True).click()

    def logs_in(self, name: str) -> None:
        self.opens("/")
        self.page.get_by_label("User name").fill(name)
        self.page.get_by_label("Password", exact=True).fill(name)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def imports(self, kind: str, file: Path) -> None:
        self.goes_to("Import")
        self.page.locator("#import-form").get_by_text(kind, exact=True).click()
        self.page.get_by_label("CSV file").set_input_files(file)
        self.page.get_by_role("button", name="Check the file").click()
        self.page.get_by_role("button", name="Import these rows").click()
        expect(self.page.locator("#messages")).to_contain_text("imported")

    def plans(self, description: str) -> Campaign:
        self.goes_to("Campaigns")
        self.page.get_by_role("link", name="New campaign").first.click()
        self.page.get_by_label("Description").fill(description)
        self.page.get_by_label("Starting Date").fill(START.isoformat())
        self.page.get_by_label("Ending Date").fill(END.isoformat())
        self.page.get_by_role("button", name="Create").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(description)
        return Campaign.objects.get(description=description)

    def chooses(self, within: Locator, label: str, text: str) -> None:
        with self.page.expect_response(lambda answer: answer.url.endswith(f"?{urlencode({'q': text})}")):
            within.get_by_role("combobox", name=label).press_sequentially(text)
        self.page.locator(".ts-dropdown .option:visible", has_text=text).first.click()

    def types_a_row(self, item: str, field: str, value: str) -> None:
        row = self.page.locator("tbody[data-new]")
        self.chooses(row, "Item", item)
        row.get_by_label(field).fill(value)
        row.get_by_label(field).press("Enter")
        expect(self.page.locator("tbody[data-row]", has_text=item)).to_be_visible()

    def targets(self, campaign: Campaign, country: str, *, but: str) -> None:
        self.opens(campaign.get_absolute_url())
        self.page.get_by_role("link", name="New segment").first.click()
        self.page.get_by_label("Description").fill(f"All of {country}")
        self.page.get_by_role("button", name="Create").click()
        self.page.get_by_role("link", name="Add by filter").click()
        self.page.get_by_label("Country/Region").select_option(label=country)
        self.page.get_by_label("Type").select_option(label="Company")
        count = Contact.objects.filter(country__name=country, type="company").count()
        self.page.get_by_role("button", name=f"Add {count} contacts").click()
        tick = self.page.get_by_label(f"Campaign Target of {but}")
        expect(tick).to_be_checked()
        with self.page.expect_response("**/target/"):
            tick.uncheck()

    def activates(self, campaign: Campaign) -> None:
        self.opens(campaign.get_absolute_url())
        self.page.get_by_role("link", name="Activate").click()
        self.page.get_by_role("button", name="Activate", exact=True).click()
        expect(self.page.locator("#messages")).to_contain_text("activated")

    def deactivates(self, campaign: Campaign) -> None:
        self.opens(campaign.get_absolute_url())
        self.page.get_by_role("button", name="Deactivate").click()
        self.page.get_by_role("button", name="Yes, go on").click()
        expect(self.page.locator("#messages")).to_contain_text("deactivated")

    def quotes(self, customer: str, on: date, items: list[str]) -> list[SalesLine]:
        self.opens("/sales/new/")
        self.chooses(self.page.locator("#card-form"), "Sell-to", customer)
        self.page.get_by_label("Document Date").fill(on.isoformat())
        self.page.get_by_role("button", name="Create").click()
        for item in items:
            self.chooses(self.page.locator("#line-new"), "Item", item)
            expect(self.page.locator("#line-new-quantity")).to_be_focused()
            with self.page.expect_response(lambda answer: answer.url.endswith("/lines/")):
                self.page.keyboard.press("Enter")
            expect(self.page.locator("tr[id^=line-]:not(#line-new)", has_text=item)).to_be_visible()
            expect(self.page.locator("#line-new select[name=item].tomselected")).to_be_attached()
        return list(SalesDocument.objects.latest("pk").lines.order_by("position"))

    def asks_why(self, line: SalesLine) -> Locator:
        self.page.get_by_role("button", name=f"Why this price for {line.item.number}?").click()
        panel = self.page.locator("#why")
        expect(panel).to_be_visible()
        return panel


@pytest.mark.parametrize("data", [DAIRY, pytest.param(NORTHWIND, marks=absent)], ids=str)
def test_from_an_empty_company_to_a_campaign_price_on_a_quote(
    data: Data, page: Page, live_server: LiveServer, ann: User
) -> None:
    for order, code in enumerate(["1-PLAN", "2-APP", "5-START"], start=1):
        CampaignStatusFactory(code=code, description=code, order=order)
    page.set_default_timeout(10_000)
    marketer = Marketer(page, live_server.url)
    marketer.logs_in("ann")
    marketer.imports("Salespeople", data.folder / "employees.csv")
    marketer.imports("Item discount groups", data.folder / "categories.csv")
    marketer.imports("Items", data.folder / "products.csv")
    marketer.imports("Customers with their contact persons", data.folder / "customers.csv")

    campaign, main = marketer.plans("Spring cheese"), page.get_by_role("main")
    main.get_by_role("link", name="Sales Line Discounts").first.click()
    marketer.types_a_row(data.discounted[0], "Line Discount %", "15")
    marketer.opens(campaign.get_absolute_url())
    main.get_by_role("link", name="Sales Prices").first.click()
    marketer.types_a_row(data.priced[0], "Unit Price", "29")
    marketer.targets(campaign, "Germany", but=data.unticked)
    assert SegmentLine.objects.filter(campaign_target=False).get().contact.name == data.unticked

    items = [data.discounted[0], data.priced[0]]
    list_prices = [(data.discounted[1], "0.00"), (data.priced[1], "0.00")]
    assert seen(marketer.quotes(data.ticked, DAY_INSIDE, items)) == list_prices
    expect(marketer.asks_why(line_of(data.priced[0]))).to_contain_text("not activated")

    marketer.activates(campaign)
    assert seen(marketer.quotes(data.ticked, DAY_INSIDE, items)) == [(data.discounted[1], "15.00"), ("29.00", "0.00")]
    expect(page.locator("tr[id^=line-] a", has_text=campaign.number).first).to_be_visible()
    expect(marketer.asks_why(line_of(data.priced[0]))).to_contain_text(f"29.00 because of Campaign {campaign.number}")

    for customer, day, reason in [
        (data.unticked, DAY_INSIDE, "Campaign Target is not ticked"),
        (data.french, DAY_INSIDE, "stands in no segment"),
        (data.ticked, DAY_OUTSIDE, "Ended on"),
    ]:
        assert seen(marketer.quotes(customer, day, items)) == list_prices, customer
        expect(marketer.asks_why(line_of(data.priced[0]))).to_contain_text(reason)

    marketer.deactivates(campaign)
    assert seen(marketer.quotes(data.ticked, DAY_INSIDE, items)) == list_prices
    expect(marketer.asks_why(line_of(data.priced[0]))).to_contain_text("not activated")


def seen(lines: list[SalesLine]) -> list[tuple[str, str]]:
    return [(f"{line.unit_price:.2f}", f"{line.discount_percent:.2f}") for line in lines]


def line_of(item: str) -> SalesLine:
    """The line of the item on the newest quote."""
    return SalesLine.objects.filter(item__description=item).select_related("item").latest("pk")
