"""The demo company on a phone: no page is wider than the screen, whatever stands on it."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.utils.timezone import now
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from config.demo import opening
from core.models import User
from tests.browser.looking import PHONE
from tests.browser.marketer import once

APART = re.compile(r"/(admin|accounts|static)/|export|download|\.ics$|/file/$|/attachments/|/sales/\w+/print/")
ONE_OF_A_KIND = re.compile(r"(?<=/)[A-Z0-9][A-Z0-9_.%-]*(?=/)|(?<=/)\d+(?=/)")
"""A number, code or key in an address: one page of its kind is looked at."""
WIDER = """most => [...document.querySelectorAll("main *")]
  .filter((each) => each.getBoundingClientRect().right > most)
  .map((each) => `${each.tagName}.${each.className}`)"""


def addresses_on(page: Page, host: str) -> Iterator[str]:
    """Where links on the page lead, without what is asked of a list."""
    for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
        address = re.split(r"[?#]", link)[0]
        if address.startswith(host) and not APART.search(address):
            yield address.removeprefix(host)


@once
@pytest.mark.timeout(900)
def test_no_page_is_wider_than_a_phone(live_server: LiveServer, page: Page, log_in: Callable[[User], None]) -> None:
    cache.clear()
    opening.open_demo(at=now())
    User.objects.filter(username="sam").update(is_superuser=True)  # a salesperson with tasks, who may see all pages
    log_in(User.objects.get(username="sam"))
    page.set_viewport_size(PHONE)
    known, ahead, wide = {"/"}, ["/"], {}
    while ahead:
        address = ahead.pop()
        answer = page.goto(live_server.url + address, wait_until="networkidle")
        assert answer
        assert answer.status == 200, address
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide[address] = page.evaluate(WIDER, PHONE["width"])[:5]
        for found in addresses_on(page, live_server.url):
            kind = ONE_OF_A_KIND.sub("…", found)
            if kind not in known:
                known.add(kind)
                ahead.append(found)
    assert wide == {}
    assert len(known) > 50
