"""Assigning an activity: chosen, looked at, changed, created."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from activities.models import Activity, Task
from contacts.models import Contact
from core.models import User
from salespeople.models import Salesperson, Team
from tests.activities.conftest import TODAY, activity_of, team_of
from tests.conftest import Queries
from tests.factories import CampaignFactory

pytestmark = pytest.mark.django_db
PAGE = "/activities/assign/"


def asked(activity: Activity, **target: Any) -> dict[str, Any]:
    return {"activity": activity.pk, "start": TODAY.isoformat(), **{name: row.pk for name, row in target.items()}}


def rows(page: Any, **changes: Any) -> dict[str, Any]:
    """What the page sends when nothing but `changes` is typed."""
    formset = page.context["rows"]
    sent = {"tasks-TOTAL_FORMS": len(formset.forms), "tasks-INITIAL_FORMS": len(formset.forms)}
    for form in formset.forms:
        for name, value in form.initial.items():
            if value is not None:
                sent[form.add_prefix(name)] = value.isoformat() if isinstance(value, date) else value
    return {name: value for name, value in (sent | changes).items() if value is not None}


def create(client: Client, query: dict[str, Any], **changes: Any) -> Any:
    page = client.get(PAGE, query)
    return client.post(PAGE, rows(page, **changes), query_params=query)


def test_to_44_activity_start_and_owner_are_asked_for(as_ann: Client, anna: Salesperson) -> None:
    activity = activity_of("A", "")
    for missing in ("activity", "start"):
        page = as_ann.get(PAGE, asked(activity, salesperson=anna) | {missing: ""})
        assert "This field is required" in page.text
        assert "rows" not in page.context
    assert "Say who does the tasks" in as_ann.get(PAGE, asked(activity)).text


def test_to_53_the_page_of_a_contact_proposes_its_salesperson_and_today(
    as_ann: Client, ann: User, ct1: Contact, anna: Salesperson
) -> None:
    ann.work_date = TODAY
    ann.save()
    initial = as_ann.get(PAGE, {"contact": ct1.pk}).context["form"].initial
    assert (initial["start"], initial["salesperson"], initial["contact"]) == (TODAY, anna, str(ct1.pk))


@pytest.mark.parametrize(("starts", "proposed"), [(7, 7), (-7, 0), (None, 0)])
def test_the_page_of_a_campaign_to_come_proposes_its_start(
    as_ann: Client, ann: User, starts: int | None, proposed: int
) -> None:
    ann.work_date = TODAY
    ann.save()
    campaign = CampaignFactory(starting_date=None if starts is None else TODAY + timedelta(starts))
    initial = as_ann.get(PAGE, {"campaign": campaign.pk}).context["form"].initial
    assert initial["start"] == TODAY + timedelta(proposed)


def test_every_task_is_looked_at_before_it_is_created(as_ann: Client, anna: Salesperson) -> None:
    page = as_ann.get(PAGE, asked(activity_of("A", "", "2D"), salesperson=anna))
    assert [row.initial["date"] for row in page.context["rows"]] == [TODAY, date(2026, 3, 13)]
    assert "2 tasks, not created yet" in page.text
    assert not Task.objects.exists()


def test_days_texts_and_owners_can_be_changed_and_tasks_left_out(
    as_ann: Client, anna: Salesperson, bram: Salesperson
) -> None:
    campaign = CampaignFactory()
    query = asked(activity_of("A", "", "2D", "1W"), salesperson=anna, campaign=campaign)
    changes = {"tasks-0-date": "2026-03-12", "tasks-1-salesperson": bram.pk, "tasks-1-description": "Ring him"}
    answer = create(as_ann, query, **changes, **{"tasks-2-keep": None})
    assert answer.headers["Location"] == f"/tasks/?campaign={campaign.pk}"
    assert [(str(task.date), task.description, task.salesperson) for task in Task.objects.order_by("number")] == [
        ("2026-03-12", "Step 1", anna),
        ("2026-03-13", "Ring him", bram),
    ]
    assert {task.campaign for task in Task.objects.all()} == {campaign}


def test_a_member_can_take_a_task_of_the_team_alone(
    as_ann: Client, act3: Activity, north: Team, anna: Salesperson, bram: Salesperson
) -> None:
    create(as_ann, asked(act3, team=north, organizer=anna), **{"tasks-2-salesperson": bram.pk})
    assert [(task.team, task.salesperson) for task in Task.objects.main().order_by("number")] == [
        (north, None),
        (north, None),
        (None, bram),
    ]
    assert Task.objects.count() == 3 + 2 * 2


def test_to_43_without_an_organizer_the_page_asks_for_one(as_ann: Client, act3: Activity, north: Team) -> None:
    page = as_ann.get(PAGE, asked(act3, team=north))
    assert "is a meeting of North. Say who organizes it." in page.text
    assert "rows" not in page.context


def test_to_103_members_without_an_e_mail_are_named(as_ann: Client, cora: Salesperson) -> None:
    page = as_ann.get(PAGE, asked(activity_of("A", ""), team=team_of("SILENT", cora)))
    assert "Silent has members without an e-mail address." in page.text
    assert "Cora" in page.text


def test_what_was_looked_at_is_created_though_the_activity_was_changed_since(as_ann: Client, anna: Salesperson) -> None:
    activity = activity_of("A", "", "2D")
    query = asked(activity, salesperson=anna)
    sent = rows(as_ann.get(PAGE, query))
    activity.steps.first().delete()
    as_ann.post(PAGE, sent, query_params=query)
    assert Task.objects.count() == 2


def test_a_day_that_makes_no_sense_stays_on_the_page(as_ann: Client, anna: Salesperson) -> None:
    page = create(as_ann, asked(activity_of("A", ""), salesperson=anna), **{"tasks-0-date": "31 April"})
    assert "31 April" in page.text
    assert not Task.objects.exists()


def test_a_page_that_is_sent_twice_creates_once(as_ann: Client, anna: Salesperson) -> None:
    query = asked(activity_of("A", "", "1W"), salesperson=anna)
    page = as_ann.get(PAGE, query)
    sent = rows(page) | {"mark": BeautifulSoup(page.content, "html.parser").select_one("[name=mark]")["value"]}
    answers = [as_ann.post(PAGE, sent, query_params=query) for _time in range(2)]
    assert [answer.url for answer in answers] == [f"/tasks/?salesperson={anna.pk}"] * 2
    assert Task.objects.count() == 2


def test_nothing_ticked_creates_nothing_and_says_so(as_ann: Client, anna: Salesperson) -> None:
    page = create(as_ann, asked(activity_of("A", ""), salesperson=anna), **{"tasks-0-keep": None})
    assert "Tick the tasks that are to be created." in page.text


def test_sales_is_told_that_the_tasks_of_others_are_not_his_to_give(
    as_bob: Client, bob: User, anna: Salesperson
) -> None:
    page = create(as_bob, asked(activity_of("A", ""), salesperson=anna))
    assert "You may change your own tasks and those of your teams." in page.text
    assert not Task.objects.exists()


def test_looking_at_many_tasks_costs_no_more_than_at_few(as_ann: Client, anna: Salesperson, queries: Queries) -> None:
    few, many = activity_of("FEW", ""), activity_of("MANY", *["1D"] * 20)
    as_ann.get(PAGE, asked(few, salesperson=anna))
    for_few = queries(lambda: as_ann.get(PAGE, asked(few, salesperson=anna)))
    assert queries(lambda: as_ann.get(PAGE, asked(many, salesperson=anna))) == for_few
