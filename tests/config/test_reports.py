"""Every report is there on paper and as a workbook."""

from io import BytesIO
from typing import Any, NamedTuple

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import factories as f

pytestmark = pytest.mark.django_db


class Proof(NamedTuple):
    """Where a report is printed, where it is a workbook, and what both say."""

    paper: str
    workbook: str
    says: list[str]


def listed(address: str, *says: str) -> Proof:
    """A list: printed and exported as any."""
    return Proof(f"{address}?print", f"{address}?export=xlsx", list(says))


def printed(address: str, *says: str) -> Proof:
    """A report that is no list."""
    return Proof(address, f"{address}?export=xlsx", list(says))


REPORTS = {
    "Campaign - Details": printed("/segments/campaign-details/", "Spring cheese", "SM1", "First mailing"),
    "Campaign - Details, of one": printed("/segments/campaign-details/CP1/", "Spring cheese", "SM1", "First mailing"),
    "Contact - List": listed("/interactions/contacts/", "Hill Dairy", "Pat Hill"),
    "Contact - Company Summary": printed(
        "/interactions/summaries/company/", "Hill Dairy", "Pat Hill", "Buyer", "Call Pat", "A letter to Pat"
    ),
    "Contact - Person Summary": printed(
        "/interactions/summaries/person/", "Pat Hill", "Call Pat", "A letter to Pat", "pat@hill.example"
    ),
    "Contact - Cover Sheet": Proof(
        "/interactions/print/CT2/paper/?kind=cover-sheets&day=2026-03-10",
        "/interactions/contacts/?export=xlsx",
        ["Pat Hill", "Hill Road 1"],
    ),
    "Contact - Labels": Proof(
        "/interactions/print/CT2/paper/?kind=labels&day=2026-03-10",
        "/interactions/contacts/?export=xlsx",
        ["Pat Hill", "Hill Road 1"],
    ),
    "Segment - Contacts": listed("/segments/SM1/contacts/", "Pat Hill", "Hill Road 1"),
    "Segment - Cover Sheet": Proof(
        "/segments/SM1/print/paper/?kind=cover-sheets&day=2026-03-10",
        "/segments/SM1/contacts/?export=xlsx",
        ["Pat Hill", "Hill Road 1"],
    ),
    "Segment - Labels": Proof(
        "/segments/SM1/print/paper/?kind=labels&day=2026-03-10",
        "/segments/SM1/contacts/?export=xlsx",
        ["Pat Hill", "Hill Road 1"],
    ),
    "Salesperson - Tasks": printed("/tasks/by-salesperson/", "Call Pat", "Sam Hollander"),
    "Team - Tasks": printed("/tasks/by-team/", "Ring them all", "Benelux"),
    "Salesperson - Opportunities": listed("/opportunities/by-salesperson/", "OP1", "Sam Hollander"),
    "Opportunity - List": listed("/opportunities/", "OP1", "Pat Hill"),
    "Opportunity - Details": printed("/opportunities/OP1/print/", "First talk"),
    "Sales Cycle - Analysis": printed("/opportunities/cycles/analysis/", "First talk"),
}


@pytest.fixture
def company() -> Any:
    """A company with everything that reports are about."""
    place = {"address": "Hill Road 1", "salesperson": f.SalespersonFactory(name="Sam Hollander")}
    company = f.CompanyFactory(number="CT1", name="Hill Dairy", **place)
    person = f.PersonFactory(company=company, number="CT2", name="Pat Hill", job_title="Buyer", **place)
    type(person).objects.filter(pk=person.pk).update(email="pat@hill.example")
    campaign = f.CampaignFactory(number="CP1", description="Spring cheese")
    f.SegmentLineFactory(segment__number="SM1", segment__campaign=campaign, contact=person)
    entry = f.CampaignEntryFactory(campaign=campaign, description="First mailing")
    f.InteractionFactory(contact=person, description="A letter to Pat", campaign=campaign, campaign_entry=entry)
    f.TaskFactory(contact=person, description="Call Pat", **{"salesperson": place["salesperson"]})
    f.TaskFactory(description="Ring them all", salesperson=None, team=f.TeamFactory(name="Benelux"))
    known = {"number": "OP1", "contact": person, "status": "in progress", "salesperson": place["salesperson"]}
    f.OpportunityEntryFactory(
        stage__description="First talk", **{f"opportunity__{name}": value for name, value in known.items()}
    )
    return company


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_there_on_paper_and_as_a_workbook(as_ann: Client, company: Any, name: str) -> None:
    proof = REPORTS[name]
    page = as_ann.get(proof.paper).text
    answer = as_ann.get(proof.workbook)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    [sheet] = load_workbook(BytesIO(content)).worksheets
    cells = {str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None}
    for expected in proof.says:
        assert expected in page
        assert any(expected in cell for cell in cells)


def test_the_paper_leads_to_the_workbook_with_its_filter(as_ann: Client, company: Any) -> None:
    assert 'href="?q=CP1&amp;export=xlsx"' in as_ann.get("/segments/campaign-details/?q=CP1").text


def test_a_workbook_says_what_was_left_out(as_ann: Client, company: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segments.views.reports.MOST_PRINTED", 1)
    f.CampaignFactory(number="CP2")
    answer = as_ann.get("/segments/campaign-details/?export=csv")
    assert "1 more is left out. Filter the list to get the rest." in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
