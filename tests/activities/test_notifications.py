"""Who is told of what: tasks that somebody else gave or moved, and those that are overdue."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from activities import attendees, closing, notices
from activities.assigning import assign
from activities.handing_over import hand_over
from activities.models import CountedFrom, Notification, Task, TaskType
from activities.moving import move
from core.dateformulas import DateFormula
from core.models import User
from salespeople.models import Salesperson, Team
from tests.activities.conftest import TODAY
from tests.conftest import Queries, person
from tests.factories import A_MOMENT, SalespersonFactory, TaskFactory

pytestmark = pytest.mark.django_db
PAGE, COUNT, READ = "/notifications/", "/notifications/count/", "/notifications/read/"


@pytest.fixture(autouse=True)
def bob_is_bram(bob: User, bram: Salesperson) -> None:
    bob.work_date = TODAY
    bob.save()
    bram.user = bob
    bram.save()


def told(user: User) -> list[tuple[str, str, int]]:
    return [(told.kind, told.task.description, told.count) for told in notices.unread_of(user)]


def test_who_is_given_tasks_by_somebody_else_is_told_once(ann: User, bob: User, bram: Salesperson) -> None:
    new = [Task(description=f"Task {index}", date=TODAY, salesperson=bram) for index in range(3)]
    assign(new, by=ann, at=A_MOMENT)
    assert told(bob) == [("new", "Task 0", 3)]
    assert told(ann) == []


def test_nobody_is_told_of_what_he_does_himself(bob: User, bram: Salesperson) -> None:
    (own,) = assign([Task(description="Own", date=TODAY, salesperson=bram)], by=bob, at=A_MOMENT)
    move(own, to=TODAY + timedelta(days=1), by=bob, at=A_MOMENT)
    assert not Notification.objects.exists()


def test_each_member_is_told_of_a_task_of_his_team(ann: User, bob: User, north: Team, anna: Salesperson) -> None:
    anna.user = person("cleo")
    anna.save()
    (together,) = assign([Task(description="Together", date=TODAY, team=north)], by=ann, at=A_MOMENT)
    move(together, to=TODAY + timedelta(days=2), by=bob, at=A_MOMENT)
    assert told(bob) == [("new", "Together", 1)]
    assert told(anna.user) == [("moved", "Together", 1), ("new", "Together", 1)]
    assert notices.unread_of(anna.user)[0].day == TODAY + timedelta(days=2)


def test_who_takes_over_a_task_is_told(ann: User, bob: User, bram: Salesperson, south: Team) -> None:
    task, other = (TaskFactory(salesperson=SalespersonFactory(), description=text) for text in ("One", "Other"))
    hand_over(task, salesperson=bram, by=ann, at=A_MOMENT)
    hand_over(other, team=south, by=ann, at=A_MOMENT)
    assert told(bob) == [("new", "Other", 1), ("new", "One", 1)]


def test_who_was_told_of_a_task_of_his_team_may_lose_it(
    ann: User, bob: User, north: Team, anna: Salesperson, bram: Salesperson
) -> None:
    (together,) = assign([Task(description="Together", date=TODAY, team=north)], by=ann, at=A_MOMENT)
    assert told(bob) == [("new", "Together", 1)]
    hand_over(together, salesperson=anna, by=ann, at=A_MOMENT)
    connection.check_constraints()
    assert told(bob) == []
    assert not Task.objects.of(bram).exists()


def test_who_attends_a_recurring_meeting_is_told_of_the_next_one(ann: User, bob: User, bram: Salesperson) -> None:
    weekly = {"recurring": True, "recurring_interval": DateFormula("1W"), "counted_from": CountedFrom.DUE_DATE}
    meeting = TaskFactory(type=TaskType.MEETING, all_day=True, description="Talk", **weekly)
    attendees.invite(meeting, bram, by=ann, at=A_MOMENT)
    closing.complete(meeting, by=ann, on=TODAY, at=A_MOMENT)
    assert told(bob) == [("new", "Talk", 1), ("new", "Talk", 1)]


def test_a_date_changed_on_the_card_is_a_move(as_ann: Client, bob: User, bram: Salesperson) -> None:
    task = TaskFactory(salesperson=bram, description="Call")
    page = as_ann.get(task.get_absolute_url())
    values = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    sent = {name: value for name, value in values.items() if value not in (None, False)}
    as_ann.post(task.get_absolute_url(), {**sent, "date": "2026-03-20"})
    assert told(bob) == [("moved", "Call", 1)]
    as_ann.post(task.get_absolute_url(), {**sent, "date": "2026-03-20", "version": "2", "description": "Ring"})
    assert len(told(bob)) == 1


def test_tasks_are_told_in_as_many_statements_however_many_they_are(
    ann: User, bram: Salesperson, queries: Queries
) -> None:
    def telling(count: int) -> int:
        rows = TaskFactory.create_batch(count, salesperson=bram)
        return queries(lambda: notices.tell_new(rows, by=ann, at=A_MOMENT))

    assert telling(1) == telling(50) == 2


def test_an_overdue_task_is_told_until_the_person_knows(as_bob: Client, bob: User, bram: Salesperson) -> None:
    late = TaskFactory(salesperson=bram, description="Late", date=TODAY - timedelta(days=1))
    TaskFactory(salesperson=bram, description="Today", date=TODAY)
    TaskFactory(description="Of somebody else", date=TODAY - timedelta(days=1))
    assert list(notices.overdue_of(bob, on=TODAY)) == [late]
    as_bob.post(READ, {"overdue": late.pk})
    assert "Late" not in as_bob.get(PAGE).text
    Task.objects.update(date=TODAY - timedelta(days=2))
    assert late in notices.overdue_of(bob, on=TODAY)


def test_the_bell_counts_what_is_not_read(as_bob: Client, ann: User, bram: Salesperson) -> None:
    assert "1 unread" not in as_bob.get(COUNT).text
    TaskFactory(salesperson=bram, date=TODAY - timedelta(days=1))
    assign([Task(description="New", date=TODAY, salesperson=bram)], by=ann, at=A_MOMENT)
    assert "2 unread" in as_bob.get(COUNT).text
    assert f'hx-get="{COUNT}"' in as_bob.get("/campaigns/").text
    as_bob.post(READ)
    assert "unread" not in as_bob.get(COUNT).text
    assert "New" in as_bob.get(PAGE).text


def test_one_notification_is_read_by_its_owner_only(
    as_bob: Client, as_ann: Client, ann: User, bram: Salesperson
) -> None:
    first, second = (Task(description=text, date=TODAY, salesperson=bram) for text in ("First", "Second"))
    for task in (first, second):
        assign([task], by=ann, at=A_MOMENT)
    notice = Notification.objects.get(task=first)
    as_ann.post(READ, {"notice": notice.pk})
    assert not Notification.objects.filter(read=True).exists()
    for sent in (str(notice.pk), "x", str(notice.pk)):
        as_bob.post(READ, {"notice": sent})
    assert [notice.task for notice in Notification.objects.filter(read=True)] == [first]


def test_the_page_costs_no_more_with_many_notifications(
    as_bob: Client, ann: User, bram: Salesperson, queries: Queries
) -> None:
    def more(count: int) -> None:
        for index in range(count):
            late = Task(description="More", date=TODAY - timedelta(days=index), salesperson=bram)
            assign([late], by=ann, at=A_MOMENT)

    more(2)
    as_bob.get(PAGE)
    for_two = queries(lambda: as_bob.get(PAGE))
    more(8)
    assert queries(lambda: as_bob.get(PAGE)) == for_two


def test_a_page_with_nothing_says_what_will_stand_there(as_bob: Client) -> None:
    assert "When a colleague gives you a task" in as_bob.get(PAGE).text
