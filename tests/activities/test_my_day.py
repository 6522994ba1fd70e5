"""My day: overdue, today, the next seven days, by campaign; done or moved from there."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from activities import agenda
from activities.assigning import assign
from activities.models import Task
from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from pricing.models import Source
from salespeople.models import Salesperson, Team
from tests.activities.conftest import TODAY
from tests.conftest import Queries
from tests.factories import (
    A_MOMENT,
    CampaignFactory,
    CompanyFactory,
    PersonFactory,
    SalesPriceFactory,
    SegmentFactory,
    SegmentLineFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/tasks/my-day/"


@pytest.fixture(autouse=True)
def bob_is_bram(bob: User, bram: Salesperson) -> None:
    bob.work_date = TODAY
    bob.save()
    bram.user = bob
    bram.save()


def parts(client: Client) -> dict[str, list[tuple[Any, list[str]]]]:
    return {
        part.key: [(group.campaign, [task.description for task in group.tasks]) for group in part.groups]
        for part in client.get(PAGE).context["parts"]
    }


def task(bram: Salesperson, days: int, text: str, **values: Any) -> Task:
    made: Task = TaskFactory(salesperson=bram, date=TODAY + timedelta(days=days), description=text, **values)
    return made


def test_the_day_has_what_is_late_what_is_due_and_what_comes(as_bob: Client, bram: Salesperson) -> None:
    fair = CampaignFactory()
    task(bram, -3, "Late", campaign=fair)
    task(bram, 0, "Now")
    task(bram, 0, "Important", priority=2)
    task(bram, 7, "Soon")
    task(bram, 8, "Later")
    TaskFactory(description="Of somebody else", date=TODAY)
    assert parts(as_bob) == {
        "overdue": [(fair, ["Late"])],
        "today": [(None, ["Important", "Now"])],
        "soon": [(None, ["Soon"])],
    }


def test_what_a_part_has_too_many_of_is_in_the_list(as_bob: Client, bram: Salesperson) -> None:
    for days in (-1, 0, 7):
        TaskFactory.create_batch(agenda.MOST_SHOWN + 2, salesperson=bram, date=TODAY + timedelta(days=days))
    shown = as_bob.get(PAGE)
    assert [len(part.tasks) for part in shown.context["parts"]] == [agenda.MOST_SHOWN] * 3
    lists = re.findall(r'href="([^"]+)">and 2 more tasks', shown.text)
    assert [len(as_bob.get(unescape(url)).context["rows"]) for url in lists] == [agenda.MOST_SHOWN + 2] * 3


def test_a_short_day_offers_no_list(as_bob: Client, bram: Salesperson) -> None:
    TaskFactory.create_batch(agenda.MOST_SHOWN, salesperson=bram, date=TODAY)
    assert "agenda-more" not in as_bob.get(PAGE).text


def test_the_number_to_call_is_a_link(as_bob: Client, bram: Salesperson) -> None:
    task(bram, 0, "Call", contact=CompanyFactory(phone="+32 15 55"))
    assert 'href="tel:+321555"' in as_bob.get(PAGE).text


def test_done_closes_the_task_and_comes_back(as_bob: Client, bram: Salesperson, north: Team) -> None:
    own = task(bram, 0, "Now")
    (of_team,) = assign([Task(description="Together", date=TODAY, team=north)], by=None, at=A_MOMENT)
    for number in (own.number, of_team.number):
        assert as_bob.post(f"/tasks/{number}/complete/", {"next": PAGE}).headers["Location"] == PAGE
    assert Task.objects.get(pk=of_team.pk).completed_by == bram
    assert not Task.objects.open().exists()
    assert "Nothing is due" in as_bob.get(PAGE).text


def test_what_was_done_by_mistake_is_a_click_away(as_bob: Client, bram: Salesperson) -> None:
    own = task(bram, 0, "Now & then")
    told = as_bob.post(f"/tasks/{own.number}/complete/", {"next": PAGE}, follow=True).text
    assert f'Now &amp; then is completed. <a class="alert-link" href="{own.get_absolute_url()}">' in told
    assert f'action="/tasks/{own.number}/reopen/"' in as_bob.get(own.get_absolute_url()).text


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ({"quick": "<WD1>", "formula": "", "to": ""}, date(2026, 3, 16)),
        ({"formula": "2W", "to": ""}, date(2026, 3, 25)),
        ({"formula": "", "to": "2026-04-01"}, date(2026, 4, 1)),
    ],
)
def test_a_task_is_moved_to_a_day_or_by_a_formula_from_today(
    as_bob: Client, bram: Salesperson, sent: dict[str, str], day: date
) -> None:
    late = task(bram, -3, "Late")
    as_bob.post(f"/tasks/{late.number}/move/", {"next": PAGE, **sent})
    assert Task.objects.get().date == day


def test_a_move_that_leads_nowhere_is_explained(as_bob: Client, bram: Salesperson) -> None:
    late = task(bram, -3, "Late")
    for sent, sentence in [({"formula": "2X"}, "means nothing"), ({}, "Choose the day"), ({"to": "soon"}, "date")]:
        assert sentence in as_bob.post(f"/tasks/{late.number}/move/", {"next": PAGE, **sent}, follow=True).text
    assert Task.objects.get().date == late.date


def test_a_task_leads_nowhere_else_than_into_the_product(as_bob: Client, bram: Salesperson) -> None:
    own = task(bram, 0, "Now")
    answer = as_bob.post(f"/tasks/{own.number}/complete/", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == own.get_absolute_url()


def test_who_is_no_salesperson_is_told_what_to_do(as_ann: Client) -> None:
    assert "let an administrator choose you there" in as_ann.get(PAGE).text


def test_a_long_day_costs_no_more_than_a_short_one(as_bob: Client, bram: Salesperson, queries: Queries) -> None:
    for index in range(2):
        task(bram, index, "Few", campaign=CampaignFactory(), contact=CompanyFactory())
    as_bob.get(PAGE)
    for_few = queries(lambda: as_bob.get(PAGE))
    for index in range(7):
        task(bram, index, "Many", campaign=CampaignFactory(), contact=CompanyFactory())
    assert queries(lambda: as_bob.get(PAGE)) == for_few <= 8


# --- offers ---------------------------------------------------------------------------------------------


def offered(client: Client) -> dict[str, list[tuple[str, str]]]:
    tasks = [task for part in client.get(f"{PAGE}?offers").context["parts"] for task in part.tasks]
    return {task.description: [(offer.label, offer.note) for offer in task.offers] for task in tasks}


def campaign_for(company: Contact, text: str, **values: Any) -> Campaign:
    campaign: Campaign = CampaignFactory(description=text, **{"activated_at": A_MOMENT, **values})
    segment = SegmentFactory(campaign=campaign, campaign_target=True)
    SegmentLineFactory(segment=segment, contact=company, campaign_target=True)
    SalesPriceFactory.create_batch(2, source_type=Source.CAMPAIGN, campaign=campaign)
    return campaign


def test_a_task_says_which_campaign_prices_its_company_gets_now(as_bob: Client, bram: Salesperson) -> None:
    dairy = CompanyFactory()
    campaign_for(dairy, "Spring", ending_date=TODAY, sales_text="Ask for the new cheese.")
    campaign_for(dairy, "Not activated", activated_at=None)
    campaign_for(dairy, "Over", ending_date=TODAY - timedelta(days=1))
    campaign_for(CompanyFactory(), "Of others")
    task(bram, 0, "Call", contact=PersonFactory(company=dairy))
    task(bram, 0, "Without a contact")
    assert offered(as_bob) == {"Call": [("Spring", "2 prices, until 03/11/2026")], "Without a contact": []}
    assert "Ask for the new cheese." in as_bob.get(f"{PAGE}?offers").text


def test_the_offers_come_once_the_day_stands(as_bob: Client, bram: Salesperson) -> None:
    dairy = CompanyFactory()
    campaign_for(dairy, "Spring")
    call = task(bram, 0, "Call", contact=dairy)
    task(bram, 0, "Without an offer", contact=CompanyFactory())
    page = as_bob.get(PAGE).text
    assert "Spring" not in page
    assert f'hx-get="{PAGE}?offers"' in page
    assert f'<noscript><p><a href="{PAGE}?offers">' in page
    later = as_bob.get(f"{PAGE}?offers", headers={"HX-Request": "true"}).text
    assert re.findall(r'id="([^"]+)" hx-swap-oob="true"', later) == [f"offers-{call.number}"]
    assert "Spring" in later
    assert "<html" not in later
    assert "hx-get" not in as_bob.get(f"{PAGE}?offers").text.partition("</h1>")[2].partition("<dialog")[0]


def test_a_part_counts_no_further_than_it_says(
    as_bob: Client, bram: Salesperson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("activities.firsts.MOST_COUNTED", 21)
    TaskFactory.create_batch(23, salesperson=bram, date=TODAY)
    page = as_bob.get(PAGE).text
    assert '<span class="agenda-count">21+</span>' in page
    assert "All of 21+ tasks" in page


def test_offers_cost_no_more_for_many_tasks(as_bob: Client, bram: Salesperson, queries: Queries) -> None:
    def more(count: int) -> None:
        for index in range(count):
            company = CompanyFactory()
            campaign_for(company, f"Campaign {index}")
            task(bram, index, "Call", contact=company)

    more(1)
    as_bob.get(f"{PAGE}?offers")
    for_one = queries(lambda: as_bob.get(f"{PAGE}?offers"))
    more(6)
    assert queries(lambda: as_bob.get(f"{PAGE}?offers")) == for_one
