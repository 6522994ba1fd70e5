"""The way in; in demo mode it offers one login per role."""

from typing import Any

import pytest
from django.test import Client

from config.demo.people import LOGINS

pytestmark = pytest.mark.django_db


def test_in_demo_mode_the_logins_are_shown(client: Client, settings: Any) -> None:
    settings.DEMO = True
    page = client.get("/accounts/login/").text
    for login in LOGINS:
        assert f'data-login="{login.username}" data-password="{login.password}"' in page


def test_outside_demo_mode_no_login_is_shown(client: Client) -> None:
    page = client.get("/accounts/login/").text
    assert "demo-heading" not in page
    assert not any(login.password in page for login in LOGINS)
