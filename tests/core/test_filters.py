import pytest
from bs4 import BeautifulSoup
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("asked", "shown"), [("true", "true"), ("false", "false"), ("", None), ("perhaps", None)])
def test_a_filter_of_yes_or_no_shows_what_was_asked(as_ann: Client, asked: str, shown: str | None) -> None:
    soup = BeautifulSoup(as_ann.get(f"/salespeople/?blocked={asked}").content, "html.parser")
    chosen = soup.select_one("#filter [name=blocked] option[selected]")
    assert (chosen and chosen["value"]) == shown
