"""Another price or discount than the system's choice, picked for a line (8.8, decision 14)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from contacts.models import Customer
from core.models import User
from pricing.picking import CannotPick
from sales import lines, repricing
from sales.models import SalesDocument, SalesLine
from tests import factories as f

Make = Callable[..., Any]
HTMX = {"HX-Request": "true"}


@pytest.fixture(params=list(SalesDocument.Kind))
def kind(request: pytest.FixtureRequest) -> str:
    """Quotes and orders alike."""
    return str(request.param)


@pytest.fixture
def pick(bob: User) -> Make:
    def act(line: SalesLine, row: Any) -> SalesLine:
        fresh = SalesLine.objects.for_card().select_related("document__bill_to").get(pk=line.pk)
        return lines.pick(fresh, row, by=bob, at=f.A_MOMENT)

    return act


@pytest.fixture
def line(quote: Make, add: Make, price: Make, c_a: Customer) -> SalesLine:
    """Ten pieces at 70.00, the lowest price for everybody."""
    price(70)
    made: SalesLine = add(quote(c_a), 10)
    return made


def test_cp_103_a_picked_price_stands_on_the_line_and_says_so(
    line: SalesLine, price: Make, pick: Make, k1: Campaign, bob: User
) -> None:
    row = price(80, campaign=k1)
    line = pick(line, row)
    assert (line.unit_price, line.amount, line.price_row, line.price_campaign) == (80, 800, row, k1)
    assert (line.price_picked, line.price_by_hand, line.by_hand_user) == (True, False, bob)
    assert (line.better_known, line.system_price) == (True, Decimal(70))
    said = {reason["source"]: (reason["verdict"], reason["code"]) for reason in line.reasons}
    assert said["campaign"] == ("used", "picked")
    assert said["all"] == ("fits", "passed_over")


def test_it_stays_while_it_fits_and_gives_way_when_it_does_not(
    line: SalesLine, price: Make, pick: Make, change: Make
) -> None:
    row = price(75, minimum_quantity=5)
    pick(line, row)
    changed = change(line, quantity=Decimal(5))
    assert (changed.unit_price, changed.price_picked) == (75, True)
    changed = change(line, quantity=Decimal(4))
    assert (changed.unit_price, changed.price_picked, changed.better_known) == (70, False, False)


def test_a_row_that_is_gone_gives_way_at_the_next_change(
    line: SalesLine, price: Make, pick: Make, change: Make
) -> None:
    row = price(80, minimum_quantity=5)
    pick(line, row)
    row.delete()
    line.refresh_from_db()
    assert (line.unit_price, line.price_picked) == (80, True)
    changed = change(line, quantity=Decimal(11))
    assert (changed.unit_price, changed.price_picked) == (70, False)


def test_the_systems_price_and_a_typed_one_take_the_pick_off(
    line: SalesLine, price: Make, pick: Make, change: Make, bob: User
) -> None:
    row = price(80, minimum_quantity=5)
    line = pick(line, row)
    assert [each.then.unit_price for each in repricing.preview(line.document)] == [Decimal(70)]
    repricing.reprice(line.document, only={line.pk}, by=bob, at=f.A_MOMENT)
    line.refresh_from_db()
    assert (line.unit_price, line.is_picked, line.by_hand_user) == (70, False, None)
    typed = change(pick(line, row), unit_price=Decimal(66))
    assert (typed.unit_price, typed.is_picked, typed.price_by_hand) == (66, False, True)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        pytest.param({"minimum_quantity": 11}, "Needs 11, this line has 10", id="CP-103 a minimum not reached"),
        pytest.param({"starting_date": date(2026, 3, 11)}, "Starts on", id="CP-103 starting tomorrow"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_line_stays(
    columns: dict[str, Any], sentence: str, line: SalesLine, price: Make, pick: Make
) -> None:
    with pytest.raises(CannotPick, match=sentence):
        pick(line, price(60, **columns))
    line.refresh_from_db()
    assert (line.unit_price, line.price_picked) == (70, False)


def test_cp_119_a_price_without_line_discount_takes_the_discount_away_and_none_can_be_picked(
    line: SalesLine, price: Make, discount: Make, pick: Make, change: Make
) -> None:
    row = discount(10)
    assert change(line, quantity=Decimal(9)).discount_percent == 10
    line = pick(line, price(75, minimum_quantity=2, allow_line_discount=False))
    assert (line.unit_price, line.discount_percent, line.amount) == (75, 0, 675)
    with pytest.raises(CannotPick, match="not allowed a line discount"):
        pick(line, row)


def test_a_discount_is_picked_beside_the_systems_price(
    line: SalesLine, discount: Make, pick: Make, change: Make
) -> None:
    discount(15, minimum_quantity=5)
    row = discount(10)
    line = pick(change(line, quantity=Decimal(10)), row)
    assert (line.unit_price, line.discount_percent, line.discount_picked) == (70, 10, True)
    assert (line.better_known, line.system_discount) == (True, Decimal(15))


def test_the_panel_lists_all_rows_with_their_number_and_what_speaks_against_them(
    as_bob: Client, line: SalesLine, price: Make, discount: Make, c_c: Customer
) -> None:
    price(60, starting_date=date(2026, 3, 11))
    price(50, ending_date=date(2026, 3, 9), minimum_quantity=2)
    price(40, customer=c_c)
    row = price(75, minimum_quantity=5)
    discount(10)
    page = as_bob.get(reverse("sales:offers", args=[line.document.number, line.pk])).content.decode()
    assert "3 sales prices" in page
    assert "1 line discount" in page
    assert "Starts on 03/11/2026." in page
    assert "On the line" in page
    assert f'name="price" value="{row.pk}"' in page
    for absent in ("50.00", "40.00"):
        assert absent not in page


def test_a_click_picks_and_the_row_comes_back(as_bob: Client, line: SalesLine, price: Make, discount: Make) -> None:
    address = reverse("sales:pick", args=[line.document.number, line.pk])
    row = price(75, minimum_quantity=5)
    page = as_bob.post(address, {"price": row.pk}, headers=HTMX).content.decode()
    assert 'value="75.00"' in page
    assert "Picked" in page
    assert "Use 70.00" in page
    page = as_bob.post(address, {"discount": discount(10, minimum_quantity=2).pk}, headers=HTMX).content.decode()
    assert "675.00" in page


@pytest.mark.parametrize("key", ["999999", "x", ""])
def test_a_row_that_does_not_exist_is_not_found(key: str, as_bob: Client, line: SalesLine) -> None:
    assert as_bob.post(reverse("sales:pick", args=[line.document.number, line.pk]), {"price": key}).status_code == 404


def test_picking_too_late_is_a_sentence_on_the_card(as_bob: Client, line: SalesLine, price: Make) -> None:
    row = price(60, minimum_quantity=11)
    address = reverse("sales:pick", args=[line.document.number, line.pk])
    page = as_bob.post(address, {"price": row.pk}, follow=True).content.decode()
    assert "Needs 11, this line has 10." in page
