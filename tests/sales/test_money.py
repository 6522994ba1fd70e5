"""What a campaign cost and brought: every figure as one would count it by hand."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from contacts.models import Customer
from core import personal
from core.models import User
from items.models import WithoutCampaign as Without
from sales import posting
from sales.money import Money, Sold, money_of, results_of, sold_by
from sales.waterfall import bars_of, steps_of
from tests import factories as f
from tests.conftest import Queries

Make = Callable[..., Any]
D = Decimal


@pytest.fixture
def busy(campaign: Make) -> Campaign:
    """Three lines at its prices, two letters that count, two that do not; and what belongs to others."""
    made: Campaign = campaign(budget=D(500), description="Spring chairs")
    sold(made, 10, 100, 80, cost=60, day=date(2026, 3, 5), without=90)
    sold(made, 2, 100, 90, cost=60, day=date(2026, 3, 20), without=90)
    sold(made, 1, 50, 55, cost=20, day=date(2026, 3, 25))
    sold(None, 7, 100, 100, cost=60, day=date(2026, 3, 5))
    for cost, values in (
        (30, {"date": date(2026, 3, 2)}),
        (45, {"date": date(2026, 3, 22)}),
        (1000, {"cancelled": True}),
        (1000, {"postponed": True}),
    ):
        f.InteractionFactory(campaign=made, cost=cost, **{"date": date(2026, 3, 3), **values})
    f.InteractionFactory(campaign=campaign(), cost=1000)
    return made


def sold(
    made: Campaign | None, quantity: int, listed: int, paid: int, *, cost: int, day: date, without: int | None = None
) -> None:
    f.SalesEntryFactory(
        campaign=made,
        quantity=quantity,
        list_price=listed,
        unit_price=paid,
        amount=quantity * paid,
        unit_cost=cost,
        posting_date=day,
        price_without_campaign=without,
    )


def test_every_figure_is_the_one_counted_by_hand(busy: Campaign) -> None:
    money = money_of(busy)
    assert money.sold == Sold(lines=3, list_value=D(1250), amount=D(1035), cost_of_goods=D(740))
    assert (money.sold.discount, money.sold.margin) == (D(215), D(295))
    assert (money.cost, money.result) == (D(75), D(220))
    assert (money.budget, money.budget_left) == (D(500), D(425))


def test_lines_as_cheap_without_the_campaign_stand_apart(busy: Campaign) -> None:
    money = money_of(busy)
    assert money.without == {
        Without.DEARER: Sold(1, D(1000), D(800), D(600)),
        Without.ANYWAY: Sold(1, D(200), D(180), D(120)),
        Without.UNKNOWN: Sold(1, D(50), D(55), D(20)),
    }


@pytest.mark.parametrize(
    ("since", "until", "lines", "cost"),
    [
        (date(2026, 3, 20), None, 2, 45),
        (None, date(2026, 3, 20), 2, 30),
        (date(2026, 3, 5), date(2026, 3, 5), 1, 0),
        (date(2027, 1, 1), None, 0, 0),
    ],
)
def test_the_days_asked_for_hold_for_all_but_the_budget(
    since: date | None, until: date | None, lines: int, cost: int, busy: Campaign
) -> None:
    money = money_of(busy, since=since, until=until)
    assert (money.sold.lines, money.cost, money.budget_left) == (lines, cost, D(425))


def test_a_campaign_without_anything_has_noughts_and_no_budget(campaign: Make) -> None:
    money = money_of(campaign())
    assert (money.sold.lines, money.sold.amount, money.cost, money.result) == (0, 0, 0, 0)
    assert (money.budget, money.budget_left) == (None, None)


def test_figures_take_two_statements_for_any_number_of_lines(busy: Campaign, queries: Queries) -> None:
    assert queries(lambda: money_of(busy)) == 2
    for _more in range(20):
        sold(busy, 1, 100, 80, cost=60, day=date(2026, 3, 5))
    assert queries(lambda: money_of(busy)) == 2


def test_the_page_asks_no_more_for_many_lines_than_for_few(busy: Campaign, as_ann: Client, queries: Queries) -> None:
    page = reverse("sales:money", args=[busy.number])
    asked = queries(lambda: as_ann.get(page))
    for _more in range(20):
        sold(busy, 1, 100, 80, cost=60, day=date(2026, 3, 5))
        f.InteractionFactory(campaign=busy)
    assert queries(lambda: as_ann.get(page)) == asked <= 14


# --- the waterfall ------------------------------------------------------------------------------------


def test_the_waterfall_leads_from_the_list_value_to_the_result(busy: Campaign) -> None:
    steps = steps_of(money_of(busy))
    assert [(step.name, step.amount, step.start, step.end) for step in steps] == [
        ("list_value", 1250, 0, 1250),
        ("discount", -215, 1250, 1035),
        ("cost_of_goods", -740, 1035, 295),
        ("cost", -75, 295, 220),
        ("result", 220, 0, 220),
    ]
    assert [step.tone for step in steps] == ["whole", "less", "less", "less", "good"]


def test_bars_are_parts_of_the_width(busy: Campaign) -> None:
    nought, bars = bars_of(steps_of(money_of(busy)))
    assert nought == "0.00%"
    assert [(bar.x, bar.width) for bar in bars] == [
        ("0.00%", "100.00%"),
        ("82.80%", "17.20%"),
        ("23.60%", "59.20%"),
        ("17.60%", "6.00%"),
        ("0.00%", "17.60%"),
    ]


def test_a_loss_goes_below_nought() -> None:
    money = Money(Sold(1, D(100), D(80), D(90)), {}, cost=D(20), budget=None, cost_so_far=D(20))
    nought, bars = bars_of(steps_of(money))
    assert money.result == -30
    assert nought == "23.08%"
    assert (bars[-1].x, bars[-1].width, bars[-1].step.tone) == ("0.00%", "23.08%", "bad")


# --- the pages ----------------------------------------------------------------------------------------


def test_each_figure_leads_to_the_rows_behind_it(as_ann: Client, busy: Campaign) -> None:
    page = as_ann.get(reverse("sales:money", args=[busy.number]), {"since": "2026-03-20"})
    soup = BeautifulSoup(page.content, "html.parser")
    links = {link.get_text(): str(link["href"]) for link in soup.select("main a") if "entries" in str(link["href"])}
    shown = as_ann.get(links["250.00"]).context
    assert (shown["count"], page.context["money"].sold.list_value) == (2, 250)
    without = [str(link["href"]) for link in soup.select('[aria-labelledby="without"] td:nth-child(2) a')]
    assert [as_ann.get(address).context["count"] for address in without] == [0, 1, 1]


def test_the_page_says_it_in_words_and_pictures(as_ann: Client, busy: Campaign) -> None:
    shown = as_ann.get(reverse("sales:money", args=[busy.number])).content.decode()
    for words in ("1,250.00", "-215.00", "-740.00", "-75.00", "220.00", "425.00", "As cheap anyway"):
        assert words in shown
    assert shown.count("<rect") == 5
    assert "each line for one campaign only" in shown
    box = as_ann.get(reverse("sales:main_figures", args=[busy.number])).content.decode()
    for words in ("1,035.00", "215.00", "295.00", "75.00", "220.00", "425.00"):
        assert words in box


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"since": "2026-03-20", "until": "2026-03-19"}, "The last day must not lie before the first."),
        ({"since": "nonsense"}, "Enter a valid date."),
    ],
)
def test_days_that_make_no_sense_are_told(asked: dict[str, str], sentence: str, as_ann: Client, busy: Campaign) -> None:
    page = as_ann.get(reverse("sales:money", args=[busy.number]), asked)
    assert (page.status_code, sentence in page.content.decode()) == (200, True)


@pytest.mark.parametrize(("name", "may_see"), [("ann", True), ("cleo", True), ("bob", False), ("dana", False)])
def test_only_who_may_see_costs_sees_the_money(name: str, may_see: bool, busy: Campaign, request: Any) -> None:
    client = Client()
    client.force_login(request.getfixturevalue(name))
    for page in ("money", "main_figures", "uplift"):
        assert client.get(reverse(f"sales:{page}", args=[busy.number])).status_code == (200 if may_see else 403)
    assert (
        reverse("sales:money", args=[busy.number]) in client.get(busy.get_absolute_url()).content.decode()
    ) == may_see


# --- the list of campaigns ----------------------------------------------------------------------------


def test_the_list_can_show_what_was_sold_and_the_result(
    as_ann: Client, ann: User, as_bob: Client, bob: User, busy: Campaign
) -> None:
    quiet = f.CampaignFactory()
    assert results_of([busy, quiet]) == {busy.pk: D(220), quiet.pk: D(0)}
    assert {key: each.amount for key, each in sold_by([busy, quiet]).items()} == {busy.pk: D(1035), quiet.pk: D(0)}
    for person in (ann, bob):
        personal.choose_columns(person, "campaigns:list", ["number", "sold", "result"])
    counts = as_ann.get(reverse("campaigns:list"), {"later": f"{busy.pk},{quiet.pk}"}).content.decode()
    assert f'<span id="sold-{busy.pk}" hx-swap-oob="true">1,035.00</span>' in counts
    assert f'<span id="result-{busy.pk}" hx-swap-oob="true">220.00</span>' in counts
    others = as_bob.get(reverse("campaigns:list"), {"later": f"{busy.pk}"}).content.decode()
    assert f'<span id="sold-{busy.pk}" hx-swap-oob="true">1,035.00</span>' in others
    assert "220.00" not in others


def test_the_columns_take_three_statements_for_any_number_of_campaigns(busy: Campaign, queries: Queries) -> None:
    rows = [busy, *f.CampaignFactory.create_batch(20)]
    assert queries(lambda: results_of(rows)) == 2
    assert queries(lambda: sold_by(rows)) == 1


def test_a_customer_in_two_campaigns_is_credited_to_the_one_whose_price_was_used(
    campaign: Make, c_a: Customer, price: Make, discount: Make, add: Make, bob: User
) -> None:
    dear, cheap = campaign(c_a), campaign(c_a)
    price(80, campaign=dear)
    price(70, campaign=cheap)
    order = f.OrderFactory(sell_to=c_a.contact)
    add(order)
    posting.post(order, on=f.A_DAY, by=bob, at=f.A_MOMENT)
    assert [money_of(each).sold.lines for each in (dear, cheap)] == [0, 1]
    assert money_of(cheap).without[Without.DEARER].lines == 1
