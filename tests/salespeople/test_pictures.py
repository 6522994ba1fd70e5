"""The picture of a salesperson: put, shown round where the name stands, and taken away."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import User
from salespeople import pictures
from salespeople.models import Salesperson
from tests.conftest import Queries
from tests.factories import PNG, SalespersonFactory, TaskFactory, a_picture

pytestmark = pytest.mark.django_db
Commits = Any


@pytest.fixture(autouse=True)
def none_from_before() -> None:
    for name in files():
        default_storage.delete(f"salespeople/{name}")


@pytest.fixture
def as_dana(dana: User) -> Client:
    client = Client()
    client.force_login(dana)
    return client


@pytest.fixture
def anna() -> Salesperson:
    return SalespersonFactory(code="ANNA", name="Anna de Wit")


def put(client: Client, file: SimpleUploadedFile | None, **asked: Any) -> str:
    sent = {"picture": file} if file else {}
    return client.post("/salespeople/ANNA/picture/put/", sent, follow=True, **asked).text


def files() -> list[str]:
    return default_storage.listdir("salespeople")[1] if default_storage.exists("salespeople") else []


def test_a_picture_is_put_shown_replaced_and_taken_away(
    as_dana: Client, as_bob: Client, anna: Salesperson, django_capture_on_commit_callbacks: Commits
) -> None:
    assert "The picture of Anna de Wit is kept." in put(as_dana, a_picture())
    anna.refresh_from_db()
    shown = as_bob.get(anna.picture_url)
    assert (shown.content, shown.headers["Content-Type"]) == (PNG, "image/png")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert f'src="{anna.picture_url}"' in as_bob.get("/salespeople/ANNA/").text
    before = anna.picture_url
    with django_capture_on_commit_callbacks(execute=True):
        put(as_dana, a_picture("anna.JPEG", b"\xff\xd8\xff and more"))
    anna.refresh_from_db()
    assert anna.picture_url != before
    assert [Path(name).suffix for name in files()] == [".jpg"]
    with django_capture_on_commit_callbacks(execute=True):
        assert "is deleted." in as_dana.post("/salespeople/ANNA/picture/take-away/", follow=True).text
    assert files() == []
    assert as_bob.get("/salespeople/ANNA/picture/").status_code == 404
    assert "ADW" not in (text := as_bob.get("/salespeople/ANNA/").text)
    assert ">AW</span>" in text


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Choose a picture first."),
        (a_picture("empty.png", b""), "Choose a picture first."),
        (
            a_picture("anna.svg", b"<svg/>"),
            "anna.svg is no picture that browsers show. Choose one of these kinds: PNG,",
        ),
        (a_picture("anna.png", b"<html>"), "anna.png is not what its name says."),
        (a_picture("anna.png", PNG + b"0" * pictures.LARGEST), "a picture has at most 2.0"),
    ],
    ids=["nothing", "empty", "another kind", "not what it says", "too large"],
)
def test_what_is_no_picture_is_refused(
    as_dana: Client, anna: Salesperson, file: SimpleUploadedFile | None, said: str
) -> None:
    assert said in put(as_dana, file)
    anna.refresh_from_db()
    assert not anna.picture
    assert files() == []


def test_who_may_not_change_the_card_changes_no_picture(as_bob: Client, anna: Salesperson) -> None:
    assert "picture/put" not in as_bob.get("/salespeople/ANNA/").text
    for act in ("put", "take-away"):
        assert as_bob.post(f"/salespeople/ANNA/picture/{act}/", {"picture": a_picture()}).status_code == 403


def test_a_picture_goes_with_its_salesperson_and_stays_where_he_stays(
    as_dana: Client, anna: Salesperson, django_capture_on_commit_callbacks: Commits
) -> None:
    put(as_dana, a_picture())
    task = TaskFactory(salesperson=anna)
    with django_capture_on_commit_callbacks(execute=True):
        as_dana.post("/salespeople/ANNA/delete/")
    assert len(files()) == 1
    task.delete()
    with django_capture_on_commit_callbacks(execute=True):
        as_dana.post("/salespeople/ANNA/delete/")
    assert files() == []


def test_a_card_that_is_open_loses_nothing(as_dana: Client, anna: Salesperson) -> None:
    versions = anna.history.count()
    put(as_dana, a_picture())
    typed = {"code": "ANNA", "name": "Anna", "commission_percent": "0", "version": "1", "seen": "{}"}
    as_dana.post("/salespeople/ANNA/", typed)
    anna.refresh_from_db()
    assert (anna.name, bool(anna.picture), anna.history.count()) == ("Anna", True, versions + 1)


def test_it_stands_on_the_board_and_on_my_day(as_bob: Client, bob: User, anna: Salesperson, queries: Queries) -> None:
    anna.user, anna.picture = bob, a_picture()
    anna.save()
    TaskFactory(salesperson=anna)
    for page in ("/tasks/board/", "/tasks/my-day/"):
        assert f'src="{anna.picture_url}"' in as_bob.get(page).text
    for_one = queries(lambda: as_bob.get("/tasks/board/"))
    TaskFactory.create_batch(5, salesperson=anna)
    assert queries(lambda: as_bob.get("/tasks/board/")) == for_one


@pytest.mark.parametrize(("name", "initials"), [("Anna de Wit", "AW"), ("Anna", "A"), ("", "X")])
def test_without_a_picture_stand_initials(name: str, initials: str) -> None:
    assert Salesperson(code="X", name=name).initials == initials
