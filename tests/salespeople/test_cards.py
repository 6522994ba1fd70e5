"""What the cards of salespeople show, and what they refuse."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from core.models import User
from salespeople.models import Salesperson
from tests.factories import SalespersonFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_dana(dana: User) -> Client:
    client = Client()
    client.force_login(dana)
    return client


NEW = {"code": "MS", "name": "Mia Sund", "commission_percent": "2.5", "email": "mia@example.org"}


def test_a_salesperson_is_created_with_a_commission(as_dana: Client) -> None:
    as_dana.post("/salespeople/new/", NEW)
    assert str(Salesperson.objects.get(code="MS").commission_percent) == "2.50"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("commission_percent", "-1"), ("commission_percent", "101"), ("email", "mia@"), ("code", "")],
)
def test_to_119_a_wrong_commission_or_address_or_no_code_is_refused(as_dana: Client, field: str, typed: str) -> None:
    page: Any = as_dana.post("/salespeople/new/", NEW | {field: typed})
    assert list(page.context["form"].errors) == [field]
    assert not Salesperson.objects.exists()


@pytest.mark.parametrize("percent", [-1, 101])
def test_to_119_the_database_refuses_the_commission_too(percent: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SalespersonFactory(commission_percent=percent)


def test_the_card_names_the_teams_and_leads_to_what_is_his(as_ann: Client) -> None:
    member = TeamMemberFactory(team__name="North", salesperson__code="ANNA")
    page = as_ann.get("/salespeople/ANNA/").text
    assert f'href="{member.team.get_absolute_url()}">North</a>' in page
    for place in ("contacts", "campaigns", "segments"):
        assert f'href="/{place}/?salesperson={member.salesperson_id}"' in page
    SalespersonFactory(code="BRAM")
    assert 'id="fb-teams"' not in as_ann.get("/salespeople/BRAM/").text
