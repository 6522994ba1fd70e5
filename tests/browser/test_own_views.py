"""A person's own view of lists and cards: fields, columns, filters, views kept for a role (issue's first story)."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Campaign
from core.models import User
from segments.models import Segment
from tests.browser.looking import is_accessible
from tests.conftest import person
from tests.factories import (
    ActivityStepFactory,
    CampaignFactory,
    CompanyFactory,
    CountryFactory,
    SegmentFactory,
    SegmentLineFactory,
)

LogIn = Callable[[User], None]


def personalise(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Personalise").click()


def test_the_fields_of_a_card_are_hidden_moved_and_brought_back(
    live_server: LiveServer, page: Page, log_in: LogIn
) -> None:
    campaign: Campaign = CampaignFactory(description="Spring cheese", budget=500)
    log_in(person("ann"))
    page.goto(live_server.url + campaign.get_absolute_url())
    personalise(page)
    dialog = page.get_by_role("dialog", name="Personalise")
    dialog.get_by_label("Budget", exact=True).uncheck()
    dialog.get_by_role("button", name="Move up: Plan").click()
    is_accessible(page)
    dialog.get_by_role("button", name="Show these fields").click()
    expect(page.get_by_label("Budget")).to_have_count(0)
    assert page.locator(".fasttab h2").all_inner_texts()[:2] == ["Plan", "General"]
    page.get_by_label("Description").fill("Summer cheese")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("is saved")).to_be_visible()
    campaign.refresh_from_db()
    assert (campaign.description, campaign.budget) == ("Summer cheese", 500)
    personalise(page)
    dialog.get_by_role("button", name="Reset").click()
    expect(page.get_by_label("Budget")).to_have_value("500")


def test_the_steps_of_an_activity_show_the_columns_a_person_chose(
    live_server: LiveServer, page: Page, log_in: LogIn
) -> None:
    step = ActivityStepFactory(description="Ring up", priority=2)
    log_in(person("ann"))
    page.goto(live_server.url + step.activity.get_absolute_url())
    page.get_by_role("button", name="Choose columns: Steps").click()
    expect(page.locator("#tab-steps")).to_have_attribute("open", "")
    dialog = page.get_by_role("dialog", name="Choose columns")
    dialog.get_by_label("Priority", exact=True).uncheck()
    dialog.get_by_role("button", name="Move up: Description").click()
    is_accessible(page)
    dialog.get_by_role("button", name="Show these columns").click()
    expect(page.get_by_role("columnheader", name="Priority")).to_have_count(0)
    assert page.locator("#tab-steps thead th").all_inner_texts()[:2] == ["Order", "Description"]
    page.get_by_role("textbox", name="Description").nth(1).fill("Ring up again")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("is saved")).to_be_visible()
    step.refresh_from_db()
    assert (step.description, step.priority) == ("Ring up again", 2)


def test_campaign_target_is_added_to_the_lines_of_a_segment(live_server: LiveServer, page: Page, log_in: LogIn) -> None:
    segment: Segment = SegmentFactory(campaign=CampaignFactory(), campaign_target=True)
    SegmentLineFactory(segment=segment, campaign_target=True)
    ann = person("ann")
    log_in(ann)
    page.goto(live_server.url + segment.get_absolute_url())
    head = page.get_by_role("columnheader", name="Campaign Target")
    for act, seen in (("uncheck", 0), ("check", 1)):
        page.get_by_role("button", name="Choose columns").click()
        getattr(page.get_by_role("dialog", name="Choose columns").get_by_label("Campaign Target", exact=True), act)()
        page.get_by_role("button", name="Show these columns").click()
        expect(head).to_have_count(seen)


def test_a_view_kept_for_the_role_opens_for_another_person(live_server: LiveServer, page: Page, log_in: LogIn) -> None:
    CampaignFactory(number="CP1", description="Cheese")
    CampaignFactory(number="CP2", description="Wine")
    log_in(person("ann"))
    page.goto(f"{live_server.url}/campaigns/?f.description=Ch*")
    expect(page.get_by_text("beginning with Ch")).to_be_visible()
    page.get_by_role("button", name="Views").click()
    dialog = page.get_by_role("dialog", name="Views")
    dialog.get_by_label("Keep what you see as").fill("Cheese only")
    dialog.get_by_label("Who sees it").select_option("marketing")
    dialog.get_by_label("The list opens with it").check()
    dialog.get_by_role("button", name="Keep this view").click()
    page.get_by_role("button", name="Views: Cheese only").click()
    is_accessible(page)
    dialog.get_by_role("button", name="The view Cheese only in the sidebar").click()
    expect(page.get_by_role("navigation").get_by_role("link", name="Cheese only")).to_be_visible()

    mia = User.objects.create_user("mia")
    mia.groups.set(User.objects.get(username="ann").groups.all())
    log_in(mia)
    page.goto(f"{live_server.url}/campaigns/")
    expect(page.get_by_role("link", name="CP1")).to_be_visible()
    expect(page.get_by_role("link", name="CP2")).to_have_count(0)
    page.get_by_role("link", name="Clear the filters").click()
    expect(page.get_by_role("link", name="CP2")).to_be_visible()


def test_a_filter_is_explained_as_it_is_typed_and_taken_from_a_cell(
    live_server: LiveServer, page: Page, log_in: LogIn
) -> None:
    belgium = CountryFactory(code="BE", name="Belgium")
    for name, city in [("Vooruit", "Ghent"), ("Lumen", "Bruges"), ("Mira", "Ghent")]:
        CompanyFactory(name=name, city=city, country=belgium)
    log_in(person("ann"))
    page.goto(f"{live_server.url}/contacts/")
    page.get_by_role("button", name="Filter or count by a column").click()
    page.get_by_role("link", name="City", exact=True).click()
    expect(page.get_by_label("City", exact=True)).to_be_focused()
    page.keyboard.type("G*|L")
    expect(page.get_by_role("status").get_by_text("beginning with G or L")).to_be_visible()
    expect(page.get_by_text("2 rows")).to_be_visible()
    is_accessible(page)
    page.goto(f"{live_server.url}/contacts/")
    page.get_by_role("cell", name="Bruges").hover()
    page.get_by_role("button", name="Filter to this value").click()
    page.wait_for_url(re.compile(r"f\.city=Bruges"))
    expect(page.get_by_text("1 row")).to_be_visible()
    page.get_by_role("link", name="Clear the filters").click()
    page.get_by_role("button", name="Filter or count by a column").click()
    page.get_by_role("button", name="Count by: City").click()
    dialog = page.get_by_role("dialog", name="Rows by City")
    expect(dialog.get_by_role("row", name="Ghent")).to_contain_text("2")
    is_accessible(page)
    dialog.get_by_role("link", name="Ghent").click()
    expect(page.get_by_text("2 rows")).to_be_visible()
