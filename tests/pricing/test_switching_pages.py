"""The page that shows what activating would do, the switch itself, and what the cards show of it (3.2, 3.3)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.timezone import localdate

from campaigns.models import Campaign
from core.models import User
from pricing.models import Activation, SalesPrice, Source
from tests.factories import (
    A_MOMENT,
    ActivationFactory,
    CampaignFactory,
    CompanyFactory,
    CurrencyFactory,
    CustomerFactory,
    ItemDiscountGroupFactory,
    ItemFactory,
    PersonFactory,
    SalesLineDiscountFactory,
    SalesPriceFactory,
    SegmentFactory,
    SegmentLineFactory,
    TargetExclusionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    """Two companies are ticked, one of them through two persons; one price, one discount."""
    campaign = CampaignFactory(number="CP1001", description="Spring cheese")
    segment = SegmentFactory(campaign=campaign)
    company = CompanyFactory()
    for contact in (PersonFactory(company=company), PersonFactory(company=company), CompanyFactory()):
        SegmentLineFactory(segment=segment, contact=contact, campaign_target=True)
    SegmentLineFactory(segment=segment, campaign_target=False)
    item = ItemFactory(description="Camembert", unit_price=Decimal(34))
    SalesPriceFactory(item=item, unit_price=Decimal(29), source_type=Source.CAMPAIGN, campaign=campaign)
    SalesLineDiscountFactory(source_type=Source.CAMPAIGN, campaign=campaign)
    return campaign


def page(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def facts(soup: BeautifulSoup) -> dict[str, str]:
    return {words(name): words(name.find_next("dd")) for name in soup.select(".facts dt")}


def activate(client: Client, campaign: Campaign, **typed: str) -> str:
    response = client.post(f"/pricing/campaigns/{campaign.number}/activate/", typed, follow=True)
    return words(BeautifulSoup(response.content, "html.parser"))


def test_the_page_shows_what_activating_would_do_and_changes_nothing(as_ann: Client, campaign: Campaign) -> None:
    TargetExclusionFactory(campaign=campaign, contact=CompanyFactory())
    soup = page(as_ann, "/pricing/campaigns/CP1001/activate/")
    shown = facts(soup)
    assert shown["Companies"] == "2"
    assert shown["Segment lines ticked as campaign target"] == "3"
    assert shown["Companies taken out by hand"] == "1"
    assert (shown["Sales Prices"], shown["Sales Line Discounts"]) == ("1", "1")
    assert "Camembert" in words(soup)
    assert "34.00 29.00" in words(soup)
    campaign.refresh_from_db()
    assert not campaign.is_activated
    assert not Activation.objects.exists()


def test_the_page_shows_what_an_item_costs_after_its_discount(as_ann: Client) -> None:
    campaign = CampaignFactory(number="CP1003")
    item = ItemFactory(description="Tilsit", unit_price=Decimal(40))
    discount = {"source_type": Source.CAMPAIGN, "campaign": campaign, "discount_percent": Decimal(15)}
    SalesLineDiscountFactory(item=item, **discount)
    SalesLineDiscountFactory(item=None, item_group=ItemDiscountGroupFactory(code="CHEESE"), **discount)
    tilsit, cheese = page(as_ann, "/pricing/campaigns/CP1003/activate/").select("tbody tr")
    assert "40.00 15 % 34.00" in words(tilsit).replace("\N{NO-BREAK SPACE}", " ")
    assert "CHEESE" in words(cheese)


def test_a_price_in_a_currency_without_a_rate_is_shown_as_it_stands(as_ann: Client, campaign: Campaign) -> None:
    SalesPrice.objects.update(currency=CurrencyFactory(code="NOK"))
    assert "29.00 NOK" in words(page(as_ann, "/pricing/campaigns/CP1001/activate/"))


def test_activating_from_the_page_says_so_on_the_card(as_ann: Client, campaign: Campaign, ann: User) -> None:
    assert "is activated" in activate(as_ann, campaign, reason="Agreed with the buyers")
    campaign.refresh_from_db()
    assert campaign.activated_by == ann
    record = Activation.objects.get()
    assert (record.on, record.user, record.reason) == (True, ann, "Agreed with the buyers")


def test_activating_twice_says_since_when(as_ann: Client, campaign: Campaign) -> None:
    activate(as_ann, campaign)
    assert "active since" in activate(as_ann, campaign)


def test_without_a_target_the_page_says_what_to_do_and_has_no_button(as_ann: Client) -> None:
    campaign = CampaignFactory(number="CP1002")
    SalesPriceFactory(source_type=Source.CAMPAIGN, campaign=campaign)
    soup = page(as_ann, "/pricing/campaigns/CP1002/activate/")
    assert "tick Campaign Target" in words(soup)
    assert not soup.select("button[form=activate]")
    assert "no target" in activate(as_ann, campaign)
    campaign.refresh_from_db()
    assert not campaign.is_activated


def test_without_a_price_the_page_asks_and_activates_anyway(as_ann: Client, campaign: Campaign) -> None:
    bare = CampaignFactory(number="CP1003")
    SegmentLineFactory(segment=SegmentFactory(campaign=bare), campaign_target=True)
    soup = page(as_ann, "/pricing/campaigns/CP1003/activate/")
    assert [words(button) for button in soup.select("button[form=activate]")] == ["Activate anyway"]
    assert "neither" in activate(as_ann, bare)
    bare.refresh_from_db()
    assert not bare.is_activated
    activate(as_ann, bare, anyway="1")
    bare.refresh_from_db()
    assert bare.is_activated


@pytest.mark.parametrize(
    ("shift", "sentence"), [(-60, "The campaign ended on"), (60, "The campaign begins on"), (0, "")]
)
def test_a_campaign_that_is_over_or_to_come_is_warned_about(
    shift: int, sentence: str, as_ann: Client, campaign: Campaign
) -> None:
    campaign.starting_date = localdate() + timedelta(shift)
    campaign.ending_date = localdate() + timedelta(shift + 10)
    campaign.save()
    notices = " ".join(
        words(notice) for notice in page(as_ann, "/pricing/campaigns/CP1001/activate/").select(".notice")
    )
    assert sentence in notices if sentence else notices == ""


def test_deactivating_is_one_click_and_is_recorded(as_ann: Client, campaign: Campaign) -> None:
    activate(as_ann, campaign)
    response = as_ann.post("/pricing/campaigns/CP1001/deactivate/", follow=True)
    assert "is deactivated" in words(BeautifulSoup(response.content, "html.parser"))
    campaign.refresh_from_db()
    assert not campaign.is_activated
    assert [record.on for record in Activation.objects.order_by("pk")] == [True, False]


def test_deactivating_an_inactive_campaign_says_so(as_ann: Client, campaign: Campaign) -> None:
    response = as_ann.post("/pricing/campaigns/CP1001/deactivate/", follow=True)
    assert "is not activated" in words(BeautifulSoup(response.content, "html.parser"))
    assert not Activation.objects.exists()


def test_salespeople_see_the_switch_but_cannot_use_it(as_bob: Client, campaign: Campaign) -> None:
    soup = page(as_bob, "/campaigns/CP1001/")
    assert "Prices & activation" in words(soup)
    assert "Activate…" not in words(soup)
    for act in ("activate", "deactivate"):
        assert as_bob.post(f"/pricing/campaigns/CP1001/{act}/").status_code == 403


def test_the_campaign_card_leads_to_its_prices_and_tells_the_switches(as_ann: Client, campaign: Campaign) -> None:
    ActivationFactory(campaign=campaign, on=True, at=A_MOMENT, lines=3, companies=2, reason="First wave")
    soup = page(as_ann, "/campaigns/CP1001/?boxes")
    links = [link["href"] for link in soup.select("a")]
    for sheet in ("prices", "discounts"):
        assert f"/pricing/{sheet}/?source_type=3&campaign={campaign.pk}" in links
    assert "/pricing/campaigns/CP1001/activate/" in links
    assert "3 lines, 2 companies" in words(soup)
    assert "First wave" in words(soup)


def test_an_activated_campaign_offers_to_be_deactivated(as_ann: Client, campaign: Campaign) -> None:
    campaign.activated_at = A_MOMENT
    campaign.save()
    soup = page(as_ann, "/campaigns/CP1001/")
    assert soup.select_one('form[action="/pricing/campaigns/CP1001/deactivate/"]')
    assert "Activate…" not in words(soup)


def test_item_and_customer_cards_count_their_prices(as_ann: Client, campaign: Campaign) -> None:
    item, customer = ItemFactory(number="I1"), CustomerFactory(number="C1")
    SalesPriceFactory(item=item, source_type=Source.CUSTOMER, customer=customer)
    SalesPriceFactory(item=item)
    assert facts(page(as_ann, "/items/I1/?boxes"))["Sales Prices"] == "2"
    assert facts(page(as_ann, "/contacts/customers/C1/"))["Sales Prices"] == "1"


def test_the_preview_asks_no_more_for_many_targets_and_prices(
    as_ann: Client, campaign: Campaign, queries: Callable[[Callable[[], Any]], int]
) -> None:
    address = "/pricing/campaigns/CP1001/activate/"
    as_ann.get(address)
    for_few = queries(lambda: as_ann.get(address))
    SegmentLineFactory.create_batch(20, segment__campaign=campaign, campaign_target=True)
    SalesPriceFactory.create_batch(20, source_type=Source.CAMPAIGN, campaign=campaign)
    assert queries(lambda: as_ann.get(address)) == for_few
