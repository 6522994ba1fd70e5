"""Every page is accessible in both themes and silent under the strict Content-Security-Policy."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from core.models import User
from tests.pages import PUBLIC, PageUnderTest, all_pages

SHOWN = [page for page in all_pages() if page.name not in PUBLIC or page.name == "login"]
PHONE = 390


@pytest.mark.parametrize("page_under_test", SHOWN, ids=lambda page: page.name)
def test_a_page_is_accessible_in_both_themes(
    page_under_test: PageUnderTest, live_server: LiveServer, page: Page, log_in: Callable[[User], None]
) -> None:
    if page_under_test.name != "login":
        log_in(User.objects.create_superuser("boss"))
    said: list[ConsoleMessage] = []
    page.on("console", said.append)
    answer = page.goto(f"{live_server.url}{page_under_test.url()}")
    assert answer is not None
    if answer.status == 405 or not answer.headers.get("content-type", "").startswith("text/html"):
        return
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, "the page is wider than a phone"
    assert [message.text for message in said if message.type == "error"] == []
