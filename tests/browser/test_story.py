"""The main job in the browser: import, a campaign, its targets, its prices, activate, and the price on a quote.

It is told in each language of the product, in the words of its catalogue; the browser asks for the language.
"""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from core.models import User
from sales.models import SalesLine
from segments.models import SegmentLine
from tests.browser.marketer import DAIRY, DAY_INSIDE, DAY_OUTSIDE, NORTHWIND, Data, Marketer, absent
from tests.factories import CampaignStatusFactory

SEEDS = {
    "nl": {
        "Campaign status": "Campagnestatus",
        "Campaign Target": "Campagnedoel",
        "Sales Prices": "Verkoopprijzen",
        "Sales Line Discounts": "Verkoopregelkortingen",
    },
    "nb": {
        "Campaign status": "Kampanjestatus",
        "Campaign Target": "Kampanjemål",
        "Sales Prices": "Salgspriser",
        "Sales Line Discounts": "Salgslinjerabatter",
    },
}
"""The words of those who asked for this product."""


@pytest.mark.parametrize(
    ("data", "language"),
    [(DAIRY, "en"), (DAIRY, "nl"), (DAIRY, "nb"), pytest.param(NORTHWIND, "en", marks=absent)],
    ids=str,
)
def test_from_an_empty_company_to_a_campaign_price_on_a_quote(
    data: Data, language: str, page: Page, live_server: LiveServer, ann: User
) -> None:
    for order, code in enumerate(["1-PLAN", "2-APP", "5-START"], start=1):
        CampaignStatusFactory(code=code, description=code, order=order)
    page.set_default_timeout(10_000)
    page.set_extra_http_headers({"Accept-Language": language})
    marketer = Marketer(page, live_server.url, language)
    assert {word: marketer.says(word) for word in SEEDS.get(language, {})} == SEEDS.get(language, {})
    marketer.logs_in("ann")
    expect(page.locator("html")).to_have_attribute("lang", language)
    marketer.imports("Salespeople", data.folder / "employees.csv")
    marketer.imports("Item discount groups", data.folder / "categories.csv")
    marketer.imports("Items", data.folder / "products.csv")
    marketer.imports("Customers with their contact persons", data.folder / "customers.csv")

    campaign = marketer.plans("Spring cheese")
    marketer.opens_in_main("Sales Line Discounts")
    marketer.types_a_row(data.discounted[0], "Line Discount %", "15")
    marketer.opens(campaign.get_absolute_url())
    marketer.opens_in_main("Sales Prices")
    marketer.types_a_row(data.priced[0], "Unit Price", "29")
    marketer.targets(campaign, "Germany", but=data.unticked)
    assert SegmentLine.objects.filter(campaign_target=False).get().contact.name == data.unticked

    items = [data.discounted[0], data.priced[0]]
    list_prices = [(data.discounted[1], "0.00"), (data.priced[1], "0.00")]
    not_activated = marketer.says("The campaign is not activated.")
    assert seen(marketer.quotes(data.ticked, DAY_INSIDE, items)) == list_prices
    expect(marketer.asks_why(line_of(data.priced[0]))).to_contain_text(not_activated)

    marketer.activates(campaign)
    assert seen(marketer.quotes(data.ticked, DAY_INSIDE, items)) == [(data.discounted[1], "15.00"), ("29.00", "0.00")]
    expect(page.locator("tr[id^=line-] a", has_text=campaign.number).first).to_be_visible()
    expect(marketer.asks_why(line_of(data.priced[0]))).to_contain_text(marketer.because_of(campaign, "29.00"))

    for customer, day, reason in [
        (data.unticked, DAY_INSIDE, marketer.says("Campaign Target is not ticked for this company.")),
        (
            data.french,
            DAY_INSIDE,
            marketer.says("Neither a segment nor an interaction makes this company a target of the campaign."),
        ),
        (data.ticked, DAY_OUTSIDE, marketer.says("Ended on %(ended)s.", ended="|").partition("|")[0]),
    ]:
        assert seen(marketer.quotes(customer, day, items)) == list_prices, customer
        expect(marketer.asks_why(line_of(data.priced[0]))).to_contain_text(reason)

    marketer.deactivates(campaign)
    assert seen(marketer.quotes(data.ticked, DAY_INSIDE, items)) == list_prices
    expect(marketer.asks_why(line_of(data.priced[0]))).to_contain_text(not_activated)


def seen(lines: list[SalesLine]) -> list[tuple[str, str]]:
    return [(f"{line.unit_price:.2f}", f"{line.discount_percent:.2f}") for line in lines]


def line_of(item: str) -> SalesLine:
    """The line of the item on the newest quote."""
    return SalesLine.objects.filter(item__description=item).select_related("item").latest("pk")
