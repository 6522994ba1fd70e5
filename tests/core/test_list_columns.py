"""What a list answers about its columns: expressions in its address, a cell's value, counts, totals."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from contacts.models import Contact
from core.tables import Column
from items.models import SalesEntry
from tests.conftest import Queries
from tests.factories import (
    CampaignFactory,
    CompanyFactory,
    CountryFactory,
    CurrencyFactory,
    ItemFactory,
    PersonFactory,
    SalesDocumentFactory,
    SalesEntryFactory,
    SalesLineFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def contacts() -> None:
    belgium = CountryFactory(code="BE", name="Belgium")
    for number, city in [("A1", "Ghent"), ("A2", "Ghent"), ("A3", "Bruges")]:
        CompanyFactory(number=number, name=f"Company {number}", city=city, country=belgium)
    PersonFactory(number="A4", name="Nowhere's person", city="")


def test_an_address_filters_by_an_expression_and_tells_what_it_says(as_ann: Client, contacts: None) -> None:
    page = as_ann.get("/contacts/", {"f.city": "G*|''"})
    assertContains(page, "beginning with G or blank")
    assertContains(page, ">A1<")
    assertContains(page, ">A4<")
    assertNotContains(page, ">A3<")


def test_while_it_is_typed_the_bar_is_told_what_it_says(as_ann: Client, contacts: None) -> None:
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TRIGGER": "filter"}
    assertContains(
        as_ann.get("/contacts/", {"f.city": "G*"}, **asked), 'id="said-city" role="status" hx-swap-oob="true"'
    )


def test_what_says_nothing_finds_nothing_and_is_told_why(as_ann: Client, contacts: None) -> None:
    page = as_ann.get("/contacts/", {"f.modified_at": "soon"})
    assertContains(page, "neither a day nor a date formula")
    assertNotContains(page, ">A1<")


def test_a_column_that_is_no_more_filters_nothing(as_ann: Client, contacts: None) -> None:
    assertContains(as_ann.get("/contacts/", {"f.shoe_size": "44"}), "A1")


def test_a_file_holds_what_the_expression_leaves(as_ann: Client, contacts: None) -> None:
    file = as_ann.get("/contacts/", {"f.city": "Bruges", "export": "csv"})
    assert b"A3" in (text := file.getvalue())
    assert b"A1" not in text


def test_paper_says_what_was_asked(as_ann: Client, contacts: None) -> None:
    assertContains(as_ann.get("/contacts/?print", {"f.city": "G*", "print": ""}), "beginning with G")


def test_columns_a_person_may_not_see_are_not_asked_about(as_bob: Client, client: Client) -> None:
    ItemFactory(number="CHEAP", unit_cost=1)
    ItemFactory(number="DEAR", unit_cost=100)
    assertContains(as_bob.get("/items/", {"f.unit_cost": ">50"}), "CHEAP")
    assertNotContains(as_bob.get("/items/?fields"), "Unit Cost")
    assert as_bob.get("/items/?count=unit_cost").status_code == 404


def test_the_menu_offers_what_can_be_asked(as_ann: Client, contacts: None) -> None:
    menu = as_ann.get("/contacts/?q=a&fields")
    assertContains(menu, '<a class="dropdown-item" href="/contacts/?q=a&amp;f.city=">City</a>', html=True)


@pytest.mark.parametrize(
    ("column", "expression"), [("city", "Ghent"), ("country", "BE"), ("type", "Company"), ("company", "%27%27")]
)
def test_the_value_of_a_cell_becomes_the_filter(as_ann: Client, contacts: None, column: str, expression: str) -> None:
    key = Contact.objects.get(number="A1").pk
    answer = as_ann.get(f"/contacts/?q=comp&only={column}&row={key}")
    assert answer.headers["Location"] == f"/contacts/?q=comp&f.{column}={expression}"


@pytest.mark.parametrize("query", ["only=city&row=x", "only=city", "only=nothing&row=1", "count=nothing", "count="])
def test_what_the_list_does_not_have_is_not_found(as_ann: Client, contacts: None, query: str) -> None:
    assert as_ann.get(f"/contacts/?{query}").status_code == 404


def test_rows_are_counted_by_value_each_leading_to_its_rows(as_ann: Client, contacts: None, queries: Queries) -> None:
    counted = as_ann.get("/contacts/?count=city")
    groups = [(group.words, group.count, group.url) for group in counted.context["groups"]]
    assert groups == [
        ("Ghent", 2, "/contacts/?f.city=Ghent"),
        ("Blank", 1, "/contacts/?f.city=%27%27"),
        ("Bruges", 1, "/contacts/?f.city=Bruges"),
    ]
    before = queries(lambda: as_ann.get("/contacts/?count=country"))
    for code in "DFN":
        CompanyFactory(country=CountryFactory(code=code, name=code))
    assert queries(lambda: as_ann.get("/contacts/?count=country")) == before


def test_rows_are_counted_by_another_row_or_a_choice(as_ann: Client, contacts: None) -> None:
    by_country = as_ann.get("/contacts/?count=country").context["groups"]
    assert [(group.words, group.url) for group in by_country] == [
        ("Belgium", "/contacts/?f.country=BE"),
        ("Blank", "/contacts/?f.country=%27%27"),
    ]
    by_type = as_ann.get("/contacts/?count=type").context["groups"]
    assert [(group.words, group.count) for group in by_type] == [("Company", 3), ("Person", 1)]


def test_totals_are_of_all_rows_of_the_filter(as_ann: Client) -> None:
    for day, quantity in [(1, "2"), (2, "3"), (20, "100")]:
        SalesEntryFactory(posting_date=date(2026, 3, day), quantity=Decimal(quantity), amount=Decimal(quantity) * 10)
    assert SalesEntry.objects.count() == 3
    page = as_ann.get("/items/entries/")
    assertContains(page, 'hx-get="/items/entries/?totals"')
    row = as_ann.get("/items/entries/", {"f.posting_date": "..2026-03-10", "totals": ""})
    assertContains(row, '<td class="num">5</td>', html=True)
    assertContains(row, '<td class="num">50.00</td>', html=True)


def test_many_rows_are_summed_when_somebody_asks(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.paging.MOST_COUNTED", 2)
    SalesEntryFactory.create_batch(3)
    monkeypatch.setattr("items.views.SalesEntryList.page_size", 2)
    assertContains(as_ann.get("/items/entries/"), "Add up all rows")


def test_what_is_too_long_to_be_a_filter_is_refused(as_ann: Client, contacts: None) -> None:
    assertContains(as_ann.get("/contacts/", {"f.city": "A|" * 300 + "A"}), "at most 500 characters")


def test_amounts_in_several_currencies_are_not_summed(as_ann: Client) -> None:
    dollar = CurrencyFactory(code="USD")
    for currency in (None, dollar, dollar):
        SalesLineFactory(document=SalesDocumentFactory(currency=currency), amount=Decimal("10.00"))
    assertContains(as_ann.get("/sales/?totals"), "The rows are in several currencies")
    assertContains(as_ann.get("/sales/", {"f.currency": "USD", "totals": ""}), "20.00")


def test_a_list_without_figures_asks_for_no_totals(as_ann: Client) -> None:
    CampaignFactory.create_batch(2)
    assertNotContains(as_ann.get("/campaigns/"), "totals")


@pytest.mark.parametrize(("kind", "css"), [("date", "date"), ("moment", "date"), ("amount", "num"), ("text", "")])
def test_a_day_is_never_broken_at_its_dashes(kind: str, css: str) -> None:
    assert Column("at", "At", kind=kind).css == css


def test_many_rows_are_counted_with_a_comma(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    CompanyFactory()
    monkeypatch.setattr("core.lists.ListPage.count", lambda self, page, query: 4998)
    assertContains(as_ann.get("/contacts/"), "4,998 rows")
