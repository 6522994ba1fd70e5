"""What became of a campaign, in the browser: two segments are logged, contacts respond, orders are posted, an entry is
canceled and deleted; and every figure is the one counted by hand, and opens its rows."""

import csv
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Campaign
from core import personal
from core.models import User
from interactions.models import CampaignEntry, Interaction, InteractionTemplate
from tests import factories as f
from tests.browser.by_hand import BOUGHT, BUDGET, CALL, CHANCE, COSTS, LETTER, MISTAKE, POSTED, REPLY, TOLD, Hand
from tests.browser.campaigner import Campaigner, Row, number
from tests.browser.looking import fits_a_phone, is_accessible
from tests.browser.marketer import DAIRY, DAY_INSIDE, NORTHWIND, Data, absent, once

Templates = dict[str, InteractionTemplate]


@pytest.mark.timeout(900)  # it is the longest story, and a busy machine tells it slowly
@pytest.mark.parametrize("data", [DAIRY, pytest.param(NORTHWIND, marks=[absent, once])], ids=str)
def test_every_figure_of_a_campaign_is_the_one_counted_by_hand_and_opens_its_rows(
    data: Data, page: Page, live_server: LiveServer, ann: User
) -> None:
    templates = sets_up(ann)
    customers = rows_of(data)
    hand = Hand(germans=sum(row["country"] == "Germany" for row in customers))
    french_person = next(row["contactName"] for row in customers if row["companyName"] == data.french)
    page.set_default_timeout(10_000)
    ann_works = Campaigner(page, live_server.url, "en")
    campaign = plans_and_activates(ann_works, data)

    logs_two_segments(ann_works, campaign, templates, data, called=[data.ticked, data.french, french_person])
    responds(ann_works, campaign, templates, data, responders=[data.ticked, french_person])
    sells(ann_works, data)
    cancels_and_deletes_the_follow_up(ann_works, campaign, templates, hand)

    shows_statistics(ann_works, campaign, hand)
    shows_money(ann_works, campaign, hand, ann)
    shows_the_funnel(ann_works, campaign, hand)


def rows_of(data: Data) -> list[dict[str, str]]:
    with (data.folder / "customers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sets_up(ann: User) -> Templates:
    for order, code in enumerate(["1-PLAN", "2-APP"], start=1):
        f.CampaignStatusFactory(code=code, description=code, order=order)
    f.SalespersonFactory(code="ANN", name="Ann", user=ann)
    f.StageFactory(cycle=f.SalesCycleFactory(proposed=True), chances=Decimal(40), completed=Decimal(25))
    efforts = {"LETTER": LETTER, "CALL": CALL, "REPLY": REPLY, "POSTED": POSTED, "MISTAKE": MISTAKE}
    templates = {
        code: f.InteractionTemplateFactory(
            code=code, unit_cost=cost, unit_duration=minutes, campaign_response=code == "REPLY"
        )
        for code, (cost, minutes) in efforts.items()
    }
    f.EventTemplateFactory(event="posted order", template=templates["POSTED"])
    return templates


def plans_and_activates(ann: Campaigner, data: Data) -> Campaign:
    ann.logs_in("ann")
    ann.imports("Salespeople", data.folder / "employees.csv")
    ann.imports("Item discount groups", data.folder / "categories.csv")
    ann.imports("Items", data.folder / "products.csv")
    ann.imports("Customers with their contact persons", data.folder / "customers.csv")
    for (item, _price), cost in zip((data.discounted, data.priced), COSTS, strict=True):
        ann.knows_the_cost(item, str(cost))
    campaign = ann.plans("Spring cheese", since=localdate(), budget=str(BUDGET))
    ann.opens_in_main("Sales Line Discounts")
    ann.types_a_row(data.discounted[0], "Line Discount %", "15")
    ann.opens(campaign.get_absolute_url())
    ann.opens_in_main("Sales Prices")
    ann.types_a_row(data.priced[0], "Unit Price", "29")
    ann.targets(campaign, "Germany", but=data.unticked)
    ann.activates(campaign)
    return campaign


def logs_two_segments(
    ann: Campaigner, campaign: Campaign, templates: Templates, data: Data, *, called: list[str]
) -> None:
    """One with a template on its header and a follow-up, one with the template on each line."""
    letters = campaign.segment_set.get()
    ann.sets(letters, template=templates["LETTER"])
    ann.logs(letters, follows_up=True)
    calls = ann.gathers(campaign, "Who may want more", called)
    ann.gives_each_line(calls, templates["CALL"])
    ann.logs(calls)


def responds(
    ann: Campaigner,
    campaign: Campaign,
    templates: Templates,
    data: Data,
    *,
    responders: list[str],
) -> None:
    responses = ann.gathers(campaign, "Who responded", responders)
    ann.sets(responses, template=templates["REPLY"], campaign_target=False)
    ann.logs(responses)
    cost, minutes = TOLD
    ann.hears_from(campaign, data.ticked, templates["REPLY"], cost=str(cost), duration=str(minutes))
    ann.sees_a_chance(str(CHANCE))


def sells(ann: Campaigner, data: Data) -> None:
    """To both who responded, and to one who is no target: that is not the campaign's."""
    items = [data.discounted[0], data.priced[0]]
    for customer, bought in zip((data.ticked, data.french), BOUGHT, strict=True):
        ann.sells(customer, DAY_INSIDE, {item: count for item, count in zip(items, bought, strict=True) if count})
    ann.sells(data.unticked, DAY_INSIDE, {data.priced[0]: 5})


def cancels_and_deletes_the_follow_up(ann: Campaigner, campaign: Campaign, templates: Templates, hand: Hand) -> None:
    """It was logged by mistake: canceled it stays listed and counts nowhere, then it goes with its interactions."""
    follow_up = campaign.segment_set.get()
    ann.sets(follow_up, template=templates["MISTAKE"], campaign_target=True)
    ann.logs(follow_up)
    entry = CampaignEntry.objects.get(segment_number=follow_up.number)
    shows_cost(ann, campaign, hand.cost + hand.germans * MISTAKE[0])
    ann.cancels(entry)
    shows_cost(ann, campaign, hand.cost)
    assert Interaction.objects.filter(campaign_entry=entry, cancelled=True).count() == hand.germans
    ann.deletes(entry)
    assert not CampaignEntry.objects.filter(pk=entry.pk).exists()
    assert Interaction.objects.count() == hand.interactions


def shows_cost(ann: Campaigner, campaign: Campaign, cost: Decimal) -> None:
    ann.opens_page_of("interactions:campaign_statistics", campaign)
    assert number(ann.figures()["Cost"].locator(".tile-value").inner_text()) == cost


def shows_statistics(ann: Campaigner, campaign: Campaign, hand: Hand) -> None:
    """Each figure; the number of different contacts beside it; and the rows behind each that has some."""
    ann.opens_page_of("interactions:campaign_statistics", campaign)
    is_accessible(ann.page)
    fits_a_phone(ann.page)
    tiles = ann.figures()
    assert {label: number(tile.locator(".tile-value").inner_text()) for label, tile in tiles.items()} == hand.statistics
    for label, count in hand.different.items():
        expect(tiles[label].locator(".tile-note")).to_have_text(f"{count} different contacts")
    addresses = {label: tile.get_attribute("href") for label, tile in tiles.items()}
    behind: dict[str, Callable[[list[Row]], Decimal]] = {
        "Target Contacts Contacted": counted,
        "Contacts Responded": counted,
        "Cost": summed("Cost"),
        "Duration (Min.)": summed("Duration (Min.)"),
        "No. of opportunities": counted,
        "Estimated value": summed("Value"),
        "Current value": summed("Current value"),
    }
    assert {label for label, address in addresses.items() if address} == behind.keys()
    for label, of_rows in behind.items():
        ann.opens(str(addresses[label]))
        assert of_rows(ann.rows()) == hand.statistics[label], label
    for label, count in hand.different.items():
        ann.opens(str(addresses[label]))
        assert len({row["Contact No."] for row in ann.rows()}) == count


def shows_money(ann: Campaigner, campaign: Campaign, hand: Hand, user: User) -> None:
    shown = ["quantity", "list_price", "unit_price", "discount_percent", "amount", "unit_cost"]
    personal.choose_columns(user, "items:entries", shown)
    ann.opens_page_of("sales:money", campaign)
    is_accessible(ann.page)
    fits_a_phone(ann.page)
    steps = {
        row.locator("th").inner_text(): row.locator("td.num") for row in ann.page.locator("table.fall tbody tr").all()
    }
    facts = ann.facts("Budget and margin")
    assert {label: number(cell.inner_text()) for label, cell in steps.items()} == hand.steps
    assert {label: number(cell.inner_text()) for label, cell in facts.items()} == hand.budget
    behind: dict[str, Callable[[list[Row]], Decimal]] = {
        "List value": summed("List price", "Quantity"),
        "Discount given": lambda rows: summed("Amount")(rows) - summed("List price", "Quantity")(rows),
        "Cost of goods": lambda rows: -summed("Unit Cost", "Quantity")(rows),
        "Campaign cost": lambda rows: -summed("Cost")(rows),
        "Spent on interactions so far": summed("Cost"),
        "Lines sold": counted,
        "Sold at its prices": summed("Amount"),
        "Margin": lambda rows: summed("Amount")(rows) - summed("Unit Cost", "Quantity")(rows),
    }
    expected = hand.steps | hand.budget
    addresses = {label: address_in(cell) for label, cell in (steps | facts).items()}
    assert {label for label, address in addresses.items() if address} == behind.keys()
    for label, of_rows in behind.items():
        ann.opens(addresses[label])
        assert of_rows(ann.rows()) == expected[label], label


def shows_the_funnel(ann: Campaigner, campaign: Campaign, hand: Hand) -> None:
    """Companies, each once: all of the letters but one, and the one from abroad with its person."""
    ann.opens_page_of("interactions:campaign_statistics", campaign)
    bars = ann.page.get_by_role("region", name="From target to buyer").locator("tbody tr").all()
    shown = {bar.locator("th").inner_text(): int(bar.locator("td.num").inner_text()) for bar in bars}
    spoken = hand.germans
    assert shown == {"Targeted": spoken, "Contacted": spoken, "Responded": 2, "Quoted": 2, "Bought": 2}
    behind = {bar.locator("th").inner_text(): address_in(bar.locator("th")) for bar in bars}
    for step, address in behind.items():
        ann.opens(address)
        assert counted(ann.rows()) == shown[step], step


def address_in(cell: Locator) -> str:
    link = cell.locator("a")
    return str(link.get_attribute("href")) if link.count() else ""


def counted(rows: list[Row]) -> Decimal:
    return Decimal(len(rows))


def summed(*columns: str) -> Callable[[list[Row]], Decimal]:
    """The sum over the rows of the product of these columns."""

    def of_rows(rows: list[Row]) -> Decimal:
        total = Decimal(0)
        for row in rows:
            product = Decimal(1)
            for column in columns:
                product *= number(row[column])
            total += product
        return total

    return of_rows
