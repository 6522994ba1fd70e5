"""Tests in a real browser: Debian's Chromium, driven by Playwright. They skip where it is not installed."""

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from core.models import User
from tools.clicking import ABSENT, CHROMIUM, QUIETLY

HERE = Path(__file__).parent

expect.set_options(timeout=15_000)  # milliseconds: what is slow on a busy machine is not wrong

# Playwright keeps an event loop in the test's thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """The browser comes last in any order: its tests empty the tables, roles and number series with them."""
    missing = pytest.mark.skip(reason=ABSENT)
    for item in filter(in_browser, items):
        item.add_marker("browser")
        item.add_marker(pytest.mark.flaky(reruns=2))  # a browser may die; the summary tells of it
        item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))
        if not CHROMIUM.exists():
            item.add_marker(missing)
    yield
    items.sort(key=in_browser)


def in_browser(item: pytest.Item) -> bool:
    return item.path.is_relative_to(HERE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": QUIETLY}


@pytest.fixture
def log_in(context: BrowserContext, live_server: LiveServer, client: Client) -> Callable[[User], None]:
    """Be somebody in the browser without typing."""

    def become(user: User) -> None:
        client.force_login(user)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return become
