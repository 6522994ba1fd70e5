"""Reports about contacts, campaigns and segments on paper, and the page of all reports (spec 20)."""

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.models import User
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


def printed(client: Client, address: str) -> list[list[str]]:
    """The cells of every line of every table."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [[cell.get_text(strip=True) for cell in row.select("td")] for row in soup.select("tbody tr")]


def test_ci_136_campaign_details_print_open_segments_and_entries(as_ann: Client) -> None:
    campaign = f.CampaignFactory(number="CP1")
    segment = f.SegmentFactory(number="SM1", campaign=campaign, description="Next mailing")
    f.SegmentLineFactory.create_batch(2, segment=segment, cost=Decimal("2.5"), duration=5)
    entry = f.CampaignEntryFactory(campaign=campaign, description="First mailing")
    f.InteractionFactory.create_batch(3, campaign=campaign, campaign_entry=entry, cost=Decimal("2.5"), duration=5)
    f.CampaignFactory(number="CP2")
    page = as_ann.get("/segments/campaign-details/CP1/")
    assert "7.50" in page.text.partition("<h3>")[0]
    lines, entries = printed(as_ann, "/segments/campaign-details/CP1/")
    assert (lines[0], lines[2], lines[4:]) == ("SM1", "Next mailing", ["2", "5.00", "10"])
    assert (entries[1], entries[3], entries[5:]) == ("", "First mailing", ["3", "7.50", "15"])


def test_campaign_details_print_what_the_filter_of_the_list_leaves(as_ann: Client, queries: Queries) -> None:
    for number in ("CP1", "CP2"):
        f.SegmentFactory(campaign=f.CampaignFactory(number=number))
    page = as_ann.get("/segments/campaign-details/?q=CP2")
    assert [each.campaign.number for each in page.context["all"]] == ["CP2"]
    two = queries(lambda: as_ann.get("/segments/campaign-details/"))
    f.CampaignFactory.create_batch(5)
    assert queries(lambda: as_ann.get("/segments/campaign-details/")) == two


def test_ci_137_contacts_of_a_segment_print_with_their_figures(as_ann: Client) -> None:
    line = f.SegmentLineFactory(segment__number="SM1", contact__number="CT1", contact__name="Hill Dairy")
    f.InteractionFactory.create_batch(2, contact=line.contact, cost=5)
    f.OpportunityEntryFactory(
        opportunity__contact=line.contact, opportunity__status="in progress", estimated_value=1000
    )
    f.CompanyFactory(number="CT2")
    rows = printed(as_ann, "/segments/SM1/contacts/?print")
    assert [(row[0], row[-4:]) for row in rows] == [("CT1", ["2", "10.00", "1", "1,000.00"])]


def test_the_list_of_contacts_prints_what_was_spent_on_them(as_ann: Client) -> None:
    company = f.CompanyFactory(number="CT1", name="A dairy")
    person = f.PersonFactory(company=company, number="CT2", name="B person")
    f.InteractionFactory(contact=person, cost=5)
    f.TaskFactory(contact=person)
    rows = printed(as_ann, "/interactions/contacts/?print")
    assert [(row[0], row[-6:]) for row in rows] == [
        ("CT1", ["1", "5.00", "", "", "", ""]),
        ("CT2", ["1", "5.00", "", "", "", "03/11/2026"]),
    ]
    assert b"".join(as_ann.get("/interactions/contacts/?export=xlsx").streaming_content).startswith(b"PK")


@pytest.fixture
def company() -> Any:
    company = f.CompanyFactory(number="CT1", name="Hill Dairy")
    person = f.PersonFactory(company=company, number="CT2", name="Pat Hill", job_title="Buyer")
    f.TaskFactory(contact=person, description="Call Pat")
    f.InteractionFactory(contact=person, description="A letter to Pat")
    f.InteractionFactory(contact=company, description="A canceled letter", cancelled=True)
    return company


def test_a_company_prints_with_its_persons_tasks_and_interactions(as_ann: Client, company: Any) -> None:
    for address in ("/interactions/summary/CT1/", "/interactions/summaries/company/"):
        text = as_ann.get(address).text
        for expected in ("Company Summary", "Hill Dairy", "Pat Hill", "Buyer", "Call Pat", "A letter to Pat"):
            assert expected in text
        assert "A canceled letter" not in text


def test_a_person_prints_with_his_own(as_ann: Client, company: Any) -> None:
    f.InteractionFactory(contact=company, description="A letter to the company")
    text = as_ann.get("/interactions/summary/CT2/").text
    assert "Person Summary" in text
    assert "A letter to Pat" in text
    assert "A letter to the company" not in text
    assert "No contact fits" in as_ann.get("/interactions/summaries/person/?q=NOBODY").text


def test_summaries_ask_no_more_for_many_than_for_one(as_ann: Client, company: Any, queries: Queries) -> None:
    page = "/interactions/summaries/company/"
    as_ann.get(page)
    one = queries(lambda: as_ann.get(page))
    for other in f.CompanyFactory.create_batch(3):
        f.InteractionFactory(contact=other)
        f.TaskFactory(contact=other)
    assert queries(lambda: as_ann.get(page)) == one


def test_all_reports_are_found_on_one_page(as_ann: Client) -> None:
    page = as_ann.get("/reports/")
    reports = [report for _subject, reports in page.context["subjects"] for report in reports]
    assert len(reports) == 15
    for report in reports:
        assert as_ann.get(report.url).status_code == 200


def test_who_may_see_nothing_finds_no_report(eve: User, client: Client) -> None:
    client.force_login(eve)
    assert "There is no report for you yet" in client.get("/reports/").text
