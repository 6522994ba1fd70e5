import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from tests.factories import ActivityFactory, SalespersonFactory, TaskFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("asked", "shown"), [("true", "true"), ("false", "false"), ("", None), ("perhaps", None)])
def test_a_filter_of_yes_or_no_shows_what_was_asked(as_ann: Client, asked: str, shown: str | None) -> None:
    soup = BeautifulSoup(as_ann.get(f"/salespeople/?blocked={asked}").content, "html.parser")
    chosen = soup.select_one("#filter [name=blocked] option[selected]")
    assert (chosen and chosen["value"]) == shown


def chosen(client: Client, path: str) -> dict[str, str]:
    """What the filter bar of a list says of each field that leaves something out."""
    fields = BeautifulSoup(client.get(path).content, "html.parser").select(".filter-field [name]")
    asked = {str(field["name"]): field.select_one("option[selected]") or field for field in fields}
    return {name: str(field["value"]) for name, field in asked.items() if field.get("value")}


def test_a_blank_field_is_blank_again_after_something_was_chosen(as_ann: Client) -> None:
    seller = SalespersonFactory()
    asked = {"q": "tyres", "status": "waiting", "salesperson": str(seller.pk), "since": "2026-03-11"}
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    for _time in range(2):
        assert chosen(as_ann, "/tasks/") == {}
        assert chosen(as_ann, f"/tasks/?{query}") == asked


def test_a_blank_field_offers_what_there_is_now_in_the_language_of_the_reader(as_ann: Client) -> None:
    assert "North" not in as_ann.get("/tasks/").text
    TeamFactory(name="North")
    assert "North" in as_ann.get("/tasks/").text
    assert ">Priority</label>" in as_ann.get("/tasks/").text
    with translation.override("nl"):
        assert ">Prioriteit</label>" in as_ann.get("/tasks/", headers={"Accept-Language": "nl"}).text


def test_of_neighbours_only_what_a_column_shows_is_read(as_ann: Client) -> None:
    TaskFactory(activity=ActivityFactory())
    [shown] = as_ann.get("/tasks/").context["rows"]
    assert [name for name in ("salesperson", "activity") if name in shown.row._state.fields_cache] == ["salesperson"]
