"""Many tasks moved, handed over, completed or cancelled at once: looked at first, with a reason, and taken back."""

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from activities import many, notices
from activities.acts_on_many import Cancel, Complete, HandOver, Move
from activities.assigning import assign
from activities.attendees import invite
from activities.models import CountedFrom, Notification, Status, Task, TaskType
from core.bulk.editing import EditRefused, take_back
from core.dateformulas import DateFormula
from core.models import ChangeSet, User
from salespeople.models import Salesperson, Team, TeamMember
from tests.activities.conftest import TODAY
from tests.conftest import Queries
from tests.factories import A_MOMENT, SalespersonFactory, TaskFactory

pytestmark = pytest.mark.django_db
CLOSED = {"closed": True, "status": Status.COMPLETED, "date_closed": TODAY}


def done(act: Any, by: User, chosen: QuerySet[Any] | None = None, **changed: str) -> ChangeSet:
    rows = Task.objects.main() if chosen is None else chosen
    asked = {"reason": "Anna is ill", "seen": many.plan(rows, act, by=by).seen} | changed
    return many.carry_out(rows, act, by=by, at=A_MOMENT, **asked)


def team_task(team: Team, **values: Any) -> Task:
    (task,) = assign([Task(description="Together", date=TODAY, team=team, **values)], by=None, at=A_MOMENT)
    return task


def again(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def owners_of(task: Task) -> tuple[str, list[str]]:
    copies = task.copies.order_by("salesperson__code").values_list("salesperson__code", flat=True)
    return str(again(task).owner), list(copies)


def held(task: Task) -> list[Any]:
    return list(Task.objects.order_by("pk").values_list("date", "status", "closed", "team", "salesperson", "version"))


# --- what would change, and what stays ------------------------------------------------------------------


def test_a_plan_says_why_each_task_stays(bob: User, anna: Salesperson) -> None:
    anna.user = bob
    anna.save()
    TaskFactory(number="MINE", salesperson=anna)
    TaskFactory(number="THERE", salesperson=anna, date=date(2026, 3, 20))
    TaskFactory(number="DONE", salesperson=anna, **CLOSED)
    TaskFactory(number="OTHERS", salesperson=SalespersonFactory(name="Bram"))
    plan = many.plan(Task.objects.all(), Move(to=date(2026, 3, 20)), by=bob)
    assert [(task.number, values) for task, values in plan.changes] == [("MINE", {"date": date(2026, 3, 20)})]
    assert {task.number: why for task, why in plan.staying} == {
        "THERE": "It is on that day already.",
        "DONE": "It is closed.",
        "OTHERS": "It is a task of Bram, not yours.",
    }
    assert [(change.before, change.after) for _task, change in plan.differences(9)] == [("03/11/2026", "03/20/2026")]


def test_a_blocked_salesperson_gets_nothing(ann: User) -> None:
    TaskFactory()
    plan = many.plan(Task.objects.all(), HandOver(salesperson=SalespersonFactory(name="Bea", blocked=True)), by=ann)
    assert (plan.changes, [why for _task, why in plan.staying]) == ([], ["Bea is blocked and takes nothing new."])


def test_meetings_are_handed_over_on_their_own_card(ann: User, anna: Salesperson, bram: Salesperson) -> None:
    TaskFactory(type=TaskType.MEETING, all_day=True, salesperson=anna)
    plan = many.plan(Task.objects.all(), HandOver(salesperson=bram), by=ann)
    assert (len(plan.changes), plan.staying[0][1][:16]) == (0, "It is a meeting:")


def test_who_attends_a_meeting_follows_it_to_another_day(ann: User, anna: Salesperson, bram: Salesperson) -> None:
    meeting = TaskFactory(type=TaskType.MEETING, all_day=True, salesperson=anna)
    invite(meeting, bram, by=ann, at=A_MOMENT)
    done(Move(to=date(2026, 4, 1)), ann)
    assert {(row.salesperson, row.date) for row in Task.objects.all()} == {
        (anna, date(2026, 4, 1)),
        (bram, date(2026, 4, 1)),
    }


@pytest.mark.parametrize("act", [Complete(on=TODAY), Cancel(on=TODAY)])
def test_what_recurs_is_closed_on_its_own_card(act: Any, ann: User) -> None:
    TaskFactory(recurring=True, recurring_interval=DateFormula("1W"), counted_from=CountedFrom.DUE_DATE)
    plan = many.plan(Task.objects.all(), act, by=ann)
    assert (len(plan.changes), plan.staying[0][1][:10]) == (0, "It recurs:")


def test_a_task_does_not_leave_the_calendar(ann: User) -> None:
    TaskFactory(date=date(2999, 12, 31))
    plan = many.plan(Task.objects.all(), Move(formula=DateFormula("1D")), by=ann)
    assert [why for _task, why in plan.staying] == ["The date must lie in the years 1900 to 2999."]


# --- doing it ---------------------------------------------------------------------------------------------


def test_a_formula_counts_from_the_day_of_each_task(ann: User) -> None:
    tasks = [TaskFactory(date=date(2026, 3, day)) for day in (11, 12)]
    change_set = done(Move(formula=DateFormula("1W")), ann)
    assert [again(task).date for task in tasks] == [date(2026, 3, 18), date(2026, 3, 19)]
    assert (change_set.words, change_set.reason) == ("Tasks moved by 1W", "Anna is ill")
    newest = tasks[0].history.order_by("-history_id")[0]
    assert (newest.history_change_reason, newest.date) == ("Anna is ill", date(2026, 3, 18))


def test_the_day_shown_while_one_types_is_that_of_the_first_one(as_ann: Client) -> None:
    TaskFactory(date=date(2026, 3, 2), **CLOSED)
    rows = [TaskFactory(date=date(2026, 3, 11)), TaskFactory(date=date(2026, 3, 20))]
    sent = {"selected": [row.pk for row in [*Task.objects.filter(closed=True), *rows]]}
    page = as_ann.post("/tasks/many/move/", sent)
    assertContains(
        page, '<input type="hidden" name="first" value="2026-03-11" class="form-control" id="id_first">', html=True
    )
    assertContains(page, 'hx-get="/date-formula/?of=formula&amp;from=first"')
    assertContains(as_ann.get("/date-formula/?of=formula&formula=1W&from=first&first=2026-03-11"), "Wed 03/18/2026")


def test_the_copies_of_a_team_follow_there_and_back(ann: User, north: Team) -> None:
    task = team_task(north)
    before = held(task)
    change_set = done(Move(to=date(2026, 4, 1)), ann)
    assert {row.date for row in Task.objects.all()} == {date(2026, 4, 1)}
    assert change_set.rows.count() == 1
    assert take_back(change_set, by=ann, at=A_MOMENT) == (1, 0)
    assert [row[:-1] for row in held(task)] == [row[:-1] for row in before]
    assert len({row.version for row in Task.objects.all()}) == 1


def test_a_ticked_copy_stands_for_the_task_of_its_team(ann: User, north: Team, anna: Salesperson) -> None:
    task = team_task(north)
    done(Move(to=date(2026, 4, 1)), ann, Task.objects.filter(salesperson=anna))
    assert again(task).date == date(2026, 4, 1)


def test_owners_are_told_once_of_all_that_was_moved_or_handed_over(ann: User, bob: User, bram: Salesperson) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    TaskFactory.create_batch(2, salesperson=SalespersonFactory())
    done(HandOver(salesperson=bram), ann)
    done(Move(to=date(2026, 4, 1)), ann)
    told = Notification.objects.filter(user=bob).order_by("pk").values_list("kind", "count")
    assert list(told) == [(Notification.Kind.NEW, 2), (Notification.Kind.MOVED, 2)]


def test_tasks_are_handed_to_a_team_and_back(ann: User, anna: Salesperson, cora: Salesperson, north: Team) -> None:
    alone, together = TaskFactory(salesperson=cora), team_task(north)
    change_set = done(HandOver(team=north), ann)
    assert change_set.rows.count() == 1
    assert owners_of(alone) == ("North", ["ANNA", "BRAM"])
    take_back(change_set, by=ann, at=A_MOMENT)
    assert owners_of(alone) == ("Cora", [])
    assert owners_of(together) == ("North", ["ANNA", "BRAM"])


def test_the_tasks_of_a_team_are_handed_to_one_person_and_back(ann: User, cora: Salesperson, north: Team) -> None:
    task = team_task(north)
    change_set = done(HandOver(salesperson=cora), ann)
    assert owners_of(task) == ("Cora", [])
    take_back(change_set, by=ann, at=A_MOMENT)
    assert owners_of(task) == ("North", ["ANNA", "BRAM"])


def test_tasks_are_completed_and_open_again(ann: User, north: Team, bram: Salesperson) -> None:
    alone, together = TaskFactory(), team_task(north)
    plan = many.plan(Task.objects.main(), Complete(on=TODAY), by=ann)
    assert [(task, why) for task, why in plan.staying] == [
        (together, "It is a team's task: say above who completed it.")
    ]
    change_set = done(Complete(on=TODAY, completed_by=bram), ann)
    assert (again(alone).status, again(alone).completed_by) == (Status.COMPLETED, None)
    assert (again(together).completed_by, set(together.copies.values_list("closed"))) == (bram, {(True,)})
    take_back(change_set, by=ann, at=A_MOMENT)
    assert (again(alone).status, again(alone).date_closed) == (Status.NOT_STARTED, None)
    assert (again(together).completed_by, set(together.copies.values_list("closed"))) == (None, {(False,)})


def test_who_is_not_in_a_team_completes_none_of_its_tasks(
    ann: User, north: Team, bram: Salesperson, cora: Salesperson, queries: Queries
) -> None:
    task = team_task(north)
    plan = many.plan(Task.objects.main(), Complete(on=TODAY, completed_by=cora), by=ann)
    assert [(stays, why) for stays, why in plan.staying] == [(task, "Cora is not in the team North.")]
    TeamMember.objects.filter(salesperson=bram).delete()
    by_bram = Complete(on=TODAY, completed_by=bram)
    assert many.plan(Task.objects.main(), by_bram, by=ann).staying == []  # he has a copy since he was a member
    team_task(north)
    for_two = queries(lambda: many.plan(Task.objects.main(), Complete(on=TODAY, completed_by=bram), by=ann))
    team_task(north)
    assert queries(lambda: many.plan(Task.objects.main(), Complete(on=TODAY, completed_by=bram), by=ann)) == for_two


def test_cancelled_tasks_are_closed_and_cancelled(ann: User) -> None:
    task = TaskFactory()
    done(Cancel(on=TODAY), ann)
    assert (again(task).closed, again(task).cancelled, again(task).date_closed) == (True, True, TODAY)


def test_a_task_changed_since_is_not_taken_back(ann: User) -> None:
    first, second = TaskFactory(), TaskFactory()
    change_set = done(Move(to=date(2026, 4, 1)), ann)
    second.refresh_from_db()
    second.write(by=ann, at=A_MOMENT)
    assert take_back(change_set, by=ann, at=A_MOMENT) == (1, 1)
    assert (again(first).date, again(second).date) == (TODAY, date(2026, 4, 1))


def test_who_may_not_change_the_tasks_does_not_take_them_back(ann: User, bob: User) -> None:
    task = TaskFactory()
    change_set = done(Move(to=date(2026, 4, 1)), ann)
    with pytest.raises(EditRefused, match="your own tasks"):
        take_back(change_set, by=bob, at=A_MOMENT)
    assert again(task).date == date(2026, 4, 1)
    change_set.refresh_from_db()
    assert change_set.taken_back_at is None


def test_who_lost_a_task_does_not_take_it_back(ann: User, bob: User, bram: Salesperson, cora: Salesperson) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    task = TaskFactory(salesperson=bram)
    change_set = done(HandOver(salesperson=cora), ann)
    with pytest.raises(EditRefused, match="is a task of Cora"):
        take_back(change_set, by=bob, at=A_MOMENT)
    assert again(task).salesperson == cora


def test_who_gave_a_task_away_takes_it_back(bob: User, bram: Salesperson, cora: Salesperson) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    task = TaskFactory(salesperson=bram)
    take_back(done(HandOver(salesperson=cora), bob), by=bob, at=A_MOMENT)
    assert again(task).salesperson == bram


def test_who_has_a_task_again_is_told(ann: User, bob: User, bram: Salesperson, cora: Salesperson) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    TaskFactory(salesperson=bram)
    take_back(done(HandOver(salesperson=cora), ann), by=ann, at=A_MOMENT)
    take_back(done(Move(to=date(2026, 4, 1)), ann), by=ann, at=A_MOMENT)
    told = notices.unread_of(bob).values_list("kind", "day")
    assert list(told) == [("moved", TODAY), ("moved", date(2026, 4, 1)), ("new", TODAY)]


def test_without_a_reason_or_after_another_change_nothing_happens(ann: User) -> None:
    task = TaskFactory()
    act = Move(to=date(2026, 4, 1))
    for wrong in ({"reason": "  "}, {"seen": "something else"}):
        with pytest.raises(EditRefused):
            done(act, ann, **wrong)
    assert (again(task).date, ChangeSet.objects.count()) == (TODAY, 0)


@pytest.mark.parametrize("kind", ["move", "complete", "cancel", "hand over"])
def test_the_statements_grow_by_blocks_not_by_tasks(kind: str, ann: User, north: Team, queries: Queries) -> None:
    acts = {"move": Move(formula=DateFormula("1W")), "complete": Complete(on=TODAY), "cancel": Cancel(on=TODAY)}
    act = acts.get(kind) or HandOver(team=north)
    TaskFactory.create_batch(100)
    assert queries(lambda: done(act, ann)) < 40
    assert {task.version for task in Task.objects.main()} == {2}


# --- on the screen ----------------------------------------------------------------------------------------


def test_all_results_of_a_filter_are_looked_at_moved_and_taken_back(as_ann: Client) -> None:
    inside, outside = TaskFactory(number="IN", description="Call about tyres"), TaskFactory(number="OUT")
    sent = {"all_results": "1", "query": "q=tyres"}
    assertContains(as_ann.post("/tasks/many/move/", sent), "or by a date formula")
    sent |= {"formula": "1W", "look": ""}
    page = as_ann.post("/tasks/many/move/", sent)
    assertContains(page, "1 task changes")
    assertNotContains(page, "OUT")
    sent |= {"apply": "", "reason": "Snow", "seen": page.context["plan"].seen}
    answer = as_ann.post("/tasks/many/move/", sent, follow=True)
    assertRedirects(answer, "/tasks/?q=tyres")
    assertContains(answer, "Look at it or undo it")
    assert (again(inside).date, again(outside).date) == (date(2026, 3, 18), TODAY)
    change_set = ChangeSet.objects.get()
    as_ann.post(f"/changes/{change_set.pk}/take-back/")
    assert again(inside).date == TODAY


def test_bad_input_is_said_and_nothing_lost(as_ann: Client) -> None:
    task = TaskFactory()
    sent = {"selected": task.pk, "look": ""}
    assertContains(as_ann.post("/tasks/many/move/", sent), "Choose a day, or type a date formula, but not both.")
    page = as_ann.post("/tasks/many/move/", sent | {"formula": "1Q1"})
    assert page.context["form"].errors["formula"]
    assertContains(page, "1Q1")
    both = as_ann.post("/tasks/many/hand-over/", sent)
    assertContains(both, "Choose who gets the task: a salesperson or a team.")
    nothing = as_ann.post("/tasks/many/cancel/", {"query": "q=x"}, follow=True)
    assertContains(nothing, "Tick the tasks to change.")
    no_reason = as_ann.post("/tasks/many/cancel/", {"selected": task.pk, "apply": "", "reason": "", "seen": "x"})
    assertContains(no_reason, "Say why")
    assert again(task).closed is False


def test_cancelling_is_looked_at_at_once(as_ann: Client) -> None:
    page = as_ann.post("/tasks/many/cancel/", {"selected": TaskFactory().pk})
    assertContains(page, "1 task changes")


def test_a_refused_way_back_is_said(as_ann: Client, ann: User, as_bob: Client) -> None:
    TaskFactory(description="Call")
    change_set = done(Move(to=date(2026, 4, 1)), ann)
    answer = as_bob.post(f"/changes/{change_set.pk}/take-back/", follow=True)
    assertContains(answer, "You may change your own tasks and those of your teams.")
