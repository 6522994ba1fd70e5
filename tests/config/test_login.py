"""The way in; in demo mode it offers one login per role."""

from typing import Any

import pytest
from django.test import Client

from config.demo import company
from config.demo.people import LOGINS
from core.models import CompanyInformation

pytestmark = pytest.mark.django_db


def test_in_demo_mode_the_logins_are_shown(client: Client, settings: Any) -> None:
    settings.DEMO = True
    CompanyInformation(name=company.NAME).save()
    page = client.get("/accounts/login/").text
    for login in LOGINS:
        assert f'data-login="{login.username}" data-password="{login.password}"' in page


@pytest.mark.parametrize(
    ("demo", "name"),
    [
        pytest.param(False, company.NAME, id="outside demo mode"),
        pytest.param(True, "Fjordmat AS", id="in a company of one's own"),
    ],
)
def test_otherwise_no_login_is_shown(client: Client, settings: Any, demo: bool, name: str) -> None:
    settings.DEMO = demo
    CompanyInformation(name=name).save()
    page = client.get("/accounts/login/").text
    assert "demo-heading" not in page
    assert not any(login.password in page for login in LOGINS)
