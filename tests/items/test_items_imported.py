"""Items and item discount groups from files, under Northwind's headings and plain ones."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from core.importing import checking
from core.importing.checking import Check
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from items.models import Item, ItemDiscountGroup, UnitOfMeasure
from tests.factories import ItemDiscountGroupFactory, ItemFactory, UnitFactory

pytestmark = pytest.mark.django_db

DAIRY = Path(settings.BASE_DIR) / "tests" / "data" / "dairy"
AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def run(kind: str, content: bytes) -> Check:
    return checking.run(kinds[kind], content, user=None, at=AT)


def said(content: bytes) -> list[str]:
    found = checking.check(kinds["items"], content, user=None)
    return [sentence for row in found.rows for sentence in row.errors]


def test_categories_become_item_discount_groups_and_products_items_of_them() -> None:
    run("item-discount-groups", (DAIRY / "categories.csv").read_bytes())
    assert list(ItemDiscountGroup.objects.values_list("code", "description")) == [
        ("1", "Hard cheese"),
        ("2", "Soft cheese"),
    ]
    found = run("items", (DAIRY / "products.csv").read_bytes())
    assert found.counts[Outcome.NEW] == 3
    stilton = Item.objects.get(number="3")
    assert (stilton.description, stilton.unit_price, stilton.blocked) == ("Mill Stilton", Decimal("18.5"), True)
    assert (stilton.discount_group.code, stilton.base_unit.code) == ("1", "PCS")
    assert stilton.history.get().history_date == AT


def test_the_same_products_twice_change_nothing() -> None:
    for _time in range(2):
        run("item-discount-groups", (DAIRY / "categories.csv").read_bytes())
        last = run("items", (DAIRY / "products.csv").read_bytes())
    assert last.counts[Outcome.UNCHANGED] == 3
    assert (Item.objects.count(), UnitOfMeasure.objects.count(), Item.history.count()) == (3, 1, 3)


def test_a_new_price_is_shown_and_kept_in_the_history() -> None:
    cheese = ItemFactory(number="1", description="Gouda", unit_price=Decimal(21))
    found = run("items", b"number;description;unit price\n1;Gouda;22,50\n")
    change = found.rows[0].differences[0]
    assert (change.label, change.before, change.after) == ("Unit Price", "21", "22.5")
    assert sorted(row.unit_price for row in cheese.history.all()) == [21, Decimal("22.5")]


def test_blank_cells_leave_price_unit_and_blocked_alone_and_clear_the_group() -> None:
    group = ItemDiscountGroupFactory(code="RIDE")
    ItemFactory(number="1", description="Gouda", unit_price=21, blocked=True, discount_group=group)
    run("items", b"number,description,unit_price,base_unit,blocked,discount_group\n1,Gouda,,,,NULL\n")
    item = Item.objects.get()
    assert (item.unit_price, item.base_unit.code, item.blocked, item.discount_group) == (21, "PCS", True, None)


def test_a_unit_of_the_file_is_used_when_it_exists() -> None:
    UnitFactory(code="KG")
    run("items", b"number,description,unit\n1,Gouda,kg\n")
    assert Item.objects.get().base_unit.code == "KG"
    assert not UnitOfMeasure.objects.filter(code="PCS").exists()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (b"1,Gouda,9,,1,", "Item discount group 9 does not exist. Import the item discount groups first."),
        (b"1,Gouda,,CARTON,1,", "Base Unit of Measure CARTON does not exist. Add it under Setup"),
        (b"1,Gouda,,,-1,", "Unit Price: Ensure this value is greater than or equal to 0."),
        (b"1,Gouda,,,cheap,", "Unit Price: “cheap” is not a number."),
        (b"1,Gouda,,,1,perhaps", "Blocked: “perhaps” is neither yes nor no; write 1 or 0."),
        (b"1,NULL,,,1,", "Description is blank."),
        (b"Q/7,Gouda,,,1,", "No.: Use only the letters A–Z, digits and the signs - _ . in a code."),
    ],
)
def test_an_item_that_makes_no_sense_is_refused_in_words(row: bytes, sentence: str) -> None:
    told = said(b"number,description,discount_group,base_unit,unit_price,blocked\n" + row + b"\n")
    assert [line.startswith(sentence) for line in told] == [True]
