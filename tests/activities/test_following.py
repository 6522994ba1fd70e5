"""The tasks of an opportunity: begun by its stages, cancelled and passed on with it (section H of the cases)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from activities import attendees, notices, stages
from activities import closing as task_closing
from activities.assigning import Blocked, OutOfCalendar
from activities.models import StageActivity, Task, TaskType
from campaigns.models import Campaign
from contacts.models import Contact
from core import deletion
from core.dateformulas import DateFormula
from core.models import User
from opportunities import closing, deleting, progress, work
from opportunities.estimates import Estimate
from opportunities.models import Opportunity, OpportunityEntry, SalesCycle, Stage
from opportunities.moves import Way
from salespeople.models import Salesperson, Team
from tests import factories as f
from tests.activities.conftest import TODAY, activity_of
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle() -> SalesCycle:
    cycle: SalesCycle = f.SalesCycleFactory(code="SC", proposed=True)
    for position in (10, 20, 30):
        f.StageFactory(cycle=cycle, position=position, description=f"Stage {position}", chances=40, completed=50)
    return cycle


@pytest.fixture
def cp1(bram: Salesperson) -> Campaign:
    dates = {"starting_date": date(2026, 3, 1), "ending_date": date(2026, 3, 31)}
    return f.CampaignFactory(number="CP1", salesperson=bram, activated_at=f.A_MOMENT, **dates)


@pytest.fixture
def deal(cycle: SalesCycle, ct1: Contact, anna: Salesperson, cp1: Campaign) -> Opportunity:
    return f.OpportunityFactory(
        number="OP1", contact=ct1, salesperson=anna, campaign=cp1, cycle=cycle, creation_date=TODAY, segment_number="S1"
    )


def stage(cycle: SalesCycle, position: int) -> Stage:
    return Stage.objects.get(cycle=cycle, position=position)


def begins_with(cycle: SalesCycle, position: int, *formulas: str, **more: Any) -> None:
    activity = activity_of(f"ACT{position}", *formulas, **more)
    stages.choose([(stage(cycle, position), activity)])


@pytest.fixture
def go(deal: Opportunity) -> Callable[..., OpportunityEntry]:
    def gone(way: Way, *, by: User | None = None, **more: Any) -> OpportunityEntry:
        estimate = Estimate(Decimal(1000), None, date(2026, 6, 30))
        return progress.move(deal, way=way, estimate=estimate, on=TODAY, by=by, at=f.A_MOMENT, **more)

    return gone


Go = Callable[..., OpportunityEntry]


def task_of(deal: Opportunity, **more: Any) -> Task:
    known = {"opportunity": deal, "salesperson": deal.salesperson, "contact": deal.contact, "campaign": deal.campaign}
    return f.TaskFactory(**(known | more))


def test_to_146_entering_a_stage_starts_its_activity_on_the_day_of_change(
    deal: Opportunity, cycle: SalesCycle, go: Go, anna: Salesperson, ct1: Contact, cp1: Campaign
) -> None:
    begins_with(cycle, 20, "", "1W", "2W", "2W+1D")
    go(Way.FIRST)
    assert not Task.objects.exists()
    entry = go(Way.NEXT)
    tasks = Task.objects.order_by("date")
    assert [f"{task.date:%m-%d}" for task in tasks] == ["03-11", "03-18", "03-25", "03-26"]
    about = {(task.opportunity, task.contact, task.salesperson, task.campaign) for task in tasks}
    assert about == {(deal, ct1, anna, cp1)}
    assert {(task.opportunity_entry, task.segment_number, task.activity) for task in tasks} == {(entry, "S1", None)}


def test_to_148_a_stage_without_activity_starts_none(cycle: SalesCycle, go: Go) -> None:
    begins_with(cycle, 20, "", types=[TaskType.PHONE_CALL])
    go(Way.FIRST)
    go(Way.NEXT)
    assert Task.objects.get().is_call


def test_to_149_an_update_starts_none(cycle: SalesCycle, go: Go) -> None:
    begins_with(cycle, 10, "")
    go(Way.FIRST)
    go(Way.UPDATE)
    assert Task.objects.count() == 1


def test_going_back_starts_the_activity_of_that_stage_again(cycle: SalesCycle, go: Go) -> None:
    begins_with(cycle, 10, "")
    for way in (Way.FIRST, Way.NEXT, Way.PREVIOUS):
        go(way)
    assert Task.objects.count() == 2


def test_the_colleague_who_moves_it_starts_the_tasks_of_its_salesperson(
    cycle: SalesCycle, go: Go, bob: User, north: Team, anna: Salesperson, bram: Salesperson
) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    begins_with(cycle, 10, "")
    go(Way.FIRST, by=bob)
    task = Task.objects.get()
    assert (task.salesperson, task.modified_by) == (anna, bob)


def test_where_no_task_can_be_made_the_opportunity_stays_where_it_is(
    deal: Opportunity, cycle: SalesCycle, go: Go, anna: Salesperson
) -> None:
    begins_with(cycle, 10, "")
    anna.blocked = True
    anna.save()
    with pytest.raises(Blocked, match="Anna is blocked"):
        go(Way.FIRST)
    assert not OpportunityEntry.objects.exists()
    assert not Opportunity.objects.get().is_started


def test_to_70_a_task_that_would_leave_the_calendar_keeps_the_opportunity_where_it_is(
    cycle: SalesCycle, go: Go
) -> None:
    begins_with(cycle, 10, "999Y")
    with pytest.raises(OutOfCalendar):
        go(Way.FIRST)
    assert not OpportunityEntry.objects.exists()


def test_old_tasks_are_cancelled_only_if_asked_for(deal: Opportunity, cycle: SalesCycle, go: Go, north: Team) -> None:
    begins_with(cycle, 20, "")
    go(Way.FIRST)
    old = task_of(deal, recurring=True, recurring_interval=DateFormula("1W"), counted_from="due date")
    copy = f.TaskFactory(opportunity=deal, main_task=task_of(deal, salesperson=None, team=north), team=north)
    other = f.TaskFactory()
    go(Way.UPDATE)
    assert not Task.objects.filter(closed=True).exists()
    go(Way.NEXT, cancel_work=True)
    for each in (old, copy):
        each.refresh_from_db()
        assert (each.cancelled, each.date_closed, each.recurring) == (True, TODAY, False)
    assert set(Task.objects.open()) == {other, Task.objects.get(opportunity_entry__isnull=False)}
    assert old.history.count() == 2


def test_closing_cancels_what_is_open_if_asked_for(deal: Opportunity, go: Go) -> None:
    go(Way.FIRST)
    done, due = task_of(deal), task_of(deal)
    task_closing.complete(done, by=None, on=TODAY, at=f.A_MOMENT)
    code = f.CloseOpportunityCodeFactory(outcome="lost")
    closing.close(deal, outcome=closing.Outcome.LOST, code=code, on=TODAY, cancel_work=True, by=None, at=f.A_MOMENT)
    done.refresh_from_db()
    due.refresh_from_db()
    assert (done.cancelled, due.cancelled) == (False, True)


def test_fifty_tasks_are_cancelled_in_hardly_more_statements_than_two(deal: Opportunity, queries: Queries) -> None:
    def cancelled(count: int) -> int:
        for _ in range(count):
            task_of(deal)
        return queries(lambda: work.cancel(deal, by=None, on=TODAY, at=f.A_MOMENT))

    one_batch_more = 1  # than a statement may hold
    assert cancelled(50) <= cancelled(2) + one_batch_more


def test_to_80_a_deleted_task_leaves_its_opportunity_without_tasks(
    deal: Opportunity, north: Team, anna: Salesperson
) -> None:
    task = task_of(deal, salesperson=None, team=north)
    f.TaskFactory(main_task=task, team=north, salesperson=anna, opportunity=deal)
    deletion.delete(task)
    assert not Task.objects.filter(opportunity=deal).exists()


def test_the_tasks_of_a_deleted_opportunity_stay(deal: Opportunity) -> None:
    task = task_of(deal)
    deleting.delete(deal)
    task.refresh_from_db()
    assert task.opportunity is None


def test_the_next_one_of_a_recurring_task_belongs_to_the_opportunity(deal: Opportunity) -> None:
    task = task_of(deal, recurring=True, recurring_interval=DateFormula("1W"), counted_from="due date")
    following = task_closing.complete(task, by=None, on=TODAY, at=f.A_MOMENT)
    assert following
    assert following.opportunity == deal


def test_to_163_open_tasks_get_the_new_salesperson_if_asked_for(
    deal: Opportunity, anna: Salesperson, bram: Salesperson, cora: Salesperson, north: Team
) -> None:
    annas, coras = task_of(deal), task_of(deal, salesperson=cora)
    copy = f.TaskFactory(
        main_task=task_of(deal, salesperson=None, team=north), team=north, salesperson=anna, opportunity=deal
    )
    assert work.open_for(deal, salesperson=anna) == 1
    deal.salesperson = bram
    assert work.pass_on(deal, before={"salesperson": anna}, by=None, at=f.A_MOMENT) == 1
    owners = {task: task.salesperson for task in Task.objects.select_related("salesperson")}
    assert (owners[annas], owners[coras], owners[copy]) == (bram, cora, anna)


def test_who_gets_a_meeting_that_he_attends_organizes_it(
    deal: Opportunity, anna: Salesperson, bram: Salesperson, cora: Salesperson
) -> None:
    meeting = task_of(deal, type=TaskType.MEETING, all_day=True)
    for person in (bram, cora):
        attendees.invite(meeting, person, by=None, at=f.A_MOMENT)
    Opportunity.objects.filter(pk=deal.pk).update(salesperson=bram)
    deal.refresh_from_db()
    work.pass_on(deal, before={"salesperson": anna}, by=None, at=f.A_MOMENT)
    meeting.refresh_from_db()
    assert meeting.leader == bram
    assert [each.salesperson for each in meeting.attendees.all()] == [cora]
    assert [copy.salesperson for copy in meeting.copies.all()] == [cora]


def test_who_gets_tasks_with_an_opportunity_is_told_of_those_that_are_new_to_him(
    deal: Opportunity, anna: Salesperson, bram: Salesperson, ct1: Contact, ann: User, bob: User
) -> None:
    bram.user = bob
    bram.save()
    f.TaskFactory(opportunity=deal, salesperson=bram, contact=ct1, description="Had it already")
    f.TaskFactory(opportunity=deal, salesperson=anna, description="New to him")
    deal.salesperson, deal.contact = bram, f.CompanyFactory()
    work.pass_on(deal, before={"salesperson": anna, "contact": ct1}, by=ann, at=f.A_MOMENT)
    (notice,) = notices.unread_of(bob)
    assert (notice.kind, notice.task.description, notice.count) == ("new", "New to him", 1)


def test_a_new_contact_reaches_the_copies_of_a_team_too(deal: Opportunity, ct1: Contact, north: Team) -> None:
    main = task_of(deal, salesperson=None, team=north)
    f.TaskFactory(main_task=main, team=north, opportunity=deal, contact=ct1)
    deal.contact = f.CompanyFactory(name="Second")
    assert work.pass_on(deal, before={"contact": ct1}, by=None, at=f.A_MOMENT) == 1
    assert {task.contact for task in Task.objects.all()} == {deal.contact}


def test_an_activity_that_a_stage_begins_is_not_deleted(cycle: SalesCycle) -> None:
    begins_with(cycle, 10, "")
    with pytest.raises(deletion.InUse, match="1 activity of a stage"):
        deletion.delete(StageActivity.objects.get().activity)
    deletion.delete(cycle)
    assert not StageActivity.objects.exists()


# --- pages ----------------------------------------------------------------------------------------------


def test_the_page_of_a_cycle_says_which_activity_begins_with_which_stage(
    admin_client: Client, cycle: SalesCycle
) -> None:
    activity, page = activity_of("CALL", ""), "/activities/stages/SC/"
    name = f"stage-{stage(cycle, 20).pk}"
    admin_client.post(page, {name: activity.pk, f"initial-{name}": ""})
    assert "Call" in admin_client.get(f"{cycle.get_absolute_url()}?boxes").text
    assert StageActivity.objects.get().stage.position == 20
    admin_client.post(page, {name: "", f"initial-{name}": activity.pk})
    assert not StageActivity.objects.exists()


def test_what_somebody_else_chose_meanwhile_stays(admin_client: Client, cycle: SalesCycle) -> None:
    begins_with(cycle, 10, "")
    first, second = (f"stage-{stage(cycle, position).pk}" for position in (10, 20))
    other = activity_of("OTHER", "")
    sent = {first: "", f"initial-{first}": "", second: other.pk, f"initial-{second}": ""}
    admin_client.post("/activities/stages/SC/", sent)
    assert StageActivity.objects.count() == 2


def test_sales_chooses_no_activities_of_stages(as_bob: Client, cycle: SalesCycle) -> None:
    assert as_bob.get("/activities/stages/SC/").status_code == 403
    assert "/activities/stages/" not in as_bob.get(f"{cycle.get_absolute_url()}?boxes").text


def test_new_work_for_an_opportunity_is_about_its_contact_and_campaign(
    as_ann: Client, deal: Opportunity, anna: Salesperson, ct1: Contact, cp1: Campaign
) -> None:
    for page in ("/tasks/new/", "/activities/assign/"):
        initial = as_ann.get(page, {"opportunity": deal.pk}).context["form"].initial
        assert (initial["salesperson"], initial["contact"], initial["campaign"]) == (anna, ct1, cp1)


def test_an_activity_is_assigned_to_an_opportunity(as_ann: Client, deal: Opportunity, anna: Salesperson) -> None:
    query = {"activity": activity_of("A", "").pk, "start": "2026-03-11", "salesperson": anna.pk, "opportunity": deal.pk}
    page = as_ann.get("/activities/assign/", query)
    sent = {"tasks-TOTAL_FORMS": 1, "tasks-INITIAL_FORMS": 1, "tasks-0-keep": "on"}
    for name, value in page.context["rows"].forms[0].initial.items():
        sent[f"tasks-0-{name}"] = value
    answer = as_ann.post("/activities/assign/", sent, query_params=query)
    assert answer.headers["Location"] == f"/tasks/?opportunity={deal.pk}"
    assert Task.objects.get().opportunity == deal


def test_the_card_of_an_opportunity_shows_its_open_tasks_and_the_list_filters_by_it(
    as_ann: Client, deal: Opportunity
) -> None:
    task_of(deal, description="Ring the bell")
    f.TaskFactory(description="Something else")
    assert "Ring the bell" in as_ann.get(deal.get_absolute_url()).text
    shown = as_ann.get("/tasks/", {"opportunity": deal.pk}).text
    assert "Ring the bell" in shown
    assert "Something else" not in shown


def test_a_move_offers_to_cancel_open_tasks_and_does_so_only_when_ticked(
    as_ann: Client, deal: Opportunity, go: Go
) -> None:
    go(Way.FIRST)
    page = f"{deal.get_absolute_url()}move/"
    assert "cancel_tasks" not in as_ann.get(page).context["form"].fields
    task = task_of(deal)
    form = as_ann.get(page).context["form"]
    assert form.fields["cancel_tasks"].label == "Cancel the 1 task that is open"
    assert not form["cancel_tasks"].value()
    assert "cancel_tasks" not in as_ann.get(page, {"way": "update"}).context["form"].fields
    sent = {name: value for name, value in form.initial.items() if value is not None and name != "stage"}
    as_ann.post(page, sent)
    assert not Task.objects.get(pk=task.pk).closed
    sent = as_ann.get(page).context["form"].initial | {"cancel_tasks": "on"}
    as_ann.post(page, {name: value for name, value in sent.items() if value is not None and name != "stage"})
    assert Task.objects.get(pk=task.pk).cancelled


def test_the_close_cancels_open_tasks_unless_unticked(as_ann: Client, deal: Opportunity, go: Go) -> None:
    go(Way.FIRST)
    task_of(deal)
    code = f.CloseOpportunityCodeFactory(outcome="lost")
    form = as_ann.get(f"{deal.get_absolute_url()}close/lost/").context["form"]
    assert form["cancel_tasks"].value() is True
    sent = {"seen": form.initial["seen"], "code": code.pk, "date": form.initial["date"]}
    as_ann.post(f"{deal.get_absolute_url()}close/lost/", sent)
    assert not Task.objects.get().closed


def card_of(client: Client, deal: Opportunity, **changes: Any) -> dict[str, str]:
    sent = client.get(deal.get_absolute_url()).context["form"].as_typed(changes)
    return {name: value for name, value in sent.items() if value != ""}


@pytest.mark.parametrize(("answer", "owner"), [("tasks", "BRAM"), ("alone", "ANNA")])
def test_to_163_the_card_asks_whether_open_tasks_follow_the_new_salesperson(
    as_ann: Client, deal: Opportunity, bram: Salesperson, answer: str, owner: str
) -> None:
    task_of(deal)
    sent = card_of(as_ann, deal, salesperson=bram)
    question = as_ann.post(deal.get_absolute_url(), sent)
    assert "1 open task" in question.text
    assert Opportunity.objects.get().salesperson.code == "ANNA"
    as_ann.post(deal.get_absolute_url(), dict(question.context["typed"]) | {"apply": answer})
    assert Opportunity.objects.get().salesperson == bram
    task = Task.objects.get()
    assert task.salesperson
    assert task.salesperson.code == owner


def test_to_163_back_to_the_card_keeps_what_was_typed_and_saves_nothing(
    as_ann: Client, deal: Opportunity, bram: Salesperson
) -> None:
    task_of(deal)
    sent = card_of(as_ann, deal, salesperson=bram, description="Bigger cheese")
    page = as_ann.post(deal.get_absolute_url(), sent | {"apply": "back"})
    assert "Bigger cheese" in page.text
    assert Opportunity.objects.get().description == "An opportunity"


def test_to_163_without_an_open_task_nothing_is_asked(as_ann: Client, deal: Opportunity, bram: Salesperson) -> None:
    answer = as_ann.post(deal.get_absolute_url(), card_of(as_ann, deal, salesperson=bram))
    assert answer.status_code == 302


def test_another_campaign_takes_the_segment_away(as_ann: Client, deal: Opportunity) -> None:
    as_ann.post(deal.get_absolute_url(), card_of(as_ann, deal, campaign=None))
    again = Opportunity.objects.get()
    assert (again.campaign, again.segment_number) == (None, "")


def test_sales_makes_no_opportunity_for_a_colleague_outside_its_teams(
    as_bob: Client, bob: User, ct1: Contact, cycle: SalesCycle, anna: Salesperson, bram: Salesperson
) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    sent = {"description": "Cheese", "contact": ct1.pk, "cycle": cycle.pk, "priority": "normal"}
    answer = as_bob.post("/opportunities/new/", sent | {"salesperson": anna.pk})
    assert "Anna is in none of your teams" in answer.text
    assert not Opportunity.objects.exists()
    f.TeamMemberFactory(team=(team := f.TeamFactory()), salesperson=anna)
    f.TeamMemberFactory(team=team, salesperson=bram)
    as_bob.post("/opportunities/new/", sent | {"salesperson": anna.pk})
    assert Opportunity.objects.get().salesperson == anna


def test_an_opportunity_is_handed_to_any_colleague(
    as_bob: Client, bob: User, deal: Opportunity, anna: Salesperson, bram: Salesperson
) -> None:
    Salesperson.objects.filter(pk=anna.pk).update(user=bob)
    assert as_bob.post(deal.get_absolute_url(), card_of(as_bob, deal, salesperson=bram)).status_code == 302
    assert Opportunity.objects.get().salesperson == bram
