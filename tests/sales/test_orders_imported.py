"""Orders of the past from two files: they come in posted, stay as they are, and leave the entries of their lines."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from core.importing import checking
from core.importing.checking import Check
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from core.models import User
from items.models import SalesEntry
from sales.models import SalesDocument, SalesLine
from sales.posting import post
from tests import factories as f

DAIRY = Path(settings.BASE_DIR) / "tests" / "data" / "dairy"
AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
FILES = [
    *[("salespeople", "employees"), ("item-discount-groups", "categories"), ("items", "products")],
    *[("customers", "customers"), ("orders", "orders"), ("order-lines", "order-details")],
]
HEADERS = "number,customer,order_date,salesperson,currency,posting_date\n"
LINES = "order,item,quantity,unit_price,discount,variant,unit\n"


def run(kind: str, content: bytes | str) -> Check:
    return checking.run(kinds[kind], content if isinstance(content, bytes) else content.encode(), user=None, at=AT)


def said(kind: str, text: str) -> list[str]:
    found = checking.check(kinds[kind], text.encode(), user=None)
    return [sentence for row in found.rows for sentence in row.errors]


def dairy() -> list[Check]:
    return [run(kind, (DAIRY / f"{file}.csv").read_bytes()) for kind, file in FILES]


@pytest.fixture
def past() -> SalesDocument:
    """Order 7 of customer HOLZ, without lines, and item 1, kept in PCS and boxes of five, red or not."""
    f.CustomerFactory(number="HOLZ")
    item = f.ItemFactory(number="1", unit_price=21, unit_cost=9)
    f.ItemUnitFactory(item=item, unit=f.UnitFactory(code="BOX"), quantity_per_unit=5)
    f.ItemVariantFactory(item=item, code="RED")
    run("orders", HEADERS + "7,HOLZ,2025-07-04,,,\n")
    return SalesDocument.objects.get(number="7")


def test_headers_come_in_as_posted_orders_of_the_customer_who_bought_and_paid() -> None:
    dairy()
    order = SalesDocument.objects.select_related("customer__contact", "salesperson").get(number="501")
    assert (order.kind, order.document_date, order.posting_date) == ("order", date(2025, 7, 4), date(2025, 7, 4))
    assert (order.customer.number, order.customer.name) == ("KORN", "Kornblume Markt")
    assert order.sell_to_id == order.bill_to_id == order.customer.contact_id
    assert (order.salesperson.code, order.modified_at, order.number_series) == ("1", AT, None)
    assert SalesDocument.objects.get(number="503").salesperson is None


def test_a_line_leaves_the_entry_that_posting_would_have_written() -> None:
    dairy()
    line = SalesLine.objects.select_related("item", "unit").get(document__number="501", position=2)
    assert (line.item.number, line.unit.code, line.quantity, line.unit_price) == ("3", "PCS", 3, Decimal("18.5"))
    assert (line.discount_percent, line.discount_amount, line.amount) == (15, Decimal("8.33"), Decimal("47.17"))
    entry = SalesEntry.objects.select_related("customer", "salesperson").get(document_number="501", item=line.item)
    assert (entry.posting_date, entry.customer.number, entry.salesperson.code) == (date(2025, 7, 4), "KORN", "1")
    assert (entry.quantity, entry.list_price, entry.unit_price) == (3, Decimal("18.5"), Decimal("18.5"))
    assert (entry.discount_percent, entry.amount, entry.campaign) == (15, Decimal("47.17"), None)


def test_what_a_customer_bought_is_what_one_reckons_by_hand() -> None:
    """Kornblume: 12 · 16.80 = 201.60; 3 · 18.50 = 55.50 less 8.33; 7 · 27.20 = 190.40 less 47.60; 5 · 0.33 = 1.65 less
    0.17 (0.165, half a cent goes up). Together 201.60 + 47.17 + 142.80 + 1.48."""
    dairy()
    bought = SalesEntry.objects.filter(customer__number="KORN").aggregate(
        amount=Sum("amount"), quantity=Sum("quantity")
    )
    assert bought == {"amount": Decimal("393.05"), "quantity": 27}
    assert SalesEntry.objects.get(customer__number="LAVAL").amount == Decimal("323.00")


def test_the_same_files_twice_change_nothing() -> None:
    first, again = dairy()[-2:], dairy()[-2:]
    assert [found.counts[Outcome.NEW] for found in first] == [3, 5]
    assert [found.counts[Outcome.UNCHANGED] for found in again] == [3, 5]
    assert (SalesDocument.objects.count(), SalesLine.objects.count(), SalesEntry.objects.count()) == (3, 5, 5)


def test_lines_may_follow_in_a_second_file(past: SalesDocument) -> None:
    run("order-lines", LINES + "7,1,3,20,0,,\n")
    run("order-lines", LINES + "7,1,1,90,0,RED,BOX\n")
    assert list(SalesLine.objects.values_list("position", "unit__code", "variant__code")) == [
        (1, "PCS", None),
        (2, "BOX", "RED"),
    ]


def test_an_entry_is_per_base_unit_at_the_cost_of_the_item(past: SalesDocument) -> None:
    run("order-lines", LINES + "7,1,2,90,0.1,RED,BOX\n")
    entry = SalesEntry.objects.select_related("variant").get()
    assert (entry.quantity, entry.unit_price, entry.unit_cost) == (10, 18, 9)
    assert (entry.amount, entry.variant.code) == (162, "RED")


def test_an_order_in_another_currency_is_counted_at_the_rate_of_its_day(past: SalesDocument) -> None:
    usd = f.CurrencyFactory(code="USD")
    f.ExchangeRateFactory(currency=usd, starting_date=date(2025, 1, 1), rate=Decimal("0.9"))
    f.ExchangeRateFactory(currency=usd, starting_date=date(2025, 8, 1), rate=Decimal("0.8"))
    run("orders", HEADERS + "8,HOLZ,2025-07-04,,USD,2025-08-02\n9,HOLZ,2024-07-04,,USD,\n")
    run("order-lines", LINES + "8,1,3,10,0,,\n")
    assert SalesLine.objects.get().amount == 30
    assert SalesEntry.objects.values_list("posting_date", "unit_price", "amount").get() == (date(2025, 8, 2), 8, 24)
    assert said("order-lines", LINES + "9,1,3,10,0,,\n") == [
        "USD has no exchange rate on 2024-07-04. Add one that starts on or before that day."
    ]


def test_list_price_and_campaign_of_a_line_are_kept_where_the_file_names_them(past: SalesDocument) -> None:
    campaign = f.CampaignFactory(number="CP1")
    run("order-lines", "order,item,quantity,unit price,list price,campaign\n7,1,3,20,25,cp1\n")
    entry = SalesEntry.objects.get()
    assert (entry.list_price, entry.unit_price, entry.campaign) == (25, 20, campaign)


def test_line_numbers_tell_two_lines_of_one_item_apart(past: SalesDocument) -> None:
    twice = "7,10,1,3,20\n7,20,1,1,0\n"
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        assert run("order-lines", f"order,line no,item,quantity,price\n{twice}").counts[outcome] == 2
    assert list(SalesLine.objects.values_list("position", "unit_price")) == [(10, 20), (20, 0)]
    assert said("order-lines", LINES + "7,1,3,20,0,,\n7,1,1,0,0,,\n")[-1].endswith("stands in line 2 already.")
    f.ItemFactory(number="2", base_unit=f.UnitFactory(code="PCS"))
    assert said("order-lines", "order,line no,item,quantity,price\n7,30,1,3,20\n7,30,2,1,0\n") == [
        "The file has two lines of the number 30 in order 7."
    ]


@pytest.mark.parametrize(("heading", "written"), [("discount", "0,15"), ("discount", "15 %"), ("Line Discount", "15")])
def test_a_discount_is_a_fraction_or_so_many_per_cent(past: SalesDocument, heading: str, written: str) -> None:
    run("order-lines", f"order;item;quantity;price;{heading}\n7;1;1;100;{written}\n")
    assert SalesLine.objects.values_list("discount_percent", "amount").get() == (15, 85)


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("8,NOBODY,2025-07-04,,,", "Customer NOBODY does not exist. Import the customers first."),
        ("8,NULL,2025-07-04,,,", "Customer is blank."),
        ("8,HOLZ,NULL,,,", "Order Date is blank."),
        ("8,HOLZ,the fourth,,,", "Order Date: “the fourth” is not a date; write it like 2026-03-31."),
        ("8,HOLZ,4/7/2025,,,", "Order Date: “4/7/2025” can be read as two days; write it like 2025-07-04."),
        ("8,HOLZ,2025-07-04,99,,", "Salesperson 99 does not exist. Import the salespeople first."),
        ("8,HOLZ,2025-07-04,,YEN,", "Currency YEN does not exist."),
        ("A/8,HOLZ,2025-07-04,,,", "No.: Use only the letters A–Z, digits and the signs - _ . in a code."),
        ("8,HOLZ,2025-07-04,,", "The row has 5 columns and the headings are 6: its values are shifted."),
        ("7,HOLZ,2025-07-05,,,", "It is posted already, with another Posting Date and Document Date, and stays"),
        ("7,OTHER,2025-07-04,,,", "It is posted already, with another Customer, Sell-to contact and Bill-to contact"),
    ],
)
def test_a_header_that_makes_no_sense_is_refused_in_words(past: SalesDocument, row: str, sentence: str) -> None:
    f.CustomerFactory(number="OTHER")
    assert [told.startswith(sentence) for told in said("orders", f"{HEADERS}{row}\n")] == [True]


@pytest.mark.parametrize("values", [{}, {"kind": "quote"}, {"number": "SO1", "quote_number": "8"}])
def test_the_number_of_a_document_of_ones_own_is_refused(past: SalesDocument, values: dict[str, str]) -> None:
    f.OrderFactory(**{"number": "8", **values})
    assert said("orders", HEADERS + "8,HOLZ,2025-07-04,,,\n") == [
        "8 is the number of a document that is written here already. Give the order another one."
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("8,1,3,20,0,,", "Order No. 8 does not exist. Import the order headers first."),
        ("7,99,3,20,0,,", "Item 99 does not exist. Import the items first."),
        ("7,1,-3,20,0,,", "The quantity must be above 0; what came back is no order line."),
        ("7,1,0,20,0,,", "The quantity must be above 0; what came back is no order line."),
        ("7,1,NULL,20,0,,", "Quantity is blank."),
        ("7,1,3,-1,0,,", "Unit Price: Ensure this value is greater than or equal to 0."),
        ("7,1,3,NULL,0,,", "Unit Price is blank."),
        ("7,1,3,20,15,,", "Discount as a fraction: “15” is above 1. Write 15 % as 0.15."),
        ("7,1,3,20,-0.1,,", "Line Discount %: Ensure this value is greater than or equal to 0."),
        ("7,1,3,20,0,BLUE,", "Item 1 has no variant BLUE."),
        ("7,1,3,20,0,,KG", "Item 1 has no unit KG. Add it under Units of the item, with its quantity."),
        ("7,1,3,20,0,,TON", "Unit of Measure TON does not exist."),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_in_words(past: SalesDocument, row: str, sentence: str) -> None:
    f.UnitFactory(code="KG")
    assert said("order-lines", f"{LINES}{row}\n") == [sentence]


def test_a_line_with_other_figures_than_those_posted_is_refused(past: SalesDocument) -> None:
    run("order-lines", LINES + "7,1,3,20,0,,\n")
    told = said("order-lines", LINES + "7,1,4,19,0,,\n")
    assert [sentence.startswith("It is posted already, with another Quantity and Unit Price") for sentence in told] == [
        True
    ]


def test_an_order_of_ones_own_takes_no_lines_from_a_file(past: SalesDocument, ann: User, add: Any) -> None:
    order = f.OrderFactory(number="SO1")
    sentence = "Order SO1 was not imported, so it takes no lines from a file."
    assert said("order-lines", LINES + "SO1,1,3,20,0,,\n") == [sentence]
    add(order, 3)
    post(order, on=f.A_DAY, by=ann, at=AT)
    assert said("order-lines", LINES + "SO1,1,3,20,0,,\n") == [sentence]


# --- how it looks and what it takes -----------------------------------------------------------------------------------


def test_an_imported_order_looks_like_any_posted_one(as_ann: Client) -> None:
    dairy()
    order = SalesDocument.objects.get(number="501")
    page = as_ann.get(order.get_absolute_url()).content.decode()
    assert "Posted on" in page
    assert "Alder Smoked Gouda" in page
    line = SalesLine.objects.get(document=order, position=2)
    why = as_ann.get(reverse("sales:why_line", args=["501", line.pk])).content.decode()
    assert "This order was imported with its prices" in why
    assert as_ann.get(reverse("sales:print", args=["501"])).status_code == 200


def test_a_thousand_orders_and_lines_take_few_statements(past: SalesDocument, queries: Any) -> None:
    headers = HEADERS + "".join(f"X{number},HOLZ,2025-07-04,,,\n" for number in range(1000))
    lines = LINES + "".join(f"X{number},1,3,20,0.1,,\n" for number in range(1000))
    assert queries(lambda: checking.check(kinds["orders"], headers.encode(), user=None)) <= 10
    assert queries(lambda: run("orders", headers)) <= 50
    assert queries(lambda: checking.check(kinds["order-lines"], lines.encode(), user=None)) <= 10
    assert queries(lambda: run("order-lines", lines)) <= 60
    assert SalesEntry.objects.count() == 1000
