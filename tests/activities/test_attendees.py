"""Who attends a meeting, and what they answered (3.7, 4.1, 4.2; decision 25)."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from activities import attendees, closing
from activities.agenda import agenda_of
from activities.assigning import assign
from activities.attendees import CannotAttend, OrganizerStays
from activities.handing_over import hand_over
from activities.models import Attendance, Attendee, CountedFrom, Response, Task, TaskType
from activities.moving import move
from activities.ownership import NotYours, of_others
from activities.scheduling import Target, schedule
from activities.spreading import spread
from contacts.models import Contact
from core import deletion
from core.dateformulas import DateFormula
from core.models import User
from salespeople.models import Salesperson, Team
from tests.activities.conftest import TODAY, activity_of
from tests.conftest import Queries
from tests.factories import A_MOMENT, CompanyFactory, SalespersonFactory, TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(anna: Salesperson) -> Task:
    return TaskFactory(number="M1", salesperson=anna, type=TaskType.MEETING, all_day=True, description="Talk")


def invite(task: Task, person: Any, **options: Any) -> None:
    attendees.invite(task, person, by=None, at=A_MOMENT, **options)


def withdraw(task: Task, person: Any) -> None:
    attendees.withdraw(task, person, by=None, at=A_MOMENT)


def attending(task: Task) -> list[str]:
    return [
        each.salesperson.code if each.salesperson else each.contact.number for each in task.attendees.order_by("pk")
    ]


def days_of(person: Salesperson) -> list[str]:
    return [task.description for part in agenda_of(person, on=TODAY) for task in part.tasks]


def test_who_attends_a_meeting_may_not_change_it(meeting: Task, bob: User, bram: Salesperson) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    invite(meeting, bram)
    copies = list(Task.objects.filter(main_task=meeting))
    assert of_others(copies, by=bob) == copies
    assert of_others([meeting], by=bob) == [meeting]


def test_to_77_a_salesperson_who_attends_has_the_meeting_in_his_day(meeting: Task, bram: Salesperson) -> None:
    invite(meeting, bram)
    assert days_of(bram) == ["Talk"]
    withdraw(meeting, bram)
    assert days_of(bram) == []
    assert Task.objects.count() == 1


def test_to_76_nobody_is_invited_twice(meeting: Task, ct1: Contact, bram: Salesperson) -> None:
    for person in (ct1, bram):
        invite(meeting, person)
        with pytest.raises(CannotAttend, match="is invited already"):
            invite(meeting, person)
    assert attending(meeting) == ["CT1", "BRAM"]


def test_to_76_there_is_one_organizer_who_stays(meeting: Task, anna: Salesperson) -> None:
    with pytest.raises(CannotAttend, match="organizes this meeting, and attends it anyway"):
        invite(meeting, anna)
    with pytest.raises(OrganizerStays, match="cannot be taken out"):
        withdraw(meeting, anna)


def test_to_76_a_contact_cannot_be_made_organizer(as_ann: Client, meeting: Task, ct1: Contact) -> None:
    as_ann.post("/tasks/M1/attendees/", {"contact": ct1.pk, "attendance": "organizer"})
    invite(meeting, ct1)
    (attendee,) = meeting.attendees.all()
    as_ann.post(f"/tasks/M1/attendees/{attendee.pk}/", {"attendance": "organizer", "response": "none"})
    attendee.refresh_from_db()
    assert attendee.attendance == Attendance.REQUIRED


def test_only_open_meetings_have_attendees(meeting: Task, ct1: Contact, anna: Salesperson) -> None:
    with pytest.raises(CannotAttend, match="is no meeting"):
        invite(TaskFactory(salesperson=anna), ct1)
    closing.complete(meeting, by=None, on=TODAY, at=A_MOMENT)
    with pytest.raises(CannotAttend, match="is closed"):
        invite(meeting, ct1)


def test_who_is_blocked_is_not_invited(meeting: Task) -> None:
    for person in (CompanyFactory(privacy_blocked=True), SalespersonFactory(blocked=True)):
        with pytest.raises(CannotAttend, match="is blocked"):
            invite(meeting, person)


def test_the_meeting_of_somebody_else_is_not_ones_to_change(meeting: Task, bob: User, ct1: Contact) -> None:
    invite(meeting, ct1)
    (attendee,) = meeting.attendees.all()
    with pytest.raises(NotYours):
        attendees.invite(meeting, SalespersonFactory(), by=bob, at=A_MOMENT)
    with pytest.raises(NotYours):
        attendees.withdraw(meeting, ct1, by=bob, at=A_MOMENT)
    with pytest.raises(NotYours):
        attendees.answer(attendee, attendance="optional", response="accepted", by=bob)


def test_the_copy_of_an_attendee_follows_the_meeting(meeting: Task, bram: Salesperson) -> None:
    invite(meeting, bram)
    move(meeting, to=TODAY.replace(day=12), by=None, at=A_MOMENT)
    assert Task.objects.of(bram).get().date == TODAY.replace(day=12)
    closing.cancel(meeting, by=None, on=TODAY, at=A_MOMENT)
    assert Task.objects.of(bram).get().cancelled


def test_a_meeting_of_a_team_proposes_its_members_and_the_contact(
    north: Team, anna: Salesperson, bram: Salesperson, ct1: Contact
) -> None:
    activity = activity_of("A", "", "", types=[TaskType.MEETING, TaskType.PHONE_CALL])
    target = Target(team=north, organizer=anna, contacts=[ct1])
    meeting, call = assign(schedule(activity, start=TODAY, target=target), by=None, at=A_MOMENT)
    assert attending(meeting) == ["CT1", "BRAM"]
    assert {each.attendance for each in meeting.attendees.all()} == {Attendance.REQUIRED}
    assert attending(call) == []


def test_many_meetings_propose_the_same_people(north: Team, anna: Salesperson, ct1: Contact) -> None:
    activity = activity_of("A", "", types=[TaskType.MEETING])
    tasks = schedule(activity, start=TODAY, target=Target(team=north, organizer=anna))
    spread(tasks, contacts=Contact.objects.all(), by=None, at=A_MOMENT)
    (meeting,) = Task.objects.main()
    assert attending(meeting) == ["CT1", "BRAM"]
    assert sorted(copy.salesperson.code for copy in meeting.copies.all()) == ["ANNA", "BRAM"]


def test_many_meetings_of_one_person_propose_their_contacts(anna: Salesperson, ct1: Contact) -> None:
    tasks = schedule(activity_of("A", "", types=[TaskType.MEETING]), start=TODAY, target=Target(salesperson=anna))
    spread(tasks, contacts=Contact.objects.all(), by=None, at=A_MOMENT)
    assert attending(Task.objects.get()) == ["CT1"]


def test_the_next_one_of_a_recurring_meeting_has_the_same_attendees_who_have_not_answered(
    meeting: Task, bram: Salesperson, ct1: Contact
) -> None:
    meeting.recurring, meeting.recurring_interval = True, DateFormula("1W")
    meeting.counted_from, meeting.contact = CountedFrom.DUE_DATE, CompanyFactory()
    meeting.save()
    invite(meeting, bram, attendance=Attendance.OPTIONAL)
    invite(meeting, ct1)
    meeting.attendees.update(response=Response.ACCEPTED)
    following = closing.complete(meeting, by=None, on=TODAY, at=A_MOMENT)
    assert following is not None
    assert attending(following) == ["BRAM", "CT1"]
    assert [(each.attendance, each.response) for each in following.attendees.order_by("pk")] == [
        (Attendance.OPTIONAL, Response.NONE),
        (Attendance.REQUIRED, Response.NONE),
    ]
    assert [copy.salesperson for copy in following.copies.all()] == [bram]


def test_handed_to_a_team_a_meeting_keeps_its_organizer_and_who_was_invited(
    meeting: Task, south: Team, cora: Salesperson, anna: Salesperson
) -> None:
    invite(meeting, cora)
    hand_over(meeting, team=south, by=None, at=A_MOMENT)
    assert (meeting.leader, attending(meeting)) == (anna, ["CORA", "BRAM"])
    assert sorted(copy.salesperson.code for copy in meeting.copies.all()) == ["ANNA", "BRAM", "CORA"]


def test_handed_to_one_person_a_meeting_is_attended_by_who_organized_it(
    north: Team, anna: Salesperson, cora: Salesperson
) -> None:
    activity = activity_of("A", "", types=[TaskType.MEETING])
    (meeting,) = assign(
        schedule(activity, start=TODAY, target=Target(team=north, organizer=anna)), by=None, at=A_MOMENT
    )
    hand_over(meeting, salesperson=cora, by=None, at=A_MOMENT)
    assert (meeting.leader, attending(meeting)) == (cora, ["ANNA"])
    assert [copy.salesperson for copy in meeting.copies.all()] == [anna]


def test_who_attends_a_meeting_finds_it_by_another_who_is_invited(
    as_ann: Client, meeting: Task, bram: Salesperson, ct1: Contact
) -> None:
    for each in (bram, ct1):
        invite(meeting, each)
    rows = as_ann.get(f"/tasks/?contact={ct1.pk}&salesperson={bram.pk}").context["rows"]
    assert [row.row.main_task for row in rows] == [meeting]


def test_a_contact_that_is_invited_sees_the_meeting_among_its_tasks(
    as_ann: Client, meeting: Task, ct1: Contact
) -> None:
    invite(meeting, ct1)
    TaskFactory(contact=CompanyFactory())
    assert [row.row for row in as_ann.get(f"/tasks/?contact={ct1.pk}").context["rows"]] == [meeting]
    assert "Talk" in as_ann.get("/contacts/CT1/?boxes").text


def test_to_79_attendees_go_with_the_meeting(meeting: Task, bram: Salesperson, ct1: Contact) -> None:
    invite(meeting, bram)
    invite(meeting, ct1)
    deletion.delete(meeting)
    assert (Task.objects.count(), Attendee.objects.count()) == (0, 0)


def test_to_65_meetings_are_allowed(as_ann: Client, anna: Salesperson) -> None:
    sent = {"description": "Talk", "type": "meeting", "priority": "1", "date": "2026-03-11", "all_day": "on"}
    as_ann.post("/tasks/new/", sent | {"salesperson": anna.pk})
    assert Task.objects.get().is_meeting


def test_on_the_card_people_are_invited_and_their_answers_noted(
    as_ann: Client, meeting: Task, ct1: Contact, bram: Salesperson
) -> None:
    as_ann.post("/tasks/M1/attendees/", {"contact": ct1.pk, "attendance": "optional"})
    as_ann.post("/tasks/M1/attendees/", {"salesperson": bram.pk, "attendance": "required"})
    attendee = meeting.attendees.get(salesperson=bram)
    answer = {"attendance": "required", "response": "accepted"}
    page = as_ann.post(f"/tasks/M1/attendees/{attendee.pk}/", answer, follow=True)
    assert "Noted for Bram." in page.text
    assert (len(page.context["attendees"]), page.context["accepted"]) == (2, 1)
    page = as_ann.post(f"/tasks/M1/attendees/{attendee.pk}/withdraw/", follow=True)
    assert "Bram is not invited any more." in page.text
    assert as_ann.post(f"/tasks/M1/attendees/{attendee.pk}/withdraw/").status_code == 302
    assert attending(meeting) == ["CT1"]


def test_another_contact_of_a_meeting_is_invited_to_it(as_ann: Client, meeting: Task, ct1: Contact) -> None:
    form = as_ann.get("/tasks/M1/").context["form"]
    sent = {name: value for name, value in form.as_typed({"contact": ct1.pk}).items() if value != ""}
    for _time in range(2):
        as_ann.post("/tasks/M1/", sent)
        assert attending(meeting) == ["CT1"]


def test_the_columns_of_attendees_are_arranged_and_lose_nothing(as_ann: Client, meeting: Task, ct1: Contact) -> None:
    def heads() -> list[str]:
        page = BeautifulSoup(as_ann.get("/tasks/M1/").text, "html.parser")
        return [head.text for head in page.select(".attendees thead th")]

    invite(meeting, ct1)
    (attendee,) = meeting.attendees.all()
    assert heads() == ["Name", "Attendance", "Response", "Actions"]
    dialog = BeautifulSoup(as_ann.get("/tasks/M1/?choose").text, "html.parser")
    key = dialog.select_one("[name=page]")["value"]  # type: ignore[index]
    as_ann.post("/columns/", {"page": key, "columns": ["response"]})
    assert heads() == ["Name", "Response", "Actions"]
    as_ann.post(f"/tasks/M1/attendees/{attendee.pk}/", {"response": "declined"})
    attendee.refresh_from_db()
    assert (attendee.attendance, attendee.response) == ("required", "declined")
    as_ann.post("/columns/", {"page": key, "reset": ""})
    assert len(heads()) == 4


@pytest.mark.parametrize("sent", [{}, {"contact": "x"}, {"contact": 99}, {"salesperson": "-1"}, {"attendance": "host"}])
def test_an_invitation_that_makes_no_sense_says_so(as_ann: Client, meeting: Task, sent: dict[str, Any]) -> None:
    page = as_ann.post("/tasks/M1/attendees/", {"attendance": "required"} | sent, follow=True)
    assert page.context["messages"]
    assert not meeting.attendees.exists()


def test_an_answer_nobody_could_give_changes_nothing(as_ann: Client, meeting: Task, ct1: Contact) -> None:
    invite(meeting, ct1)
    (attendee,) = meeting.attendees.all()
    as_ann.post(f"/tasks/M1/attendees/{attendee.pk}/", {"attendance": "required", "response": "perhaps"})
    assert meeting.attendees.get().response == Response.NONE
    assert as_ann.post("/tasks/M1/attendees/99/", {"attendance": "required"}).status_code == 404


def test_who_attends_reads_in_his_day_who_organizes_it(as_ann: Client, ann: User, meeting: Task) -> None:
    me = SalespersonFactory(user=ann)
    ann.work_date = TODAY
    ann.save()
    invite(meeting, me)
    page = as_ann.get("/tasks/my-day/")
    assert "organized by Anna" in page.text
    assert "data-move-to" not in page.text


def test_a_card_costs_no_more_with_many_attendees(as_ann: Client, meeting: Task, queries: Queries) -> None:
    invite(meeting, CompanyFactory())
    as_ann.get("/tasks/M1/")
    few = queries(lambda: as_ann.get("/tasks/M1/"))
    for _number in range(5):
        invite(meeting, CompanyFactory())
        invite(meeting, SalespersonFactory())
    assert queries(lambda: as_ann.get("/tasks/M1/")) == few
