"""Cards as a person arranges them: fields and FastTabs shown, hidden and in his order; nothing hidden is lost."""

import re
from datetime import date
from decimal import Decimal

import pytest
from crispy_forms.layout import HTML, Div, Layout
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from campaigns.models import Campaign
from core.arranging import OutOfSight, arrangeable, arranged
from core.forms import FastTab
from core.models import SavedView
from tests.factories import CampaignFactory, CampaignStatusFactory, CompanyFactory, PersonFactory

LAYOUT = Layout(
    FastTab("General", HTML("above"), "number", "name", HTML("beside the name"), summary=("number",)),
    FastTab("Plan", "budget", Div("text", css_class="span-2")),
)


def shown(chosen: list[str], **options: list[str]) -> list[object]:
    """Each tab's title with what stands in it; at last what is out of sight."""
    found: list[object] = []
    for tab in arranged(LAYOUT, chosen, **options).fields:
        if isinstance(tab, OutOfSight):
            found.append(tab.names)
        else:
            names = [item if isinstance(item, str) else type(item).__name__ for item in tab.fields]
            found.append((tab.title, names))
    return found


def test_tabs_and_fields_stand_in_the_chosen_order_with_what_is_beside_them() -> None:
    assert shown(["tab:budget", "text", "budget", "tab:number", "name", "number"]) == [
        ("Plan", ["Div", "budget"]),
        ("General", ["HTML", "name", "HTML", "number"]),
        [],
    ]


def test_what_is_not_chosen_is_out_of_sight_and_an_empty_tab_left_out() -> None:
    assert shown(["tab:number", "number", "tab:budget"]) == [
        ("General", ["HTML", "number"]),
        ["name", "budget", "text"],
    ]


def test_what_is_refused_is_in_sight_again() -> None:
    assert shown(["tab:number", "number", "tab:budget"], kept=["budget"])[1] == ("Plan", ["budget"])


def test_a_tab_the_choice_does_not_know_stands_whole_at_the_end() -> None:
    assert shown(["tab:number", "number", "gone"]) == [
        ("General", ["HTML", "number"]),
        ("Plan", ["budget", "Div"]),
        ["name"],
    ]


def test_the_dialog_offers_what_is_hidden_after_what_is_shown() -> None:
    offered = arrangeable(LAYOUT, ["tab:budget", "tab:number", "name"])
    assert [(tab.title, tab.fields) for tab in offered] == [
        ("Plan", [("budget", False), ("text", False)]),
        ("General", [("name", True), ("number", False)]),
    ]


@pytest.mark.django_db
class TestCards:
    KEY = "campaigns:card:CampaignForm"

    @pytest.fixture
    def campaign(self) -> Campaign:
        return CampaignFactory(
            number="CP7",
            status=CampaignStatusFactory(code="PLAN"),
            starting_date=date(2026, 5, 1),
            ending_date=date(2026, 5, 31),
            budget=Decimal("1234.50"),
        )

    def arrange(self, client: Client, *names: str) -> None:
        client.post("/columns/", {"page": self.KEY, "columns": names, "next": "/campaigns/CP7/"})

    def test_a_hidden_field_goes_along_when_the_card_is_saved(self, as_ann: Client, campaign: Campaign) -> None:
        self.arrange(as_ann, "tab:number", "number", "description", "status", "tab:budget")
        card = as_ann.get("/campaigns/CP7/").content.decode()
        assert not re.search(r'<label[^>]*for="id_(budget|starting_date)"', card)
        sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', card))
        assert (sent["starting_date"], sent["budget"]) == ("2026-05-01", "1234.50")
        typed = sent | {"number": "CP7", "description": "Renamed", "status": str(campaign.status_id), "seen": "{}"}
        answer = as_ann.post("/campaigns/CP7/", typed)
        assert answer.status_code == 302
        campaign.refresh_from_db()
        assert (campaign.description, campaign.budget) == ("Renamed", Decimal("1234.50"))
        assert (campaign.starting_date, campaign.ending_date) == (date(2026, 5, 1), date(2026, 5, 31))

    def test_it_counts_for_this_person_on_every_card_of_the_kind(
        self, as_ann: Client, as_bob: Client, campaign: Campaign
    ) -> None:
        CampaignFactory(number="CP8")
        self.arrange(as_ann, "tab:number", "number", "description", "status", "tab:budget", "sales_text")
        for number in ("CP7", "CP8"):
            assertNotContains(as_ann.get(f"/campaigns/{number}/"), 'for="id_budget"')
        assertContains(as_bob.get("/campaigns/CP7/"), 'for="id_budget"')

    def test_reset_brings_the_card_back(self, as_ann: Client, campaign: Campaign) -> None:
        self.arrange(as_ann, "tab:number", "number")
        as_ann.post("/columns/", {"page": self.KEY, "reset": "", "next": "/campaigns/CP7/"})
        assert not SavedView.objects.exists()
        assertContains(as_ann.get("/campaigns/CP7/"), 'for="id_budget"')

    def test_a_refused_field_is_seen_though_it_is_hidden(self, as_ann: Client, campaign: Campaign) -> None:
        self.arrange(as_ann, "tab:number", "number", "description", "status")
        typed = {"description": "X", "status": campaign.status_id, "starting_date": "2026-06-01", "version": 1}
        refused = as_ann.post("/campaigns/CP7/", typed | {"ending_date": "2026-05-31"})
        assertContains(refused, 'for="id_ending_date"')

    def test_the_dialog_is_of_this_card(self, as_ann: Client, campaign: Campaign) -> None:
        dialog = as_ann.get("/campaigns/CP7/?arrange")
        assertContains(dialog, f'name="page" value="{self.KEY}"')
        assertContains(dialog, 'name="columns" value="tab:budget"')

    def test_companies_and_persons_are_arranged_apart(self, as_ann: Client) -> None:
        company, person = CompanyFactory(), PersonFactory()
        keys = [as_ann.get(f"{row.get_absolute_url()}?arrange").context["page_key"] for row in (company, person)]
        assert keys == ["contacts:card:CompanyForm", "contacts:card:PersonForm"]
