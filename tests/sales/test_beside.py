"""What quotes show on other cards and lists, and in columns one may choose."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from contacts.models import Customer
from core import deletion, personal
from core.models import User
from items.models import Item
from sales import factboxes
from sales.margins import margins
from sales.models import SalesDocument
from tests import factories as f

Make = Callable[..., Any]


@pytest.fixture
def document(quote: Make, add: Make, price: Make, discount: Make, k1: Campaign, c_a: Customer) -> SalesDocument:
    price(80, campaign=k1)
    discount(10, campaign=k1)
    made: SalesDocument = quote(c_a)
    add(made, 2)
    return made


def test_a_campaign_shows_the_quotes_and_orders_with_its_prices(
    document: SalesDocument, quote: Make, add: Make, k1: Campaign, c_a: Customer, bob: User
) -> None:
    add(document, 1)
    dollar = f.CurrencyFactory(code="USD")
    f.ExchangeRateFactory(currency=dollar, rate=Decimal("0.8"))
    add(quote(c_a, currency=dollar))
    add(quote(c_a, kind=SalesDocument.Kind.ORDER))
    figures = factboxes.quotes_with_prices_of(k1, bob)
    assert figures is not None
    assert [tuple(row.values()) for row in figures["rows"]] == [
        ("quote", None, 1, Decimal("216.00")),
        ("quote", "USD", 1, Decimal("90.00")),
        ("order", None, 1, Decimal("72.00")),
    ]


def test_who_may_see_no_quotes_sees_no_figures_of_them(k1: Campaign, eve: User) -> None:
    assert factboxes.quotes_with_prices_of(k1, eve) is None


def test_a_campaign_whose_prices_stand_on_quotes_is_not_deleted(document: SalesDocument, k1: Campaign) -> None:
    with pytest.raises(deletion.InUse, match="1 sales line at its prices"):
        deletion.delete(k1)


def test_the_list_finds_the_quotes_of_a_campaign(as_bob: Client, document: SalesDocument, k1: Campaign) -> None:
    on_its_head = f.SalesDocumentFactory(campaign=k1)
    other = f.SalesDocumentFactory()
    page = as_bob.get(reverse("sales:list"), {"campaign": k1.pk}).content.decode()
    assert document.number in page
    assert on_its_head.number in page
    assert other.number not in page


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_asks_the_same_for_any_number_of_quotes(
    count: int, as_bob: Client, queries: Callable[[Callable[[], Any]], int]
) -> None:
    for _position in range(count):
        f.SalesLineFactory(amount=Decimal(10))
    assert queries(lambda: as_bob.get(reverse("sales:list"))) <= 8


def test_a_margin_is_the_amount_less_the_cost_of_the_items(quote: Make, add: Make, i1: Item, c_a: Customer) -> None:
    i1.unit_cost = Decimal(60)
    i1.save()
    document = quote(c_a)
    line = add(document, 2, unit=f.UnitFactory(code="BOX"))
    assert margins(document.lines.for_card(), of=document) == {line.pk: Decimal(400)}


def test_the_margin_is_shown_to_those_who_may_see_costs(
    as_ann: Client, ann: User, as_bob: Client, bob: User, document: SalesDocument
) -> None:
    assert ">Margin</th>" not in as_ann.get(document.get_absolute_url()).content.decode()
    for person in (ann, bob):
        personal.choose_columns(person, "sales:lines", ["campaigns", "margin"])
    assert ">Margin</th>" in as_ann.get(document.get_absolute_url()).content.decode()
    page = as_bob.get(document.get_absolute_url()).content.decode()
    assert "Margin" not in page


def test_marketing_writes_quotes_too(as_ann: Client, document: SalesDocument, i1: Item) -> None:
    address = reverse("sales:add_line", args=[document.number])
    as_ann.post(address, {"item": i1.pk, "quantity": "1"}, headers={"HX-Request": "true"})
    assert document.lines.count() == 2


def test_a_quote_is_deleted_with_its_lines(as_bob: Client, document: SalesDocument) -> None:
    as_bob.post(reverse("sales:delete", args=[document.number]))
    assert not SalesDocument.objects.exists()
