"""Reading Excel workbooks as people bring them."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from core.importing import reading, sheets
from core.importing.table import Table, Unreadable


def book(*rows: list[Any], change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    change(made)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def read(content: bytes) -> Table:
    return reading.read(content, known=lambda heading: heading in ("code", "name"))


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(content)
    return str(refused.value)


def with_part(content: bytes, change: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if name == part else text)
    return file.getvalue()


def test_cells_become_what_a_person_would_type() -> None:
    table = read(
        book(
            ["code", "name", "a", "b", "c", "d", "e", "f"],
            ["MS", " Mia ", 7, 2.5, 0.1 + 0.2, True, date(2026, 3, 10), datetime(2026, 3, 10, 9, 30)],
        )
    )
    assert table.lines[0].cells == ["MS", "Mia", "7", "2.5", "0.3", "1", "2026-03-10", "2026-03-10 09:30:00"]
    assert table.origin == "Read from the sheet “Sheet”."


def test_rows_keep_their_numbers_and_blank_ones_do_not_count() -> None:
    table = read(book([], ["code", "name", None], [None, " "], ["MS", "Mia"], ["JO"]))
    assert table.headings == ["code", "name"]
    assert [(line.number, line.cells) for line in table.lines] == [(4, ["MS", "Mia"]), (5, ["JO", ""])]


def test_what_stands_beyond_the_headings_is_not_cut_off() -> None:
    assert read(book(["code", "name"], ["MS", "Mia", "?"])).lines[0].cells == ["MS", "Mia", "?"]


def test_the_sheet_with_the_headings_that_are_known_is_taken_and_hidden_ones_are_not() -> None:
    def more(made: Workbook) -> None:
        made.create_sheet("People").append(["code", "name"])
        made["People"].append(["MS", "Mia"])
        made.create_sheet("Old").append(["code", "name"])
        made["Old"].sheet_state = "hidden"

    assert read(book(["Notes"], ["of last year"], change=more)).origin == "Read from the sheet “People”."


def test_a_formula_counts_with_the_value_it_had_when_the_file_was_saved() -> None:
    written = book(["code", "name"], ["MS", "=1+1"])
    assert "Cell B2 holds a formula whose value is not in the file." in refusal(written)
    calculated = with_part(written, lambda text: text.replace("<v></v>", "<v>2</v>").replace("<v />", "<v>2</v>"))
    assert read(calculated).lines[0].cells == ["MS", "2"]


def test_merged_cells_are_named() -> None:
    merged = book(["code", "name"], ["MS", "Mia"], ["JO", "Jo"], change=lambda made: made.active.merge_cells("A2:A3"))
    assert refusal(merged) == "The cells A2:A3 are merged. Split them, so that each row has its own values."


def test_an_error_in_a_cell_is_what_a_person_sees_there() -> None:
    assert read(book(["code", "name"], ["MS", "#N/A"])).lines[0].cells == ["MS", "#N/A"]


def test_a_formula_that_came_to_a_blank_is_a_blank() -> None:
    written = with_part(book(["code", "name"], ["MS", "=1+1"]), lambda text: text.replace('r="B2"', 'r="B2" t="str"'))
    assert read(written).lines[0].cells == ["MS", ""]


def test_a_percent_is_read_as_it_is_seen() -> None:
    def as_percent(made: Workbook) -> None:
        made.active["B2"].number_format = "0.0%"

    assert read(book(["code", "name"], ["MS", 0.155], change=as_percent)).lines[0].cells == ["MS", "15.5%"]


def test_what_the_file_says_of_its_size_is_not_believed() -> None:
    written = book(["code", "name"], ["MS", "Mia"], ["JO", "Jo"])
    small = with_part(written, lambda text: text.replace('ref="A1:B3"', 'ref="A1"'))
    assert len(read(small).lines) == 2


def test_far_too_many_columns_are_refused() -> None:
    assert "has 201 columns; an import takes at most 200" in refusal(book([f"c{place}" for place in range(201)], ["x"]))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (book(), "The file is empty."),
        (sheets.ZIPPED + b"nothing", "This is no Excel workbook"),
        (sheets.OLD_EXCEL + b"\0" * 600, "of the old kind or with a password"),
        (with_part(book(["code"]), lambda text: text[:200]), "This is no Excel workbook"),
        (with_part(book(["code"]), lambda text: "", "xl/workbook.xml"), "This is no Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


def test_a_zip_of_something_else_is_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr("letter.txt", "code,name")
    assert "This is no Excel workbook" in refusal(file.getvalue())


def test_what_unpacks_to_too_much_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 1000)
    assert "far larger than it looks" in refusal(book(["code", "name"], ["MS", "Mia"]))
