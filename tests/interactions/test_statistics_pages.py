"""Pages of statistics: every figure opens its rows."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from interactions.models import Interaction
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db

OF_CAMPAIGN = "/interactions/statistics/campaign/CP1/"


@pytest.fixture
def campaign() -> Campaign:
    campaign: Campaign = f.CampaignFactory(number="CP1")
    return campaign


def shown(client: Client, address: str) -> dict[str, Any]:
    return {
        str(figure.label): figure for _title, figures in client.get(address).context["groups"] for figure in figures
    }


def rows_behind(client: Client, figure: Any) -> int:
    return len(client.get(figure.url).context["rows"])


def test_every_figure_of_a_campaign_opens_the_interactions_it_counts(as_ann: Client, campaign: Campaign) -> None:
    f.InteractionFactory.create_batch(3, campaign=campaign, campaign_target=True, cost=4)
    f.InteractionFactory(campaign=campaign, campaign_response=True)
    f.InteractionFactory(campaign=campaign, campaign_target=True, cancelled=True)
    f.InteractionFactory(campaign=campaign, campaign_target=True, postponed=True)
    f.InteractionFactory(campaign_target=True)
    figures = shown(as_ann, OF_CAMPAIGN)
    for label, rows in [("Target Contacts Contacted", 3), ("Contacts Responded", 1), ("Cost", 4)]:
        assert rows_behind(as_ann, figures[label]) == rows
    assert (figures["Target Contacts Contacted"].value, figures["Cost"].value) == (3, 12)


def test_ci_85_days_leave_opportunities_of_a_campaign_as_they_are(as_ann: Client, campaign: Campaign) -> None:
    for day in (5, 25):
        f.InteractionFactory(campaign=campaign, campaign_target=True, date=date(2026, 3, day))
    f.OpportunityEntryFactory(opportunity__campaign=campaign, opportunity__status="in progress")
    figures = shown(as_ann, f"{OF_CAMPAIGN}?date=2026-03-01..2026-03-15")
    assert (figures["Target Contacts Contacted"].value, figures["No. of opportunities"].value) == (1, 1)
    assert rows_behind(as_ann, figures["Target Contacts Contacted"]) == 1
    assert rows_behind(as_ann, figures["No. of opportunities"]) == 1


def test_days_that_make_no_sense_say_so_and_count_all(as_ann: Client, campaign: Campaign) -> None:
    f.InteractionFactory(campaign=campaign, campaign_target=True)
    page = as_ann.get(f"{OF_CAMPAIGN}?date=someday")
    assert "neither a day nor a date formula" in page.text
    assert page.context["groups"][0][1][0].value == 1


def test_opportunities_of_a_contact_count_by_the_day_they_close(as_ann: Client) -> None:
    contact = f.CompanyFactory(number="CT1")
    for day in (5, 25):
        f.OpportunityEntryFactory(
            opportunity__contact=contact, opportunity__status="in progress", closes_on=date(2026, 3, day)
        )
    page = "/interactions/statistics/contact/CT1/"
    assert shown(as_ann, f"{page}?date=2026-03-01..2026-03-15")["No. of opportunities"].value == 1
    assert shown(as_ann, page)["No. of opportunities"].value == 2


def test_ci_92_the_next_task_is_the_first_that_is_open(as_ann: Client) -> None:
    contact: Contact = f.CompanyFactory(number="CT1")
    for day, closed in [(20, False), (15, False), (11, True)]:
        state = {"closed": True, "status": "completed", "date_closed": f.A_DAY} if closed else {}
        f.TaskFactory(contact=contact, date=date(2026, 3, day), **state)
    assert shown(as_ann, "/interactions/statistics/contact/CT1/")["Next Task Date"].value == date(2026, 3, 15)


def test_a_company_opens_the_rows_of_its_persons_too(as_ann: Client) -> None:
    person = f.PersonFactory(company=f.CompanyFactory(number="CT1"))
    f.InteractionFactory(contact=person)
    figure = shown(as_ann, "/interactions/statistics/contact/CT1/")["No. of Interactions"]
    assert (figure.value, rows_behind(as_ann, figure)) == (1, 1)


@pytest.mark.parametrize("name", ["template", "group"])
def test_templates_and_groups_have_statistics(as_ann: Client, name: str) -> None:
    group = f.InteractionGroupFactory(code="ROW")
    template = f.InteractionTemplateFactory(code="ROW", group=group)
    f.InteractionFactory(template=template, group=group, cost=5)
    page = as_ann.get(f"/interactions/statistics/{name}/ROW/")
    assert [figure.value for figure in page.context["groups"][0][1]] == [1, 5, 5, 0, 0]
    assert [str(chart.title) for chart in page.context["charts"]] == ["Interactions over time"]


def test_a_campaign_draws_its_responses_and_costs(as_ann: Client, campaign: Campaign) -> None:
    f.InteractionFactory(campaign=campaign, campaign_target=True, cost=5, group=f.InteractionGroupFactory())
    page = as_ann.get(OF_CAMPAIGN)
    titles = [str(chart.title) for chart in page.context["charts"]]
    assert titles[:2] == ["Responses over time", "Cost by group"]
    assert "As a table" in page.text


def test_without_interactions_a_sentence_says_what_to_do(as_ann: Client) -> None:
    f.CompanyFactory(number="CT1")
    assert "Nothing was logged in these days" in as_ann.get("/interactions/statistics/contact/CT1/").text


def test_a_card_asks_for_its_figures_once_it_stands(as_ann: Client, campaign: Campaign) -> None:
    f.InteractionFactory(campaign=campaign, campaign_target=True)
    assert f"{OF_CAMPAIGN}?box" in as_ann.get("/campaigns/CP1/?boxes").text
    box = as_ann.get(f"{OF_CAMPAIGN}?box").text
    assert "Response Rate %" in box
    assert "<html" not in box


def test_a_contact_shows_its_figures_beside_its_card(as_ann: Client) -> None:
    contact = f.CompanyFactory(number="CT1")
    f.InteractionFactory(contact=contact, cost=5)
    assert "Average cost per interaction" in as_ann.get("/contacts/CT1/?boxes").text


def test_statistics_ask_no_more_of_many_interactions_than_of_one(
    as_ann: Client, campaign: Campaign, queries: Queries
) -> None:
    f.InteractionFactory(campaign=campaign, campaign_target=True, group=f.InteractionGroupFactory(), cost=1)
    as_ann.get(OF_CAMPAIGN)
    few = queries(lambda: as_ann.get(OF_CAMPAIGN))
    groups = f.InteractionGroupFactory.create_batch(3)
    for group in groups:
        f.InteractionFactory.create_batch(3, campaign=campaign, campaign_target=True, group=group, cost=1)
    assert queries(lambda: as_ann.get(OF_CAMPAIGN)) == few <= 14


def test_who_may_not_see_interactions_sees_no_figures(eve: User, client: Client, campaign: Campaign) -> None:
    client.force_login(eve)
    assert client.get(OF_CAMPAIGN).status_code == 403
    assert Interaction.objects.count() == 0
