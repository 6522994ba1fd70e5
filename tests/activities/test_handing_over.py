"""Teams and other owners (section E of the cases), and what a deletion meets (F)."""

from datetime import date
from typing import Any

import pytest

from activities import closing, moving
from activities.assigning import OutOfCalendar, assign
from activities.handing_over import CannotTake, MeetingStays, hand_over, leaving
from activities.models import Task, TaskType
from contacts.models import Contact
from core import deletion
from core.models import User
from salespeople.models import Salesperson, Team, TeamMember
from tests.activities.conftest import TODAY, team_of
from tests.factories import A_MOMENT, SalespersonFactory, TaskFactory, TeamFactory

pytestmark = pytest.mark.django_db


def task_of(team: Team, **options: Any) -> Task:
    (task,) = assign([Task(description="Together", date=TODAY, team=team, **options)], by=None, at=A_MOMENT)
    return task


def give(task: Task, **to: Any) -> None:
    hand_over(task, by=None, at=A_MOMENT, **to)


def people(task: Task) -> list[str]:
    return sorted(copy.salesperson.code for copy in task.copies.all() if copy.salesperson)


def test_to_104_the_contact_of_a_team_task_stands_on_all_copies(north: Team, ct1: Contact) -> None:
    task = task_of(north)
    task.contact = ct1
    task.write(by=None, at=A_MOMENT)
    assert {(row.team, row.contact, row.description) for row in Task.objects.all()} == {(north, ct1, "Together")}
    assert Task.objects.count() == 3


def test_to_106_a_team_task_handed_to_one_member_is_his_alone(north: Team, bram: Salesperson) -> None:
    task = task_of(north)
    give(task, salesperson=bram)
    assert [(row.salesperson, row.team, row.main_task) for row in Task.objects.all()] == [(bram, None, None)]


def test_a_team_is_kept_by_its_tasks_whoever_has_copies(north: Team) -> None:
    assign([Task(description=text, date=TODAY, team=north) for text in ("One", "Two")], by=None, at=A_MOMENT)
    assert deletion.obstacles(north) == ["2 tasks"]


def test_to_107_a_task_handed_to_a_team_without_members_is_nobodys(anna: Salesperson) -> None:
    give(TaskFactory(salesperson=anna), team=team_of("EMPTY"))
    assert [(row.salesperson, row.team.code) for row in Task.objects.all() if row.team] == [(None, "EMPTY")]


def test_to_107_of_a_meeting_the_organizer_keeps_a_copy(anna: Salesperson) -> None:
    task = TaskFactory(salesperson=anna, type=TaskType.MEETING, all_day=True)
    give(task, team=team_of("EMPTY"))
    assert people(task) == ["ANNA"]


def test_to_109_a_closed_task_is_open_again_with_the_next_team(north: Team, south: Team, bram: Salesperson) -> None:
    task = task_of(north)
    closing.complete(task, by=None, on=TODAY, at=A_MOMENT, completed_by=bram)
    give(task, team=south)
    assert {(row.closed, row.completed_by) for row in Task.objects.all()} == {(False, None)}


def test_from_team_to_team_copies_come_and_go(north: Team, bram: Salesperson, cora: Salesperson) -> None:
    task = task_of(north)
    kept = Task.objects.of(bram).get()
    third = team_of("THIRD", bram, cora)
    assert [person.code for person in leaving(task, team=third)] == ["ANNA"]
    give(task, team=third)
    assert people(task) == ["BRAM", "CORA"]
    assert Task.objects.of(bram).get() == kept


def test_to_73_a_task_always_has_an_owner(anna: Salesperson) -> None:
    with pytest.raises(CannotTake):
        give(TaskFactory(salesperson=anna))
    with pytest.raises(CannotTake, match="blocked"):
        give(TaskFactory(salesperson=anna), salesperson=SalespersonFactory(blocked=True))


def test_to_74_the_meeting_of_a_person_stays_his(anna: Salesperson, bram: Salesperson) -> None:
    meeting = TaskFactory(salesperson=anna, type=TaskType.MEETING, all_day=True)
    with pytest.raises(MeetingStays):
        give(meeting, salesperson=bram)


def test_a_task_goes_from_one_salesperson_to_another(anna: Salesperson, bram: Salesperson) -> None:
    task = TaskFactory(salesperson=anna)
    give(task, salesperson=bram)
    assert Task.objects.get().salesperson == bram


def test_a_task_is_moved_with_its_copies_while_it_is_open(north: Team, bram: Salesperson) -> None:
    task = task_of(north)
    moving.move(task, to=date(2026, 3, 20), by=None, at=A_MOMENT)
    assert {row.date for row in Task.objects.all()} == {date(2026, 3, 20)}
    closing.complete(task, by=None, on=TODAY, at=A_MOMENT, completed_by=bram)
    with pytest.raises(moving.IsClosed):
        moving.move(task, to=TODAY, by=None, at=A_MOMENT)


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(3000, 1, 1)])
def test_to_70_a_task_is_not_moved_out_of_the_calendar(day: date, anna: Salesperson) -> None:
    task = TaskFactory(salesperson=anna)
    with pytest.raises(OutOfCalendar, match="1900 to 2999"):
        moving.move(task, to=day, by=None, at=A_MOMENT)
    assert task.date == TODAY


def test_to_79_to_101_a_task_takes_its_copies_and_comments_along(north: Team, ann: User) -> None:
    """TO-79, TO-101."""
    task = task_of(north)
    task.comments.create(date=TODAY, text="Gone", author=ann)
    deletion.delete(task)
    assert not Task.objects.exists()


def test_to_112_the_name_of_a_team_is_not_cut(bram: Salesperson) -> None:
    team = TeamFactory(code="LONG", name="N" * 50)
    TeamMember.objects.create(team=team, salesperson=bram)
    assert str(task_of(team).team) == "N" * 50


def test_to_113_a_salesperson_with_tasks_is_not_deleted(anna: Salesperson) -> None:
    TaskFactory(salesperson=anna)
    with pytest.raises(deletion.InUse, match="1 task"):
        deletion.delete(anna)


def test_to_116_a_salesperson_without_work_leaves_his_teams(north: Team, anna: Salesperson) -> None:
    deletion.delete(anna)
    assert [member.salesperson.code for member in north.memberships.all()] == ["BRAM"]
