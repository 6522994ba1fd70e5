"""Importing in the browser and by command: look first, then confirm."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook

from core import progress
from core.importing import runs
from core.models import Import, MeantHeading, User
from items.models import Item
from salespeople.models import Salesperson
from tests.factories import ImportFactory, ItemFactory, SalespersonFactory

pytestmark = pytest.mark.django_db

TWO = b"code,name\nMS,Mia Sund\nJO,Jo Berg\n"


def bring(client: Client, content: bytes, kind: str = "salespeople") -> HttpResponse:
    file = SimpleUploadedFile("people.csv", content, "text/csv")
    return client.post("/import/", {"kind": kind, "file": file}, follow=True)


def confirm(client: Client, page: HttpResponse) -> HttpResponse:
    return client.post(page.request["PATH_INFO"], {"seen": page.context["check"].fingerprint}, follow=True)


def test_the_page_offers_every_kind_in_the_order_they_build_on_each_other(as_ann: Client) -> None:
    page = as_ann.get("/import/").content.decode()
    places = [page.index(f'value="{kind}"') for kind in ("salespeople", "item-discount-groups", "items", "customers")]
    assert places == sorted(places)


def test_a_file_is_shown_before_anything_is_written(as_ann: Client) -> None:
    SalespersonFactory(code="MS", name="Mia")
    page = bring(as_ann, TWO + b"KB,Kim Berg\n")
    text = page.content.decode()
    assert "people.csv" in text
    assert "<s>Mia</s>" in text
    assert Salesperson.objects.count() == 1
    done = confirm(as_ann, page)
    assert "Salespeople imported: 2 new, 1 changed, 0 unchanged." in done.content.decode()
    assert Salesperson.objects.count() == 3
    kept = Import.objects.get()
    assert (kept.state, bytes(kept.content), kept.new, kept.changed) == ("imported", b"", 2, 1)


def test_refused_rows_come_first_and_there_is_nothing_to_confirm(as_ann: Client) -> None:
    page = bring(as_ann, TWO + b"KB,Kim,Berg\n")
    text = page.content.decode()
    assert text.index("its values are shifted") < text.index('<td class="text-nowrap">Mia Sund')
    assert "Import these rows" not in text
    assert "1 row is refused, so nothing was imported" in confirm(as_ann, page).content.decode()
    assert not Salesperson.objects.exists()


def test_only_the_first_200_rows_of_a_long_file_are_shown(as_ann: Client) -> None:
    lines = b"".join(b"S%d,Name %d\n" % (number, number) for number in range(300))
    page = bring(as_ann, b"code,name\n" + lines)
    assert len(page.context["rows"]) == 200
    assert "The first 200 rows of 300" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "The file is empty"), (b"PK\x03\x04\x00", "This is no Excel workbook"), (b"a,b\n", "lacks the heading")],
)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(as_ann: Client, content: bytes, sentence: str) -> None:
    assert sentence in bring(as_ann, content).content.decode()


def test_an_upload_above_25_mb_is_refused_and_not_kept(as_ann: Client) -> None:
    page = bring(as_ann, b"x" * (25 * 1024 * 1024 + 1))
    assert "at most 25 MB" in page.content.decode()
    assert not Import.objects.exists()


def test_no_file_and_no_kind_are_asked_for(as_ann: Client) -> None:
    text = as_ann.post("/import/", {}).content.decode()
    assert "Choose a file first." in text
    assert "Say what is in the file." in text


def test_a_changed_state_is_looked_at_again(as_ann: Client) -> None:
    page = bring(as_ann, TWO)
    SalespersonFactory(code="MS", name="Somebody else")
    text = confirm(as_ann, page).content.decode()
    assert "Look at the rows again" in text
    assert "<s>Somebody else</s>" in text
    assert not Salesperson.objects.filter(code="JO").exists()


def test_a_file_can_be_put_away(as_ann: Client) -> None:
    page = bring(as_ann, TWO)
    as_ann.post(page.request["PATH_INFO"] + "put-away/")
    assert not Import.objects.exists()
    assert as_ann.get(page.request["PATH_INFO"]).status_code == 404


def test_files_left_behind_are_thrown_away_after_a_day(as_ann: Client) -> None:
    old = ImportFactory()
    bring(as_ann, TWO)
    assert not Import.objects.filter(pk=old.pk).exists()


def test_only_who_may_import_gets_the_pages(as_bob: Client) -> None:
    waiting = ImportFactory()
    assert as_bob.get("/import/").status_code == 403
    assert as_bob.post(f"/import/{waiting.pk}/").status_code == 403
    assert not Salesperson.objects.exists()


def test_a_cost_is_passed_over_for_people_who_may_not_see_it(dana: User, as_ann: Client) -> None:
    ItemFactory(number="1", description="Gouda", unit_cost=7)
    as_dana = Client()
    as_dana.force_login(dana)
    file = b"number,description,unit_cost\n1,Gouda,9\n"
    text = bring(as_dana, file, "items").content.decode()
    assert "Not used: unit_cost." in text
    assert "Unit Cost" not in text
    confirm(as_ann, bring(as_ann, file, "items"))
    assert Item.objects.get().unit_cost == 9


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "people.csv"
    place.write_bytes(TWO)
    return place


def test_the_command_is_a_rehearsal_until_it_is_confirmed(file: Path, ann: User) -> None:
    told = StringIO()
    call_command("import", "salespeople", str(file), stdout=told)
    assert "Line 2: Mia Sund: new." in told.getvalue()
    assert "Nothing was written" in told.getvalue()
    assert not Salesperson.objects.exists()
    call_command("import", "salespeople", str(file), "--confirm", "--by", "ann", stdout=told)
    assert told.getvalue().endswith("Imported.\n")
    assert Salesperson.objects.get(code="MS").modified_by == ann


def test_the_command_fails_when_rows_are_refused(file: Path) -> None:
    file.write_bytes(TWO + b"KB,Kim,Berg\n")
    for more in ([], ["--confirm"]):
        told = StringIO()
        with pytest.raises(CommandError, match="refused"):
            call_command("import", "salespeople", str(file), *more, stdout=told)
        assert "Line 4: KB: refused. The row has 3 columns" in told.getvalue()
    assert not Salesperson.objects.exists()


def test_the_command_says_when_the_file_or_the_user_is_not_there(file: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import", "salespeople", str(file) + "x")
    with pytest.raises(CommandError, match="There is no user nobody"):
        call_command("import", "salespeople", str(file), "--by", "nobody")


# --- long files -------------------------------------------------------------------------------------------------------


def test_a_long_file_is_looked_at_and_imported_in_the_background(
    as_ann: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("core.models.imports.LONG", 10)
    with django_capture_on_commit_callbacks(execute=False) as begun:
        page = bring(as_ann, TWO)
    assert "The rows are being checked; nothing is written yet." in page.content.decode()
    begun[0]()
    page = as_ann.get(page.request["PATH_INFO"])
    assert page.context["check"].count == 2
    with django_capture_on_commit_callbacks(execute=False) as begun:
        text = confirm(as_ann, page).content.decode()
    assert "The rows are being imported." in text
    assert not Salesperson.objects.exists()
    begun[0]()
    assert Salesperson.objects.count() == 2
    text = as_ann.get(page.request["PATH_INFO"]).content.decode()
    assert "Take back" in text


def test_the_page_is_told_how_far_it_is_and_when_it_is_done(as_ann: Client, ann: User) -> None:
    record = ImportFactory(uploaded_by=ann)
    progress.tell(record, 20_000, 100_000)
    part = as_ann.get(f"/import/{record.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "20,000 of 100,000 rows" in part
    assert "<html" not in part
    runs.look(record, user=record.uploaded_by)
    assert as_ann.get(f"/import/{record.pk}/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_an_import_that_was_stopped_from_outside_can_be_looked_at_again(as_ann: Client, ann: User) -> None:
    record = ImportFactory(uploaded_by=ann, state=Import.State.WRITING)
    cache.clear()  # the worker is gone
    assert "This import has stopped" in as_ann.get(f"/import/{record.pk}/").content.decode()
    text = as_ann.post(f"/import/{record.pk}/again/", follow=True).content.decode()
    assert "Import these rows" in text


def test_an_import_at_work_is_not_begun_a_second_time(as_ann: Client, ann: User) -> None:
    record = ImportFactory(uploaded_by=ann, state=Import.State.WRITING)
    progress.tell(record, 1, 2)
    as_ann.post(f"/import/{record.pk}/again/")
    record.refresh_from_db()
    assert record.state == Import.State.WRITING


def test_only_what_was_looked_at_can_be_confirmed(as_ann: Client) -> None:
    page = bring(as_ann, TWO)
    text = as_ann.post(page.request["PATH_INFO"], {"seen": "something else"}, follow=True).content.decode()
    assert "looked at again meanwhile" in text
    assert not Salesperson.objects.exists()


def test_a_workbook_is_imported_like_a_text(as_ann: Client) -> None:
    made = Workbook()
    made.active.append(["code", "name"])
    made.active.append(["MS", "Mia Sund"])
    file = BytesIO()
    made.save(file)
    page = bring(as_ann, file.getvalue())
    assert "Read from the sheet “Sheet”." in page.content.decode()
    confirm(as_ann, page)
    assert Salesperson.objects.get().name == "Mia Sund"


def test_what_is_not_over_is_shown_to_who_brought_it_only(as_ann: Client, ann: User, dana: User) -> None:
    """It may show what only he may see, such as costs."""
    mine, theirs = ImportFactory(uploaded_by=ann, name="mine.csv"), ImportFactory(uploaded_by=dana, name="theirs.csv")
    assert as_ann.get(mine.get_absolute_url()).status_code == 200
    assert as_ann.get(theirs.get_absolute_url()).status_code == 404
    assert as_ann.post(f"{theirs.get_absolute_url()}put-away/").status_code == 404
    listed = as_ann.get("/import/all/").content.decode()
    assert "mine.csv" in listed
    assert "theirs.csv" not in listed


def test_the_same_check_in_another_language_is_the_same(as_ann: Client, ann: User) -> None:
    SalespersonFactory(code="MS", name="Mia")
    page = bring(as_ann, TWO)
    User.objects.filter(pk=ann.pk).update(language="nl")
    confirm(as_ann, page)
    assert Salesperson.objects.count() == 2


def test_what_another_import_teaches_meanwhile_does_not_change_what_was_seen(as_ann: Client) -> None:
    page = bring(as_ann, b"code,name,reached at\nMS,Mia,12\n")
    MeantHeading.objects.create(kind="salespeople", heading="reachedat", name="phone")
    confirm(as_ann, page)
    assert Salesperson.objects.get().phone == ""


def test_a_long_import_is_taken_back_in_the_background(
    as_ann: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("core.models.imports.MUCH", 1)
    page = bring(as_ann, TWO)
    address = page.request["PATH_INFO"]
    confirm(as_ann, page)
    with django_capture_on_commit_callbacks(execute=False) as begun:
        text = as_ann.post(f"{address}take-back/", follow=True).content.decode()
    assert "The rows are being taken back." in text
    assert Salesperson.objects.count() == 2
    begun[0]()
    assert not Salesperson.objects.exists()
    assert "Import another file" in as_ann.get(address).content.decode()
