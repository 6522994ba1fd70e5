"""Before tasks are created: days nobody works, and how much their owners have to do already."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from activities.assigning import EmptyTeam
from activities.models import Task, TaskType
from activities.scheduling import NoOwner, Target, schedule
from activities.workload import MOST_SHOWN, Given, given_by, workload
from core.workdays import Workdays
from salespeople.models import Salesperson, Team
from tests.activities.conftest import TODAY, activity_of, team_of
from tests.activities.test_assign_page import PAGE, asked, create, rows
from tests.conftest import Queries
from tests.factories import CompanyInformationFactory, SalespersonFactory, TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_holland(db: None) -> None:
    CompanyInformationFactory(country="NL")


def dates(page: Any) -> list[str]:
    return [str(form.day) for form in page.context["rows"]]


def test_a_task_on_a_holiday_is_marked_with_its_name(as_ann: Client, anna: Salesperson) -> None:
    page = as_ann.get(PAGE, asked(activity_of("A", "D27+1M"), salesperson=anna))
    assert dates(page) == ["2026-04-27"]
    assert page.text.count("King&#x27;s Day") == 2  # beside the task, and on the calendar
    assert "Working day before" in page.text


@pytest.mark.parametrize(("way", "day"), [("before", "2026-04-24"), ("after", "2026-04-28")])
def test_the_working_day_beside_it_is_taken_at_the_press_of_a_button(
    as_ann: Client, anna: Salesperson, way: str, day: str
) -> None:
    query = asked(activity_of("A", "D27+1M", "1D"), salesperson=anna)
    page = create(as_ann, query, working=f"tasks-0 {way}", **{"tasks-1-description": "Ring him"})
    assert not Task.objects.exists()
    assert dates(page) == [day, "2026-03-12"]
    assert "Ring him" in page.text
    assert "King&#x27;s Day" not in page.context["rows"].forms[0].holiday


@pytest.mark.parametrize("working", ["tasks-0 sideways", "tasks-99 after", "tasks-0", "x", "date after", " after"])
def test_a_button_that_nobody_drew_moves_and_creates_nothing(as_ann: Client, anna: Salesperson, working: str) -> None:
    page = create(as_ann, asked(activity_of("A", "1D"), salesperson=anna), working=working)
    assert dates(page) == ["2026-03-12"]
    assert not Task.objects.exists()


def test_a_date_of_no_calendar_is_not_moved(as_ann: Client, anna: Salesperson) -> None:
    changes = {"tasks-0-date": "2026-02-30"}
    page = create(as_ann, asked(activity_of("A", "1D"), salesperson=anna), working="tasks-0 after", **changes)
    assert "2026-02-30" in page.text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"tasks-TOTAL_FORMS": "x", "tasks-INITIAL_FORMS": "0"},
        {"tasks-TOTAL_FORMS": "9999999", "tasks-INITIAL_FORMS": "0"},
    ],
)
def test_rows_that_make_no_sense_create_nothing(as_ann: Client, anna: Salesperson, sent: dict[str, str]) -> None:
    page = as_ann.post(PAGE, sent, query_params=asked(activity_of("A", "1D"), salesperson=anna))
    assert page.status_code == 200
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("tasks-0-type", "party"), ("tasks-0-priority", "9"), ("tasks-0-salesperson", "999"), ("tasks-0-description", "")],
)
def test_what_nobody_could_choose_is_refused(as_ann: Client, anna: Salesperson, name: str, value: str) -> None:
    create(as_ann, asked(activity_of("A", "1D"), salesperson=anna), **{name: value})
    assert not Task.objects.exists()


def test_a_blocked_salesperson_cannot_be_chosen(as_ann: Client, anna: Salesperson, bram: Salesperson) -> None:
    query = asked(activity_of("A", "1D"), salesperson=anna)
    sent = rows(as_ann.get(PAGE, query)) | {"tasks-0-salesperson": bram.pk}
    bram.blocked = True
    bram.save()
    assert not as_ann.post(PAGE, sent, query_params=query).context["rows"].is_valid()
    assert "rows" not in as_ann.get(PAGE, asked(activity_of("B", ""), salesperson=bram)).context
    assert not Task.objects.exists()


def test_a_team_without_members_is_refused(as_ann: Client) -> None:
    empty = team_of("EMPTY")
    with pytest.raises(EmptyTeam, match="Empty has no members"):
        schedule(activity_of("A", ""), start=TODAY, target=Target(team=empty))
    assert (
        "Empty has no members who could do the tasks." in as_ann.get(PAGE, asked(activity_of("B", ""), team=empty)).text
    )


def test_a_team_and_each_ones_own_salesperson_exclude_each_other(north: Team) -> None:
    with pytest.raises(NoOwner, match="not both"):
        schedule(activity_of("A", ""), start=TODAY, target=Target(team=north, each_own=True))


def shown(page: Any) -> list[tuple[str, list[tuple[int, int]]]]:
    found = page.context["workload"]
    return [(each.owner.code, [(load.before, load.new) for load in each.loads]) for each in found.owners]


def test_the_page_shows_what_the_owners_have_to_do_in_those_weeks(as_ann: Client, anna: Salesperson) -> None:
    TaskFactory.create_batch(2, salesperson=anna, date=date(2026, 3, 9))
    TaskFactory(salesperson=anna, date=date(2026, 3, 29))
    TaskFactory(salesperson=anna, date=date(2026, 3, 16))  # a week without a new task
    TaskFactory(date=TODAY)  # somebody else's
    page = as_ann.get(PAGE, asked(activity_of("A", "", "1D", "2W"), salesperson=anna))
    assert page.context["workload"].mondays == [date(2026, 3, 9), date(2026, 3, 23)]
    assert shown(page) == [("ANNA", [(2, 2), (1, 1)])]


def test_every_member_of_a_team_carries_its_tasks(as_ann: Client, north: Team, bram: Salesperson) -> None:
    create(as_ann, asked(activity_of("A", ""), team=north))
    page = as_ann.get(PAGE, asked(activity_of("B", "1D"), team=north))
    assert sorted(shown(page)) == [("ANNA", [(1, 1)]), ("BRAM", [(1, 1)])]


def test_who_organizes_the_meeting_of_a_team_carries_it_too(as_ann: Client, north: Team, cora: Salesperson) -> None:
    meeting = activity_of("A", "", "1D", types=["", TaskType.MEETING])
    page = as_ann.get(PAGE, asked(meeting, team=north, organizer=cora))
    assert sorted(shown(page)) == [("ANNA", [(0, 2)]), ("BRAM", [(0, 2)]), ("CORA", [(0, 1)])]


def test_the_load_follows_what_is_changed_on_the_page(as_ann: Client, anna: Salesperson, bram: Salesperson) -> None:
    query = asked(activity_of("A", "", ""), salesperson=anna)
    page = create(as_ann, query, working="tasks-9 after", **{"tasks-0-salesperson": bram.pk, "tasks-1-keep": None})
    assert shown(page) == [("BRAM", [(0, 1)])]


def test_nobody_has_anything_to_do_after_the_end_of_the_calendar(anna: Salesperson) -> None:
    (load,) = workload([Given(anna.pk, date.max)]).owners
    assert [(each.before, each.new) for each in load.loads] == [(0, 1)]


def test_of_many_owners_those_with_most_are_shown(queries: Queries) -> None:
    people = SalespersonFactory.create_batch(MOST_SHOWN + 3)
    given = [Given(person.pk, TODAY, times) for times, person in enumerate(people, 1)]
    found = workload(given)
    assert (found.owners[0].owner, len(found.owners), found.others) == (people[-1], MOST_SHOWN, 3)
    assert queries(lambda: workload(given)) == 2


def test_nobody_carries_what_nobody_gives() -> None:
    assert workload(given_by([])).owners == []


def test_holidays_do_not_move_a_task_by_themselves(anna: Salesperson) -> None:
    (task,) = schedule(activity_of("A", "D27+1M"), start=TODAY, target=Target(salesperson=anna))
    assert Workdays("NL").is_free(task.date)
