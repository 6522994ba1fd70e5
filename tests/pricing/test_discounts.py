"""Which discount a line gets, and its amounts (cases G)."""

from decimal import Decimal

import pytest

from pricing.amounts import line_amounts
from tests.factories import DiscountGroupFactory
from tests.pricing.conftest import World


def test_cp_107_the_discount_of_a_campaign(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.discount(world.k1, "10")
    answer = world.ask(world.co_a, "5")
    assert (answer.unit_price, answer.discount_percent) == (100, 10)
    assert world.amounts(answer, "5") == (Decimal(50), Decimal(450))
    world.price(world.k1, "80")
    answer = world.ask(world.co_a, "5")
    assert (answer.unit_price, answer.discount_percent) == (80, 10)
    assert world.amounts(answer, "5").amount == 360


def test_cp_109_the_highest_of_item_and_item_discount_group(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.discount(world.k1, "10")
    group = world.discount(world.k1, "15", item=None, item_group=world.i1.discount_group)
    answer = world.ask(world.co_a)
    assert (answer.discount_percent, answer.discount_row_id) == (15, group.pk)
    assert answer.discount_campaign_id == world.k1.pk


def test_cp_110_a_price_that_allows_no_line_discount(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80", allow_line_discount=False)
    world.discount(world.k1, "20")
    answer = world.ask(world.co_a)
    assert (answer.unit_price, answer.discount_percent, answer.allow_line_discount) == (80, 0, False)
    assert answer.discount_row_id is None


@pytest.mark.parametrize(
    ("customer_allows", "row_allows", "expected"),
    [
        pytest.param(False, None, "0", id="CP-112 the customer disallows, no price row"),
        pytest.param(False, True, "10", id="CP-112 the customer disallows, the row allows"),
        pytest.param(False, False, "0", id="CP-112 both disallow"),
        pytest.param(True, False, "0", id="CP-112 the customer allows, the row disallows"),
        pytest.param(True, None, "10", id="CP-112 the customer allows, no price row"),
    ],
)
def test_a_used_price_row_says_whether_a_discount_may_come_on_top(
    world: World, customer_allows: bool, row_allows: bool | None, expected: str
) -> None:
    world.c_a.allow_line_discount = customer_allows
    world.c_a.save()
    world.discount(None, "10")
    if row_allows is not None:
        world.price(None, "80", allow_line_discount=row_allows)
    assert world.ask(world.co_a).discount_percent == Decimal(expected)


@pytest.mark.parametrize(
    ("variant", "expected"),
    [pytest.param("v1", "5", id="CP-113 the variant's"), pytest.param(None, "10", id="CP-113 without variant")],
)
def test_the_more_specific_discount_wins_although_lower(world: World, variant: str | None, expected: str) -> None:
    world.discount(None, "5", variant=world.v1)
    world.discount(None, "10")
    asked = getattr(world, variant) if variant else None
    assert world.ask(world.co_a, variant=asked).discount_percent == Decimal(expected)


@pytest.mark.parametrize(
    ("quantity", "price", "percent", "expected"),
    [
        pytest.param("3", "33.33", "12.5", ("12.50", "87.49"), id="CP-115 halves away from zero"),
        pytest.param("1", "0.015", "0", ("0.00", "0.02"), id="the gross amount is rounded first"),
        pytest.param("2", "10", "100", ("20.00", "0.00"), id="the whole amount"),
    ],
)
def test_the_amounts_of_a_line(quantity: str, price: str, percent: str, expected: tuple[str, str]) -> None:
    found = line_amounts(quantity=Decimal(quantity), unit_price=Decimal(price), discount_percent=Decimal(percent))
    assert found == (Decimal(expected[0]), Decimal(expected[1]))


def test_cp_116_what_the_price_allows_is_asked_anew_each_time(world: World) -> None:
    world.price(None, "80", minimum_quantity=10, allow_line_discount=False)
    world.discount(None, "10")
    ten, five = world.ask(world.co_a, "10"), world.ask(world.co_a, "5")
    assert (ten.unit_price, ten.discount_percent) == (80, 0)
    assert (five.unit_price, five.discount_percent) == (100, 10)


def test_cp_118_price_and_discount_may_come_from_two_campaigns(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.active(world.k2, world.co_a)
    world.price(world.k1, "80")
    world.discount(world.k2, "10")
    answer = world.ask(world.co_a)
    assert (answer.price_campaign_id, answer.discount_campaign_id) == (world.k1.pk, world.k2.pk)


def test_discounts_never_add_up_and_the_highest_wins(world: World) -> None:
    group = DiscountGroupFactory()
    world.c_a.discount_group = group
    world.c_a.save()
    world.discount(None, "5")
    world.discount(group, "12.5")
    world.discount(world.c_a, "7")
    assert world.ask(world.co_a).discount_percent == Decimal("12.5")
    assert world.ask(world.co_c).discount_percent == 5


def test_a_discount_in_another_currency_or_unit_does_not_count(world: World) -> None:
    world.discount(None, "10", unit=world.box)
    assert world.ask(world.co_a).discount_percent == 0
    assert world.ask(world.co_a, unit=world.box).discount_percent == 10
