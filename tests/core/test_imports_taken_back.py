"""An import is taken back as a whole, while nothing newer touched its rows."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, Country, Customer
from core.importing import checking, runs
from core.importing.taking_back import TouchedSince, take_back
from core.models import Import, ImportedRow, NumberSeries, User
from items.models import SalesEntry
from sales.models import SalesDocument, SalesLine
from salespeople.models import Salesperson
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
PEOPLE = "code,name,title\nMS,Mia Sund,Buyer\nJO,Jo Berg,Seller\n"


def imported(kind: str, text: str, by: User) -> Import:
    record = f.ImportFactory(kind=kind, content=text.encode(), uploaded_by=by)
    runs.look(record, user=by)
    Import.objects.filter(pk=record.pk).update(state=Import.State.WRITING)
    runs.carry_out(record, by=by, at=AT)
    record.refresh_from_db()
    assert (record.state, record.refusal) == (Import.State.IMPORTED, "")
    return record


def values_of(model: Any) -> list[dict[str, Any]]:
    return list(model.objects.order_by("pk").values())


def test_made_rows_go_and_changed_rows_get_back_what_they_held(ann: User) -> None:
    f.SalespersonFactory(code="MS", name="Mia", job_title="Clerk", version=3)
    record = imported("salespeople", PEOPLE, ann)
    assert take_back(record, by=ann, at=LATER) == 2
    mia = Salesperson.objects.get()
    assert (mia.name, mia.job_title, mia.version, mia.modified_at) == ("Mia", "Clerk", 5, LATER)
    assert not ImportedRow.objects.exists()


def test_what_was_taken_back_stands_in_the_history_of_the_rows(ann: User) -> None:
    f.SalespersonFactory(code="MS", name="Mia")
    record = imported("salespeople", PEOPLE, ann)
    take_back(record, by=ann, at=LATER)
    back = Salesperson.history.get(code="MS", history_date=LATER)
    assert (back.history_change_reason, back.name) == ("Import taken back: salespeople.csv", "Mia")
    gone = Salesperson.history.filter(code="JO").latest()
    assert (gone.history_type, gone.history_user, gone.history_date, gone.name) == ("-", ann, LATER, "Jo Berg")


def test_done_twice_it_changes_nothing_the_second_time(ann: User) -> None:
    record = imported("salespeople", PEOPLE, ann)
    assert take_back(record, by=ann, at=LATER) == 2
    again = imported("salespeople", PEOPLE, ann)
    assert take_back(record, by=ann, at=LATER) == 0
    assert Salesperson.objects.count() == again.new == 2


def test_two_imports_of_one_row_are_taken_back_one_after_the_other(ann: User) -> None:
    first = imported("salespeople", PEOPLE, ann)
    second = imported("salespeople", PEOPLE.replace("Buyer", "Clerk"), ann)
    with pytest.raises(TouchedSince):
        take_back(first, by=ann, at=LATER)
    take_back(second, by=ann, at=LATER)
    take_back(first, by=ann, at=LATER)
    assert not Salesperson.objects.exists()


def test_a_row_that_was_changed_since_keeps_all_of_them(ann: User) -> None:
    record = imported("salespeople", PEOPLE, ann)
    Salesperson.objects.filter(code="JO").update(phone="12")
    with pytest.raises(TouchedSince, match="Jo Berg was changed since this import, so nothing was taken back"):
        take_back(record, by=ann, at=LATER)
    assert Salesperson.objects.count() == 2


def test_a_row_that_was_deleted_since_keeps_all_of_them(ann: User) -> None:
    record = imported("salespeople", PEOPLE, ann)
    Salesperson.objects.filter(code="JO").delete()
    with pytest.raises(TouchedSince, match="was deleted since this import"):
        take_back(record, by=ann, at=LATER)
    assert Salesperson.objects.count() == 1


def test_a_row_that_something_newer_names_keeps_all_of_them(ann: User) -> None:
    record = imported("salespeople", PEOPLE, ann)
    f.CompanyFactory(name="Holzapfel", salesperson=Salesperson.objects.get(code="JO"))
    with pytest.raises(TouchedSince, match=r"Jo Berg is used since by Holzapfel \(Contact\)"):
        take_back(record, by=ann, at=LATER)
    assert Salesperson.objects.count() == 2


def test_rows_of_several_tables_and_the_numbers_they_drew_go_together(ann: User) -> None:
    text = (
        "customerID,companyName,contactName,country\n"
        "ALFKI,Alfreds Futterkiste,Maria Anders,Germany\nBERGS,Berglunds,Christina Berglund,Sweden\n"
    )
    before = {model: values_of(model) for model in (Contact, Customer, Country, NumberSeries)}
    record = imported("customers", text, ann)
    assert (Contact.objects.count(), Customer.objects.count()) == (4, 2)
    take_back(record, by=ann, at=LATER)
    assert {model: values_of(model) for model in before} == before


def test_numbers_that_were_drawn_after_it_stay_drawn(ann: User) -> None:
    text = "external_id,name\nX1,Alfreds\n"
    record = imported("contacts", text, ann)
    later = f.CompanyFactory(number="")
    following = NumberSeries.objects.get(pk=later.number_series_id).next_number
    take_back(record, by=ann, at=LATER)
    assert NumberSeries.objects.get(pk=later.number_series_id).next_number == following
    assert list(Contact.objects.all()) == [later]


def test_headers_wait_until_their_lines_are_taken_back(ann: User) -> None:
    f.CustomerFactory(number="ALFKI")
    f.ItemFactory(number="11")
    headers = imported("orders", "orderID,customerID,orderDate\n10248,ALFKI,1996-07-04\n", ann)
    lines = imported("order-lines", "orderID,productID,unitPrice,quantity\n10248,11,14,12\n", ann)
    with pytest.raises(TouchedSince, match="10248 is used since by"):
        take_back(headers, by=ann, at=LATER)
    take_back(lines, by=ann, at=LATER)
    take_back(headers, by=ann, at=LATER)
    assert [model.objects.count() for model in (SalesDocument, SalesLine, SalesEntry)] == [0, 0, 0]


def test_a_long_import_is_taken_back_in_a_bounded_number_of_statements(ann: User, queries: Queries) -> None:
    def statements(rows: int) -> int:
        record = imported("salespeople", "code,name\n" + "".join(f"S{n},Name\n" for n in range(rows)), ann)
        return queries(lambda: take_back(record, by=ann, at=LATER))

    statements(2)  # the content types are remembered from here on
    assert statements(400) <= 40


# --- long files, gone through in blocks -------------------------------------------------------------------------------


@pytest.fixture
def blocks_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "BLOCK", 2)


PERSONS_FIRST = (
    "external_id,company,name\nP1,C3,Ann Berg\nP2,C1,Bo Dahl\nC1,,One\nC2,,Two\nC3,,Three\nP3,C3,Cy Ek\nP4,C2,Di Falk\n"
)


@pytest.mark.usefixtures("blocks_of_two")
def test_a_row_may_name_a_row_of_another_block(ann: User) -> None:
    record = imported("contacts", PERSONS_FIRST, ann)
    assert record.new == 7
    assert Contact.objects.get(external_id="P1").company == Contact.objects.get(external_id="C3")
    take_back(record, by=ann, at=LATER)
    assert not Contact.objects.exists()


@pytest.mark.usefixtures("blocks_of_two")
def test_a_check_of_many_blocks_writes_nothing_and_says_the_same_as_the_import(ann: User) -> None:
    record = f.ImportFactory(kind="contacts", content=PERSONS_FIRST.encode(), uploaded_by=ann)
    runs.look(record, user=ann)
    assert not Contact.objects.exists()
    assert not ImportedRow.objects.exists()
    first = record.found["fingerprint"]
    runs.look(record, user=ann)
    assert record.found["fingerprint"] == first


@pytest.mark.usefixtures("blocks_of_two")
def test_two_lines_about_one_row_are_found_across_blocks(ann: User) -> None:
    f.CompanyFactory(number="C9", external_id="X9")
    text = "external_id,number,name\nX9,,One\nX2,,Two\nX3,,Three\n,C9,One\n"
    record = f.ImportFactory(kind="contacts", content=text.encode(), uploaded_by=ann)
    runs.look(record, user=ann)
    (refused,) = record.found["told"]["refused"]
    assert (refused["line"], refused["errors"]) == (5, ["It is the same row as line 2."])


@pytest.mark.usefixtures("blocks_of_two")
def test_a_refused_row_in_a_late_block_leaves_nothing_of_the_earlier_ones(ann: User) -> None:
    text = PEOPLE + "KB,Kim\n"
    record = f.ImportFactory(content=text.encode(), uploaded_by=ann)
    runs.look(record, user=ann)
    Import.objects.filter(pk=record.pk).update(state=Import.State.WRITING)
    runs.carry_out(record, by=ann, at=AT)
    record.refresh_from_db()
    assert (record.state, "1 row is refused" in record.refusal) == (Import.State.CHECKED, True)
    assert (Salesperson.objects.count(), ImportedRow.objects.count()) == (0, 0)


def test_what_nobody_foresaw_leaves_the_file_to_be_looked_at_again(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    record = f.ImportFactory(uploaded_by=ann)
    runs.look(record, user=ann)
    Import.objects.filter(pk=record.pk).update(state=Import.State.WRITING)

    def fall_over(*_args: Any, **_options: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(runs, "run", fall_over)
    with pytest.raises(RuntimeError):
        runs.carry_out(record, by=ann, at=AT)
    record.refresh_from_db()
    assert (record.state, "nothing was written" in record.refusal) == (Import.State.CHECKED, True)


# --- the pages --------------------------------------------------------------------------------------------------------


def test_an_import_can_be_taken_back_from_its_page(as_ann: Client, ann: User) -> None:
    record = imported("salespeople", PEOPLE, ann)
    page = as_ann.get(record.get_absolute_url()).content.decode()
    assert "Delete the 2 new rows again?" in page
    done = as_ann.post(f"{record.get_absolute_url()}take-back/", follow=True).content.decode()
    assert "Import another file" in done
    assert "Take back</button>" not in done
    assert not Salesperson.objects.exists()


def test_a_refusal_to_take_back_is_said_on_the_page(as_ann: Client, ann: User) -> None:
    record = imported("salespeople", PEOPLE, ann)
    Salesperson.objects.update(phone="1")
    assert (
        "was changed since this import"
        in as_ann.post(f"{record.get_absolute_url()}take-back/", follow=True).content.decode()
    )


def test_who_may_not_import_takes_nothing_back(as_bob: Client, ann: User) -> None:
    record = imported("salespeople", PEOPLE, ann)
    assert as_bob.post(f"{record.get_absolute_url()}take-back/").status_code == 403
    assert as_bob.get("/import/all/").status_code == 403
    assert Salesperson.objects.count() == 2


def test_the_list_tells_what_became_of_each_file(as_ann: Client, ann: User) -> None:
    imported("salespeople", PEOPLE, ann)
    page = as_ann.get("/import/all/").content.decode()
    assert "salespeople.csv" in page
    assert "Imported" in page


def test_the_database_counts_tables_anew_that_have_grown_much(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MANY", 1)
    with CaptureQueriesContext(connection) as captured:
        imported("salespeople", PEOPLE, ann)
    said = [query["sql"] for query in captured if query["sql"].startswith("ANALYZE")]
    assert said == (['ANALYZE "salespeople_salesperson"'] if connection.vendor == "postgresql" else [])
