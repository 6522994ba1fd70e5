"""Importing in the browser and by command: look first, then confirm."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client

from core.models import ImportFile, User
from items.models import Item
from salespeople.models import Salesperson
from tests.factories import ImportFileFactory, ItemFactory, SalespersonFactory

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
    assert not ImportFile.objects.exists()


def test_refused_rows_come_first_and_there_is_nothing_to_confirm(as_ann: Client) -> None:
    page = bring(as_ann, TWO + b"KB,Kim,Berg\n")
    text = page.content.decode()
    assert text.index("its values are shifted") < text.index("Mia Sund")
    assert "Import these rows" not in text
    assert "1 row is refused, so nothing was imported" in confirm(as_ann, page).content.decode()
    assert not Salesperson.objects.exists()


def test_only_the_first_200_rows_of_a_long_file_are_shown(as_ann: Client) -> None:
    lines = b"".join(b"S%d,Name %d\n" % (number, number) for number in range(300))
    page = bring(as_ann, b"code,name\n" + lines)
    assert len(page.context["drafts"]) == 200
    assert "The first 200 rows of 300" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "The file is empty"), (b"PK\x03\x04\x00", "not a CSV file"), (b"a,b\n", "lacks the heading")],
)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(as_ann: Client, content: bytes, sentence: str) -> None:
    assert sentence in bring(as_ann, content).content.decode()


def test_an_upload_above_25_mb_is_refused_and_not_kept(as_ann: Client) -> None:
    page = bring(as_ann, b"x" * (25 * 1024 * 1024 + 1))
    assert "at most 25 MB" in page.content.decode()
    assert not ImportFile.objects.exists()


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
    assert not ImportFile.objects.exists()
    assert as_ann.get(page.request["PATH_INFO"]).status_code == 404


def test_files_left_behind_are_thrown_away_after_a_day(as_ann: Client) -> None:
    old = ImportFileFactory()
    bring(as_ann, TWO)
    assert not ImportFile.objects.filter(pk=old.pk).exists()


def test_only_who_may_import_gets_the_pages(as_bob: Client) -> None:
    waiting = ImportFileFactory()
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
