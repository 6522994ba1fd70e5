from django.contrib.auth.models import Permission

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
