"""The promises every page makes, tested once for all of them: a new page is covered without anyone remembering."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client

from core.models import User
from tests.conftest import Queries
from tests.pages import PUBLIC, PageUnderTest, all_pages, factory_of

PAGES = all_pages()
FOR_EVERYBODY = {"home", "core:columns", "core:theme"}  # who is logged in; they show only what the person may see

named = pytest.mark.parametrize("page", [page for page in PAGES if page.name not in PUBLIC], ids=lambda page: page.name)


@pytest.mark.django_db
@named
def test_a_stranger_is_sent_to_the_login(page: PageUnderTest, client: Client) -> None:
    for ask in (client.get, client.post):
        response = ask(page.url())
        assert response.status_code in (302, 405)
        if response.status_code == 302:
            assert response.url.startswith("/accounts/login/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in PUBLIC | FOR_EVERYBODY], ids=lambda page: page.name
)
def test_a_person_without_the_permission_is_told_so(page: PageUnderTest, eve: User, client: Client) -> None:
    client.force_login(eve)
    url = page.url()
    answers = [client.get(url).status_code, client.post(url).status_code]
    assert 403 in answers
    assert set(answers) <= {403, 405}


@pytest.mark.django_db
@named
def test_a_person_with_every_permission_gets_an_answer(page: PageUnderTest, admin_client: Client) -> None:
    assert admin_client.get(page.url()).status_code in (200, 302, 405)


@pytest.mark.django_db
@pytest.mark.parametrize("page", [page for page in PAGES if page.is_list], ids=lambda page: page.name)
def test_a_list_asks_the_database_no_more_for_twenty_rows_than_for_two(
    page: PageUnderTest, admin_client: Client, queries: Queries
) -> None:
    url, make = page.url(), factory_of(page.view_class.model)
    make.create_batch(2)
    admin_client.get(url)
    for_two = queries(lambda: admin_client.get(url))
    make.create_batch(18)
    assert queries(lambda: admin_client.get(url)) == for_two


@pytest.mark.django_db
@pytest.mark.parametrize("page", [page for page in PAGES if page.is_list], ids=lambda page: page.name)
def test_a_list_needs_at_most_eight_statements(
    page: PageUnderTest, client: Client, eve: User, queries: Queries
) -> None:
    eve.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(eve)
    url = page.url()
    factory_of(page.view_class.model).create_batch(3)
    client.get(url)
    assert queries(lambda: client.get(url)) <= 8


@pytest.mark.django_db
@pytest.mark.parametrize("page", [page for page in PAGES if page.is_list], ids=lambda page: page.name)
def test_a_list_survives_odd_addresses(page: PageUnderTest, admin_client: Client) -> None:
    url = page.url()
    factory_of(page.view_class.model).create_batch(2)
    for query in ("sort=nonsense", "after=x", "before=x&last", "q=%00%27%3B--", "export=csv", "last", "page=9"):
        assert admin_client.get(f"{url}?{query}").status_code == 200


@pytest.mark.django_db
@named
def test_a_page_has_no_inline_script_or_style(page: PageUnderTest, admin_client: Client) -> None:
    response = admin_client.get(page.url())
    if not response.headers.get("Content-Type", "").startswith("text/html") or response.streaming:
        return
    soup = BeautifulSoup(response.content, "html.parser")
    assert [tag for tag in soup.find_all("script") if not tag.get("src")] == []
    assert soup.find_all("style") == []
    handlers = [name for tag in soup.select("*") for name in tag.attrs if name == "style" or name.startswith("on")]
    assert handlers == []
