"""Picking a row by hand (CP-103, CP-119)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pricing.party import party_of
from pricing.picking import CannotPick, discounts_on_offer, pick_discount, pick_price, prices_on_offer
from tests.factories import CurrencyFactory, ExchangeRateFactory
from tests.pricing.conftest import W, World


def test_cp_103_the_list_has_all_rows_of_the_party_that_have_not_ended(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.active(world.k2, world.co_c)
    listed = [
        world.price(world.k1, "80"),
        world.price(None, "70", starting_date=date(2026, 3, 11)),
        world.price(None, "60", minimum_quantity=10),
        world.price(None, "450", unit=world.box),
        world.price(None, "90", currency=CurrencyFactory(code="EUR")),
    ]
    world.price(None, "50", ending_date=date(2026, 3, 9))
    world.price(world.k2, "40")
    world.price(world.c_c, "30")
    question = world.ask(world.co_a).choice.question
    offered = prices_on_offer(question, party=party_of(world.co_a), on=W)
    assert set(offered) == set(listed)
    assert not prices_on_offer(question, party=party_of(world.co_a), on=date(2026, 4, 1)).filter(campaign=world.k1)


def test_cp_103_picking_a_price_sets_it(world: World) -> None:
    world.active(world.k1, world.co_a)
    row = world.price(world.k1, "80")
    world.price(None, "70")
    answer = world.ask(world.co_a)
    picked = pick_price(row, answer, on=W)
    assert (answer.unit_price, picked.unit_price, picked.price_row_id) == (70, 80, row.pk)
    assert picked.price_campaign_id == world.k1.pk


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        pytest.param({"minimum_quantity": 10}, "Needs 10, this line has 1", id="CP-103 a minimum of 10"),
        pytest.param({"starting_date": date(2026, 3, 11)}, "Starts on", id="CP-103 starting tomorrow"),
        pytest.param({"unit": "box"}, "another unit", id="CP-103 boxes on a line of pieces"),
        pytest.param({"currency": "EUR"}, "another currency", id="CP-103 EUR on a USD line"),
        pytest.param({"ending_date": date(2026, 3, 9)}, "Ended on", id="ended yesterday"),
        pytest.param({"variant": "v1"}, "another variant", id="another variant"),
    ],
)
def test_what_does_not_fit_cannot_be_picked(world: World, columns: dict[str, Any], sentence: str) -> None:
    dollar = CurrencyFactory(code="USD")
    ExchangeRateFactory(currency=dollar)
    named = {"unit": {"box": world.box}, "variant": {"v1": world.v1}, "currency": {"EUR": CurrencyFactory(code="EUR")}}
    given = {name: named[name][value] if name in named else value for name, value in columns.items()}
    price, discount = world.price(None, "80", **given), world.discount(None, "10", **given)
    answer = world.ask(world.co_a, currency=dollar)
    with pytest.raises(CannotPick, match=sentence):
        pick_price(price, answer, on=W)
    with pytest.raises(CannotPick, match=sentence):
        pick_discount(discount, answer, on=W)


def test_a_row_of_another_customer_cannot_be_picked(world: World) -> None:
    row = world.price(world.c_c, "80")
    with pytest.raises(CannotPick, match="does not count for this customer"):
        pick_price(row, world.ask(world.co_a), on=W)


def test_cp_119_picking_a_price_that_disallows_discounts_sets_the_discount_to_zero(world: World) -> None:
    row = world.price(world.c_a, "95", allow_line_discount=False)
    world.price(None, "100")
    world.discount(None, "10")
    answer = world.ask(world.co_a)
    assert answer.discount_percent == 10
    picked = pick_price(row, answer, on=W)
    assert (picked.unit_price, picked.discount_percent, picked.allow_line_discount) == (95, 0, False)


def test_cp_119_a_discount_cannot_be_picked_on_a_line_that_disallows_it(world: World) -> None:
    world.price(None, "80", allow_line_discount=False)
    row = world.discount(None, "10")
    with pytest.raises(CannotPick, match="not allowed a line discount"):
        pick_discount(row, world.ask(world.co_a), on=W)


def test_a_lower_discount_may_be_picked(world: World) -> None:
    row = world.discount(None, "5", item=None, item_group=world.i1.discount_group, unit=None)
    world.discount(None, "10")
    answer = world.ask(world.co_a)
    assert row in discounts_on_offer(answer.choice.question, party=party_of(world.co_a), on=W)
    picked = pick_discount(row, answer, on=W)
    assert (picked.discount_percent, picked.discount_row_id) == (Decimal(5), row.pk)
