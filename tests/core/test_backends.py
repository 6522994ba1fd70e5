from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client, RequestFactory

from core.backends import address_of_visitor
from core.models import User
from tests.conftest import Queries


def test_the_permissions_of_a_person_cost_one_statement(bob: User, queries: Queries) -> None:
    assert queries(lambda: (bob.has_perm("contacts.view_contact"), bob.has_perm("campaigns.add_campaign"))) == 1


def test_a_person_has_what_his_roles_and_he_himself_were_given(bob: User) -> None:
    bob.user_permissions.add(Permission.objects.get(codename="add_campaign"))
    assert bob.has_perms(["contacts.change_contact", "campaigns.add_campaign"])
    assert not bob.has_perm("pricing.add_activation")


def test_who_left_may_do_nothing(bob: User) -> None:
    bob.is_active = False
    assert not bob.has_perm("contacts.view_contact")


@pytest.mark.parametrize(("trusted", "seen"), [(True, "203.0.113.7"), (False, "127.0.0.1")])
def test_behind_a_trusted_proxy_visitors_have_addresses_of_their_own(settings: Any, trusted: bool, seen: str) -> None:
    settings.TRUSTED_PROXY = trusted
    asked = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7")
    assert address_of_visitor(asked) == seen


def test_without_a_proxy_the_connection_tells_the_address(settings: Any) -> None:
    settings.TRUSTED_PROXY = True
    assert address_of_visitor(RequestFactory().get("/")) == "127.0.0.1"


def test_an_administrator_cannot_make_superusers_or_change_them(dana: User, client: Client) -> None:
    client.force_login(dana)
    boss = User.objects.create_superuser("boss")
    assert 'name="is_superuser"' not in client.get(f"/admin/core/user/{dana.pk}/change/").content.decode()
    assert client.post(f"/admin/core/user/{boss.pk}/change/", {"username": "taken"}).status_code == 403
    assert client.post(f"/admin/core/user/{boss.pk}/delete/", {"post": "yes"}).status_code == 403
    boss.refresh_from_db()
    assert boss.username == "boss"


def test_an_administrator_gives_roles(dana: User, eve: User, client: Client) -> None:
    client.force_login(dana)
    page = client.get(f"/admin/core/user/{eve.pk}/change/").content.decode()
    assert 'name="groups"' in page
