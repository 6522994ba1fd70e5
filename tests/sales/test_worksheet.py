"""The lines as they are typed in the browser: each row answers with itself, its sentence, and the totals."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from contacts.models import Customer
from core.models import User
from items.models import Item
from sales.models import SalesDocument, SalesLine
from tests import factories as f

Make = Callable[..., Any]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def document(quote: Make, c_a: Customer) -> SalesDocument:
    made: SalesDocument = quote(c_a)
    return made


def cells_of(line: SalesLine) -> dict[str, str]:
    """What the browser sends for an untouched row."""
    shown = {
        "item": str(line.item_id),
        "variant": str(line.variant_id or ""),
        "unit": str(line.unit_id),
        "quantity": f"{line.quantity.normalize():f}",
        "unit_price": f"{line.unit_price.normalize():f}",
        "discount_percent": f"{line.discount_percent.normalize():f}",
    }
    return {**shown, "seen": json.dumps(shown)}


def type_in(client: Client, line: SalesLine, **values: object) -> Any:
    address = reverse("sales:change_line", args=[line.document.number, line.pk])
    return client.post(address, {**cells_of(line), **values}, headers=HTMX)


def test_a_line_is_added_with_its_price_its_campaign_and_the_totals(
    as_bob: Client, document: SalesDocument, i1: Item, price: Make, k1: Campaign
) -> None:
    price(80, campaign=k1)
    address = reverse("sales:add_line", args=[document.number])
    page = as_bob.post(address, {"item": i1.pk, "quantity": "3"}, headers=HTMX).content.decode()
    assert 'value="80.00"' in page
    assert k1.number in page
    assert 'id="line-new"' in page
    assert re.search(r"Total in EUR.*?240\.00|Total in local currency.*?240\.00", page, re.DOTALL)


def test_choosing_an_item_offers_its_variants_and_units(as_bob: Client, document: SalesDocument, i1: Item) -> None:
    address = reverse("sales:new_line", args=[document.number])
    page = as_bob.get(address, {"item": i1.pk, "quantity": "7"}, headers=HTMX).content.decode()
    for offered in ("V1", "V2", "PCS", "BOX", 'value="7"', "autofocus"):
        assert offered in page


def test_a_cell_nobody_touched_is_not_set_by_hand(as_bob: Client, document: SalesDocument, add: Make) -> None:
    line = add(document, 2)
    type_in(as_bob, line, quantity="3")
    line.refresh_from_db()
    assert (line.quantity, line.amount, line.is_by_hand) == (Decimal(3), Decimal(300), False)


def test_two_people_type_in_one_line_and_both_count(as_bob: Client, document: SalesDocument, add: Make) -> None:
    line = add(document, 2)
    as_seen_by_both = SalesLine.objects.get(pk=line.pk)
    type_in(as_bob, as_seen_by_both, quantity="3")
    type_in(as_bob, as_seen_by_both, discount_percent="5")
    line.refresh_from_db()
    assert (line.quantity, line.discount_percent, line.amount) == (Decimal(3), Decimal(5), Decimal(285))


def test_a_typed_price_shows_the_systems_and_one_click_takes_it(
    as_bob: Client, document: SalesDocument, add: Make, bob: User
) -> None:
    line = add(document)
    page = type_in(as_bob, line, unit_price="77").content.decode()
    assert "By hand" in page
    assert "The system says 100.00 and" in page
    address = reverse("sales:system_price", args=[document.number, line.pk])
    page = as_bob.post(address, headers=HTMX).content.decode()
    assert "By hand" not in page
    line.refresh_from_db()
    assert (line.unit_price, line.by_hand_user) == (Decimal(100), None)


@pytest.mark.parametrize(
    ("cell", "typed", "sentence"),
    [
        pytest.param("quantity", "-5", "The quantity cannot be negative.", id="CP-92 a negative quantity"),
        pytest.param("quantity", "many", "Type a number", id="a quantity that is no number"),
        pytest.param("discount_percent", "101", "A discount lies between 0 and 100 %.", id="more than 100 %"),
        pytest.param("unit_price", "-1", "The price cannot be negative.", id="a negative price"),
    ],
)
def test_bad_input_gets_a_sentence_and_stays_in_its_cell(
    cell: str, typed: str, sentence: str, as_bob: Client, document: SalesDocument, add: Make
) -> None:
    line = add(document, 2)
    answer = type_in(as_bob, line, **{cell: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{typed}"' in page
    line.refresh_from_db()
    assert (line.quantity, line.unit_price, line.discount_percent) == (Decimal(2), Decimal(100), Decimal(0))


def test_a_blocked_item_is_refused_where_it_was_chosen(as_bob: Client, document: SalesDocument) -> None:
    item = f.ItemFactory(description="Withdrawn lamp", blocked=True)
    address = reverse("sales:add_line", args=[document.number])
    answer = as_bob.post(address, {"item": item.pk, "unit": item.base_unit_id, "quantity": "4"}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is blocked. Choose another item." in page
    assert "Withdrawn lamp" in page
    assert 'value="4"' in page


def test_a_variant_of_another_item_is_refused(as_bob: Client, document: SalesDocument, add: Make) -> None:
    foreign = f.ItemVariantFactory(code="X9")
    page = type_in(as_bob, add(document), variant=str(foreign.pk)).content.decode()
    assert "This variant is not one of the item." in page


def test_another_item_in_the_row_takes_its_own_unit(as_bob: Client, document: SalesDocument, add: Make) -> None:
    line = add(document)
    other = f.ItemFactory(unit_price=12, base_unit=f.UnitFactory(code="KG"))
    assert type_in(as_bob, line, item=str(other.pk)).status_code == 200
    line.refresh_from_db()
    assert (line.item, line.unit.code, line.unit_price) == (other, "KG", Decimal(12))


def test_a_line_is_deleted(as_bob: Client, document: SalesDocument, add: Make) -> None:
    line = add(document)
    as_bob.post(reverse("sales:delete_line", args=[document.number, line.pk]), headers=HTMX)
    assert not document.lines.exists()


def test_a_line_of_another_quote_is_not_found(as_bob: Client, document: SalesDocument, add: Make) -> None:
    line, other = add(document), f.SalesDocumentFactory()
    assert as_bob.post(reverse("sales:delete_line", args=[other.number, line.pk])).status_code == 404


def test_a_line_typed_meanwhile_does_not_spoil_the_head(as_bob: Client, document: SalesDocument, add: Make) -> None:
    """A line counts the card's version up; the form that was open saves all the same."""
    form = as_bob.get(document.get_absolute_url()).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    add(document)
    as_bob.post(document.get_absolute_url(), {**shown, "document_date": "2026-03-10", "your_reference": "PO 7"})
    document.refresh_from_db()
    assert document.your_reference == "PO 7"


@pytest.mark.parametrize("count", [1, 100])
def test_the_card_asks_the_same_for_any_number_of_lines(
    count: int, as_bob: Client, document: SalesDocument, i1: Item, queries: Callable[[Callable[[], Any]], int]
) -> None:
    for position in range(count):
        variant = i1.variants.first()
        f.SalesLineFactory(document=document, position=position, item=i1, variant=variant)
    assert queries(lambda: as_bob.get(document.get_absolute_url())) <= 25


def test_management_sees_the_lines_locked(client: Client, cleo: User, document: SalesDocument, add: Make) -> None:
    add(document)
    client.force_login(cleo)
    page = client.get(document.get_absolute_url()).content.decode()
    assert 'id="line-new"' not in page
    assert "London chair" in page
