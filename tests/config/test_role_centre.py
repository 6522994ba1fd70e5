"""The role centre: figures of the day, each leading to the rows behind it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Campaign
from config.role_centre import others
from core.models import User
from salespeople.models import Salesperson
from tests.conftest import Queries
from tests.factories import (
    A_MOMENT,
    CampaignFactory,
    CampaignStatusFactory,
    CloseOpportunityCodeFactory,
    CompanyFactory,
    InteractionFactory,
    OpportunityEntryFactory,
    OpportunityFactory,
    PersonFactory,
    SalesDocumentFactory,
    SalesEntryFactory,
    SalespersonFactory,
    TaskFactory,
    TeamMemberFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def on_that_day(ann: User) -> None:
    ann.work_date = TODAY
    ann.save()


def tiles(client: Client) -> dict[str, Any]:
    return {str(tile.label): tile for tile in client.get("/").context["tiles"]}


def panels(client: Client) -> dict[str, Any]:
    return {str(panel.title): panel for panel in client.get("/").context["panels"]}


def rows_behind(client: Client, tile: Any) -> list[str]:
    return sorted(row.row.number for row in client.get(tile.url).context["rows"])


@pytest.fixture
def campaigns() -> None:
    CampaignFactory(number="CP1", starting_date=days(-10), ending_date=days(5), activated_at=A_MOMENT)
    CampaignFactory(number="CP2", starting_date=days(-10), ending_date=days(60))
    CampaignFactory(number="CP3", starting_date=days(20), ending_date=days(60))
    CampaignFactory(number="CP4", starting_date=days(-90), ending_date=days(-1), activated_at=A_MOMENT)


def test_ci_131_active_campaigns_are_counted_and_listed(as_ann: Client) -> None:
    activated = CampaignFactory(number="CP1", activated_at=A_MOMENT)
    CampaignFactory(number="CP2")
    cue = tiles(as_ann)["Active campaigns"]
    assert (cue.value, rows_behind(as_ann, cue)) == (1, ["CP1"])
    activated.deactivate(by=None, at=A_MOMENT)
    cue = tiles(as_ann)["Active campaigns"]
    assert (cue.value, rows_behind(as_ann, cue)) == (0, [])


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Active campaigns", ["CP1", "CP4"]),
        ("Running today", ["CP1", "CP2"]),
        ("Ending within 7 days", ["CP1"]),
        ("Starting within 30 days", ["CP3"]),
    ],
)
def test_a_figure_leads_to_the_rows_it_counts(
    as_ann: Client, on_that_day: None, campaigns: None, label: str, expected: list[str]
) -> None:
    tile = tiles(as_ann)[label]
    assert (tile.value, rows_behind(as_ann, tile)) == (len(expected), expected)


def test_campaigns_running_and_starting_soon_are_named_with_their_status(
    as_bob: Client, bob: User, campaigns: None
) -> None:
    bob.work_date = TODAY
    bob.save()
    found = panels(as_bob)
    running, starting = found["Campaigns running today"], found["Starting soon"]
    assert [campaign.number for campaign in running.rows] == ["CP1", "CP2"]
    assert [campaign.number for campaign in starting.rows] == ["CP3"]
    assert "status-pill" in as_bob.get("/").text


def test_a_salesperson_sees_his_own_quotes(as_ann: Client, ann: User, on_that_day: None) -> None:
    SalesDocumentFactory(number="SQ1", salesperson=SalespersonFactory(user=ann), document_date=TODAY)
    SalesDocumentFactory(number="SQ2", document_date=TODAY)
    SalesDocumentFactory(number="SQ3", salesperson=ann.salesperson, document_date=days(-31))
    tile = tiles(as_ann)["My quotes"]
    assert (tile.value, rows_behind(as_ann, tile)) == (1, ["SQ1"])
    quotes = as_ann.get("/").context["panels"][-1]
    assert [quote.number for quote in quotes.rows] == ["SQ1", "SQ3"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [("My opportunities", ["OP1", "OP2", "OP3"]), ("Closing within 7 days", ["OP2", "OP3"]), ("Overdue", ["OP1"])],
)
def test_a_salesperson_sees_which_of_his_opportunities_close_soon(
    as_ann: Client, ann: User, on_that_day: None, label: str, expected: list[str]
) -> None:
    seller = SalespersonFactory(user=ann)
    for number, day in (("OP1", -1), ("OP2", 0), ("OP3", 7)):
        OpportunityEntryFactory(
            opportunity__number=number,
            opportunity__status="in progress",
            opportunity__salesperson=seller,
            closes_on=days(day),
        )
    OpportunityEntryFactory(opportunity__status="in progress", closes_on=days(1))
    tile = tiles(as_ann)[label]
    assert (tile.value, rows_behind(as_ann, tile)) == (len(expected), expected)


def test_ci_142_overdue_and_due_within_seven_days_count_what_is_open(as_ann: Client, on_that_day: None) -> None:
    for number, day in (("OP1", -1), ("OP2", 0), ("OP3", 7), ("OP4", 8)):
        OpportunityEntryFactory(opportunity__number=number, opportunity__status="in progress", closes_on=days(day))
    OpportunityEntryFactory(
        opportunity__status="lost",
        opportunity__date_closed=days(-9),
        closes_on=days(-9),
        action="lost",
        stage=None,
        close_code=CloseOpportunityCodeFactory(outcome="lost"),
    )
    OpportunityFactory(number="BLANK")
    shown = tiles(as_ann)
    assert rows_behind(as_ann, shown["Overdue"]) == ["OP1"]
    assert rows_behind(as_ann, shown["Closing within 7 days"]) == ["OP2", "OP3"]
    assert (shown["Overdue"].value, shown["Closing within 7 days"].value) == (1, 2)


def test_a_salesperson_sees_what_he_has_to_do(as_ann: Client, ann: User, on_that_day: None) -> None:
    seller = SalespersonFactory(user=ann)
    for number, offset in [("LATE", -1), ("NOW", 0), ("SOON", 7), ("LATER", 8)]:
        TaskFactory(number=number, salesperson=seller, date=days(offset))
    found = tiles(as_ann)
    for label, expected in [
        ("My open tasks", ["LATE", "LATER", "NOW", "SOON"]),
        ("Tasks due today", ["NOW"]),
        ("Overdue tasks", ["LATE"]),
    ]:
        assert (found[label].value, rows_behind(as_ann, found[label])) == (len(expected), expected)
    own = as_ann.get("/").context["panels"][0]
    assert ([task.number for task in own.rows], own.url) == (["LATE", "NOW", "SOON"], "/tasks/my-day/")


def test_contacts_are_counted_up_to_ten_thousand(monkeypatch: pytest.MonkeyPatch, as_ann: Client) -> None:
    monkeypatch.setattr(others, "MOST_COUNTED", 2)
    CompanyFactory.create_batch(3)
    assert (tiles(as_ann)["Companies"].value, tiles(as_ann)["Companies"].capped) == (2, True)


def test_to_172_companies_and_persons_are_counted(as_ann: Client) -> None:
    CompanyFactory.create_batch(2)
    PersonFactory.create_batch(3, company=None)
    found = tiles(as_ann)
    assert (found["Companies"].value, found["Persons"].value) == (2, 3)
    assert len(rows_behind(as_ann, found["Persons"])) == 3


def test_an_empty_product_says_what_to_do_first(as_ann: Client) -> None:
    steps = as_ann.get("/").context["first_steps"]
    assert [(str(step.label), step.done, step.url) for step in steps] == [
        ("Set up the campaign statuses", False, ""),
        ("Import your contacts", False, "/import/"),
        ("Create the first campaign", False, "/campaigns/new/"),
    ]


def test_an_administrator_is_led_to_the_statuses(dana: User, client: Client) -> None:
    client.force_login(dana)
    CompanyFactory()
    statuses, contacts, _campaign = client.get("/").context["first_steps"]
    assert statuses.url == "/admin/campaigns/campaignstatus/"
    assert (statuses.done, contacts.done) == (False, True)
    CampaignStatusFactory()
    assert client.get("/").context["first_steps"][0].done is True


def test_once_there_is_a_campaign_the_first_steps_are_gone(as_ann: Client) -> None:
    CampaignFactory()
    assert as_ann.get("/").context["first_steps"] == []


def test_each_sees_only_what_he_may(as_bob: Client, eve: User, client: Client) -> None:
    links = [str(link.label) for link in as_bob.get("/").context["links"]]
    assert links == ["New opportunity", "New quote", "New task", "What does it cost?"]
    client.force_login(eve)
    page = client.get("/")
    assert (page.context["tiles"], page.context["panels"], page.context["links"]) == ([], [], [])
    assert "Ask an administrator to give you a role" in page.text


def test_the_page_needs_at_most_fourteen_statements(
    as_ann: Client, ann: User, on_that_day: None, campaigns: None, queries: Queries
) -> None:
    SalesDocumentFactory(salesperson=SalespersonFactory(user=ann), document_date=TODAY)
    assert queries(lambda: as_ann.get("/")) <= 14


@pytest.mark.parametrize("who", ["ann", "bob", "cleo", "dana"])
@pytest.mark.parametrize("path", ["/", "/home/results/", "/home/preflight/", "/home/load/"])
def test_nobody_s_role_centre_asks_more_where_there_is_more(
    path: str, who: str, request: pytest.FixtureRequest, client: Client, queries: Queries
) -> None:
    person = request.getfixturevalue(who)
    User.objects.filter(pk=person.pk).update(work_date=TODAY)
    seller = SalespersonFactory(user=person)
    client.force_login(person)
    much_happens(seller, times=2)
    asked = queries(lambda: client.get(path))
    assert asked <= 14
    much_happens(seller, times=8)
    assert queries(lambda: client.get(path)) == asked


def much_happens(seller: Salesperson, *, times: int) -> None:
    team = TeamMemberFactory(salesperson=seller).team
    for _time in range(times):
        running = CampaignFactory(
            starting_date=days(-10), ending_date=days(5), activated_at=A_MOMENT, salesperson=seller
        )
        CampaignFactory(starting_date=days(3), ending_date=days(60), status=CampaignStatusFactory())
        InteractionFactory(campaign=running, campaign_target=True, salesperson=seller, date=TODAY)
        SalesEntryFactory(campaign=running, amount=300)
        TaskFactory(salesperson=seller, date=TODAY)
        TaskFactory(salesperson=TeamMemberFactory(team=team).salesperson, date=TODAY)
        OpportunityEntryFactory(opportunity=OpportunityFactory(salesperson=seller))
        SalesDocumentFactory(salesperson=seller, document_date=TODAY)


def test_a_marketer_sees_his_pipeline_and_what_starts_or_ends_this_week(
    as_ann: Client, on_that_day: None, campaigns: None
) -> None:
    CampaignFactory(number="CP5", starting_date=days(3), status=CampaignStatusFactory(code="2-OK", order=200))
    found = panels(as_ann)
    assert [(status.code, status.count) for status in found["Pipeline"].rows] == [("1-PLAN", 4), ("2-OK", 1)]
    assert [campaign.number for campaign in found["This week"].rows] == ["CP1", "CP5"]
    assert "Not activated" in as_ann.get("/").text


def test_marketer_and_manager_see_what_the_running_campaigns_brought(
    as_ann: Client, cleo: User, client: Client, on_that_day: None, campaigns: None
) -> None:
    running = Campaign.objects.get(number="CP1")
    InteractionFactory.create_batch(2, campaign=running, campaign_target=True, cost=5)
    SalesEntryFactory(campaign=running, amount=300)
    assert panels(as_ann)["Results so far"].later == "/home/results/"
    page = as_ann.get("/home/results/")
    assert [(result.campaign.number, result.response.cost, result.sold) for result in page.context["rows"]] == [
        ("CP1", 10, 300),
        ("CP2", 0, 0),
    ]
    assert "/sales/compare/?first=" in page.text
    cleo.work_date = TODAY
    cleo.save()
    client.force_login(cleo)
    page = client.get("/home/results/")
    assert "300.00" in page.text
    assert [(result.campaign.number, left) for result, left in page.context["earned"]] == [("CP1", 290), ("CP2", 0)]
    assert '<a href="/sales/money/CP1/">290.00</a>' in page.text


def test_who_may_not_see_margins_is_told_no_result(
    client: Client, bob: User, on_that_day: None, campaigns: None
) -> None:
    bob.work_date = TODAY
    bob.save()
    client.force_login(bob)
    page = client.get("/home/results/")
    assert {left for _result, left in page.context["earned"]} == {None}
    assert "/sales/money/" not in page.text


def test_a_manager_sees_how_much_the_teams_have_to_do(cleo: User, client: Client) -> None:
    cleo.work_date = TODAY
    cleo.save()
    client.force_login(cleo)
    assert "no team yet" in client.get("/home/load/").text
    member = TeamMemberFactory(team__code="BENELUX")
    for offset in (-9, -1, 0, 7, 40):
        TaskFactory(salesperson=member.salesperson, date=days(offset))
    TaskFactory(date=TODAY)
    assert panels(client)["Load of the teams"].later == "/home/load/"
    (load,) = client.get("/home/load/").context["rows"]
    assert (load.team.code, load.members, load.counts) == ("BENELUX", 1, [2, 1, 0, 0])


def test_an_administrator_sees_what_is_left_to_set_up(dana: User, client: Client) -> None:
    client.force_login(dana)
    left = panels(client)["Left to set up"].rows
    assert left[0].missing
    assert "Campaign statuses" in {each.table.label for each in left}
    CampaignStatusFactory()
    assert "Campaign statuses" not in {each.table.label for each in panels(client)["Left to set up"].rows}


def test_a_salesperson_sees_the_opportunities_that_close_first(as_ann: Client, ann: User, on_that_day: None) -> None:
    seller = SalespersonFactory(user=ann)
    assert "Start one from the card of a contact" in as_ann.get("/").text
    for number, day in (("OP1", 9), ("OP2", 2)):
        OpportunityEntryFactory(
            opportunity__number=number,
            opportunity__status="in progress",
            opportunity__salesperson=seller,
            closes_on=days(day),
        )
    assert [row.number for row in panels(as_ann)["My opportunities"].rows] == ["OP2", "OP1"]
