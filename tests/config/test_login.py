"""The way in: the roles it notes, the person it locks out, the logins it offers in demo mode."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from config.demo import company
from config.demo.people import LOGINS
from core.models import CompanyInformation, User
from tests.conftest import Queries

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


def log_in(client: Client, name: str, password: str, page: str = "/") -> Any:
    return client.post("/accounts/login/", {"username": name, "password": password, "next": page}, follow=True)


def test_the_menu_names_the_roles_of_the_person(client: Client, ann: User, dana: User, queries: Queries) -> None:
    ann.groups.add(Group.objects.create(name="purchasing"))
    assert "<small>Marketing, Purchasing</small>" in log_in(client, "ann", "ann").text
    noted = queries(lambda: client.get("/campaigns/"))
    client.force_login(ann)
    assert queries(lambda: client.get("/campaigns/")) == noted
    assert "<small>Administration</small>" in log_in(Client(), "dana", "dana").text


def test_who_is_without_a_role_has_no_blank_line(client: Client, eve: User) -> None:
    assert "<small></small>" not in log_in(client, "eve", "eve").text


def test_the_set_up_pages_know_one_login(client: Client, ann: User) -> None:
    asked = client.get("/admin/", follow=True)
    assert asked.redirect_chain[-1] == ("/accounts/login/?next=/admin/", 302)
    told = log_in(client, "ann", "ann", page="/admin/")
    assert told.status_code == 403
    assert "Setting up is for administrators." in told.text


def test_after_too_many_wrong_passwords_a_sentence_says_so(client: Client, ann: User, settings: Any) -> None:
    settings.AXES_ENABLED = True
    for _again in range(settings.AXES_FAILURE_LIMIT - 1):
        assert log_in(client, "ann", "mistyped").status_code == 200
    locked = log_in(client, "ann", "mistyped")
    assert locked.status_code == 429
    assert "Too many wrong passwords for “ann”." in locked.text
    assert "from here for 15 minutes, not even with the right password." in locked.text
    assert log_in(client, "ann", "ann").status_code == 429


def test_a_colleague_is_not_locked_out_with_him(client: Client, ann: User, bob: User, settings: Any) -> None:
    settings.AXES_ENABLED = True
    for _again in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, "ann", "mistyped")
    assert log_in(client, "bob", "bob").status_code == 200
