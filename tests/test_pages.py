"""The promises every page makes, tested once for all of them: a new page is covered without anyone remembering."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client

from core.lists import ListPage
from core.models import User
from tests import factories as f
from tests.conftest import Queries
from tests.pages import PUBLIC, PageUnderTest, all_pages

# Who is logged in; they show only what the person may see.
FOR_EVERYBODY = {
    "home",
    "find",
    "reports",
    "core:columns",
    "core:formula_day",
    "core:theme",
    "core:me",
    "core:view_keep",
    "core:view_drop",
    "core:view_pin",
}
PAGES = [page for page in all_pages() if page.name not in PUBLIC]
LISTS = [page for page in PAGES if page.is_list]
CARDS = [page for page in PAGES if page.is_card]
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


def named(pages: list[PageUnderTest]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("asked", pages, ids=lambda page: page.name)


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    """Of the boxes beside a card that have their figures."""
    return [box.text for box in page.select(".factbox[aria-labelledby] h2")]


@named(PAGES)
def test_a_stranger_is_sent_to_the_login(asked: PageUnderTest, client: Client) -> None:
    url = asked.url()
    for ask in (client.get, client.post):
        response = ask(url)
        assert response.status_code in (302, 405)
        if response.status_code == 302:
            assert response.url.startswith("/accounts/login/")


@named([page for page in PAGES if page.name not in FOR_EVERYBODY])
def test_a_person_without_the_permission_is_told_so(asked: PageUnderTest, eve: User, client: Client) -> None:
    client.force_login(eve)
    url = asked.url()
    answers = [client.get(url).status_code, client.post(url).status_code]
    assert 403 in answers
    assert set(answers) <= {403, 405}


@named(PAGES)
def test_a_person_with_every_permission_gets_an_answer(asked: PageUnderTest, admin_client: Client) -> None:
    assert admin_client.get(asked.url()).status_code in (200, 302, 405)


@named(PAGES)
def test_a_page_has_no_inline_script_or_style(asked: PageUnderTest, admin_client: Client) -> None:
    response = admin_client.get(asked.url())
    if not response.headers.get("Content-Type", "").startswith("text/html") or response.streaming:
        return
    soup = BeautifulSoup(response.content, "html.parser")
    assert [tag for tag in soup.find_all("script") if not tag.get("src")] == []
    assert soup.find_all("style") == []
    handlers = [name for tag in soup.select("*") for name in tag.attrs if name == "style" or name.startswith("on")]
    assert handlers == []


@named(LISTS)
def test_a_list_asks_the_database_no_more_for_twenty_rows_than_for_two(
    asked: PageUnderTest, admin_client: Client, queries: Queries
) -> None:
    opened_on = asked.opened_on()
    url = asked.address_of(opened_on)
    asked.add_rows(2, opened_on)
    admin_client.get(url)
    for_two = queries(lambda: admin_client.get(url))
    asked.add_rows(18, opened_on)
    assert queries(lambda: admin_client.get(url)) == for_two


@named(LISTS)
def test_a_list_of_many_pages_needs_at_most_eight_statements(
    asked: PageUnderTest, client: Client, eve: User, queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ListPage, "page_size", 2)
    eve.user_permissions.set(Permission.objects.all())
    client.force_login(eve)
    opened_on = asked.opened_on()
    url = asked.address_of(opened_on)
    asked.add_rows(3, opened_on)
    client.get(url)
    assert queries(lambda: client.get(url)) <= 8


@named(CARDS)
def test_a_card_needs_at_most_fourteen_statements_and_its_boxes_sixteen(
    asked: PageUnderTest, client: Client, eve: User, queries: Queries
) -> None:
    eve.user_permissions.set(Permission.objects.all())
    client.force_login(eve)
    opened_on = asked.opened_on()
    url = asked.address_of(opened_on)
    asked.fill(opened_on)
    client.get(url)
    assert queries(lambda: client.get(url)) <= 14
    assert queries(lambda: client.get(f"{url}?boxes", headers=HTMX)) <= 16


@named(CARDS)
def test_a_card_asks_for_its_boxes_or_has_them_all_in_the_page(asked: PageUnderTest, admin_client: Client) -> None:
    url = asked.url()
    standing, complete = soup(admin_client.get(url)), soup(admin_client.get(f"{url}?boxes"))
    later = soup(admin_client.get(f"{url}?boxes", headers=HTMX))
    assert [place["hx-get"] for place in standing.select(".boxes-later")] == [f"{url}?boxes"] * bool(titles(later))
    assert complete.select(".boxes-later") == []
    assert titles(complete) == titles(standing) + titles(later)


@named(LISTS)
def test_a_list_survives_odd_addresses(asked: PageUnderTest, admin_client: Client) -> None:
    opened_on = asked.opened_on()
    url = asked.address_of(opened_on)
    asked.add_rows(2, opened_on)
    for query in (
        "sort=nonsense",
        "after=x",
        "before=x&last",
        "q=%00%27%3B--",
        "export=csv",
        "export=xlsx",
        "print",
        "last",
        "page=9",
    ):
        response = admin_client.get(f"{url}?{query}")
        assert response.status_code == 200
        assert not response.streaming or b"".join(response.streaming_content)


def test_what_people_open_a_card_for_stands_above_its_other_boxes(admin_client: Client) -> None:
    campaign, contact = f.CampaignFactory(), f.CompanyFactory()
    of_campaign, of_contact = (
        titles(soup(admin_client.get(f"{row.get_absolute_url()}?boxes"))) for row in (campaign, contact)
    )
    assert of_campaign[:3] == ["Target audience", "Prices & activation", "Pre-flight check"]
    assert of_campaign[-1] == "Comments"
    assert of_contact.index("Segments & campaigns") < of_contact.index("Classification")
