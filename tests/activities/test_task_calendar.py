"""Tasks by day and by status, and on paper."""

from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from activities import board, diary
from activities.assigning import assign
from activities.diary import Shape, first_and_last
from activities.models import Priority, Status, Task
from contacts.models import Contact
from core.models import User
from salespeople.models import Salesperson, Team
from tests.activities.conftest import TODAY
from tests.conftest import Queries
from tests.factories import A_MOMENT, CampaignFactory, SalespersonFactory, TaskFactory

pytestmark = pytest.mark.django_db
CLOSED = {"closed": True, "status": Status.COMPLETED, "date_closed": TODAY}


@pytest.fixture(autouse=True)
def on_wednesday(ann: User) -> None:
    ann.work_date = TODAY
    ann.save()


def team_task(team: Team) -> Task:
    (task,) = assign([Task(description="Together", date=TODAY, team=team)], by=None, at=A_MOMENT)
    return task


def by_day(client: Client, query: str = "") -> dict[int, list[str]]:
    days = client.get(f"/tasks/calendar/?{query}").context["days"]
    return {day.day.day: [task.description for task in day.tasks] for day in days if day.count}


def again(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


# --- the calendar -----------------------------------------------------------------------------------------


def test_a_month_runs_from_monday_to_sunday(as_ann: Client) -> None:
    days = as_ann.get("/tasks/calendar/").context["days"]
    assert (days[0].day, days[-1].day) == (date(2026, 2, 23), date(2026, 4, 5))
    assert [day.day.day for day in days[:7] if day.is_weekend] == [28, 1]
    assert [day.outside for day in days[5:7]] == [True, False]
    assert first_and_last(Shape.WEEK, TODAY) == (date(2026, 3, 9), date(2026, 3, 15))


def test_tasks_stand_on_their_days(as_ann: Client, anna: Salesperson) -> None:
    TaskFactory(description="Later", date=date(2026, 3, 12))
    TaskFactory(description="At ten", date=TODAY, start_time=time(10))
    TaskFactory(description="Important", date=TODAY, priority=Priority.HIGH)
    TaskFactory(description="Next month", date=date(2026, 4, 12))
    TaskFactory(description="Done", date=TODAY, **CLOSED)
    assert by_day(as_ann) == {11: ["Important", "At ten"], 12: ["Later"]}
    assert by_day(as_ann, "day=2026-04-01") == {12: ["Next month"]}
    assert by_day(as_ann, "as=week&state=all") == {11: ["Important", "At ten", "Done"], 12: ["Later"]}


def test_it_shows_mine_those_of_my_teams_of_a_salesperson_of_a_campaign_or_all(
    as_ann: Client, ann: User, anna: Salesperson, bram: Salesperson, cora: Salesperson, north: Team
) -> None:
    anna.user = ann
    anna.save()
    campaign = CampaignFactory()
    TaskFactory(description="Anna's", salesperson=anna)
    TaskFactory(description="Bram's", salesperson=bram)
    TaskFactory(description="Cora's", salesperson=cora, campaign=campaign)
    team_task(north)
    asked = {
        "": ["Anna's", "Bram's", "Cora's", "Together"],
        "whose=mine": ["Anna's", "Together"],
        "whose=team": ["Anna's", "Bram's", "Together"],
        f"salesperson={bram.pk}": ["Bram's", "Together"],
        f"campaign={campaign.pk}": ["Cora's"],
    }
    assert {query: by_day(as_ann, query)[11] for query in asked} == asked


def test_a_day_with_many_tasks_leads_to_all_of_them(as_ann: Client) -> None:
    TaskFactory.create_batch(diary.MOST_SHOWN[Shape.MONTH] + 3, status=Status.WAITING)
    TaskFactory()
    page = as_ann.get("/tasks/calendar/?status=waiting")
    link = BeautifulSoup(page.content, "html.parser").select_one(".diary-more")
    assert link
    assert link.text == "+3 more"
    assert len(as_ann.get(str(link["href"])).context["rows"]) == 7


def test_a_task_is_moved_and_the_calendar_shown_again(as_ann: Client) -> None:
    task = TaskFactory()
    here = "/tasks/calendar/?day=2026-03-11"
    answer = as_ann.post(f"/tasks/{task.number}/move/", {"to": "2026-03-19", "next": here}, follow=True)
    assertRedirects(answer, here)
    assert again(task).date == date(2026, 3, 19)


def test_a_refused_task_stays_where_it_was_and_says_why(as_bob: Client, bob: User) -> None:
    task = TaskFactory(description="Call", salesperson=SalespersonFactory(name="Anna"))
    assertNotContains(as_bob.get("/tasks/calendar/?day=2026-03-11"), "data-put")
    sent = {"to": "2026-03-19", "next": "/tasks/calendar/?day=2026-03-11"}
    answer = as_bob.post(f"/tasks/{task.number}/move/", sent, follow=True)
    assertContains(answer, "“Call” is a task of Anna.")
    assert again(task).date == TODAY


@pytest.mark.parametrize("path", ["calendar/", "calendar/?as=week", "board/"])
def test_the_statements_do_not_grow_with_the_tasks(as_ann: Client, north: Team, queries: Queries, path: str) -> None:
    TaskFactory.create_batch(30)  # as many as a column of the board shows
    team_task(north)
    as_ann.get(f"/tasks/{path}")
    few = queries(lambda: as_ann.get(f"/tasks/{path}"))
    TaskFactory.create_batch(40, date=TODAY + timedelta(days=1))
    assert queries(lambda: as_ann.get(f"/tasks/{path}")) == few


@pytest.mark.parametrize(
    ("act", "sent"),
    [("status", {"status": "waiting", "was": "in progress"}), ("move", {"to": "2026-03-19", "was": "2026-03-10"})],
)
def test_what_somebody_changed_meanwhile_stays(as_ann: Client, act: str, sent: dict[str, str]) -> None:
    task = TaskFactory(description="Call", date=TODAY)
    answer = as_ann.post(f"/tasks/{task.number}/{act}/", sent | {"next": "/tasks/board/"}, follow=True)
    assertContains(answer, "meanwhile; here it is as it is now.")
    assert (again(task).status, again(task).date) == (Status.NOT_STARTED, TODAY)


def test_a_column_of_the_board_counts_no_further_than_it_says(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.firsts.MOST_COUNTED", 31)
    TaskFactory.create_batch(33)
    soup = BeautifulSoup(as_ann.get("/tasks/board/").content, "html.parser")
    assert [count.text for count in soup.select(".board-count")][:2] == ["31+", "0"]
    assert soup.select_one(".board-more").text == "All of 31+ tasks"


@pytest.mark.parametrize("day", ["x", "0001-01-01", "1900-01-01", "2999-12-31", "9999-12-31", "2026-02-30"])
@pytest.mark.parametrize("shape", ["month", "week", "x"])
def test_odd_addresses_are_answered(as_ann: Client, day: str, shape: str) -> None:
    assert as_ann.get(f"/tasks/calendar/?day={day}&as={shape}").status_code == 200


def test_all_shapes_keep_the_filter(as_ann: Client) -> None:
    asked = "status=waiting&q=tyres"
    for path in ("calendar/", "matrix/", ""):
        links = BeautifulSoup(as_ann.get(f"/tasks/{path}?{asked}").content, "html.parser").select(".shapes a")
        assert [str(link["href"]).partition("?")[2] for link in links] == [asked] * 4


# --- the board --------------------------------------------------------------------------------------------


def on_the_board(client: Client, query: str = "") -> dict[str, list[str]]:
    columns = client.get(f"/tasks/board/?{query}").context["columns"]
    return {column.status.value: [task.number for task in column.tasks] for column in columns if column.count}


def test_open_tasks_stand_below_their_status_and_completed_ones_for_a_week(as_ann: Client) -> None:
    TaskFactory(number="NEW")
    TaskFactory(number="WAIT", status=Status.WAITING)
    TaskFactory(number="DONE", **CLOSED)
    TaskFactory(number="LONG", **CLOSED | {"date_closed": TODAY - timedelta(days=8)})
    TaskFactory(number="OFF", **CLOSED, cancelled=True)
    assert on_the_board(as_ann) == {"not started": ["NEW"], "waiting": ["WAIT"], "completed": ["DONE"]}
    assert on_the_board(as_ann, "q=WAIT") == {"waiting": ["WAIT"]}


@pytest.mark.parametrize("values", [{}, CLOSED])
def test_a_full_column_leads_to_its_list(
    monkeypatch: pytest.MonkeyPatch, as_ann: Client, values: dict[str, object]
) -> None:
    monkeypatch.setattr(board, "MOST_SHOWN", 2)
    TaskFactory.create_batch(5, **values)
    TaskFactory(status=Status.WAITING)
    TaskFactory(**CLOSED | {"date_closed": TODAY - timedelta(days=80)})
    link = BeautifulSoup(as_ann.get("/tasks/board/").content, "html.parser").select_one(".board-more a")
    assert link
    assert link.text.strip() == "3 more"
    assert len(as_ann.get(str(link["href"])).context["rows"]) == 5


def test_a_task_gets_another_status_and_back(as_ann: Client) -> None:
    task = TaskFactory()
    for status, is_closed in [("waiting", False), ("completed", True), ("in progress", False)]:
        sent = {"status": status, "next": "/tasks/board/"}
        assertRedirects(as_ann.post(f"/tasks/{task.number}/status/", sent), "/tasks/board/")
        assert (again(task).status, again(task).closed) == (status, is_closed)


def test_it_is_asked_who_completed_the_task_of_a_team(as_ann: Client, north: Team, bram: Salesperson) -> None:
    task = team_task(north)
    page = as_ann.get(f"/tasks/{task.number}/status/?status=completed&next=/tasks/board/")
    assertContains(page, "It is a task of North: completed, it says who did it.")
    assertContains(page, 'value="/tasks/board/"')
    sent = {"status": "completed", "completed_by": "", "next": "/tasks/board/"}
    refused = as_ann.post(f"/tasks/{task.number}/status/", sent, follow=True)
    assertContains(refused, "Say who of North completed")
    assert again(task).closed is False
    as_ann.post(f"/tasks/{task.number}/status/", sent | {"completed_by": bram.pk})
    assert (again(task).closed, again(task).completed_by) == (True, bram)
    assert set(task.copies.values_list("status", flat=True)) == {"completed"}


def test_no_status_and_no_one_of_the_team_are_said(as_ann: Client, north: Team, cora: Salesperson) -> None:
    task = team_task(north)
    page = as_ann.post(f"/tasks/{task.number}/status/", {"status": "x", "completed_by": cora.pk})
    assert set(page.context["form"].errors) == {"status", "completed_by"}
    assert again(task).status == Status.NOT_STARTED


def test_a_task_that_is_not_his_keeps_its_status(as_bob: Client) -> None:
    task = TaskFactory(salesperson=SalespersonFactory(name="Anna"))
    answer = as_bob.post(f"/tasks/{task.number}/status/", {"status": "waiting", "next": "/tasks/board/"}, follow=True)
    assertContains(answer, "is a task of Anna.")
    assert again(task).status == Status.NOT_STARTED


# --- on paper ---------------------------------------------------------------------------------------------


def test_to_173_members_have_their_copies_on_paper_and_the_team_has_its_task(
    as_ann: Client, north: Team, anna: Salesperson, ct1: Contact
) -> None:
    together = team_task(north)
    TaskFactory(number="T1", salesperson=anna, date=date(2026, 3, 9), contact=ct1)
    owners = as_ann.get("/tasks/by-salesperson/").context["owners"]
    copies = {copy.salesperson.code: copy.number for copy in together.copies.select_related("salesperson")}
    assert [(who.code, [task.number for task in tasks]) for who, tasks in owners] == [
        ("ANNA", ["T1", copies["ANNA"]]),
        ("BRAM", [copies["BRAM"]]),
    ]
    teams = as_ann.get("/tasks/by-team/").context["owners"]
    assert [(who.code, [task.number for task in tasks]) for who, tasks in teams] == [("NORTH", [together.number])]


def test_what_is_printed_is_what_is_filtered(as_ann: Client, anna: Salesperson) -> None:
    TaskFactory(number="IN", salesperson=anna)
    TaskFactory(number="OUT", date=date(2026, 4, 1))
    page = as_ann.get(f"/tasks/by-salesperson/?salesperson={anna.pk}&until=2026-03-31")
    assertContains(page, "03/31/2026")
    assertContains(page, "IN")
    assertNotContains(page, "OUT")


def test_more_than_a_thousand_tasks_are_not_printed_unsaid(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.views.report.MOST_PRINTED", 2)
    TaskFactory.create_batch(5)
    assertContains(as_ann.get("/tasks/by-salesperson/"), "3 rows are left out.")
