"""Reading a file as people bring it, and saying in words what is wrong with it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from core.importing import checking, reading, texts, values
from core.importing.checking import ChangedMeanwhile, Check, RowsRefused
from core.importing.drafts import Draft, Outcome
from core.importing.kinds import kinds
from core.importing.table import Unreadable
from core.importing.writing import Writing
from core.models import NumberSeries, User
from salespeople.models import Salesperson
from tests.factories import SalespersonFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
TWO = "code,name,title\nMS,Mia Sund,Buyer\nJO,Jo Ö,Seller\n"


def check(text: str | bytes, kind: str = "salespeople") -> Check:
    content = text.encode() if isinstance(text, str) else text
    return checking.check(kinds[kind], content, user=None)


def run(text: str, *, user: User | None = None, seen: str = "") -> Check:
    return checking.run(kinds["salespeople"], text.encode(), user=user, at=AT, seen=seen)


def outcomes(found: Check) -> list[tuple[int, str]]:
    return [(row.line, row.outcome.value) for row in found.rows]


def said(found: Check) -> list[str]:
    return [sentence for row in found.rows for sentence in row.errors]


# --- what is detected -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("latin-1", "Latin-1"), ("utf-16", "UTF-16")]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_and_separator_is_read(separator: str, encoding: str, named: str, ending: str) -> None:
    content = TWO.replace(",", separator).replace("\n", ending).encode(encoding)
    found = check(content)
    assert found.origin == f"Read as {named}, separated by {texts.SEPARATORS[separator]}."
    assert [row.title for row in found.rows] == ["Mia Sund", "Jo Ö"]


def test_a_separator_inside_a_name_does_not_mislead() -> None:
    found = check('code;"name"\nMS;"Sund, Mia; the buyer"\n')
    assert found.rows[0].title == "Sund, Mia; the buyer"


def test_of_headings_nobody_knows_the_separator_that_parts_them_most_is_taken() -> None:
    assert reading.read(b"wer;was\nMS;Mia, Sund\n", known=lambda heading: False).headings == ["wer", "was"]


@pytest.mark.parametrize("heading", ["lastName", "Last Name", "last_name", "LASTNAME"])
def test_capitals_blanks_and_underlines_in_headings_do_not_matter(heading: str) -> None:
    assert outcomes(check(f"employee id,{heading}\nMS,Sund\n")) == [(2, "new")]


def test_headings_nobody_knows_are_passed_over_and_said() -> None:
    assert check("code,name,shoe size\nMS,Mia,38\n").unused == ["shoe size"]


def test_null_and_blank_are_the_same() -> None:
    SalespersonFactory(code="MS", name="Mia", job_title="Buyer", phone="12")
    found = check("code,name,job_title,phone\nMS,Mia,NULL,\n")
    assert [(change.label, change.before, change.after) for change in found.rows[0].differences] == [
        ("Job Title", "Buyer", ""),
        ("Phone No.", "12", ""),
    ]


def test_a_new_row_says_how_its_line_was_understood() -> None:
    assert (
        check("code,name,job_title,phone\nMS,Mia,Buyer,\n").rows[0].holds == "Code: MS · Name: Mia · Job Title: Buyer"
    )
    SalespersonFactory(code="JO", name="Jo")
    found = check("code,name\nJO,Josephine\nSO MUCH TOO LONG A CODE FOR ANYBODY,Sol\n")
    assert [(row.outcome.value, row.holds) for row in found.rows] == [("changed", ""), ("refused", "")]


def test_lines_without_any_text_do_not_count() -> None:
    assert outcomes(check("code,name\n\n,\nMS,Mia\n  \n")) == [(4, "new")]


def test_a_value_may_go_over_several_lines() -> None:
    assert outcomes(check('code,name,notes\nMS,Mia,"one\ntwo"\nJO,Jo,\n')) == [(2, "new"), (4, "new")]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("18.00", "18"),
        ("18,5", "18.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("-3", "-3"),
        ("0,125", "0.125"),
    ],
)
def test_numbers_are_read_with_either_decimal_sign(typed: str, number: str) -> None:
    assert values.number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("1,234", "can be read in two ways"), ("12 pcs", "is not a number"), ("1e5", "not a number")],
)
def test_numbers_that_are_none_or_two_are_refused(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        values.number(typed)


# --- a file that cannot be read at all --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b" \r\n\n", "The file is empty"),
        (b";;;\n", "The file is empty"),
        (b'""\n', "The file is empty"),
        (b"code," + b"x" * 150_000 + b"\n", "Line 1 cannot be read"),
        (b"PK\x03\x04\x00\x00name", "This is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0name", "an Excel file of the old kind"),
        (b"code\x00name", "neither a CSV file nor an Excel workbook"),
        (b"\r\n<html><table><tr><td>code</td></tr>\n</table>", "neither a CSV file nor an Excel workbook"),
        (b"%PDF-1.7\n1 0 obj\n", "neither a CSV file nor an Excel workbook"),
        (b"{\\rtf1\\ansi code}\n", "neither a CSV file nor an Excel workbook"),
        (b"\xff\xfe\x00", "cannot be read"),
        (
            b"code,title\nMS,Buyer\n",
            "lacks the heading “name”, “lastName” or “surname”. Is this a file of salespeople",
        ),
        (b"one,two\n", "lacks the heading “code”, “employeeID” or “salesperson” and “name”"),
        (b"code,name,name\nMS,Mia,Mia\n", "The heading “name” stands in the file 2 times"),
        (b'code,name\nMS,"Mia\nJO,Jo\n', "Line 2 cannot be read: a quotation mark is not closed"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        check(content)
    assert sentence in str(refused.value)


def test_a_file_above_25_mb_is_refused_before_it_is_read() -> None:
    reading.refuse_size(25 * reading.MEGABYTE)
    with pytest.raises(Unreadable, match="The file has 26 MB; an import takes at most 25 MB"):
        reading.refuse_size(25 * reading.MEGABYTE + 1)


# --- rows that are refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("MS,Mia,Buyer,Oslo", "The row has 4 columns and the headings are 3: its values are shifted."),
        ("MS,Mia", "The row has 2 columns and the headings are 3: its values are shifted."),
        (",Mia,Buyer", "Code is blank."),
        ("MS,NULL,Buyer", "Name is blank."),
        ("M S,Mia,Buyer", "Code: Use only the letters A–Z, digits and the signs - _ . in a code."),
        ("MS,Mia," + "x" * 31, "Job Title: Ensure this value has at most 30 characters (it has 31)."),
        ("MS,Mia,\nms,Mia,", "Code MS stands in line 2 already."),
        ("MS,#N/A,", "Name holds the error #N/A of a spreadsheet."),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_in_words(rows: str, sentence: str) -> None:
    found = check(f"code,name,title\n{rows}\n")
    assert [told.startswith(sentence) for told in said(found)] == [True]


def test_nothing_is_written_while_a_row_is_refused() -> None:
    with pytest.raises(RowsRefused, match="1 row is refused, so nothing was imported"):
        run(TWO + "too,short\n")
    assert not Salesperson.objects.exists()


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_check_writes_nothing() -> None:
    assert outcomes(check(TWO)) == [(2, "new"), (3, "new")]
    assert not Salesperson.objects.exists()


def test_the_same_file_twice_makes_no_duplicates(ann: User) -> None:
    assert run(TWO, user=ann).counts[Outcome.NEW] == 2
    assert run(TWO, user=ann).counts[Outcome.UNCHANGED] == 2
    assert list(Salesperson.objects.values_list("code", "name", "modified_at", "modified_by")) == [
        ("JO", "Jo Ö", AT, ann.pk),
        ("MS", "Mia Sund", AT, ann.pk),
    ]


def test_a_change_names_the_field_and_touches_no_other() -> None:
    row = SalespersonFactory(code="MS", name="Mia", phone="12", version=3)
    found = run("code,name\nMS,Mia Sund\n")
    change = found.rows[0].differences[0]
    assert (change.label, change.before, change.after) == ("Name", "Mia", "Mia Sund")
    row.refresh_from_db()
    assert (row.name, row.phone, row.version) == ("Mia Sund", "12", 4)


def test_what_somebody_changed_since_the_check_is_shown_before_it_is_written() -> None:
    row = SalespersonFactory(code="MS", name="Mia")
    text = "code,name\nMS,Mia Sund\n"
    seen = check(text).fingerprint
    Salesperson.objects.filter(pk=row.pk).update(name="Maria")
    with pytest.raises(ChangedMeanwhile, match="nothing was imported"):
        run(text, seen=seen)
    run(text, seen=check(text).fingerprint)
    row.refresh_from_db()
    assert row.name == "Mia Sund"


def test_a_thousand_rows_take_few_statements(queries: Any) -> None:
    lines = "".join(f"S{number},Name {number}\n" for number in range(1000))
    assert queries(lambda: run("code,name\n" + lines)) <= 40
    changed = lines.replace("Name", "Other")
    assert queries(lambda: run("code,name\n" + changed)) <= 40
    assert Salesperson.objects.filter(name__startswith="Other").count() == 1000


def test_what_somebody_saves_while_it_is_written_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking at the rows and writing them."""
    row = SalespersonFactory(code="MS", name="Mia", phone="1")
    note = Writing.write

    def saved_before(self: Writing, drafts: Sequence[Draft]) -> None:
        Salesperson.objects.filter(pk=row.pk).update(phone="2", version=row.version + 1)
        note(self, drafts)

    monkeypatch.setattr(Writing, "write", saved_before)
    with pytest.raises(ChangedMeanwhile):
        run("code,name,phone\nMS,Mia,1\nJO,Jo,5\nMS2,x,1\n".replace("MS,Mia,1", "MS,Mia Sund,1"))
    assert not Salesperson.objects.filter(code="JO").exists()


def test_a_check_of_many_blocks_asks_no_series_for_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "BLOCK", 1)
    before = list(NumberSeries.objects.values())
    found = check("external_id,name\nX1,One\nX2,Two\nX3,Three\n", "contacts")
    assert found.counts[Outcome.NEW] == 3
    assert list(NumberSeries.objects.values()) == before
