"""Sales prices and sales line discounts from files, by the rules of the worksheets."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from core.importing import checking
from core.importing.checking import Check
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from core.models import User
from items.models import Item
from pricing.models import SalesLineDiscount, SalesPrice, Source
from tests import factories as f

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
PRICES = "item,sales type,sales code,variant,unit,currency,minimum quantity,starting date,ending date,unit price\n"
DISCOUNTS = "item,item_group,sales_type,sales_code,variant,unit,line_discount\n"


def run(kind: str, text: str) -> Check:
    return checking.run(kinds[kind], text.encode(), user=None, at=AT)


def said(kind: str, text: str) -> list[str]:
    found = checking.check(kinds[kind], text.encode(), user=None)
    return [sentence for row in found.rows for sentence in row.errors]


@pytest.fixture(autouse=True)
def chair() -> Item:
    """Item 1, kept in PCS and boxes of five, red or not, and what rows can be for."""
    item = f.ItemFactory(number="1", description="Chair")
    f.ItemUnitFactory(item=item, unit=f.UnitFactory(code="BOX"), quantity_per_unit=5)
    f.ItemVariantFactory(item=item, code="RED")
    f.ItemDiscountGroupFactory(code="SEATS")
    f.UnitFactory(code="KG")
    f.CurrencyFactory(code="USD")
    f.CustomerFactory(number="C1", allow_line_discount=False, contact__external_id="HOLZ")
    f.PriceGroupFactory(code="RETAIL")
    f.DiscountGroupFactory(code="BIG")
    f.CampaignFactory(number="CP1", activated_at=AT, starting_date=date(2026, 3, 1))
    return item


def test_a_new_price_says_how_its_line_was_understood() -> None:
    line = '1,Customer price group,RETAIL,,BOX,,10,2026-03-01,,"1.029,50"\n'
    found = checking.check(kinds["sales-prices"], f"{PRICES}{line}".encode(), user=None)
    assert found.rows[0].holds == (
        "Item: 1 · Sales Type: Customer group · Sales Code: RETAIL · Unit of Measure: BOX · Minimum Quantity: 10 · "
        "Starting Date: 03/01/2026 · Unit Price: 1,029.5"
    )


@pytest.mark.parametrize(
    ("whom", "source_type", "column"),
    [
        (",", Source.ALL, None),
        ("All Customers,", Source.ALL, None),
        ("Customer,C1", Source.CUSTOMER, "customer"),
        ("customer,holz", Source.CUSTOMER, "customer"),
        ("Customer Price Group,RETAIL", Source.GROUP, "price_group"),
        ("Price group,retail", Source.GROUP, "price_group"),
        ("Campaign,cp1", Source.CAMPAIGN, "campaign"),
    ],
)
def test_a_price_is_for_whom_its_sales_type_and_code_name(whom: str, source_type: int, column: str | None) -> None:
    run("sales-prices", f"{PRICES}1,{whom},RED,BOX,USD,10,,,90\n")
    row = SalesPrice.objects.select_related("variant", "unit", "currency", "item").get()
    assert row.source_type == source_type
    named = [name for name in ("customer", "price_group", "campaign") if getattr(row, name)]
    assert named == ([column] if column else [])
    assert (row.item.number, row.variant.code, row.unit.code, row.currency.code) == ("1", "RED", "BOX", "USD")
    assert (row.minimum_quantity, row.unit_price) == (10, 90)


@pytest.mark.parametrize(
    ("whom", "allowed"), [("Customer,C1", False), ("Price group,RETAIL", True), ("Campaign,CP1", True), (",", True)]
)
def test_a_new_price_takes_whether_discounts_come_on_top_from_whom_it_is_for(whom: str, allowed: bool) -> None:
    run("sales-prices", f"{PRICES}1,{whom},,,,,,,90\n")
    assert SalesPrice.objects.get().allow_line_discount is allowed
    run("sales-prices", "item,sales type,sales code,price,allow line disc.\n" + f"1,{whom},90,{int(not allowed)}\n")
    assert SalesPrice.objects.get().allow_line_discount is not allowed


def test_the_same_prices_twice_change_nothing() -> None:
    rows = "1,,,,,,,2026-03-01,2026-03-31,90\n1,,,,,,,,,95\n1,,,RED,,,,,,80\n1,,,,BOX,,,,,400\n1,,,,,USD,5,,,70\n"
    rows += "1,Campaign,CP1,,,,,,,60\n1,Customer,C1,,,,,,,50\n1,Price group,RETAIL,,,,,,,55\n"
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        assert run("sales-prices", PRICES + rows).counts[outcome] == 8
    assert (SalesPrice.objects.count(), SalesPrice.history.count()) == (8, 8)


def test_a_new_amount_is_shown_and_kept_in_the_history() -> None:
    price = f.SalesPriceFactory(item=Item.objects.get(), unit_price=90, starting_date=date(2026, 3, 1))
    found = run("sales-prices", PRICES + "1,,,,,,,1.3.2026,31.3.2026,85\n")
    (draft,) = found.rows
    assert [(change.label, change.before, change.after) for change in draft.differences] == [
        ("Ending Date", "", "03/31/2026"),
        ("Unit Price", "90", "85"),
    ]
    price.refresh_from_db()
    assert (price.unit_price, price.ending_date) == (85, date(2026, 3, 31))
    assert price.history.count() == 2


def test_the_price_of_an_activated_campaign_is_changed_by_a_file_as_by_typing() -> None:
    run("sales-prices", PRICES + "1,Campaign,CP1,,,,,,,60\n")
    assert run("sales-prices", PRICES + "1,Campaign,CP1,,,,,,,58\n").counts[Outcome.CHANGED] == 1
    assert SalesPrice.objects.get().unit_price == 58


@pytest.mark.parametrize("written", ["Campagne", "campaign"])
def test_the_sales_type_is_read_in_the_language_of_the_page_or_in_english(written: str) -> None:
    with translation.override("nl"):
        run("sales-prices", f"{PRICES}1,{written},CP1,,,,,,,60\n")
    assert SalesPrice.objects.get().source_type == Source.CAMPAIGN


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("99,,,,,,,,,90", "Item 99 does not exist. Import the items first."),
        ("NULL,,,,,,,,,90", "Item is blank."),
        (
            "1,Vendor,C1,,,,,,,90",
            "Sales Type: “Vendor” is none of Customer, Customer price group, All Customers, Campaign.",
        ),
        ("1,,C1,,,,,,,90", "Sales Type is blank; it says what C1 is."),
        ("1,All,C1,,,,,,,90", "A row for all customers has no Sales Code; C1 is one."),
        ("1,Customer,,,,,,,,90", "Choose the customer the row is for."),
        ("1,Customer,C9,,,,,,,90", "Customer C9 does not exist."),
        ("1,Price group,BIG,,,,,,,90", "Customer price group BIG does not exist."),
        ("1,Campaign,CP9,,,,,,,90", "Campaign CP9 does not exist."),
        ("1,Campaign,CP1,,,,,2026-03-01,,90", "A campaign's row has the campaign's dates; change them on the campaign"),
        ("1,,,BLUE,,,,,,90", "Item 1 has no variant BLUE."),
        ("1,,,,KG,,,,,90", "Item 1 has no unit KG."),
        ("1,,,,,YEN,,,,90", "Currency YEN does not exist."),
        ("1,,,,,,-1,,,90", "Minimum Quantity: Ensure this value is greater than or equal to 0."),
        ("1,,,,,,,2026-03-31,2026-03-01,90", "The starting date must lie before the ending date."),
        ("1,,,,,,,March,,90", "Starting Date: “March” is not a date"),
        ("1,,,,,,,,,-1", "Unit Price: Ensure this value is greater than or equal to 0."),
        ("1,,,,,,,,,", "Unit Price is blank."),
        ("1,,,,,,,,,90\n1,,,,,,,,,95", "Item · Sales Type"),
        ("1,,,,,,,,,90\n1,all,,,,,0,,,95", "It is the same row as line 2."),
    ],
)
def test_a_price_that_makes_no_sense_is_refused_in_words(row: str, sentence: str) -> None:
    assert [told.startswith(sentence) for told in said("sales-prices", f"{PRICES}{row}\n")] == [True]


def test_a_refused_row_is_named_as_it_stands_in_the_file() -> None:
    found = checking.check(kinds["sales-prices"], f"{PRICES}1,campaign,CP9,,,,,,,90\n".encode(), user=None)
    assert [draft.title for draft in found.rows] == ["1 · Campaign · CP9"]


# --- discounts --------------------------------------------------------------------------------------------------------


def test_a_discount_is_for_an_item_or_for_a_group_of_items() -> None:
    rows = "1,,,,RED,BOX,5\n,SEATS,Discount group,BIG,,,7.5 %\n,SEATS,Campaign,CP1,,,20\n1,,Customer,C1,,,10\n"
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        assert run("sales-line-discounts", DISCOUNTS + rows).counts[outcome] == 4
    found = SalesLineDiscount.objects.order_by("discount_percent")
    assert list(found.values_list("item__number", "item_group__code", "source_type", "discount_percent")) == [
        ("1", None, Source.ALL, 5),
        (None, "SEATS", Source.GROUP, Decimal("7.5")),
        ("1", None, Source.CUSTOMER, 10),
        (None, "SEATS", Source.CAMPAIGN, 20),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",,,,,,5", "Choose an item or an item discount group, one of the two."),
        ("1,SEATS,,,,,5", "Choose an item or an item discount group, one of the two."),
        (",TABLES,,,,,5", "Item discount group TABLES does not exist. Import the item discount groups first."),
        (",SEATS,,,RED,,5", "A group of items has neither unit nor variant."),
        (",SEATS,,,,BOX,5", "A group of items has neither unit nor variant."),
        ("1,,Discount group,RETAIL,,,5", "Customer discount group RETAIL does not exist."),
        ("1,,,,,,-5", "Line Discount %: Ensure this value is greater than or equal to 0."),
        ("1,,,,,,105", "Line Discount %: Ensure this value is less than or equal to 100."),
        ("1,,,,,,", "Line Discount % is blank."),
    ],
)
def test_a_discount_that_makes_no_sense_is_refused_in_words(row: str, sentence: str) -> None:
    assert said("sales-line-discounts", f"{DISCOUNTS}{row}\n") == [sentence]


# --- who may, and what it takes ---------------------------------------------------------------------------------------


def test_who_imports_but_may_not_set_prices_is_not_offered_them(as_ann: Client, dana: User, client: Client) -> None:
    assert 'value="sales-prices"' in as_ann.get("/import/").content.decode()
    client.force_login(dana)
    page = client.get("/import/").content.decode()
    assert 'value="sales-prices"' not in page
    assert 'value="customers"' in page


def test_a_thousand_prices_and_discounts_take_few_statements(queries: Any) -> None:
    f.ItemFactory(number="2", base_unit=f.UnitFactory(code="PCS"))
    rows = "".join(f"{number % 2 + 1},Campaign,CP1,,,,{number},,,90\n" for number in range(500))
    rows += "".join(f"{number % 2 + 1},Customer,C1,,,,{number},,,90\n" for number in range(500))
    assert queries(lambda: run("sales-prices", PRICES + rows)) <= 60
    changed = (PRICES + rows).replace(",90\n", ",80\n")
    assert queries(lambda: checking.check(kinds["sales-prices"], changed.encode(), user=None)) <= 12
    assert queries(lambda: run("sales-prices", changed)) <= 60
    assert SalesPrice.objects.filter(unit_price=80).count() == 1000
    of_groups = "item_group,minimum quantity,line discount\n" + "".join(f"SEATS,{number},5\n" for number in range(1000))
    assert queries(lambda: run("sales-line-discounts", of_groups)) <= 60
