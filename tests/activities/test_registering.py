"""A task leads to the interaction that is to be registered (4.7)."""

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Status, Task
from core.models import User
from tests import factories
from tests.interactions.test_guide import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(ann: User) -> Task:
    seller = factories.SalespersonFactory(user=ann)
    anna = factories.PersonFactory(name="Anna")
    return factories.TaskFactory(number="TD1", type="phone call", contact=anna, salesperson=seller)


def call(task: Task) -> str:
    return reverse("interactions:call") + f"?task={task.pk}"


def test_to_89_completing_a_task_on_its_card_offers_to_log_the_call(as_ann: Client, task: Task) -> None:
    factories.EventTemplateFactory(event="call")
    card = task.get_absolute_url()
    page = as_ann.post(card, typed(as_ann.get(card), status=Status.COMPLETED), follow=True)
    offered = " ".join(str(message) for message in page.context["messages"])
    assert call(task) in offered
    assert as_ann.get(call(task)).context["form"].instance.contact == task.contact


def test_it_is_offered_wherever_a_task_is_completed_and_never_when_it_is_cancelled(as_ann: Client, task: Task) -> None:
    cancelled = as_ann.post(reverse("activities:cancel", args=["TD1"]), follow=True)
    assert call(task) not in " ".join(str(message) for message in cancelled.context["messages"])
    as_ann.post(reverse("activities:reopen", args=["TD1"]))
    done = as_ann.post(reverse("activities:complete", args=["TD1"]), follow=True)
    assert call(task) in " ".join(str(message) for message in done.context["messages"])


def test_a_task_without_a_contact_offers_nothing(as_ann: Client, task: Task) -> None:
    Task.objects.update(contact=None)
    done = as_ann.post(reverse("activities:complete", args=["TD1"]), follow=True)
    assert "interactions" not in " ".join(str(message) for message in done.context["messages"])


def test_a_call_is_logged_from_my_day(as_ann: Client, task: Task, ann: User) -> None:
    ann.work_date = task.date
    ann.save()
    page = as_ann.get(reverse("activities:my_day")).content.decode()
    assert f"{call(task)}&amp;next=/tasks/my-day/" in page
