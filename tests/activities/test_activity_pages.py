"""The card of an activity: its steps typed in place, each with the day it gives; the calendar of all of them."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from activities.calendar import Typed, days_of, weeks_of
from activities.models import Activity, ActivityStep
from core.dateformulas import DateFormula
from core.models import User
from core.workdays import Workdays
from tests.activities.conftest import TODAY, activity_of

pytestmark = pytest.mark.django_db


def typed(*formulas: str, **others: Any) -> dict[str, Any]:
    lines = {f"steps-{index}-date_formula": formula for index, formula in enumerate(formulas)}
    texts = {f"steps-{index}-description": f"Step {index + 1}" for index, _formula in enumerate(formulas)}
    return {"start": TODAY.isoformat(), **lines, **texts, **others}


def said(client: Client, sent: dict[str, Any]) -> list[str]:
    """What the cells of the lines are filled with."""
    page = client.get("/activities/plan/", sent).text.replace("template>", "table>")  # what is in one has no text
    soup = BeautifulSoup(page, "html.parser")
    return [" ".join(cell.get_text(" ").split()) for cell in soup.find_all("td", class_="step-day")]


def test_every_step_says_its_day_while_it_is_typed(as_ann: Client) -> None:
    assert said(as_ann, typed("", "2D", "-1W", "3D")) == [
        "1 Wed 03/11/2026 on the first day",
        "2 Fri 03/13/2026 2 days after the start",
        "3 Wed 03/04/2026 7 days before the start",
        "4 Sat 03/14/2026 3 days after the start Weekend",
    ]


def test_a_formula_that_cannot_be_read_says_why_and_what_may_be_meant(as_ann: Client) -> None:
    (cell,) = said(as_ann, typed("2"))
    assert "is a number without a unit" in cell
    assert "2D" in cell


def test_a_line_without_a_step_says_nothing(as_ann: Client) -> None:
    blank = {"steps-1-date_formula": "", "steps-1-description": ""}
    assert said(as_ann, typed("1D") | blank)[1] == ""
    assert said(as_ann, typed("1D") | {"steps-0-DELETE": "on"}) == [""]


def test_the_letters_are_those_of_the_person(as_ann: Client, ann: User) -> None:
    ann.language = "nb"
    ann.save()
    assert "18.03.2026" in said(as_ann, typed("1U"))[0]


def test_the_calendar_leaves_out_weeks_without_a_task() -> None:
    days = days_of([Typed("a", "1D"), Typed("b", "1M")], start=TODAY, workdays=Workdays())
    weeks = weeks_of(days, start=TODAY, workdays=Workdays())
    assert [(week.days[0].day, week.skipped) for week in weeks] == [(date(2026, 3, 9), 0), (date(2026, 4, 6), 3)]
    busy = {day.day: [each.number for each in day.steps] for week in weeks for day in week.days if day.steps}
    assert busy == {date(2026, 3, 12): [1], date(2026, 4, 11): [2]}
    assert [day.day for week in weeks for day in week.days if day.is_start] == [TODAY]


@pytest.mark.parametrize("formula", ["9999Y", "-9999Y", "7974Y"])
def test_the_calendar_ends_with_the_years(formula: str) -> None:
    with override("en"):
        days = days_of([Typed("a", formula)], start=date(2025, 12, 31), workdays=Workdays())
        assert days[0].landing.refused or weeks_of(days, start=date(2025, 12, 31), workdays=Workdays())


def test_the_card_opens_on_the_day_one_works_on_or_the_one_that_is_asked(as_ann: Client, ann: User) -> None:
    ann.work_date = TODAY
    ann.save()
    activity_of("A", "1D")
    assert as_ann.get("/activities/A/").context["plan"]["days"][0].landing.day == date(2026, 3, 12)
    assert as_ann.get("/activities/A/?start=2026-05-01").context["plan"]["start"] == date(2026, 5, 1)
    assert as_ann.get("/activities/A/?start=2026-99-01").context["plan"]["start"] == TODAY


def card(activity: Activity, *lines: dict[str, Any]) -> dict[str, Any]:
    steps = list(activity.steps.all())
    sent = {"code": activity.code, "description": activity.description}
    sent |= {"steps-TOTAL_FORMS": len(lines), "steps-INITIAL_FORMS": len(steps)}
    for index, line in enumerate(lines):
        own = {"id": steps[index].pk} if index < len(steps) else {}
        values = {"position": "", "type": "", "description": "", "priority": "0", "date_formula": "", **own, **line}
        sent |= {f"steps-{index}-{name}": value for name, value in values.items()}
    return sent


def test_steps_are_typed_in_place(as_ann: Client) -> None:
    activity = activity_of("A", "1D")
    lines = [{"position": 10, "date_formula": "2D"}, {"description": "Call", "type": "phone call", "priority": "2"}]
    as_ann.post("/activities/A/", card(activity, *lines, {"position": 5, "description": "First"}))
    assert [(step.position, step.description, str(step.date_formula)) for step in ActivityStep.objects.all()] == [
        (5, "First", ""),
        (10, "", "2D"),
        (20, "Call", ""),
    ]


def test_a_formula_that_makes_no_sense_is_not_saved_and_stays_on_the_page(as_ann: Client) -> None:
    activity = activity_of("A", "1D")
    page = as_ann.post("/activities/A/", card(activity, {"position": 10, "date_formula": "1X"}))
    assert page.status_code == 200
    assert "1X" in page.text
    assert activity.steps.get().date_formula == DateFormula("1D")


def test_a_new_activity_gets_its_steps_on_its_card(as_ann: Client) -> None:
    answer = as_ann.post("/activities/new/", {"code": "fair", "description": "Trade fair"})
    assert answer.headers["Location"] == "/activities/FAIR/"


def test_sales_reads_activities_only(as_bob: Client) -> None:
    activity = activity_of("A", "1D")
    assert as_bob.get("/activities/A/").status_code == 200
    assert as_bob.post("/activities/A/", card(activity)).status_code == 403


def test_who_may_only_read_sees_the_days_of_the_steps_from_any_start(as_ann: Client, as_bob: Client) -> None:
    activity = activity_of("A", "1D", "1W")
    activity_of("B", "1M")
    assert f'hx-get="/activities/plan/?activity={activity.pk}"' in as_bob.get("/activities/A/").text
    assert 'hx-get="/activities/plan/"' in as_ann.get("/activities/A/").text
    assert said(as_bob, {"activity": activity.pk, "start": "2026-04-01"}) == [
        "1 Thu 04/02/2026 1 day after the start",
        "2 Wed 04/08/2026 7 days after the start",
    ]
    assert said(as_bob, {"activity": "none", "start": "2026-04-01"}) == []
