"""The table of roles names only what there is: `grant` leaves out what it does not find."""

import pytest
from django.contrib.auth.models import Group

from config.roles import WRITTEN_BY, permissions_of


@pytest.mark.django_db
@pytest.mark.parametrize("role", WRITTEN_BY)
def test_a_role_has_every_permission_of_the_table(role: str) -> None:
    found = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    assert set(found) == permissions_of(role)
