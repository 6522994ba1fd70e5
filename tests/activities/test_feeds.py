"""The feed of a salesperson's or a team's tasks, opened as a calendar program opens it."""

import logging
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from icalendar import Calendar

from activities import subscribing
from activities.assigning import assign
from activities.models import CalendarAddress, Status, Task, TaskType
from core.logs import WithoutSecrets
from core.models import User
from salespeople.models import Salesperson, Team
from tests.conftest import Queries
from tests.factories import A_MOMENT, CampaignFactory, CompanyFactory, PersonFactory, TaskFactory

pytestmark = pytest.mark.django_db


def address(owner: Salesperson | Team) -> str:
    return reverse("activities:feed", args=[subscribing.renew(owner, at=A_MOMENT)])


def events(client: Client, url: str) -> dict[str, Any]:
    answer = client.get(url)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def closed(days: int, **values: Any) -> dict[str, Any]:
    return {"closed": True, "status": Status.COMPLETED, "date_closed": localdate() - timedelta(days=days), **values}


def test_a_salesperson_subscribes_to_his_tasks_and_his_copies_of_team_tasks(
    client: Client, bram: Salesperson, north: Team
) -> None:
    TaskFactory(salesperson=bram, description="Own")
    TaskFactory(description="Of somebody else")
    (together,) = assign([Task(description="Together", date=localdate(), team=north)], by=None, at=A_MOMENT)
    assert set(events(client, address(bram))) == {"Own", "Together"}
    of_team = events(client, address(north))
    assert set(of_team) == {"Together"}
    assert of_team["Together"]["uid"] == f"task-{together.pk}@bellwether"
    assert events(client, address(bram))["Together"]["uid"] == of_team["Together"]["uid"]


def test_what_was_closed_stays_for_thirty_days(client: Client, bram: Salesperson) -> None:
    TaskFactory(salesperson=bram, description="Done", **closed(30))
    TaskFactory(salesperson=bram, description="Long ago", **closed(31))
    TaskFactory(salesperson=bram, description="Dropped", cancelled=True, **closed(1))
    found = events(client, address(bram))
    assert set(found) == {"✓ Done", "✓ Dropped"}
    assert found["✓ Dropped"]["status"] == "CANCELLED"


def test_a_task_of_a_day_lasts_that_day(client: Client, bram: Salesperson) -> None:
    TaskFactory(salesperson=bram, description="Work", date=date(2026, 3, 11))
    fair = {"type": TaskType.MEETING, "all_day": True, "duration": timedelta(days=3)}
    TaskFactory(salesperson=bram, description="Fair", date=date(2026, 3, 11), **fair)
    found = events(client, address(bram))
    assert [found["Work"][end].dt for end in ("dtstart", "dtend")] == [date(2026, 3, 11), date(2026, 3, 12)]
    assert [found["Fair"][end].dt for end in ("dtstart", "dtend")] == [date(2026, 3, 11), date(2026, 3, 14)]


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 28), 9), (date(2026, 3, 29), 8)])
def test_a_call_at_ten_is_at_ten_here_whatever_the_season(
    client: Client, bram: Salesperson, day: date, hour: int
) -> None:
    about = {"type": TaskType.PHONE_CALL, "start_time": time(10), "duration": timedelta(minutes=30)}
    TaskFactory(salesperson=bram, description="Call", date=day, **about)
    call = events(client, address(bram))["Call"]
    start = datetime.combine(day, time(hour), UTC)
    assert (call["dtstart"].dt, call["dtend"].dt) == (start, start + timedelta(minutes=30))


def test_an_event_says_whom_to_call_and_leads_back(client: Client, bram: Salesperson) -> None:
    person = PersonFactory(name="Piet", company=CompanyFactory(name="Dairy", phone="+32 15 55"))
    fair = CampaignFactory(description="Spring fair")
    task = TaskFactory(salesperson=bram, description="Ask; ünd, " + "long " * 15, contact=person, campaign=fair)
    Task.objects.update(modified_at=A_MOMENT)
    (event,) = events(client, address(bram)).values()
    for words in ("Piet, +32 15 55", "Spring fair", f"http://testserver{task.get_absolute_url()}"):
        assert words in event["description"]
    assert event["summary"] == task.description
    assert event["last-modified"].dt == A_MOMENT
    body = client.get(address(bram)).content
    assert max(map(len, body.split(b"\r\n"))) <= 75


def test_the_words_are_those_of_the_salesperson(client: Client, bram: Salesperson, bob: User) -> None:
    bob.language = "nl"
    bob.save()
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    TaskFactory(salesperson=bram, campaign=CampaignFactory(description="Beurs"))
    (event,) = events(client, address(bram)).values()
    assert "Campagne: " in event["description"]


def test_a_strangers_address_a_revoked_and_a_crooked_one_have_the_same_answer(
    client: Client, bram: Salesperson, anna: Salesperson, north: Team
) -> None:
    revoked, renewed, blocked = address(north), address(bram), address(anna)
    subscribing.revoke(north)
    address(bram)
    Salesperson.objects.filter(pk=anna.pk).update(blocked=True)
    key = CalendarAddress.objects.get(salesperson=bram).key
    bare = [f"/calendar/{text}.ics" for text in (key, f"{key}~forged", "x", "a/b", "%00", "é~é")]
    answers = [client.get(url) for url in (revoked, renewed, blocked, *bare)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_who_may_no_longer_log_in_reads_no_longer(client: Client, bram: Salesperson, bob: User) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    url = address(bram)
    assert client.get(url).status_code == 200
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert client.get(url).status_code == 404


def test_the_feed_is_kept_nowhere_and_found_by_nobody(client: Client, bram: Salesperson) -> None:
    answer = client.get(address(bram))
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_the_address_is_not_written_into_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(WithoutSecrets())
    with caplog.at_level(logging.WARNING):
        client.get("/calendar/secretsecret.ics")
    assert "Not Found: /calendar/…" in caplog.text
    assert "secretsecret" not in caplog.text


def test_what_has_not_changed_is_not_sent_again(client: Client, bram: Salesperson) -> None:
    TaskFactory(salesperson=bram)
    url = address(bram)
    tag = {"If-None-Match": client.get(url).headers["ETag"]}
    assert client.get(url, headers=tag).status_code == 304
    Task.objects.update(description="Another", version=2)
    assert client.get(url, headers=tag).status_code == 200


def test_a_long_feed_costs_no_more_statements_than_a_short_one(
    client: Client, bram: Salesperson, north: Team, queries: Queries
) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            person = PersonFactory(company=CompanyFactory())
            new = Task(description="More", date=localdate(), team=north, contact=person, campaign=CampaignFactory())
            assign([new], by=None, at=A_MOMENT)

    more(2)
    for url in (address(bram), address(north)):
        for_two = queries(lambda url=url: client.get(url))
        assert for_two == 2
    more(5)
    for url in (address(bram), address(north)):
        assert queries(lambda url=url: client.get(url)) == 2


def test_a_task_is_added_to_a_calendar_as_a_file(as_bob: Client, bram: Salesperson) -> None:
    task = TaskFactory(salesperson=bram, description="Visit")
    assert f"/tasks/{task.number}/calendar.ics" in as_bob.get(task.get_absolute_url()).text
    assert set(events(as_bob, f"/tasks/{task.number}/calendar.ics")) == {"Visit"}


# --- who gets an address ------------------------------------------------------------------------------


def test_a_salesperson_makes_and_revokes_his_own_address(as_bob: Client, bob: User, bram: Salesperson) -> None:
    Salesperson.objects.filter(pk=bram.pk).update(user=bob)
    assert "/calendar-address/salesperson/BRAM/new/" in as_bob.get("/me/").text
    as_bob.post("/calendar-address/salesperson/BRAM/new/", {"next": "/me/"})
    bram.refresh_from_db()
    path = reverse("activities:feed", args=[subscribing.secret_of(bram)])
    assert f"http://testserver{path}" in as_bob.get("/me/").text
    assert as_bob.post("/calendar-address/salesperson/BRAM/revoke/", {"next": "/me/"}).headers["Location"] == "/me/"
    assert as_bob.get(path).status_code == 404


def test_nobody_gets_the_address_of_another_or_of_a_team(as_bob: Client, bram: Salesperson, north: Team) -> None:
    secret = subscribing.renew(bram, at=A_MOMENT)
    for kind, code in [("salesperson", "BRAM"), ("team", "NORTH")]:
        for act in ("new", "revoke"):
            assert as_bob.post(f"/calendar-address/{kind}/{code}/{act}/").status_code == 403
    assert subscribing.secret_of(bram) == secret
    assert secret not in as_bob.get(bram.get_absolute_url()).text
    assert as_bob.post("/calendar-address/campaign/X/new/").status_code == 404


def test_who_sets_up_salespeople_and_teams_may_do_it_for_them(client: Client, dana: User, north: Team) -> None:
    client.force_login(dana)
    client.post("/calendar-address/team/NORTH/new/")
    assert subscribing.secret_of(north) in client.get(north.get_absolute_url()).text
