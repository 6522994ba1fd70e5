"""Every page is accessible in both themes and silent under the strict Content-Security-Policy."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from core.models import User
from tests.browser.looking import fits_a_phone, is_accessible
from tests.browser.marketer import once
from tests.pages import PUBLIC, PageUnderTest, all_pages

SHOWN = [page for page in all_pages() if page.name not in PUBLIC or page.name == "login"]
NOTHING_ON_ITS_WAY = "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"


@once
@pytest.mark.parametrize("asked", SHOWN, ids=lambda page: page.name)
def test_a_page_is_accessible_in_both_themes(
    asked: PageUnderTest, live_server: LiveServer, page: Page, client: Client, log_in: Callable[[User], None]
) -> None:
    if asked.name != "login":
        log_in(User.objects.create_superuser("boss"))
    url = asked.url()
    answer = client.get(url)
    if answer.status_code != 200 or answer.streaming or b"<html" not in answer.content:
        return  # an act, data, or a part of a page
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    page.goto(f"{live_server.url}{url}", wait_until="networkidle")
    page.wait_for_function(NOTHING_ON_ITS_WAY)  # what is asked afterwards is pale meanwhile
    is_accessible(page)
    fits_a_phone(page)
    assert [message.text for message in said if message.type == "error"] == []
