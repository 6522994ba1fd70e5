"""Tasks on the screen: the list, the card, what is done with them, and where else they show."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from activities.assigning import assign
from activities.models import CountedFrom, Status, Task, TaskType, times
from contacts import history
from contacts.models import Contact
from core import deletion
from core.dateformulas import DateFormula
from core.models import User
from salespeople.models import Salesperson, Team
from tests.activities.conftest import TODAY, activity_of, team_of
from tests.factories import A_MOMENT, CampaignFactory, PersonFactory, SalespersonFactory, TaskFactory

pytestmark = pytest.mark.django_db


def numbers(client: Client, query: str = "") -> list[str]:
    return [row.row.number for row in client.get(f"/tasks/{query}").context["rows"]]


def team_task(team: Team, **values: Any) -> Task:
    (task,) = assign([Task(description="Together", date=TODAY, team=team, **values)], by=None, at=A_MOMENT)
    return task


def saved(client: Client, task: Task, **typed: Any) -> Any:
    """Save the card with these values typed over those that stand."""
    form = client.get(f"/tasks/{task.number}/").context["form"]
    sent = form.as_typed(typed)
    return client.post(f"/tasks/{task.number}/", {name: value for name, value in sent.items() if value != ""})


def again(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


# --- the list -----------------------------------------------------------------------------------------


def test_the_list_shows_open_work_once(as_ann: Client, north: Team, anna: Salesperson) -> None:
    team_task(north)
    TaskFactory(number="DONE", closed=True, status=Status.COMPLETED, date_closed=TODAY)
    assert numbers(as_ann) == ["TD000001"]
    assert numbers(as_ann, f"?team={north.pk}") == ["TD000001"]
    assert numbers(as_ann, f"?salesperson={anna.pk}") == ["TD000002"]
    assert numbers(as_ann, "?state=closed") == numbers(as_ann, "?status=completed") == ["DONE"]
    assert numbers(as_ann, "?state=all&sort=number") == ["DONE", "TD000001"]


def test_the_list_says_first_what_there_is_to_do_and_leads_there(as_ann: Client) -> None:
    task = TaskFactory(description="Ring the dairy")
    cells = as_ann.get("/tasks/").context["rows"][0].cells
    assert cells.index(task.number) < cells.index("Ring the dairy") < cells.index("Not Started")
    assert cells.count(f'href="{task.get_absolute_url()}"') == 2


def test_a_closed_tab_tells_the_hour_as_it_is_spoken(as_ann: Client) -> None:
    task = TaskFactory(start_time=time(15, 30))
    assert "<span>3:30 p.m.</span>" in as_ann.get(task.get_absolute_url()).text


def test_overdue_and_cancelled_tasks_are_found(as_ann: Client, ann: User) -> None:
    ann.work_date = TODAY
    ann.save()
    TaskFactory(number="LATE", date=date(2026, 3, 10))
    TaskFactory(number="NOW", date=TODAY)
    TaskFactory(number="OFF", closed=True, cancelled=True, status=Status.COMPLETED, date_closed=TODAY)
    assert (numbers(as_ann, "?state=overdue"), numbers(as_ann, "?state=canceled")) == (["LATE"], ["OFF"])
    assert numbers(as_ann, "?until=2026-03-10") == ["LATE"]


def test_to_101_closed_tasks_are_deleted_with_their_copies_and_open_ones_stay(
    as_ann: Client, north: Team, anna: Salesperson
) -> None:
    closed = team_task(north)
    Task.objects.update(closed=True, cancelled=True, status=Status.COMPLETED, date_closed=TODAY)
    still = TaskFactory()
    answer = as_ann.post("/tasks/delete-closed/", {"selected": [closed.pk, still.pk]}, follow=True)
    assert "1 task is deleted." in answer.text
    assert "1 of the chosen tasks stay" in answer.text
    assert Task.objects.get() == still


def test_sales_deletes_no_tasks_of_others(as_bob: Client) -> None:
    done = TaskFactory(closed=True, status=Status.COMPLETED, date_closed=TODAY)
    as_bob.post("/tasks/delete-closed/", {"selected": [done.pk]})
    as_bob.post(f"/tasks/{done.number}/delete/")
    assert Task.objects.exists()


# --- the card -----------------------------------------------------------------------------------------


def test_a_copy_leads_to_its_main_task(as_ann: Client, north: Team) -> None:
    task = team_task(north)
    assert as_ann.get("/tasks/TD000002/").headers["Location"] == task.get_absolute_url() == "/tasks/TD000001/"


def test_to_82_to_83_the_status_of_the_card_closes_and_opens(as_ann: Client, ann: User) -> None:
    """TO-82, TO-83."""
    ann.work_date = TODAY
    ann.save()
    task = TaskFactory()
    saved(as_ann, task, status=Status.COMPLETED)
    assert (again(task).closed, again(task).date_closed) == (True, TODAY)
    saved(as_ann, task, status=Status.WAITING)
    assert (again(task).closed, again(task).date_closed, again(task).status) == (False, None, Status.WAITING)


def test_completing_a_recurring_task_names_the_next_one(as_ann: Client) -> None:
    rule = {"recurring_interval": DateFormula("1W"), "counted_from": CountedFrom.DUE_DATE}
    task = TaskFactory(number="OLD", recurring=True, **rule)
    page = as_ann.post("/tasks/OLD/complete/", follow=True).text
    assert "The next one is TD000001 A task." in page
    assert 'href="/tasks/TD000001/">Due on 03/18/2026</a>' in page
    assert again(task).closed


def test_a_change_of_the_card_goes_to_the_copies(as_ann: Client, north: Team) -> None:
    task = team_task(north)
    saved(as_ann, task, description="New text", date=date(2026, 4, 1))
    assert {(row.description, row.date) for row in Task.objects.all()} == {("New text", date(2026, 4, 1))}


def test_to_88_the_card_asks_who_of_the_team_completed_it(as_ann: Client, north: Team, bram: Salesperson) -> None:
    task = team_task(north)
    page = as_ann.get(task.get_absolute_url())
    assert Status.COMPLETED not in dict(page.context["form"].fields["status"].choices)
    assert "Say who of North completed" in as_ann.post(f"/tasks/{task.number}/complete/", follow=True).text
    stranger = {"completed_by": SalespersonFactory(name="Eve").pk}
    assert "Eve is not in the team" in as_ann.post(f"/tasks/{task.number}/complete/", stranger, follow=True).text
    as_ann.post(f"/tasks/{task.number}/complete/", {"completed_by": bram.pk})
    assert again(task).completed_by == bram


def test_to_95_to_97_a_recurring_task_needs_its_rule_and_forgets_it(as_ann: Client) -> None:
    """TO-95, TO-97, TO-100: the rule is asked when it recurs, and blanked when it does not."""
    task = TaskFactory()
    page = saved(as_ann, task, recurring=True)
    assert "needs an interval and the date it is counted from" in page.text
    saved(as_ann, task, recurring=True, recurring_interval=DateFormula("1W"), counted_from=CountedFrom.DUE_DATE)
    assert str(again(task).recurring_interval) == "1W"
    saved(as_ann, task, recurring=False)
    assert (again(task).recurring, str(again(task).recurring_interval), again(task).counted_from) == (False, "", "")


def test_an_interval_that_leads_back_is_refused_where_it_is_typed(as_ann: Client) -> None:
    rule = {"recurring": True, "recurring_interval": DateFormula("-1W"), "counted_from": CountedFrom.DUE_DATE}
    assert "does not lead from 03/11/2026 to a later day" in saved(as_ann, TaskFactory(), **rule).text


def test_to_68_the_end_of_a_call_is_typed_and_its_duration_kept(as_ann: Client) -> None:
    task = TaskFactory(type=TaskType.PHONE_CALL, duration=times.CALL)
    saved(as_ann, task, start_time=time(12, 1), ending_time=time(12, 59))
    assert again(task).duration == timedelta(minutes=58)
    assert again(task).end == (TODAY, time(12, 59))
    saved(as_ann, task, date=date(2026, 3, 12), start_time=time(14))
    assert again(task).end == (date(2026, 3, 12), time(14, 58))


def test_to_67_an_all_day_meeting_ends_on_the_day_that_is_typed(as_ann: Client) -> None:
    task = TaskFactory(type=TaskType.MEETING, all_day=True)
    assert task.end == (TODAY, None)
    saved(as_ann, task, ending_date=TODAY)
    assert again(task).end == (TODAY, None)
    saved(as_ann, task, ending_date=date(2026, 3, 13))
    assert again(task).end == (date(2026, 3, 13), None)


def test_to_64_a_meeting_has_a_start_or_lasts_all_day(as_ann: Client) -> None:
    task = TaskFactory(type=TaskType.MEETING, all_day=True)
    assert "A meeting needs a start time, or lasts all day." in saved(as_ann, task, all_day=False).text


def test_to_71_an_end_before_the_start_is_refused(as_ann: Client) -> None:
    task = TaskFactory(type=TaskType.MEETING, start_time=time(10), duration=times.CALL)
    for end in (time(9), time(10)):
        assert (
            "at least a minute and at most ten years" in saved(as_ann, task, start_time=time(10), ending_time=end).text
        )


def test_nothing_becomes_a_meeting_and_a_meeting_nothing_else(as_ann: Client) -> None:
    task = TaskFactory()
    assert "A meeting stays a meeting" in saved(as_ann, task, type=TaskType.MEETING).text
    saved(as_ann, task, type=TaskType.PHONE_CALL)
    assert again(task).type == TaskType.PHONE_CALL


def test_sales_reads_the_tasks_of_others_and_writes_its_own(as_bob: Client, bob: User, anna: Salesperson) -> None:
    task = TaskFactory(salesperson=anna)
    assert as_bob.get(task.get_absolute_url()).context["may_change"] is False
    as_bob.post(f"/tasks/{task.number}/complete/")
    saved(as_bob, task, description="Mine now")
    assert (again(task).closed, again(task).description) == (False, "A task")
    anna.user = bob
    anna.save()
    saved(as_bob, task, description="Mine now")
    assert again(task).description == "Mine now"


def test_nobodys_words_are_lost(as_ann: Client) -> None:
    task = TaskFactory()
    form = as_ann.get(task.get_absolute_url()).context["form"]
    sent = {name: value for name, value in form.as_typed({"location": "Hall 3"}).items() if value != ""}
    saved(as_ann, task, description="Typed meanwhile")
    as_ann.post(task.get_absolute_url(), sent)
    assert (again(task).description, again(task).location) == ("Typed meanwhile", "Hall 3")


# --- new ones -----------------------------------------------------------------------------------------


def new(client: Client, **typed: Any) -> Any:
    return client.post("/tasks/new/", {"description": "Write", "date": "2026-03-11", "priority": 1, **typed})


def test_to_53_a_new_task_of_a_contact_begins_with_its_salesperson(
    as_ann: Client, ann: User, ct1: Contact, anna: Salesperson
) -> None:
    ann.work_date = TODAY
    ann.save()
    form = as_ann.get(f"/tasks/new/?contact={ct1.pk}").context["form"]
    assert [form[name].value() for name in ("contact", "salesperson", "date", "priority")] == [
        *[str(ct1.pk), anna.pk, TODAY, 1]
    ]
    assert Task(date=TODAY).end == (date(2026, 3, 12), None)


def test_to_55_a_new_task_has_a_text_a_day_and_an_owner(as_ann: Client, anna: Salesperson, north: Team) -> None:
    for missing in ("description", "date"):
        assert "This field is required" in new(as_ann, salesperson=anna.pk, **{missing: ""}).text
    assert "Say whose task it is" in new(as_ann).text
    assert "not to both" in new(as_ann, salesperson=anna.pk, team=north.pk).text
    assert not Task.objects.exists()


def test_to_56_a_task_about_a_contact_is_one_row(as_ann: Client, anna: Salesperson, ct1: Contact) -> None:
    new(as_ann, salesperson=anna.pk, contact=ct1.pk)
    assert (Task.objects.get().contact, Task.objects.get().number) == (ct1, "TD000001")


def test_a_task_of_a_team_goes_to_its_members(as_ann: Client, north: Team) -> None:
    new(as_ann, team=north.pk)
    assert Task.objects.filter(main_task__number="TD000001").count() == 2


def test_to_58_from_a_salesperson_the_owner_can_still_be_changed(as_ann: Client, anna: Salesperson) -> None:
    form = as_ann.get(f"/tasks/new/?salesperson={anna.pk}").context["form"]
    assert form["salesperson"].value() == str(anna.pk)
    assert not form.fields["salesperson"].disabled
    assert not form.fields["team"].disabled


def test_to_62_a_meeting_of_a_team_needs_an_organizer(as_ann: Client, north: Team) -> None:
    assert "Say who organizes it" in new(as_ann, team=north.pk, type="meeting", all_day="on").text


# --- acts ---------------------------------------------------------------------------------------------


def test_a_task_is_cancelled_and_reopened_from_its_card(as_ann: Client) -> None:
    task = TaskFactory()
    as_ann.post(f"/tasks/{task.number}/cancel/")
    assert again(task).cancelled
    as_ann.post(f"/tasks/{task.number}/reopen/")
    assert (again(task).closed, again(task).cancelled) == (False, False)


def test_a_task_is_handed_over_after_it_was_said_what_that_means(
    as_ann: Client, north: Team, bram: Salesperson
) -> None:
    task = team_task(north)
    address = f"/tasks/{task.number}/hand-over/"
    assert "lose their copy" in as_ann.get(address).text
    assert "Choose who gets the task" in as_ann.post(address).text
    as_ann.post(address, {"salesperson": bram.pk})
    assert Task.objects.get().salesperson == bram


# --- beside other cards -------------------------------------------------------------------------------


def test_open_tasks_stand_beside_campaign_contact_team_and_salesperson(
    as_ann: Client, north: Team, anna: Salesperson, ct1: Contact
) -> None:
    campaign = CampaignFactory()
    team_task(north, campaign=campaign, contact=ct1)
    for row in (campaign, ct1, north, anna):
        page = as_ann.get(f"{row.get_absolute_url()}?boxes")
        assert "Together" in page.text
        assert "/activities/assign/?" in page.text


def test_to_118_the_next_task_date_is_that_of_the_earliest_open_one(
    as_ann: Client, anna: Salesperson, north: Team
) -> None:
    TaskFactory(salesperson=anna, date=date(2026, 3, 20))
    TaskFactory(
        salesperson=anna, date=date(2026, 3, 12), closed=True, status=Status.COMPLETED, date_closed=date(2026, 3, 12)
    )
    team_task(north, type=TaskType.MEETING, all_day=True, organizer=anna)
    Task.objects.filter(team=north).update(date=date(2026, 3, 15))
    columns = "?columns=next_task"
    for address, code in (("/salespeople/", "ANNA"), ("/salespeople/teams/", "NORTH")):
        page = as_ann.get(address + columns)
        assert "03/15/2026" in next(row.cells for row in page.context["rows"] if row.row.code == code)


def test_cp_71_a_contact_with_open_tasks_is_not_deleted_and_closed_ones_go_to_its_company(ct1: Contact) -> None:
    person = PersonFactory(company=ct1)
    task = TaskFactory(contact=person)
    with pytest.raises(deletion.InUse, match="1 open task"):
        history.delete(person)
    Task.objects.update(closed=True, status=Status.COMPLETED, date_closed=TODAY)
    history.delete(person)
    assert again(task).contact == ct1


def test_a_new_task_for_a_team_without_members_is_refused_in_a_sentence(as_ann: Client) -> None:
    page = new(as_ann, team=team_of("EMPTY").pk)
    assert "Empty has no members who could do the tasks." in page.text
    assert not Task.objects.exists()


def test_a_contact_that_is_blocked_stays_out_of_tasks_and_is_kept_where_it_was(as_ann: Client, ct1: Contact) -> None:
    task = TaskFactory(contact=ct1)
    Contact.objects.filter(pk=ct1.pk).update(privacy_blocked=True)
    assert saved(as_ann, task, description="Still about it").status_code == 302
    other = PersonFactory(name="Olga", privacy_blocked=True)
    assert "Olga is blocked for privacy; no task can be about it." in saved(as_ann, again(task), contact=other.pk).text


def test_only_the_meeting_of_a_team_has_an_organizer(as_ann: Client, anna: Salesperson, bram: Salesperson) -> None:
    page = new(as_ann, salesperson=anna.pk, organizer=bram.pk)
    assert "Only the meeting of a team has an organizer." in page.text
    assert not Task.objects.exists()
    assign([Task(description="Alone", date=TODAY, salesperson=anna, organizer=bram)], by=None, at=A_MOMENT)
    assert Task.objects.count() == 1


def test_a_salesperson_who_is_blocked_is_named_as_the_reason(as_ann: Client) -> None:
    blocked = SalespersonFactory(blocked=True).pk
    sentence = "Choose a salesperson who is not blocked."
    assert sentence in new(as_ann, salesperson=blocked).text
    task = TaskFactory()
    assert sentence in as_ann.post(f"/tasks/{task.number}/hand-over/", {"salesperson": blocked}).text
    asked = {"activity": activity_of("A", "1D").pk, "start": "2026-03-11", "salesperson": blocked}
    assert sentence in as_ann.get("/activities/assign/", asked).text
    assert Task.objects.get().salesperson == task.salesperson
