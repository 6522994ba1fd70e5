"""An activity for every contact of a segment (section B and C of the cases)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from activities.models import Activity, Task, TaskType
from activities.ownership import NotYours
from activities.scheduling import Target, schedule
from activities.spreading import NoContacts, NoSalesperson, spread
from contacts.models import Contact
from core import progress
from core.models import NumberSeries, NumberSeriesUse, User
from salespeople.models import Salesperson
from segments import assigning
from segments.models import Assignment, Segment
from tests.activities.conftest import TODAY, activity_of, team_of
from tests.activities.test_assign_page import rows
from tests.conftest import Queries
from tests.factories import (
    A_MOMENT,
    CampaignFactory,
    CompanyFactory,
    SalespersonFactory,
    SegmentFactory,
    SegmentLineFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/segments/SEG1/assign/"


@pytest.fixture
def anna(db: None) -> Salesperson:
    return SalespersonFactory(code="ANNA", name="Anna", email="anna@example.test")


@pytest.fixture
def bram(db: None) -> Salesperson:
    return SalespersonFactory(code="BRAM", name="Bram", email="bram@example.test")


@pytest.fixture
def seg1(anna: Salesperson, bram: Salesperson) -> Segment:
    segment: Segment = SegmentFactory(number="SEG1", description="Dairies")
    for number, seller in [("CT1", anna), ("CT2", bram), ("CT3", None)]:
        add(segment, CompanyFactory(number=number, salesperson=seller))
    return segment


def add(segment: Segment, contact: Contact) -> None:
    SegmentLineFactory(segment=segment, contact=contact, added__segment=segment)


def asked(activity: Activity, **target: Any) -> dict[str, Any]:
    return {"activity": activity.pk, "start": TODAY.isoformat(), **{name: row.pk for name, row in target.items()}}


def confirm(client: Client, query: dict[str, Any], **changes: Any) -> Any:
    page = client.get(PAGE, query)
    sent = rows(page, key=str(page.context["key"]), **changes)
    return client.post(PAGE, sent, query_params=query, follow=True)


def spread_over(segment: Segment, activity: Activity, target: Target, **options: Any) -> int:
    tasks = schedule(activity, start=TODAY, target=target)
    return spread(tasks, contacts=assigning.contacts_of(segment), by=None, at=A_MOMENT, **options)


def made() -> list[tuple[str, str, str]]:
    return [(task.contact.number, f"{task.date:%m-%d}", task.type) for task in Task.objects.order_by("number")]


def test_to_49_every_contact_gets_every_step(as_ann: Client, seg1: Segment, anna: Salesperson) -> None:
    activity = activity_of("A", "", "2D", types=["", TaskType.PHONE_CALL])
    page = confirm(as_ann, asked(activity, salesperson=anna))
    assert "6 tasks are created." in page.text
    assert made() == [
        (number, day, kind)
        for number in ("CT1", "CT2", "CT3")
        for day, kind in (("03-11", ""), ("03-13", TaskType.PHONE_CALL))
    ]
    assert [task.number for task in Task.objects.order_by("number")] == [f"TD00000{n}" for n in range(1, 7)]
    assert {(task.salesperson, task.activity, task.segment_number) for task in Task.objects.all()} == {
        (anna, activity, "SEG1")
    }


@pytest.mark.parametrize("kind", ["", TaskType.PHONE_CALL])
def test_to_59_one_task_a_contact(as_ann: Client, seg1: Segment, anna: Salesperson, kind: str) -> None:
    confirm(as_ann, asked(activity_of("A", "1D", types=[kind]), salesperson=anna))
    assert made() == [("CT1", "03-12", kind), ("CT2", "03-12", kind), ("CT3", "03-12", kind)]
    assert not Task.objects.exclude(main_task=None).exists()
    task = Task.objects.order_by("number").first()
    assert (task.modified_by.username, task.version, task.all_day) == ("ann", 2, False)


def test_no_opportunity_is_asked_for_that_no_contact_shares(as_ann: Client, seg1: Segment) -> None:
    assert not {"contact", "opportunity"} & set(as_ann.get(PAGE).context["form"].fields)


def test_to_61_without_the_answer_nothing_is_created(as_ann: Client, seg1: Segment, anna: Salesperson) -> None:
    page = as_ann.get(PAGE, asked(activity_of("A", "", "2D"), salesperson=anna))
    assert "Create 6 tasks for all contacts of the segment?" in page.text
    assert "No, leave it" in page.text
    assert not Task.objects.exists()
    assert not Assignment.objects.exists()


def test_to_62_a_meeting_of_a_team_needs_its_organizer(as_ann: Client, seg1: Segment, anna: Salesperson) -> None:
    activity = activity_of("A", "", types=[TaskType.MEETING])
    page = as_ann.get(PAGE, asked(activity, team=team_of("NORTH", anna)))
    assert "is a meeting of North. Say who organizes it." in page.text
    assert not Task.objects.exists()


def test_a_step_can_be_changed_or_left_out_for_all_contacts(
    as_ann: Client, seg1: Segment, anna: Salesperson, bram: Salesperson
) -> None:
    changes = {"tasks-0-date": "2026-03-16", "tasks-0-salesperson": bram.pk, "tasks-1-keep": None}
    confirm(as_ann, asked(activity_of("A", "", "2D"), salesperson=anna), **changes)
    assert {(str(task.date), task.salesperson) for task in Task.objects.all()} == {("2026-03-16", bram)}
    assert Task.objects.count() == 3


def test_each_contacts_own_salesperson_does_it(
    as_ann: Client, seg1: Segment, anna: Salesperson, bram: Salesperson
) -> None:
    cleo = SalespersonFactory(code="CLEO")
    page = as_ann.get(PAGE, asked(activity_of("A", ""), salesperson=cleo) | {"each_own": "on"})
    load = {each.owner.code: each.loads[0].new for each in page.context["workload"].owners}
    assert load == {"ANNA": 1, "BRAM": 1, "CLEO": 1}
    confirm(as_ann, asked(Activity.objects.get(), salesperson=cleo) | {"each_own": "on"})
    assert [task.salesperson for task in Task.objects.order_by("number")] == [anna, bram, cleo]


def test_contacts_of_a_blocked_salesperson_need_somebody_else(as_ann: Client, seg1: Segment, bram: Salesperson) -> None:
    bram.blocked = True
    bram.save()
    page = as_ann.get(PAGE, asked(activity_of("A", "")) | {"each_own": "on"})
    assert "2 contacts have no salesperson, or a blocked one." in page.text
    with pytest.raises(NoSalesperson):
        spread_over(seg1, Activity.objects.get(), Target(each_own=True))


def test_sales_does_not_give_tasks_to_other_salespeople(seg1: Segment, bob: User, anna: Salesperson) -> None:
    for target in (Target(each_own=True), Target(salesperson=anna)):
        tasks = schedule(activity_of(f"A{target.each_own}", ""), start=TODAY, target=target)
        with pytest.raises(NotYours):
            spread(tasks, contacts=assigning.contacts_of(seg1), by=bob, at=A_MOMENT, otherwise=anna)
    assert not Task.objects.exists()


def test_a_team_gets_a_task_a_contact_and_each_member_a_copy(
    seg1: Segment, anna: Salesperson, bram: Salesperson
) -> None:
    cleo = SalespersonFactory(code="CLEO")
    activity = activity_of("A", "", "2D", types=["", TaskType.MEETING])
    north = team_of("NORTH", anna, bram)
    assert spread_over(seg1, activity, Target(team=north, organizer=cleo)) == 6
    assert Task.objects.main().count() == 6
    copies = Task.objects.exclude(main_task=None)
    assert {copy.salesperson.code: 0 for copy in copies}.keys() == {"ANNA", "BRAM", "CLEO"}
    assert [copies.filter(salesperson=each).count() for each in (anna, bram, cleo)] == [6, 6, 3]
    for copy in copies:
        main = copy.main_task
        assert (copy.contact, copy.date, copy.team, copy.version) == (main.contact, main.date, north, main.version)
    assert len({task.number for task in Task.objects.all()}) == 6 + 15


def test_a_contact_that_stands_twice_gets_one_task(seg1: Segment, anna: Salesperson) -> None:
    add(seg1, Contact.objects.get(number="CT1"))
    assert spread_over(seg1, activity_of("A", ""), Target(salesperson=anna)) == 3


def test_contacts_the_gate_keeps_back_are_left_out_and_counted(
    as_ann: Client, seg1: Segment, anna: Salesperson
) -> None:
    Contact.objects.filter(number="CT1").update(privacy_blocked=True)
    Contact.objects.filter(number="CT2").update(exclude_from_segments=True)
    page = as_ann.get(PAGE, asked(activity_of("A", ""), salesperson=anna))
    assert "1 is left out: privacy blocked." in page.text
    assert "1 is left out: excluded from segments." in page.text
    confirm(as_ann, asked(Activity.objects.get(), salesperson=anna))
    assert [number for number, *_rest in made()] == ["CT3"]


def test_a_segment_without_contacts_is_refused(as_ann: Client, anna: Salesperson) -> None:
    segment = SegmentFactory(number="SEG1", description="Empty")
    page = as_ann.get(PAGE, asked(activity_of("A", ""), salesperson=anna), follow=True)
    assert "has no contact that tasks could be about. Add contacts first." in page.text
    with pytest.raises(NoContacts):
        spread_over(segment, Activity.objects.get(), Target(salesperson=anna))


def test_an_empty_team_or_a_blocked_salesperson_is_refused(as_ann: Client, seg1: Segment, bram: Salesperson) -> None:
    activity = activity_of("A", "")
    assert "has no members" in as_ann.get(PAGE, asked(activity, team=team_of("EMPTY"))).text
    bram.blocked = True
    bram.save()
    assert "rows" not in as_ann.get(PAGE, asked(activity, salesperson=bram)).context


def test_the_segments_campaign_is_proposed_and_its_tasks_are_found(
    as_ann: Client, seg1: Segment, anna: Salesperson
) -> None:
    campaign = CampaignFactory()
    seg1.campaign, seg1.salesperson = campaign, anna
    seg1.save()
    initial = as_ann.get(PAGE).context["form"].initial
    assert (initial["campaign"], initial["salesperson"]) == (campaign.pk, anna.pk)
    confirm(as_ann, asked(activity_of("A", ""), salesperson=anna, campaign=campaign))
    assert {task.campaign for task in Task.objects.all()} == {campaign}
    TaskFactory(description="Another one")
    assert len(as_ann.get("/tasks/?segment=SEG1").context["rows"]) == 3


def test_the_card_of_a_segment_leads_there(as_ann: Client, seg1: Segment) -> None:
    assert PAGE in as_ann.get("/segments/SEG1/").text


def test_sending_the_page_twice_creates_the_tasks_once(as_ann: Client, seg1: Segment, anna: Salesperson) -> None:
    query = asked(activity_of("A", ""), salesperson=anna)
    page = as_ann.get(PAGE, query)
    sent = rows(page, key=str(page.context["key"]))
    first, second = (as_ann.post(PAGE, sent, query_params=query) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Task.objects.count() == 3


@pytest.mark.parametrize("key", ["", "x", "123"])
def test_a_page_without_a_proper_key_still_creates_once(
    as_ann: Client, seg1: Segment, anna: Salesperson, key: str
) -> None:
    query = asked(activity_of("A", ""), salesperson=anna)
    as_ann.post(PAGE, rows(as_ann.get(PAGE, query), key=key), query_params=query)
    assert Task.objects.count() == 3


def decided(segment: Segment, ann: User, anna: Salesperson) -> Assignment:
    tasks = schedule(activity_of("A", "", "2D"), start=TODAY, target=Target(salesperson=anna, segment_number="SEG1"))
    assignment, _is_new = assigning.decide(
        segment, tasks, key=uuid4(), activity=Activity.objects.get(), otherwise=None, by=ann, at=A_MOMENT
    )
    return assignment


def test_what_was_decided_is_created_once_though_it_is_carried_out_twice(
    seg1: Segment, ann: User, anna: Salesperson
) -> None:
    assignment = decided(seg1, ann, anna)
    for _time in range(2):
        assigning.carry_out(assignment, by=ann)
    assert Task.objects.count() == 6


def test_what_is_refused_in_the_background_says_why(
    as_ann: Client, seg1: Segment, ann: User, anna: Salesperson
) -> None:
    assignment = decided(seg1, ann, anna)
    NumberSeriesUse.objects.filter(purpose="tasks").delete()
    assigning.carry_out(assignment, by=ann)
    page = as_ann.get(assignment.get_absolute_url())
    assert "Nothing was created." in page.text
    assert "No number series is set for Tasks." in page.text
    assert not Task.objects.exists()


def test_many_tasks_are_created_in_the_background(
    as_ann: Client,
    seg1: Segment,
    anna: Salesperson,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr("segments.views.assigning.MUCH", 2)
    with django_capture_on_commit_callbacks() as waiting:
        page = confirm(as_ann, asked(activity_of("A", ""), salesperson=anna))
    assert "The tasks are being created." in page.text
    assert not Task.objects.exists()
    for call in waiting:
        call()
    assert Task.objects.count() == 3


def test_one_sees_how_far_it_is_and_can_begin_again_when_it_was_stopped(
    as_ann: Client,
    seg1: Segment,
    ann: User,
    anna: Salesperson,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    assignment = decided(seg1, ann, anna)
    page = assignment.get_absolute_url()
    progress.tell(assignment, 20_000, 100_000)
    assert "20,000 of 100,000 tasks" in as_ann.get(page, headers={"HX-Request": "true"}).text
    as_ann.post(f"{page}again/")
    assert not Task.objects.exists()  # it is at work
    monkeypatch.setattr("core.progress.SILENT", -1)
    assert "Begin again" in as_ann.get(page).text
    with django_capture_on_commit_callbacks(execute=True):
        as_ann.post(f"{page}again/")
    assert Task.objects.count() == 6
    assert "6 tasks are created." in as_ann.get(page).text


def test_numbers_go_on_after_those_that_are_taken(seg1: Segment, anna: Salesperson) -> None:
    TaskFactory(number="TD000002", contact=CompanyFactory(number="OTHER"))
    spread_over(seg1, activity_of("A", ""), Target(salesperson=anna))
    numbers = Task.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["TD000002", "TD000003", "TD000004", "TD000005"]
    assert NumberSeries.objects.get(numberseriesuse__purpose="tasks").next_number == "TD000006"


def test_numbers_grow_by_a_digit_where_they_must(seg1: Segment, anna: Salesperson) -> None:
    NumberSeries.objects.filter(numberseriesuse__purpose="tasks").update(next_number="T8A")
    TaskFactory(number="T9B")
    spread_over(seg1, activity_of("A", ""), Target(salesperson=anna))
    numbers = Task.objects.exclude(number="T9B").order_by("pk").values_list("number", flat=True)
    assert list(numbers) == ["T8A", "T9A", "T10A"]


def test_the_statements_do_not_grow_with_the_contacts(
    seg1: Segment, anna: Salesperson, bram: Salesperson, queries: Queries
) -> None:
    activity, north = activity_of("A", "", "1D"), team_of("NORTH", anna, bram)
    few = queries(lambda: spread_over(seg1, activity, Target(team=north)))
    for _number in range(20):
        add(seg1, CompanyFactory())
    assert queries(lambda: spread_over(seg1, activity, Target(team=north))) == few <= 25
    assert {task.date for task in Task.objects.all()} == {TODAY, date(2026, 3, 12)}


def test_looking_at_many_contacts_costs_no_more_than_at_few(
    as_ann: Client, seg1: Segment, anna: Salesperson, queries: Queries
) -> None:
    query = asked(activity_of("A", ""), salesperson=anna) | {"each_own": "on"}
    as_ann.get(PAGE, query)
    few = queries(lambda: as_ann.get(PAGE, query))
    for _number in range(20):
        add(seg1, CompanyFactory(salesperson=SalespersonFactory()))
    assert queries(lambda: as_ann.get(PAGE, query)) == few


def test_a_day_beyond_the_calendar_is_refused_where_it_is_typed(
    as_ann: Client, seg1: Segment, anna: Salesperson
) -> None:
    page = confirm(as_ann, asked(activity_of("A", ""), salesperson=anna), **{"tasks-0-date": "3000-01-01"})
    assert "The date must lie in the years 1900 to 2999." in page.text
    assert not Assignment.objects.exists()
