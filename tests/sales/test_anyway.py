"""What a line at a campaign's price would have cost without the campaign is known once it is sold."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Campaign
from contacts.models import Customer
from core.models import User
from items.models import SalesEntry
from items.models import WithoutCampaign as Without
from pricing.models import SalesPrice
from sales import lines, posting
from sales.models import SalesDocument
from tests import factories as f
from tests.conftest import Queries

Make = Callable[..., Any]


@pytest.fixture
def order(c_a: Customer) -> SalesDocument:
    return f.OrderFactory(number="SO1", sell_to=c_a.contact)


@pytest.fixture
def post(bob: User) -> Make:
    def sell(order: SalesDocument) -> Decimal | None:
        posting.post(order, on=f.A_DAY, by=bob, at=f.A_MOMENT)
        return SalesEntry.objects.order_by("-pk")[0].price_without_campaign

    return sell


@pytest.mark.parametrize(
    ("offers", "expected", "without"),
    [
        ([("price", 80)], 100, Without.DEARER),
        ([("price", 80), ("all", 90)], 90, Without.DEARER),
        ([("price", 80), ("all discount", 20)], 80, Without.DEARER),
        ([("discount", 10)], 100, Without.DEARER),
        ([("discount", 10), ("all discount", 5)], 95, Without.DEARER),
        ([("price", 120)], 100, Without.ANYWAY),
    ],
)
def test_a_line_would_have_had_the_next_price(
    offers: list[tuple[str, float]],
    expected: int,
    without: Without,
    *,
    order: SalesDocument,
    add: Make,
    post: Make,
    price: Make,
    discount: Make,
    k1: Campaign,
) -> None:
    makers: dict[str, Callable[[float], Any]] = {
        "price": lambda amount: price(amount, campaign=k1),
        "all": price,
        "discount": lambda percent: discount(percent, campaign=k1),
        "all discount": discount,
    }
    for kind, amount in offers:
        makers[kind](amount)
    add(order, 3)
    assert post(order) == expected
    found = [each for each in Without if SalesEntry.objects.filter(each.condition).exists()]
    assert found == [without]


def test_a_line_without_a_campaign_has_no_such_price(order: SalesDocument, add: Make, post: Make, price: Make) -> None:
    price(70)
    add(order)
    assert post(order) is None
    assert not any(SalesEntry.objects.filter(each.condition).exists() for each in Without)


def test_another_campaign_would_have_given_its_price(
    order: SalesDocument, add: Make, post: Make, price: Make, k1: Campaign, campaign: Make, c_a: Customer
) -> None:
    price(80, campaign=k1)
    price(85, campaign=campaign(c_a))
    add(order)
    assert post(order) == 85


def test_a_price_typed_by_hand_stays_and_only_the_discount_goes(
    order: SalesDocument, add: Make, change: Make, post: Make, discount: Make, k1: Campaign
) -> None:
    discount(10, campaign=k1)
    change(add(order), unit_price=Decimal(70))
    assert post(order) == 70


def test_a_price_picked_by_hand_stays_unless_it_is_the_campaigns(
    order: SalesDocument, add: Make, post: Make, price: Make, discount: Make, k1: Campaign, c_a: Customer, bob: User
) -> None:
    discount(10, campaign=k1)
    dear: SalesPrice = price(95, customer=c_a)
    price(90)
    line = lines.pick(add(order), dear, by=bob, at=f.A_MOMENT)
    assert (line.unit_price, line.campaign_credited) == (95, k1.pk)
    assert post(order) == 95


def test_it_is_kept_per_base_unit_in_local_currency(
    add: Make, post: Make, price: Make, k1: Campaign, c_a: Customer
) -> None:
    dollar = f.CurrencyFactory(code="USD")
    f.ExchangeRateFactory(currency=dollar, rate=Decimal("0.8"))
    price(80, campaign=k1)
    order = f.OrderFactory(sell_to=c_a.contact, currency=dollar)
    add(order, 2, unit=f.UnitFactory(code="BOX"))
    assert post(order) == 100


def test_an_order_is_posted_though_the_price_cannot_be_asked_any_more(
    order: SalesDocument, add: Make, post: Make, price: Make, k1: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    price(80, campaign=k1)
    add(order)
    order.currency = f.CurrencyFactory(code="USD")
    f.ExchangeRateFactory(currency=order.currency, rate=Decimal("0.8"), starting_date=f.A_DAY)
    order.save()
    SalesDocument.objects.update(document_date="2026-01-01")
    order.refresh_from_db()
    assert post(order) is None


def test_fifty_lines_take_as_many_statements_as_two(
    add: Make, post: Make, price: Make, k1: Campaign, c_a: Customer, queries: Queries
) -> None:
    price(80, campaign=k1)

    def order_of(count: int) -> SalesDocument:
        made = f.OrderFactory(sell_to=c_a.contact)
        first = add(made)
        for position in range(2, count + 1):
            f.SalesLineFactory(document=made, position=position, item=first.item, price_campaign=k1)
        return made

    two, fifty = order_of(2), order_of(50)
    assert queries(lambda: post(fifty)) == queries(lambda: post(two)) <= 23


def test_the_list_of_entries_finds_what_was_sold_as_cheap_anyway(as_bob: Client, k1: Campaign) -> None:
    sold = {"campaign": k1, "unit_price": 319, "discount_percent": 8, "amount": Decimal("293.48")}
    anyway = f.SalesEntryFactory(**sold, price_without_campaign=Decimal("293.48"))
    dearer = f.SalesEntryFactory(**sold, price_without_campaign=Decimal("293.49"))
    unknown = f.SalesEntryFactory(**sold)
    f.SalesEntryFactory()
    for chosen, entry in (("anyway", anyway), ("dearer", dearer), ("unknown", unknown)):
        rows = as_bob.get(f"/items/entries/?campaign={k1.pk}&without={chosen}").context["rows"]
        assert [row.row for row in rows] == [entry]
    assert as_bob.get("/items/entries/?without=nonsense").status_code == 200
