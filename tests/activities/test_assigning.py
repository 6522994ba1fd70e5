"""What an activity makes, and for whom (section B of the cases)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from activities.assigning import Blocked, EmptyTeam, NoOrganizer, assign
from activities.models import Activity, Priority, Task, TaskType
from activities.ownership import NotYours
from activities.scheduling import NoOwner, Target, schedule, without_email
from contacts.models import Contact
from core import deletion
from core.dateformulas import DateFormula
from core.models import NumberSeriesUse, User
from core.numbering import NoSeries
from salespeople.models import Salesperson, Team, TeamMember
from tests.activities.conftest import TODAY, activity_of, team_of
from tests.conftest import Queries
from tests.factories import A_MOMENT, CampaignFactory, CompanyFactory, SalespersonFactory

pytestmark = pytest.mark.django_db


def assigned(activity: Activity, target: Target, *, by: User | None = None) -> list[Task]:
    return assign(schedule(activity, start=TODAY, target=target), by=by, at=A_MOMENT)


def days(tasks: Iterable[Task]) -> list[str]:
    return [f"{task.date:%m-%d}" for task in tasks]


def test_to_34_a_step_is_of_low_priority_and_a_task_of_normal() -> None:
    step = activity_of("A", "").steps.get()
    assert (step.priority, Task().priority) == (Priority.LOW, Priority.NORMAL)


def test_a_step_without_position_is_the_last_one() -> None:
    assert [step.position for step in activity_of("A", "", "1W", "").steps.all()] == [10, 20, 30]


def test_to_35_the_tasks_of_a_deleted_activity_stay(act3: Activity, anna: Salesperson) -> None:
    assigned(act3, Target(salesperson=anna))
    deletion.delete(act3)
    assert (Activity.objects.count(), Task.objects.count()) == (0, 3)


def test_to_37_a_salesperson_gets_one_task_a_step(anna: Salesperson) -> None:
    activity = activity_of("A", "", "2D", "1W - 2D")
    tasks = assigned(activity, Target(salesperson=anna))
    assert days(tasks) == ["03-11", "03-13", "03-16"]
    assert [task.description for task in tasks] == ["Step 1", "Step 2", "Step 3"]
    assert {(task.salesperson, task.activity, task.main_task, task.priority) for task in Task.objects.all()} == {
        (anna, activity, None, Priority.LOW)
    }
    assert [task.number for task in tasks] == ["TD000001", "TD000002", "TD000003"]


def test_to_38_every_date_counts_from_the_start(anna: Salesperson) -> None:
    activity = activity_of("A", "1W", "1W", "2W")
    assert days(assigned(activity, Target(salesperson=anna))) == ["03-18", "03-18", "03-25"]


def test_to_40_a_team_gets_one_task_a_step_about_the_contact(
    act3: Activity, north: Team, anna: Salesperson, ct1: Contact
) -> None:
    assigned(act3, Target(team=north, organizer=anna, contacts=[ct1]))
    main = Task.objects.main().order_by("number")
    assert [(task.team, task.contact, task.priority) for task in main] == [(north, ct1, each) for each in Priority]
    assert days(main) == ["03-11", "03-13", "03-16"]


def test_to_41_each_member_has_a_copy_of_every_task(act3: Activity, north: Team, anna: Salesperson) -> None:
    assigned(act3, Target(team=north, organizer=anna))
    copies = Task.objects.of(anna).order_by("number")
    assert [(copy.type, copy.priority) for copy in copies] == [
        ("", Priority.LOW),
        (TaskType.PHONE_CALL, Priority.NORMAL),
        (TaskType.MEETING, Priority.HIGH),
    ]
    assert {(copy.team, copy.activity, copy.main.team) for copy in copies} == {(north, act3, north)}
    assert days(copies) == ["03-11", "03-13", "03-16"]
    assert Task.objects.count() == 9


def test_the_organizer_of_a_meeting_need_not_be_in_the_team(act3: Activity, south: Team, anna: Salesperson) -> None:
    assigned(act3, Target(team=south, organizer=anna))
    assert [copy.type for copy in Task.objects.of(anna)] == [TaskType.MEETING]


def test_to_43_a_meeting_of_a_team_needs_an_organizer(act3: Activity, north: Team) -> None:
    with pytest.raises(NoOrganizer, match="is a meeting of North"):
        schedule(act3, start=TODAY, target=Target(team=north))


def test_to_44_without_an_owner_nothing_is_assigned(act3: Activity, north: Team, anna: Salesperson) -> None:
    with pytest.raises(NoOwner):
        schedule(act3, start=TODAY, target=Target())
    with pytest.raises(NoOwner):
        schedule(act3, start=TODAY, target=Target(salesperson=anna, team=north))


def test_to_46_an_activity_without_steps_makes_one_task(anna: Salesperson) -> None:
    (task,) = assigned(activity_of("VISIT"), Target(salesperson=anna))
    assert (task.date, task.description) == (TODAY, "Visit")


def test_to_47_without_a_meeting_no_e_mail_is_needed(cora: Salesperson) -> None:
    assert len(assigned(activity_of("A", "", "2D"), Target(salesperson=cora))) == 2


def test_to_49_the_contacts_of_a_segment_get_tasks_of_their_own(anna: Salesperson, ct1: Contact) -> None:
    activity = activity_of("A", "", "1D", types=["", TaskType.PHONE_CALL])
    contacts = [ct1, CompanyFactory(), CompanyFactory()]
    tasks = assigned(activity, Target(salesperson=anna, contacts=contacts, segment_number="SEG1"))
    assert [task.contact for task in tasks] == [contact for contact in contacts for _step in range(2)]
    assert {task.segment_number for task in tasks} == {"SEG1"}


def test_to_50_a_task_of_an_activity_is_moved_alone(anna: Salesperson) -> None:
    activity = activity_of("A", "", "2D")
    first, second = assigned(activity, Target(salesperson=anna))
    Task.objects.filter(pk=first.pk).update(date=date(2026, 4, 1))
    activity.steps.update(date_formula=DateFormula("1M"))
    second.refresh_from_db()
    assert second.date == date(2026, 3, 13)


def test_to_103_a_team_without_e_mail_gets_its_tasks_with_a_warning(cora: Salesperson) -> None:
    team = team_of("SILENT", cora)
    assert without_email(team) == [cora]
    assigned(activity_of("A", ""), Target(team=team))
    assert Task.objects.of(cora).get().team == team


def test_to_110_who_joins_a_team_later_gets_no_copies(north: Team, cora: Salesperson) -> None:
    assigned(activity_of("A", ""), Target(team=north))
    TeamMember.objects.create(team=north, salesperson=cora)
    assert not Task.objects.of(cora).exists()


def test_to_52_without_a_number_series_no_task_is_made(anna: Salesperson) -> None:
    NumberSeriesUse.objects.filter(purpose="tasks").delete()
    with pytest.raises(NoSeries, match="Tasks"):
        assigned(activity_of("A", ""), Target(salesperson=anna))
    assert not Task.objects.exists()


def test_the_campaign_stands_on_all_tasks(north: Team) -> None:
    campaign = CampaignFactory()
    assigned(activity_of("A", ""), Target(team=north, campaign=campaign))
    assert {task.campaign for task in Task.objects.all()} == {campaign}


def test_who_is_blocked_takes_nothing_new(act3: Activity, anna: Salesperson) -> None:
    with pytest.raises(Blocked):
        schedule(act3, start=TODAY, target=Target(salesperson=SalespersonFactory(blocked=True)))
    with pytest.raises(Blocked):
        schedule(act3, start=TODAY, target=Target(salesperson=anna, contacts=[CompanyFactory(privacy_blocked=True)]))


def test_a_single_task_is_refused_for_the_same_as_an_activity(anna: Salesperson) -> None:
    blocked, private = SalespersonFactory(blocked=True), CompanyFactory(privacy_blocked=True)
    refused: list[tuple[Any, dict[str, Any]]] = [
        (EmptyTeam, {"team": team_of("EMPTY")}),
        (Blocked, {"salesperson": blocked}),
        (Blocked, {"salesperson": anna, "contact": private}),
    ]
    for why, values in refused:
        with pytest.raises(why):
            assign([Task(description="One", date=TODAY, **values)], by=None, at=A_MOMENT)
    assert not Task.objects.exists()


def test_sales_gives_tasks_to_itself_and_its_teams_only(
    act3: Activity, bob: User, ann: User, north: Team, anna: Salesperson, bram: Salesperson
) -> None:
    anna.user = bob
    anna.save()
    assigned(act3, Target(salesperson=anna), by=bob)
    assigned(act3, Target(team=north, organizer=anna), by=bob)
    with pytest.raises(NotYours, match="a task of Bram"):
        assigned(act3, Target(salesperson=bram), by=bob)
    assigned(act3, Target(salesperson=bram), by=ann)


def test_ten_times_the_tasks_cost_hardly_more_statements(north: Team, queries: Queries) -> None:
    few, many = activity_of("FEW", "", "1D"), activity_of("MANY", *["1D"] * 20)
    at_once = queries(lambda: assigned(few, Target(team=north)))
    in_batches = 2  # of what a statement may hold
    assert queries(lambda: assigned(many, Target(team=north))) <= at_once + in_batches
