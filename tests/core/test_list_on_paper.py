"""A list for the printer: the same rows and cells as on the screen, without the frame."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core import paging
from core.lists import ListPage
from core.models import User
from tests.conftest import Queries
from tests.factories import (
    CampaignFactory,
    CompanyFactory,
    ItemFactory,
    SalesEntryFactory,
    SalespersonFactory,
    SegmentFactory,
    SegmentLineFactory,
)

pytestmark = pytest.mark.django_db


def paper(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(page: BeautifulSoup) -> list[list[str]]:
    return [[cell.get_text(strip=True) for cell in row.select("td")] for row in page.select("tbody tr")]


def facts(page: BeautifulSoup) -> dict[str, str]:
    return {fact.dt.get_text(): fact.dd.get_text() for fact in page.select("dl > div")}


def choose(client: Client, page: str, *columns: str) -> None:
    client.post("/columns/", {"page": page, "columns": columns})


@pytest.fixture
def three_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListPage, "most_printed", 3)


def test_it_shows_the_columns_of_the_person_in_the_order_of_the_list(as_ann: Client) -> None:
    for code in ("ANN", "BEA"):
        SalespersonFactory(code=code, name=code.title())
    choose(as_ann, "salespeople:list", "name", "code")
    page = paper(as_ann, "/salespeople/?sort=-code&print")
    assert [head.get_text() for head in page.select("th")] == ["Name", "Code"]
    assert rows(page) == [["Bea", "BEA"], ["Ann", "ANN"]]


def test_its_cells_are_formatted_as_on_the_screen(as_ann: Client) -> None:
    ItemFactory(unit_price=Decimal("1234.5"), blocked=True)
    choose(as_ann, "items:list", "unit_price", "blocked")
    assert rows(paper(as_ann, "/items/?print")) == [["1,234.50", "✓Yes"]]


def test_it_has_no_frame_and_nothing_to_click_but_the_way_back_and_the_printer(as_ann: Client) -> None:
    line = SegmentLineFactory(segment=SegmentFactory(campaign=CampaignFactory(), description="Restaurants"))
    page = paper(as_ann, f"/segments/{line.segment.number}/lines/?sort=pk&print")
    assert page.select(".sidebar, .topbar, form, input, td a, [hx-get], [hx-post]") == []
    assert [link["href"] for link in page.select("a")] == [f"/segments/{line.segment.number}/lines/?sort=pk"]
    assert [button.get_text() for button in page.select("button")] == ["Print"]
    assert page.h1.get_text() == "Lines of Restaurants"


def test_it_says_of_whom_its_rows_are(as_ann: Client) -> None:
    company = CompanyFactory(name="Noordzee")
    page = paper(as_ann, f"/pricing/contacts/{company.number}/prices/?print")
    assert page.h1.get_text() == "Special prices of Noordzee"


def test_it_waits_for_what_the_page_asks_for_later(as_ann: Client) -> None:
    SegmentLineFactory(segment=SegmentFactory())
    choose(as_ann, "segments:list", "lines")
    assert rows(paper(as_ann, "/segments/?print")) == [["1"]]


def test_it_says_which_day_it_is_of(as_ann: Client, ann: User) -> None:
    ann.work_date = date(2026, 3, 10)
    ann.save()
    assert facts(paper(as_ann, "/salespeople/?print")) == {"Date": "03/10/2026"}


def test_it_says_what_was_filtered(as_ann: Client) -> None:
    SalespersonFactory(code="IDA", blocked=True)
    page = paper(as_ann, "/salespeople/?q=id&blocked=true&print")
    assert {label: value for label, value in facts(page).items() if label != "Date"} == {
        "Search": "id",
        "Blocked": "Yes",
    }


def test_a_filter_by_a_row_and_a_day_reads_as_on_the_screen(as_ann: Client) -> None:
    entry = SalesEntryFactory(posting_date=date(2026, 3, 10))
    page = paper(as_ann, f"/items/entries/?item={entry.item.pk}&since=2026-03-01&print")
    assert len(rows(page)) == 1
    assert (facts(page)["Item"], facts(page)["From"]) == (str(entry.item), "03/01/2026")


def test_a_filter_by_a_choice_is_said_in_its_words(as_ann: Client) -> None:
    assert facts(paper(as_ann, "/campaigns/?when=running&print"))["When"] == "Running"


@pytest.mark.usefixtures("three_at_most")
def test_it_says_how_many_rows_are_left_out(as_ann: Client) -> None:
    SalespersonFactory.create_batch(5)
    page = paper(as_ann, "/salespeople/?print")
    assert len(rows(page)) == 3
    assert page.select_one(".note").get_text(strip=True) == (
        "2 rows are left out. Filter the list, or export it, to get the rest."
    )


@pytest.mark.usefixtures("three_at_most")
def test_it_says_nothing_of_the_kind_when_all_are_there(as_ann: Client) -> None:
    SalespersonFactory.create_batch(3)
    assert paper(as_ann, "/salespeople/?print").select(".note") == []


@pytest.mark.usefixtures("three_at_most")
def test_below_the_rows_stands_what_they_come_to_when_all_are_there(as_ann: Client) -> None:
    SalesEntryFactory.create_batch(3, amount=Decimal("1000.50"))
    choose(as_ann, "items:entries", "posting_date", "amount")
    (total,) = paper(as_ann, "/items/entries/?print").select("tfoot tr")
    assert total.get_text(" ", strip=True) == "Total 3,001.50"
    SalesEntryFactory()
    assert paper(as_ann, "/items/entries/?print").select("tfoot") == []


@pytest.mark.usefixtures("three_at_most")
def test_beyond_what_is_counted_it_says_at_least_how_many(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", 4)
    SalespersonFactory.create_batch(6)
    assert "More than 1 rows are left out." in paper(as_ann, "/salespeople/?print").select_one(".note").get_text()


def test_a_list_without_rows_says_so(as_ann: Client) -> None:
    assert paper(as_ann, "/salespeople/?q=nobody&print").select_one(".note").get_text() == "No rows."


def test_who_may_not_see_a_column_does_not_get_it(as_bob: Client) -> None:
    ItemFactory(unit_cost=Decimal(61))
    choose(as_bob, "items:list", "number", "unit_cost")
    assert [head.get_text() for head in paper(as_bob, "/items/?print").select("th")] == ["No."]


def test_it_asks_no_more_for_twenty_rows_than_for_two(as_ann: Client, queries: Queries) -> None:
    def printed() -> Any:
        return as_ann.get("/campaigns/?print")

    CampaignFactory.create_batch(2)
    printed()
    for_two = queries(printed)
    CampaignFactory.create_batch(18)
    assert queries(printed) == for_two


def test_nothing_in_it_is_inline(as_ann: Client) -> None:
    page = paper(as_ann, "/salespeople/?print")
    assert [script["src"] for script in page.select("script")] != []
    assert page.select("style, [style], [onclick], script:not([src])") == []


def test_the_menu_of_a_list_takes_filter_and_order_along(as_ann: Client) -> None:
    page = paper(as_ann, "/salespeople/?sort=-code&q=x")
    assert [link["href"] for link in page.select("#filter-actions .dropdown-item")] == [
        "?sort=-code&q=x&export=csv",
        "?sort=-code&q=x&export=xlsx",
        "?sort=-code&q=x&print",
    ]
