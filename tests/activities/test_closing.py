"""Completing, cancelling, reopening; recurring tasks (section D of the cases)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from activities import closing
from activities.assigning import OutOfCalendar, assign
from activities.models import CountedFrom, Status, Task, TaskComment, TaskType
from activities.ownership import NotYours
from core.dateformulas import DateFormula
from core.models import User
from salespeople.models import Salesperson, Team, TeamMember
from tests.activities.conftest import TODAY
from tests.factories import A_MOMENT, TaskFactory

pytestmark = pytest.mark.django_db


def complete(task: Task, **options: Any) -> Task | None:
    return closing.complete(task, **{"by": None, "on": TODAY, "at": A_MOMENT, **options})


def cancel(task: Task) -> Task | None:
    return closing.cancel(task, by=None, on=TODAY, at=A_MOMENT)


def as_saved(task: Task) -> tuple[Any, ...]:
    task.refresh_from_db()
    return task.closed, task.status, task.date_closed, task.cancelled


@pytest.fixture
def task(anna: Salesperson) -> Task:
    return TaskFactory(salesperson=anna)


@pytest.fixture
def team_task(north: Team) -> Task:
    (task,) = assign([Task(description="Together", date=TODAY, team=north)], by=None, at=A_MOMENT)
    return task


def recurring(interval: str, counted_from: CountedFrom, **options: Any) -> Task:
    rule = {"recurring": True, "recurring_interval": DateFormula(interval), "counted_from": counted_from}
    task: Task = TaskFactory(description="Every time", **rule, **options)
    return task


def test_to_82_a_completed_task_is_closed_today(task: Task) -> None:
    closing.set_status(task, to=Status.COMPLETED, by=None, on=TODAY, at=A_MOMENT)
    assert as_saved(task) == (True, Status.COMPLETED, TODAY, False)


def test_to_83_another_status_opens_a_closed_task(task: Task) -> None:
    cancel(task)
    closing.set_status(task, to=Status.WAITING, by=None, on=TODAY, at=A_MOMENT)
    assert as_saved(task) == (False, Status.WAITING, None, False)


def test_to_85_a_cancelled_task_is_closed_too(task: Task) -> None:
    cancel(task)
    assert as_saved(task) == (True, Status.COMPLETED, TODAY, True)


def test_a_completed_task_that_is_cancelled_stays_closed_on_its_day(task: Task) -> None:
    complete(task)
    closing.cancel(task, by=None, on=date(2026, 4, 1), at=A_MOMENT)
    assert as_saved(task) == (True, Status.COMPLETED, TODAY, True)


def test_to_86_a_cancelled_task_can_be_reopened(task: Task) -> None:
    cancel(task)
    closing.reopen(task, by=None, at=A_MOMENT)
    assert as_saved(task) == (False, Status.IN_PROGRESS, None, False)


def test_to_88_a_team_task_is_closed_with_its_copies_by_who_completed_it(team_task: Task, bram: Salesperson) -> None:
    with pytest.raises(closing.NobodyCompleted, match="Say who of North completed"):
        complete(team_task)
    assert as_saved(team_task)[0] is False
    complete(team_task, completed_by=bram)
    assert {(row.closed, row.completed_by) for row in Task.objects.all()} == {(True, bram)}
    assert Task.objects.count() == 3
    closing.reopen(team_task, by=None, at=A_MOMENT)
    assert {(row.closed, row.completed_by) for row in Task.objects.all()} == {(False, None)}


def test_who_is_not_in_the_team_did_not_complete_its_task(team_task: Task, cora: Salesperson) -> None:
    with pytest.raises(closing.NotOfTheTeam, match="Cora is not in the team North"):
        complete(team_task, completed_by=cora)
    assert as_saved(team_task)[0] is False


def test_who_left_the_team_may_still_have_completed_what_he_has_a_copy_of(team_task: Task, bram: Salesperson) -> None:
    TeamMember.objects.filter(salesperson=bram).delete()
    complete(team_task, completed_by=bram)
    assert as_saved(team_task)[0] is True


def test_nobody_completes_the_task_of_a_person_but_himself(task: Task, bram: Salesperson) -> None:
    complete(task, completed_by=bram)
    task.refresh_from_db()
    assert task.completed_by is None


def test_to_91_a_recurring_task_leaves_one_that_is_open() -> None:
    task = recurring("2D", CountedFrom.CLOSING_DATE, date=date(2026, 3, 1))
    following = complete(task)
    assert as_saved(task)[:2] == (True, Status.COMPLETED)
    assert following == Task.objects.open().get()
    assert (following.date, following.description, following.recurring) == (date(2026, 3, 13), "Every time", True)
    assert (following.status, following.number) == (Status.NOT_STARTED, "TD000001")


def test_a_recurring_task_of_who_is_blocked_since_goes_on(anna: Salesperson) -> None:
    task = recurring("1W", CountedFrom.DUE_DATE, salesperson=anna)
    Salesperson.objects.update(blocked=True)
    task.refresh_from_db()
    following = complete(task)
    assert following is not None
    assert following.salesperson == anna


def test_to_92_a_recurring_task_that_is_cancelled_leaves_one_too() -> None:
    assert cancel(recurring("2D", CountedFrom.CLOSING_DATE)) == Task.objects.open().get()


def test_a_task_that_recurs_no_longer_leaves_none(task: Task) -> None:
    assert complete(task) is None
    assert not Task.objects.open().exists()


def test_to_94_counted_from_the_due_date_the_next_one_may_lie_in_the_past() -> None:
    following = complete(recurring("1M", CountedFrom.DUE_DATE, date=date(2026, 1, 31)))
    assert following
    assert following.date == date(2026, 2, 28)


@pytest.mark.parametrize("missing", [{"recurring_interval": DateFormula()}, {"counted_from": ""}])
def test_to_95_a_recurring_task_has_an_interval_and_a_day_to_count_from(missing: dict[str, Any], task: Task) -> None:
    rule = {"recurring_interval": DateFormula("2D"), "counted_from": CountedFrom.DUE_DATE, **missing}
    with pytest.raises(IntegrityError, match="recurs_by_a_rule"), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(recurring=True, **rule)


def test_an_interval_that_leads_nowhere_is_refused_and_the_task_stays_open() -> None:
    task = recurring("-1W", CountedFrom.DUE_DATE)
    with pytest.raises(closing.NotForward), transaction.atomic():
        complete(task)
    assert as_saved(task)[0] is False


def test_to_70_an_interval_that_leaves_the_calendar_is_refused_and_the_task_stays_open() -> None:
    task = recurring("999Y", CountedFrom.DUE_DATE)
    with pytest.raises(OutOfCalendar):
        complete(task)
    assert not Task.objects.get().closed


def test_to_98_completing_twice_leaves_one_successor() -> None:
    task = recurring("2D", CountedFrom.CLOSING_DATE)
    assert complete(task)
    assert complete(task) is None
    assert Task.objects.count() == 2


def test_to_98_a_reopened_task_leaves_recurring_to_its_successor() -> None:
    task = recurring("2D", CountedFrom.CLOSING_DATE)
    complete(task)
    closing.reopen(task, by=None, at=A_MOMENT)
    assert complete(task) is None
    assert list(Task.objects.order_by("pk").values_list("recurring", flat=True)) == [False, True]


@pytest.mark.parametrize(
    ("kind", "times"), [("", {}), (TaskType.PHONE_CALL, {}), (TaskType.MEETING, {"all_day": True, "location": "Hall"})]
)
def test_to_100_the_next_one_is_of_the_same_kind(kind: str, times: dict[str, Any]) -> None:
    following = complete(recurring("1W", CountedFrom.DUE_DATE, type=kind, **times))
    assert following
    assert (following.type, following.description, following.recurring) == (kind, "Every time", True)
    assert (following.all_day, following.location) == (times.get("all_day", False), times.get("location", ""))


def test_the_next_task_of_a_team_goes_to_those_who_are_in_it_now(
    team_task: Task, north: Team, bram: Salesperson, cora: Salesperson
) -> None:
    team_task.recurring, team_task.recurring_interval = True, DateFormula("1W")
    team_task.counted_from = CountedFrom.DUE_DATE
    team_task.write(by=None, at=A_MOMENT)
    TeamMember.objects.filter(salesperson=bram).delete()
    TeamMember.objects.create(team=north, salesperson=cora)
    complete(team_task, completed_by=bram)
    assert sorted(copy.salesperson.code for copy in Task.objects.open() if copy.salesperson) == ["ANNA", "CORA"]


def test_comments_go_along_to_the_next_one(ann: User) -> None:
    task = recurring("1W", CountedFrom.DUE_DATE)
    TaskComment.objects.create(task=task, date=TODAY, text="Ring twice", author=ann)
    following = complete(task)
    assert following
    assert [(said.text, said.author) for said in following.comments.all()] == [("Ring twice", ann)]


def test_sales_closes_its_own_and_its_teams_tasks_only(
    task: Task, team_task: Task, bob: User, cleo: User, anna: Salesperson, bram: Salesperson
) -> None:
    bram.user = bob
    bram.save()
    with pytest.raises(NotYours):
        complete(task, by=bob)
    complete(team_task, by=bob, completed_by=bram)
    complete(task, by=cleo)
    assert not Task.objects.open().exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed": True},
        {"status": Status.COMPLETED},
        {"date": date(1899, 12, 31)},
        {"duration": timedelta(seconds=59)},
        {"duration": timedelta(days=3651)},
        {"salesperson": None},
        {"type": TaskType.MEETING},
    ],
    ids=str,
)
def test_to_70_to_71_to_73_what_makes_no_sense_is_not_saved(task: Task, wrong: dict[str, Any]) -> None:
    """TO-70, TO-71, TO-73, TO-64: dates, ends, owners and times that the database refuses."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**wrong)


def test_to_70_the_first_and_the_last_day_are_accepted(task: Task) -> None:
    for day in (date(1900, 1, 1), date(2999, 12, 31)):
        task.date = day
        task.save()
