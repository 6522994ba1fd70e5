"""Statuses and types, kept in Django admin (decision 5)."""

from typing import Any

import pytest
from django.test import Client

from campaigns.models import CampaignStatus
from core.models import User
from tests.factories import CampaignFactory, CampaignStatusFactory

pytestmark = pytest.mark.django_db
STATUSES = "/admin/campaigns/campaignstatus/"


@pytest.fixture
def as_dana(dana: User, client: Client) -> Client:
    client.force_login(dana)
    return client


def typed(**values: Any) -> dict[str, Any]:
    return {"code": "1-plan", "description": "Planned", "order": 1, "colour": "blue", "may_go_back": "on", **values}


def test_a_status_is_set_up_with_its_colour(as_dana: Client) -> None:
    assert 'class="dot dot-purple"' in as_dana.get(f"{STATUSES}add/").text
    as_dana.post(f"{STATUSES}add/", typed())
    status = CampaignStatus.objects.get()
    assert (status.code, status.colour, status.may_go_back) == ("1-PLAN", "blue", True)
    assert 'class="dot dot-blue"' in as_dana.get(STATUSES).text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"code": ""}, "This field is required.", id="CP-11 a blank code"),
        pytest.param({"code": "9-DONE"}, "already exists", id="CP-11 a code that exists"),
        pytest.param({"order": 9}, "already exists", id="a place that is taken"),
        pytest.param({"code": "A B"}, "Use only the letters", id="odd characters"),
    ],
)
def test_a_wrong_status_is_refused(as_dana: Client, values: dict[str, Any], sentence: str) -> None:
    CampaignStatusFactory(code="9-DONE", order=9)
    assert sentence in as_dana.post(f"{STATUSES}add/", typed(**values)).text
    assert CampaignStatus.objects.count() == 1


def test_cp_11_a_status_in_use_is_not_deleted_and_a_sentence_says_by_what(as_dana: Client) -> None:
    status = CampaignFactory(status=CampaignStatusFactory(description="Planned")).status
    answer = as_dana.post(f"{STATUSES}{status.pk}/delete/", {"post": "yes"}, follow=True)
    assert "Planned cannot be deleted; it is used by: 1 campaign." in answer.text
    assert CampaignStatus.objects.filter(pk=status.pk).exists()


def test_a_status_not_in_use_is_deleted(as_dana: Client) -> None:
    status = CampaignStatusFactory()
    as_dana.post(f"{STATUSES}{status.pk}/delete/", {"post": "yes"})
    assert not CampaignStatus.objects.exists()
