"""The walkthrough of the handbook, in the browser: from contacts of a trade show to the evaluation of the campaign."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from interactions.models import CampaignEntry, InitiatedBy, Interaction, InteractionTemplate, LoggedSegment
from segments.models import Segment
from tests import factories as f
from tests.browser.campaigner import number
from tests.browser.marketer import DAIRY, DAY_INSIDE, NORTHWIND, Data, absent, once
from tests.browser.planner import Planner

FAIR, BUYERS = "Trade Fair Grocers", ["Pia Sommer", "Tom Winter"]
LETTER = "Our spring cheese"


@pytest.mark.timeout(900)
@pytest.mark.parametrize("data", [DAIRY, pytest.param(NORTHWIND, marks=[absent, once])], ids=str)
def test_ci_145_a_campaign_from_its_segment_to_its_evaluation(
    data: Data, page: Page, live_server: LiveServer, ann: User
) -> None:
    templates = sets_up(ann)
    ann_works = Planner(page, live_server.url, "en")
    ann_works.logs_in("ann")
    brings_contacts(ann_works, data)
    campaign = ann_works.plans("Trade show")
    ann_works.opens(campaign.get_absolute_url())
    ann_works.opens_in_main("Sales Prices")
    ann_works.types_a_row(data.priced[0], "Unit Price", "29")

    letters = finds_its_audience(ann_works, campaign)
    sends_letters(ann_works, letters, templates["BUS"])
    sells_at_its_prices(ann_works, campaign, data)
    hears_from_one(ann_works, campaign, templates["RESP"])
    evaluates(ann_works, campaign)


def sets_up(ann: User) -> dict[str, InteractionTemplate]:
    """Who sets up has set up: a code for purchasers, the relation of customers, a business letter and a response."""
    f.CampaignStatusFactory(code="1-PLAN", description="Planned")
    f.SalespersonFactory(code="ANN", name="Ann", user=ann)
    f.JobResponsibilityFactory(code="PURCHASE", description="Purchasing")
    f.BusinessRelationFactory(code="CUST", description="Customer", of_customers=True)
    letter = f.InteractionTemplateFactory(
        code="BUS", unit_cost=8, unit_duration=30, correspondence_type="hard copy", initiated_by=InitiatedBy.US
    )
    english = f.LanguageFactory(code="ENG", name="English")
    f.TemplateLanguageFactory(
        template=letter, language=english, subject=LETTER, text="Dear {first_name}, our prices are yours."
    )
    letter.language = english
    letter.save()
    response = f.InteractionTemplateFactory(code="RESP", unit_duration=10, campaign_response=True)
    return {"BUS": letter, "RESP": response}


def brings_contacts(ann: Planner, data: Data) -> None:
    """Customers come from a file, who was met at the trade show is typed. Three of five persons purchase."""
    ann.imports("Salespeople", data.folder / "employees.csv")
    ann.imports("Item discount groups", data.folder / "categories.csv")
    ann.imports("Items", data.folder / "products.csv")
    ann.imports("Customers with their contact persons", data.folder / "customers.csv")
    fair = ann.enters(FAIR)
    for name in BUYERS:
        ann.responsible(ann.enters(name, company=fair), "PURCHASE")
    ann.responsible(Contact.objects.get(company__name=data.ticked), "PURCHASE")


def finds_its_audience(ann: Planner, campaign: Campaign) -> Segment:
    """Purchasers, without those of customers; one step is taken back and taken again."""
    segment = ann.gathers(campaign, "Purchasers we do not know", [])
    ann.steps(segment, "Add by criteria", {"job_responsibilities-code": "PURCHASE"}, "3 contacts fit", "Add 3 contacts")
    ann.has_lines(3)
    ann.saves_criteria(segment, "PURCHASE")
    for taken_back in (True, False):
        ann.steps(segment, "Reduce", {"business_relations-code": "CUST"}, "1 of 3 lines", "Reduce Contacts")
        ann.has_lines(2)
        if taken_back:
            ann.goes_back(segment)
            ann.has_lines(3)
    return segment


def sends_letters(ann: Planner, segment: Segment, template: InteractionTemplate) -> None:
    ann.sets(segment, template=template, campaign_target=True)
    assert not segment.lines.in_segment().exclude(subject=LETTER, campaign_target=True, cost=8, duration=30).exists()
    ann.logs(segment, follows_up=True)
    logged = LoggedSegment.objects.get()
    ann.opens(reverse("interactions:letters", args=[logged.pk]))
    for name in BUYERS:
        expect(ann.page.get_by_text(f"Dear {name.split()[0]}, our prices are yours.")).to_be_visible()
    ann.opens(reverse("interactions:list"))
    assert sorted(row["Contact"] for row in ann.rows()) == BUYERS


def sells_at_its_prices(ann: Planner, campaign: Campaign, data: Data) -> None:
    """The letters make the company a target, though their segment is gone."""
    ann.activates(campaign)
    (line,) = ann.quotes(FAIR, DAY_INSIDE, [data.priced[0]])
    assert line.unit_price == 29
    expect(ann.asks_why(line)).to_contain_text(campaign.number)


def hears_from_one(ann: Planner, campaign: Campaign, template: InteractionTemplate) -> None:
    responses = ann.gathers(campaign, "Who responded", BUYERS[:1])
    ann.sets(responses, template=template, campaign_target=False)
    ann.logs(responses)


def evaluates(ann: Planner, campaign: Campaign) -> None:
    ann.opens_page_of("interactions:campaign_statistics", campaign)
    shown = {label: number(tile.locator(".tile-value").inner_text()) for label, tile in ann.figures().items()}
    expected = {
        "Target Contacts Contacted": 2,
        "Contacts Responded": 1,
        "Response Rate %": 50,
        "Cost": 16,
        "Avg. Cost per Response": 16,
        "Duration (Min.)": 70,
    }
    assert shown | expected == shown, shown
    assert Interaction.objects.count() == 3
    assert (CampaignEntry.objects.count(), LoggedSegment.objects.count()) == (2, 2)
    follow_up = Segment.objects.get()
    assert (follow_up.campaign, follow_up.lines.in_segment().count()) == (campaign, 2)
