"""Calls and visits that a contact does not want: a warning on the card of the task and in My day."""

from typing import Any

import pytest
from django.test import Client

from activities import consent
from activities.models import Task
from contacts.models import Contact
from core.models import User
from salespeople.models import Salesperson
from tests.activities.conftest import TODAY
from tests.conftest import Queries
from tests.factories import DoNotContactFactory, PersonFactory, TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Contact:
    """She wants no phone calls."""
    anna: Contact = PersonFactory(name="Anna Berg")
    DoNotContactFactory(contact=anna, channel="phone")
    return anna


def call(contact: Contact, **values: Any) -> Task:
    made: Task = TaskFactory(**{"type": "phone call", "contact": contact, "date": TODAY, **values})
    return made


@pytest.mark.parametrize(("kind", "words"), [("phone call", "wants no phone calls"), ("meeting", ""), ("", "")])
def test_only_what_the_contact_does_not_want_is_warned_about(kind: str, words: str, anna: Contact) -> None:
    task = call(anna, type=kind, all_day=True)
    consent.fill_in([task])
    assert task.unwanted == words


def test_many_tasks_cost_one_statement_and_tasks_without_calls_none(anna: Contact, queries: Queries) -> None:
    calls = [call(anna) for _number in range(3)]
    assert queries(lambda: consent.fill_in(calls)) == 1
    assert queries(lambda: consent.fill_in([call(anna, type="")])) == queries(lambda: call(anna, type=""))


def test_my_day_warns_before_the_call(anna: Contact, as_bob: Client, bob: User, bram: Salesperson) -> None:
    User.objects.filter(pk=bob.pk).update(work_date=TODAY)
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    call(anna, salesperson=bram)
    assert "Anna Berg wants no phone calls" in as_bob.get("/tasks/my-day/").content.decode()


def test_the_card_warns_while_the_task_is_open(anna: Contact, as_bob: Client) -> None:
    task = call(anna)
    assert "Anna Berg wants no phone calls" in as_bob.get(task.get_absolute_url()).content.decode()
    Task.objects.filter(pk=task.pk).update(closed=True, status="completed", date_closed=TODAY)
    assert "wants no phone calls" not in as_bob.get(task.get_absolute_url()).content.decode()
