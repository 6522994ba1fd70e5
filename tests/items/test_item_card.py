"""The card of an item: its prices, units and variants; what it costs is for some eyes only."""

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from items.models import Item, ItemUnit, NoSuchUnit
from tests.factories import ItemFactory, ItemUnitFactory, ItemVariantFactory, SalesEntryFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> Item:
    return ItemFactory(number="1908-S", description="Swivel chair", unit_cost=Decimal("61.5"))


def as_shown(client: Client, url: str = "/items/1908-S/") -> dict[str, Any]:
    """What the form of the page would send as it stands."""
    soup = BeautifulSoup(client.get(url).content, "html.parser").select_one("#card-form")
    assert soup is not None
    typed = {field["name"]: field.get("value", "") for field in soup.select("input[name]:not([type=checkbox])")}
    for select in soup.select("select[name]"):
        chosen = select.select_one("option[selected]")
        typed[select["name"]] = chosen["value"] if chosen else ""
    return typed


def test_the_list_shows_items_and_hides_the_cost_from_sales(chair: Item, as_ann: Client, as_bob: Client) -> None:
    for_marketing = as_ann.get("/items/").content.decode()
    assert "Swivel chair" in for_marketing
    assert "61.50" in for_marketing
    for_sales = as_bob.get("/items/").content.decode()
    assert "Swivel chair" in for_sales
    assert "Unit Cost" not in for_sales
    assert "61.50" not in for_sales


def test_the_cost_cannot_be_read_or_written_without_the_permission(chair: Item, as_bob: Client, dana: Any) -> None:
    assert "unit_cost" not in as_bob.get("/items/1908-S/?boxes").content.decode()
    assert "61" not in as_bob.get("/items/?export=csv").getvalue().decode()
    as_dana = Client()
    as_dana.force_login(dana)
    typed = as_shown(as_dana)
    assert "unit_cost" not in typed
    as_dana.post("/items/1908-S/", typed | {"unit_cost": "1", "description": "Chair"})
    chair.refresh_from_db()
    assert (chair.description, chair.unit_cost) == ("Chair", Decimal("61.5"))


def test_marketing_changes_price_and_cost(chair: Item, as_ann: Client) -> None:
    typed = as_shown(as_ann)
    assert (typed["unit_price"], typed["unit_cost"]) == ("100", "61.5")
    response = as_ann.post("/items/1908-S/", typed | {"unit_price": "123.45", "unit_cost": "70"})
    assert response.status_code == 302
    chair.refresh_from_db()
    assert (chair.unit_price, chair.unit_cost) == (Decimal("123.45"), Decimal(70))


def test_a_new_item_takes_its_number_from_the_series(as_ann: Client) -> None:
    typed = {"description": "Desk", "base_unit": UnitFactory().pk, "unit_price": "8", "unit_cost": "5"}
    assert as_ann.post("/items/new/", typed).status_code == 302
    desk = Item.objects.get(description="Desk")
    assert desk.number
    assert desk.modified_by is not None


def test_negative_prices_are_refused_in_words(chair: Item, as_ann: Client) -> None:
    page = as_ann.post("/items/1908-S/", as_shown(as_ann) | {"unit_price": "-1"})
    assert "greater than or equal to 0" in page.content.decode()
    chair.refresh_from_db()
    assert chair.unit_price == 100


# --- units ------------------------------------------------------------------------------------------------------------


def test_a_unit_says_how_many_base_units_it_holds(chair: Item) -> None:
    box = ItemUnitFactory(item=chair, quantity_per_unit=Decimal(5)).unit
    assert chair.quantity_per(chair.base_unit) == 1
    assert chair.quantity_per(box) == 5


def test_a_unit_the_item_is_not_kept_in_is_refused_in_words(chair: Item) -> None:
    with pytest.raises(NoSuchUnit, match="Item 1908-S has no unit BOX"):
        chair.quantity_per(UnitFactory(code="BOX"))


def test_the_sales_unit_must_be_one_of_the_items_own(chair: Item, as_ann: Client) -> None:
    box = UnitFactory(code="BOX")
    typed = as_shown(as_ann) | {"sales_unit": box.pk}
    page = as_ann.post("/items/1908-S/", typed)
    assert "Item 1908-S has no unit BOX" in page.content.decode()
    as_ann.post("/items/1908-S/", typed | {"units-0-unit": box.pk, "units-0-quantity_per_unit": "6"})
    chair.refresh_from_db()
    assert (chair.sales_unit, chair.quantity_per(box)) == (box, 6)


def test_the_unit_an_item_is_sold_in_cannot_be_taken_away(chair: Item, as_ann: Client) -> None:
    row = ItemUnitFactory(item=chair)
    Item.objects.update(sales_unit=row.unit)
    page = as_ann.post("/items/1908-S/", as_shown(as_ann) | {"units-0-DELETE": "on"})
    assert "has no unit BOX" in page.content.decode()
    assert ItemUnit.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("code", "quantity", "said"),
    [("PCS", "5", "PCS is the base unit: it holds 1"), ("BOX", "0", "greater than or equal to 0.00001")],
)
def test_units_that_make_no_sense_are_refused(chair: Item, as_ann: Client, code: str, quantity: str, said: str) -> None:
    typed = {"units-0-unit": UnitFactory(code=code).pk, "units-0-quantity_per_unit": quantity}
    assert said in as_ann.post("/items/1908-S/", as_shown(as_ann) | typed).content.decode()
    assert not chair.units.exists()


# --- variants, deleting -----------------------------------------------------------------------------------------------


def test_variants_are_kept_with_the_item(chair: Item, as_ann: Client) -> None:
    as_ann.post("/items/1908-S/", as_shown(as_ann) | {"variants-0-code": "red", "variants-0-description": "Red"})
    assert list(chair.variants.values_list("code", "description")) == [("RED", "Red")]


def test_a_variant_typed_twice_is_refused_in_words(chair: Item, as_ann: Client) -> None:
    twice = {"variants-0-code": "RED", "variants-1-code": "red"}
    answer = as_ann.post("/items/1908-S/", as_shown(as_ann) | twice)
    assert "The item already has this variant." in answer.text
    assert not chair.variants.exists()


def test_a_variant_that_was_sold_cannot_be_taken_away(chair: Item, as_ann: Client) -> None:
    red = ItemVariantFactory(item=chair, code="RED")
    SalesEntryFactory(item=chair, variant=red)
    page = as_ann.post("/items/1908-S/", as_shown(as_ann) | {"variants-0-DELETE": "on"})
    assert "RED cannot be deleted; it is used by: 1 sales entry" in page.content.decode()
    assert chair.variants.exists()


def test_an_item_that_was_sold_is_blocked_instead_of_deleted(chair: Item, as_ann: Client) -> None:
    SalesEntryFactory(item=chair)
    page = as_ann.post("/items/1908-S/delete/", follow=True)
    assert "used by: 1 sales entry. Block it instead." in page.content.decode()
    assert Item.objects.filter(number="1908-S").exists()


def test_an_unused_item_is_deleted_with_its_units_and_variants(chair: Item, as_ann: Client) -> None:
    ItemUnitFactory(item=chair)
    ItemVariantFactory(item=chair)
    as_ann.post("/items/1908-S/delete/")
    assert not Item.objects.exists()
    assert not ItemUnit.objects.exists()


def test_who_may_only_read_finds_every_field_locked(chair: Item, as_bob: Client) -> None:
    ItemUnitFactory(item=chair)
    soup = BeautifulSoup(as_bob.get("/items/1908-S/").content, "html.parser").select_one("#card-form")
    assert soup is not None
    open_fields = soup.select("input:not([type=hidden]):not([disabled]), select:not([disabled])")
    assert open_fields == []
    assert as_bob.post("/items/1908-S/", {"description": "Mine"}).status_code == 403
