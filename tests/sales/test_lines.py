"""The document half of the price cases: what a line of a quote or of an order gets, keeps, and refuses."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from campaigns.models import Campaign
from contacts.models import Customer
from core.errors import Refused
from core.models import User
from items.models import Item
from sales import lines
from sales.models import SalesDocument, SalesLine
from tests import factories as f

Make = Callable[..., Any]


@pytest.fixture(params=list(SalesDocument.Kind))
def kind(request: pytest.FixtureRequest) -> str:
    """Quotes and orders alike."""
    return str(request.param)


def got(line: SalesLine) -> tuple[Decimal, Decimal, Decimal]:
    """Price, discount and amount as they stand in the database."""
    line.refresh_from_db()
    return line.unit_price, line.discount_percent, line.amount


def test_cp_76_minimum_quantities_of_price_and_discount(
    quote: Make, add: Make, price: Make, discount: Make, k1: Campaign, c_a: Customer
) -> None:
    price(80, campaign=k1, minimum_quantity=5)
    discount(10, campaign=k1, minimum_quantity=8)
    document = quote(c_a)
    assert [got(add(document, quantity)) for quantity in (4, 5, 8)] == [
        (Decimal(100), Decimal(0), Decimal(400)),
        (Decimal(80), Decimal(0), Decimal(400)),
        (Decimal(80), Decimal(10), Decimal(576)),
    ]


def test_cp_77_not_activated_no_campaign_price(
    quote: Make, add: Make, price: Make, campaign: Make, c_a: Customer
) -> None:
    price(80, campaign=campaign(c_a, active=False))
    document = quote(c_a)
    assert [got(add(document, quantity))[:2] for quantity in (4, 5, 8)] == [(Decimal(100), Decimal(0))] * 3


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 2, 28), 100, id="CP-79 the day before"),
        pytest.param(date(2026, 3, 1), 80, id="CP-79 the first day"),
        pytest.param(
            date(2026, 3, 31), 80, id="CP-79 CP-82 the last day: a quote and an order ask by their document date"
        ),
        pytest.param(date(2026, 4, 1), 100, id="CP-79 the day after"),
    ],
)
def test_the_document_date_decides(
    day: date, expected: int, quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer
) -> None:
    price(80, campaign=k1)
    line = add(quote(c_a, document_date=day))
    assert got(line)[0] == expected
    assert line.priced_on == day


def test_cp_86_a_new_line_after_deactivation_gets_the_group_price(
    quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer, c_c: Customer
) -> None:
    c_a.price_group = wholesale = f.PriceGroupFactory(code="WH")
    c_a.save()
    price(85, customer=c_a)
    price(82, price_group=wholesale)
    price(90)
    price(80, campaign=k1)
    document = quote(c_a)
    first = add(document)
    k1.deactivate(by=None, at=f.A_MOMENT)
    assert (got(first)[0], got(add(document))[0], got(add(quote(c_c)))[0]) == (Decimal(80), Decimal(82), Decimal(90))


def test_cp_88_the_campaign_on_the_head_grants_nothing(
    quote: Make, add: Make, price: Make, campaign: Make, k1: Campaign, c_a: Customer
) -> None:
    cheaper = campaign(c_a)
    price(80, campaign=k1)
    price(70, campaign=cheaper)
    aimed_at_nobody = campaign()
    price(10, campaign=aimed_at_nobody)
    assert got(add(quote(c_a, campaign=k1)))[0] == Decimal(70)
    assert got(add(quote(c_a, campaign=aimed_at_nobody)))[0] == Decimal(70)


def test_cp_91_the_one_who_pays_decides(
    quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer, c_c: Customer
) -> None:
    price(80, campaign=k1)
    assert got(add(quote(c_c, bill_to=c_a.contact)))[0] == Decimal(80)
    assert got(add(quote(c_a, bill_to=c_c.contact)))[0] == Decimal(100)


def test_a_contact_who_is_no_customer_gets_the_campaign_price(
    quote: Make, add: Make, price: Make, campaign: Make
) -> None:
    prospect = f.CompanyFactory()
    aimed = campaign()
    f.SegmentLineFactory(segment=aimed.segment_set.get(), contact=prospect, campaign_target=True)
    price(80, campaign=aimed)
    assert got(add(quote(prospect)))[0] == Decimal(80)


def test_cp_92_minimum_quantity_to_the_last_decimal(
    quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer
) -> None:
    price(80, campaign=k1, minimum_quantity=5)
    document = quote(c_a)
    assert (got(add(document, 4.99999))[0], got(add(document, 5))[0]) == (Decimal(100), Decimal(80))


def test_cp_94_boxes_and_pieces_and_changing_between_them(
    quote: Make, add: Make, change: Make, price: Make, k1: Campaign, c_a: Customer
) -> None:
    box = f.UnitFactory(code="BOX")
    price(450, campaign=k1, unit=box, minimum_quantity=2)
    document = quote(c_a)
    assert got(add(document, 2, unit=box))[0] == Decimal(450)
    assert got(add(document, 1, unit=box))[0] == Decimal(500)
    pieces = add(document, 10)
    assert got(pieces)[0] == Decimal(100)
    assert got(change(pieces, unit=box))[0] == Decimal(450)


def test_cp_98_a_typed_price_stays_and_the_system_says_what_it_would_be(
    quote: Make, add: Make, change: Make, price: Make, c_a: Customer, bob: User
) -> None:
    price(90, minimum_quantity=10)
    line = change(add(quote(c_a), 3), unit_price=Decimal("77.00"))
    assert (line.price_by_hand, line.by_hand_user, line.by_hand_at) == (True, bob, f.A_MOMENT)
    line = change(line, quantity=Decimal(4))
    assert got(line)[0] == Decimal(77)
    assert (line.better_known, line.system_price) == (True, Decimal(100))
    line = change(line, quantity=Decimal(10))
    assert (got(line)[0], line.system_price) == (Decimal(77), Decimal(90))


def test_a_price_taken_back_is_the_systems_again(quote: Make, add: Make, change: Make, c_a: Customer) -> None:
    line = change(add(quote(c_a)), unit_price=Decimal(77))
    line = change(line, unit_price=None)
    assert got(line)[0] == Decimal(100)
    assert not line.is_by_hand


def test_a_typed_price_belongs_to_no_campaign(
    quote: Make, add: Make, change: Make, price: Make, discount: Make, k1: Campaign, c_a: Customer
) -> None:
    price(80, campaign=k1)
    discount(10, campaign=k1)
    line = change(add(quote(c_a)), unit_price=Decimal(77))
    assert (line.price_campaign, line.price_row, line.discount_campaign) == (None, None, k1)
    assert got(line) == (Decimal(77), Decimal(10), Decimal("69.30"))


def test_another_item_begins_anew(quote: Make, add: Make, change: Make, i1: Item, c_a: Customer) -> None:
    line = change(add(quote(c_a), variant=i1.variants.get(code="V1")), unit_price=Decimal(77))
    other = f.ItemFactory(unit_price=12, base_unit=f.UnitFactory(code="KG"))
    line = change(line, item=other)
    assert got(line)[0] == Decimal(12)
    assert (line.variant, line.unit.code, line.is_by_hand) == (None, "KG", False)


def test_a_new_line_is_in_the_items_sales_unit(quote: Make, add: Make, i1: Item, c_a: Customer) -> None:
    i1.sales_unit = f.UnitFactory(code="BOX")
    i1.save()
    line = add(quote(c_a))
    assert (line.unit.code, got(line)[0]) == ("BOX", Decimal(500))


def test_cp_107_a_discount_alone_and_on_a_price(
    quote: Make, add: Make, price: Make, discount: Make, k1: Campaign, c_a: Customer
) -> None:
    discount(10, campaign=k1)
    document = quote(c_a)
    line = add(document, 5)
    assert got(line) == (Decimal(100), Decimal(10), Decimal(450))
    assert line.discount_amount == Decimal(50)
    price(80, campaign=k1)
    assert got(add(document, 5)) == (Decimal(80), Decimal(10), Decimal(360))


def test_cp_110_a_price_that_allows_no_discount(
    quote: Make, add: Make, price: Make, discount: Make, k1: Campaign, c_a: Customer
) -> None:
    price(80, campaign=k1, allow_line_discount=False)
    discount(20, campaign=k1)
    line = add(quote(c_a))
    assert got(line)[:2] == (Decimal(80), Decimal(0))
    assert line.allow_line_discount is False


@pytest.mark.parametrize(
    ("customer_allows", "row_allows", "expected"),
    [
        pytest.param(False, None, 0, id="CP-112 customer no, no price row"),
        pytest.param(False, True, 10, id="CP-112 customer no, row yes"),
        pytest.param(False, False, 0, id="CP-112 customer no, row no"),
        pytest.param(True, False, 0, id="CP-112 customer yes, row no"),
        pytest.param(True, None, 10, id="CP-112 customer yes, no price row"),
    ],
)
def test_who_allows_a_line_discount(
    customer_allows: bool, row_allows: bool | None, expected: int, quote: Make, add: Make, price: Make, discount: Make
) -> None:
    customer = f.CustomerFactory(allow_line_discount=customer_allows)
    discount(10)
    if row_allows is not None:
        price(80, allow_line_discount=row_allows)
    assert got(add(quote(customer)))[1] == expected


def test_cp_115_amounts_are_rounded_once(quote: Make, add: Make, discount: Make, i1: Item, c_a: Customer) -> None:
    i1.unit_price = Decimal("33.33")
    i1.save()
    discount(12.5)
    line = add(quote(c_a), 3)
    assert (line.discount_amount, got(line)[2]) == (Decimal("12.50"), Decimal("87.49"))


def test_cp_116_less_than_the_minimum_allows_the_discount_again(
    quote: Make, add: Make, change: Make, price: Make, discount: Make, c_a: Customer
) -> None:
    price(80, minimum_quantity=10, allow_line_discount=False)
    discount(10)
    line = add(quote(c_a), 10)
    assert got(line)[:2] == (Decimal(80), Decimal(0))
    assert got(change(line, quantity=Decimal(5)))[:2] == (Decimal(100), Decimal(10))


def test_cp_118_price_and_discount_of_two_campaigns_combine(
    quote: Make, add: Make, price: Make, discount: Make, campaign: Make, k1: Campaign, c_a: Customer
) -> None:
    k2 = campaign(c_a)
    price(80, campaign=k1)
    discount(10, campaign=k2)
    line = add(quote(c_a))
    assert got(line) == (Decimal(80), Decimal(10), Decimal(72))
    assert line.campaigns == (k1, k2)


def test_a_line_keeps_what_it_used_when_the_row_is_gone(
    quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer
) -> None:
    row = price(80, campaign=k1)
    line = add(quote(c_a))
    assert (line.price_row, line.price_campaign, line.list_price) == (row, k1, Decimal(100))
    row.delete()
    line.refresh_from_db()
    assert (line.price_row, line.price_campaign, line.unit_price) == (None, k1, Decimal(80))
    used = [reason for reason in line.reasons if reason["verdict"] == "used" and reason["kind"] == "price"]
    assert [(reason["source"], reason["source_code"]) for reason in used] == [("campaign", k1.number)]


def blocked_item(_: Any) -> dict[str, Any]:
    return {"item": f.ItemFactory(blocked=True)}


def foreign_variant(_: Any) -> dict[str, Any]:
    return {"variant": f.ItemVariantFactory(code="X9")}


def foreign_unit(_: Any) -> dict[str, Any]:
    return {"unit": f.UnitFactory(code="TON")}


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        pytest.param(lambda _: {"quantity": -5}, "quantity", "cannot be negative", id="CP-92 a negative quantity"),
        pytest.param(blocked_item, "item", "is blocked", id="a blocked item"),
        pytest.param(foreign_variant, "variant", "X9 is not one of item", id="a variant of another item"),
        pytest.param(foreign_unit, "unit", "has no unit TON", id="a unit the item lacks"),
    ],
)
def test_a_line_refuses(
    values: Callable[[Any], dict[str, Any]], field: str, sentence: str, quote: Make, add: Make, c_a: Customer
) -> None:
    document = quote(c_a)
    with pytest.raises(lines.LineRefused, match=sentence) as refusal:
        add(document, **values({}))
    assert refusal.value.field == field
    assert not document.lines.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"unit_price": Decimal(-1)}, "unit_price", id="a negative price"),
        pytest.param({"discount_percent": Decimal("100.01")}, "discount_percent", id="more than 100 %"),
        pytest.param({"quantity": Decimal(-1)}, "quantity", id="a negative quantity"),
    ],
)
def test_a_change_refuses(
    values: dict[str, Decimal], field: str, quote: Make, add: Make, change: Make, c_a: Customer
) -> None:
    line = add(quote(c_a), 2)
    with pytest.raises(lines.LineRefused) as refusal:
        change(line, **values)
    assert refusal.value.field == field
    assert got(line) == (Decimal(100), Decimal(0), Decimal(200))


def test_a_foreign_currency_without_a_rate_is_refused(quote: Make, add: Make, c_a: Customer) -> None:
    document = quote(c_a, currency=f.CurrencyFactory(code="USD"))
    with pytest.raises(Refused, match="USD has no exchange rate on 2026-03-10"):
        add(document)


def test_a_foreign_currency_converts_the_items_price(quote: Make, add: Make, c_a: Customer) -> None:
    dollar = f.CurrencyFactory(code="USD")
    f.ExchangeRateFactory(currency=dollar, rate=Decimal("0.8"))
    assert got(add(quote(c_a, currency=dollar)))[0] == Decimal(125)
