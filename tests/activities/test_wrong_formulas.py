"""What is no date formula is refused at every field that asks for one, and nothing is changed (7.6)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from activities.models import Activity, Task
from core.dateformulas import DateFormula
from core.models import User
from opportunities.models import Stage
from salespeople.models import Salesperson
from tests.activities.conftest import TODAY, activity_of
from tests.activities.test_activity_pages import card
from tests.factories import StageFactory, TaskFactory

pytestmark = pytest.mark.django_db

WRONG = [
    *["Y", "<Y>", "M+1D", "1", "15", "1X", "1H", "abc", "1.5M", "1,5M", "+", "-", "1D+", "1D++1D", "--1D"],
    *["2CM", "C", "C1M", "WD0", "WD8", "D0", "D32", "10000D", "W20", "M3", "Q2", "Y5", "1D2M", "1U"],
    "1D+1D+1D+1D+1D+1D+1D+1D+1D+1D+10D",
]


@pytest.fixture(autouse=True)
def in_march(as_ann: Client, ann: User) -> None:
    ann.work_date = TODAY
    ann.save()


@pytest.mark.parametrize("formula", WRONG)
def test_a_step_keeps_its_formula(as_ann: Client, formula: str) -> None:
    activity: Activity = activity_of("A", "1D")
    page = as_ann.post("/activities/A/", card(activity, {"position": 10, "date_formula": formula}))
    assert page.status_code == 200
    assert page.context["lines"][0][1].forms[0].errors["date_formula"]
    assert activity.steps.get().date_formula == DateFormula("1D")


@pytest.mark.parametrize("formula", WRONG)
def test_a_task_does_not_recur_by_it(as_ann: Client, anna: Salesperson, formula: str) -> None:
    sent: dict[str, Any] = {"description": "Ring", "priority": "1", "date": "2026-03-11", "salesperson": anna.pk}
    sent |= {"recurring": "on", "recurring_interval": formula, "counted_from": "due date"}
    page = as_ann.post("/tasks/new/", sent)
    assert page.context["form"].errors["recurring_interval"]
    assert not Task.objects.exists()


@pytest.mark.parametrize("formula", WRONG)
def test_a_task_is_not_moved_by_it(as_ann: Client, formula: str) -> None:
    task = TaskFactory(date=TODAY)
    page = as_ann.post(f"/tasks/{task.number}/move/", {"formula": formula}, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    task.refresh_from_db()
    assert task.date == date(2026, 3, 11)


@pytest.mark.parametrize("formula", WRONG)
def test_beside_it_stands_what_is_wrong(as_ann: Client, formula: str) -> None:
    assert "step-refused" in as_ann.get("/date-formula/", {"of": "f", "f": formula}).text


@pytest.mark.parametrize("formula", WRONG)
def test_a_stage_keeps_its_formula(admin_client: Client, formula: str) -> None:
    stage: Stage = StageFactory(date_formula=DateFormula("1D"))
    cycle = stage.cycle
    sent = {"code": cycle.code, "description": cycle.description, "probability": cycle.probability}
    sent |= {"stages-TOTAL_FORMS": 1, "stages-INITIAL_FORMS": 1, "stages-0-id": stage.pk, "stages-0-position": 1}
    sent |= {"stages-0-description": "First", "stages-0-completed": 0, "stages-0-chances": 0}
    page = admin_client.post(cycle.get_absolute_url(), sent | {"stages-0-date_formula": formula})
    assert page.context["lines"][0][1].forms[0].errors["date_formula"]
    stage.refresh_from_db()
    assert stage.date_formula == DateFormula("1D")


def test_to_89_a_call_is_completed_on_its_card(as_ann: Client, anna: Salesperson) -> None:
    call: Task = TaskFactory(salesperson=anna, type="phone call", number="CALL")
    sent = {"number": "CALL", "description": "Ring", "type": "phone call", "priority": "1", "date": "2026-03-11"}
    as_ann.post("/tasks/CALL/", sent | {"status": "completed", "version": call.version})
    call.refresh_from_db()
    assert (call.closed, call.date_closed) == (True, TODAY)
