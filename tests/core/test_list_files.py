"""A list as a file: CSV and Excel hold what the page shows, and nothing in them is taken for something else."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from core import extensions, workbooks
from core.lists import ListPage
from core.tables import Column
from salespeople.views import SalespersonList
from tests.conftest import Queries
from tests.factories import CampaignFactory, CompanyFactory, ItemFactory, SalespersonFactory, SegmentFactory

pytestmark = pytest.mark.django_db

DEFAULTS = ["code", "name", "job_title", "phone", "email", "blocked"]


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def sheet_of(client: Client, address: str) -> Any:
    """The only sheet of the workbook that an address answers with."""
    [sheet] = load_workbook(BytesIO(content(client.get(address)))).worksheets
    return sheet


def values(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def csv_rows(client: Client, address: str) -> list[list[str]]:
    lines = content(client.get(address)).decode("utf-8-sig").splitlines()
    return [line.split(",") for line in lines]


def choose(client: Client, page: str, *columns: str) -> None:
    client.post("/columns/", {"page": page, "columns": columns})


@pytest.fixture(autouse=True)
def own_columns_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without those that upper apps add to the list."""
    monkeypatch.setattr(extensions.list_columns, "_added", {})


@pytest.fixture
def column(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The list of salespeople with one column only."""

    def only(value: Any, kind: str = "text", label: str = "Value") -> None:
        monkeypatch.setattr(SalespersonList, "columns", [Column("value", label, lambda row: value, kind=kind)])
        SalespersonFactory()

    return only


def only_cell(client: Client) -> Any:
    return sheet_of(client, "/salespeople/?export=xlsx")["A2"]


# --- what is in it ---


def test_a_workbook_holds_the_columns_of_the_person_in_his_order(as_ann: Client) -> None:
    SalespersonFactory(code="IDA", name="Ida Holm")
    choose(as_ann, "salespeople:list", "name", "code")
    assert values(sheet_of(as_ann, "/salespeople/?export=xlsx")) == [["Name", "Code"], ["Ida Holm", "IDA"]]


def test_a_workbook_holds_all_pages_of_the_filter_sorted_as_they_are(
    as_ann: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ListPage, "page_size", 2)
    for code in ("ANN", "BEA", "CARL", "DAN"):
        SalespersonFactory(code=code, blocked=code != "BEA")
    sheet = sheet_of(as_ann, "/salespeople/?blocked=true&sort=-code&export=xlsx")
    assert [row[0] for row in values(sheet)] == ["Code", "DAN", "CARL", "ANN"]


def test_csv_and_workbook_hold_the_same_rows(as_ann: Client) -> None:
    for name in ("Ida", "", "-5"):
        SalespersonFactory(name=name, blocked=not name)
    choose(as_ann, "salespeople:list", "code", "name", "blocked")
    in_sheet = values(sheet_of(as_ann, "/salespeople/?export=xlsx"))
    in_csv = csv_rows(as_ann, "/salespeople/?export=csv")
    assert [["'-5" if cell == "-5" else cell or "" for cell in row] for row in in_sheet] == in_csv


def test_a_workbook_waits_for_what_the_page_asks_for_later(as_ann: Client) -> None:
    SegmentFactory()
    choose(as_ann, "segments:list", "lines")
    assert values(sheet_of(as_ann, "/segments/?export=xlsx"))[1] == [0]


def test_who_may_not_see_a_column_does_not_get_it(as_ann: Client, as_bob: Client) -> None:
    ItemFactory(unit_cost=Decimal(61))
    heads = {}
    for name, client in {"ann": as_ann, "bob": as_bob}.items():
        choose(client, "items:list", "number", "unit_cost")
        heads[name] = values(sheet_of(client, "/items/?export=xlsx"))[0]
    assert heads == {"ann": ["No.", "Unit Cost"], "bob": ["No."]}


def test_an_unknown_kind_of_file_is_csv(as_ann: Client) -> None:
    assert as_ann.get("/salespeople/?export=pdf").headers["Content-Type"] == "text/csv; charset=utf-8"


# --- types and formats ---


@pytest.mark.parametrize(
    ("kind", "value", "read", "shown_as"),
    [
        ("amount", Decimal("1234.50000"), 1234.5, "#,##0.00"),
        ("unit amount", Decimal("0.12500"), 0.125, "#,##0.000"),
        ("unit amount", Decimal("7.00000"), 7, "#,##0.00"),
        ("number", Decimal("2.50000"), 2.5, "#,##0.0"),
        ("number", 1200, 1200, "#,##0"),
        ("percent", Decimal("12.50"), 12.5, '#,##0.0"\xa0%"'),
        ("text", 42, 42, "General"),
    ],
)
def test_a_figure_is_a_number_with_the_decimals_of_the_page(
    kind: str, value: Any, read: float, shown_as: str, as_ann: Client, column: Callable[..., None]
) -> None:
    column(value, kind)
    cell = only_cell(as_ann)
    assert (cell.data_type, cell.value, cell.number_format) == ("n", read, shown_as)


def test_a_date_is_a_date(as_ann: Client, column: Callable[..., None]) -> None:
    column(date(2026, 3, 10), "date")
    cell = only_cell(as_ann)
    assert (cell.is_date, cell.value, cell.number_format) == (True, datetime(2026, 3, 10), "mm-dd-yy")


def test_a_moment_is_one_on_our_clock(as_ann: Client, column: Callable[..., None]) -> None:
    column(datetime(2026, 3, 10, 23, 30, 15, tzinfo=UTC), "moment")
    cell = only_cell(as_ann)
    assert (cell.is_date, cell.value) == (True, datetime(2026, 3, 11, 0, 30))


def test_of_a_moment_shown_as_a_date_the_day_is_exported(as_ann: Client, column: Callable[..., None]) -> None:
    column(datetime(2026, 3, 10, 23, 30, tzinfo=UTC), "date")
    assert csv_rows(as_ann, "/salespeople/?export=csv")[1] == ["2026-03-11"]
    assert only_cell(as_ann).value == datetime(2026, 3, 11)


def test_a_day_that_excel_does_not_know_is_written_out(as_ann: Client, column: Callable[..., None]) -> None:
    column(date(1899, 12, 31), "date")
    assert only_cell(as_ann).value == "1899-12-31"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "#N/A"])
def test_a_text_is_never_a_formula_or_an_error(text: str, as_ann: Client, column: Callable[..., None]) -> None:
    column(text)
    cell = only_cell(as_ann)
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_head_is_never_a_formula(as_ann: Client, column: Callable[..., None]) -> None:
    column("x", label="=1+1")
    assert sheet_of(as_ann, "/salespeople/?export=xlsx")["A1"].data_type == "s"


def test_in_csv_the_name_of_another_row_is_no_formula_either(as_ann: Client) -> None:
    CompanyFactory(name="x", salesperson=SalespersonFactory(name="=1+1"))
    choose(as_ann, "contacts:list", "salesperson")
    assert csv_rows(as_ann, "/contacts/?export=csv")[1] == ["'=1+1"]


def test_signs_that_a_workbook_cannot_hold_are_left_out(as_ann: Client, column: Callable[..., None]) -> None:
    column("a\x07b")
    assert only_cell(as_ann).value == "ab"


# --- how it looks ---


def test_the_heads_are_bold_and_stay_in_place(as_ann: Client) -> None:
    sheet = sheet_of(as_ann, "/salespeople/?export=xlsx")
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"


def test_a_column_is_as_wide_as_its_texts_up_to_a_limit(as_ann: Client) -> None:
    SalespersonFactory(code="IDA", name="I" * 40, email=f"{'i' * 65}@example.com")
    choose(as_ann, "salespeople:list", "code", "name", "email")
    widths = [each.width for each in sheet_of(as_ann, "/salespeople/?export=xlsx").column_dimensions.values()]
    assert widths == [7, 43, 60]


def test_the_sheet_has_a_name_that_excel_takes(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SalespersonList, "title", f"In/out [{'x' * 40}]")
    assert sheet_of(as_ann, "/salespeople/?export=xlsx").title == f"In out  {'x' * 23}"


def test_the_file_has_the_name_of_the_list(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SalespersonList, "title", "Selgere på Ås")
    answer = as_ann.get("/salespeople/?export=xlsx")
    assert content(answer)
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''selgere-p%C3%A5-%C3%A5s.xlsx"


# --- its price ---


def test_a_workbook_asks_no_more_for_twenty_rows_than_for_two(as_ann: Client, queries: Queries) -> None:
    CampaignFactory.create_batch(2)
    content(as_ann.get("/campaigns/?export=xlsx"))
    for_two = queries(lambda: content(as_ann.get("/campaigns/?export=xlsx")))
    CampaignFactory.create_batch(18)
    assert queries(lambda: content(as_ann.get("/campaigns/?export=xlsx"))) == for_two


def test_rows_come_in_chunks(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.exports.CHUNK", 2)
    chunks = []
    monkeypatch.setattr(SalespersonList, "values", lambda page, rows, shown: chunks.append(len(rows)) or {})
    SalespersonFactory.create_batch(5)
    assert len(values(sheet_of(as_ann, "/salespeople/?export=xlsx"))) == 6
    assert chunks == [2, 2, 1]


# --- what is refused ---


def test_more_rows_than_a_sheet_holds_are_refused_on_the_page(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    SalespersonFactory.create_batch(3, name="Ida")
    answer = as_ann.get("/salespeople/?q=Ida&sort=-code&export=xlsx", follow=True)
    assert answer.redirect_chain == [("/salespeople/?q=Ida&sort=-code", 302)]
    assert "An Excel sheet holds 2 rows, and this list has more. Filter it, or take CSV." in answer.text


def test_as_many_rows_as_a_sheet_holds_are_not(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    SalespersonFactory.create_batch(2)
    assert len(values(sheet_of(as_ann, "/salespeople/?export=xlsx"))) == 3


def test_a_failure_leaves_nothing_half_written(as_ann: Client, column: Callable[..., None]) -> None:
    class Broken:
        def __str__(self) -> str:
            raise ArithmeticError

    column(Broken())
    before = set(Path(gettempdir()).glob("openpyxl.*"))
    with pytest.raises(ArithmeticError):
        as_ann.get("/salespeople/?export=xlsx")
    assert set(Path(gettempdir()).glob("openpyxl.*")) == before
