"""The finder: rows, pages and things to do, for who may see them."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from config.finding import find
from core.models import User
from tests.conftest import Queries
from tests.factories import CampaignFactory, CompanyFactory, ItemFactory, SalesDocumentFactory

pytestmark = pytest.mark.django_db


def found(typed: str, by: User) -> dict[str, list[str]]:
    return {group.title: [each.label for each in group.found] for group in find(typed, by=by)}


def test_before_anything_is_typed_it_offers_pages_and_things_to_do(ann: User) -> None:
    offered = found("", ann)
    assert {"Contacts", "Campaigns", "My settings"} <= set(offered["Pages"])
    assert {"New campaign", "New quote"} <= set(offered["Things to do"])


def test_who_sets_up_finds_the_tables_to_fill(ann: User, dana: User) -> None:
    assert found("units of", dana)["Pages"] == ["Units of measure"]
    assert {"Setup", "Currencies", "Campaign statuses"} <= set(found("", dana)["Pages"])
    assert found("units of", ann) == {}


def test_reports_are_found_by_their_title(ann: User, eve: User) -> None:
    assert found("person summary", ann) == {"Reports": ["Contact – Person Summary"]}
    assert found("person summary", eve) == {}
    assert "Reports" not in found("", ann)


def test_rows_are_found_by_number_and_name_with_an_exact_number_first(ann: User) -> None:
    CompanyFactory(number="C1", name="Cheese & Sons")
    CampaignFactory(number="CP10", description="Cheese weeks")
    CampaignFactory(number="CP1", description="Spring")
    ItemFactory(number="1000", description="Blue cheese")
    SalesDocumentFactory(number="SQ77")
    by_name = found("cheese", ann)
    assert (by_name["Contacts"], by_name["Campaigns"]) == (["C1 Cheese & Sons"], ["CP10 Cheese weeks"])
    assert by_name["Items"] == ["1000 Blue cheese"]
    assert found("cp1", ann)["Campaigns"][0] == "CP1 Spring"
    assert found("sq7", ann)["Sales documents"] == ["SQ77"]


def test_a_number_is_found_though_many_names_fit_and_though_it_is_blocked(ann: User) -> None:
    for number in range(8):
        CompanyFactory(number=f"C{number}", name=f"ZZ-{number} AA C9")
    CompanyFactory(number="C9", name="The last of all")
    ItemFactory(number="C9", description="Old cheese", blocked=True)
    assert (found("c9", ann)["Contacts"][0], found("c9", ann)["Items"]) == ("C9 The last of all", ["C9 Old cheese"])


def test_each_leads_to_its_card(ann: User) -> None:
    campaign = CampaignFactory(number="CP1", description="Spring")
    (group,) = [group for group in find("spring", by=ann) if group.title == "Campaigns"]
    assert group.found[0].url == campaign.get_absolute_url()


def test_a_person_finds_nothing_that_he_may_not_see(eve: User) -> None:
    CompanyFactory(name="Cheese & Sons")
    assert found("cheese", eve) == {}
    assert found("", eve) == {"Pages": ["My settings"]}
    assert "New campaign" not in found("", eve).get("Things to do", [])


def test_the_number_of_statements_does_not_grow_with_what_is_found(ann: User, queries: Queries) -> None:
    CompanyFactory(name="Cheese one")
    find("cheese", by=ann)
    few = queries(lambda: find("cheese", by=ann))
    for number in range(4):
        CompanyFactory(name=f"Cheese {number} more")
        CampaignFactory(description=f"Cheese {number}")
    assert queries(lambda: find("cheese", by=ann)) == few


@pytest.mark.parametrize("typed", ["\0", "%", "_", "'", "x" * 5000, "((", "  "])
def test_odd_words_find_nothing_and_break_nothing(as_ann: Client, typed: str) -> None:
    assert as_ann.get("/find/", {"q": typed}).status_code == 200


def test_nothing_found_says_what_to_try(as_ann: Client) -> None:
    assertContains(as_ann.get("/find/?q=zzzz"), "Nothing found. Try another word")


def test_a_stranger_is_sent_to_the_login(client: Client) -> None:
    answer: Any = client.get("/find/?q=a")
    assert answer.status_code == 302
