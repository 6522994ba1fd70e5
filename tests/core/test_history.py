"""The history of a card: who changed what when, two versions side by side, and the way back to one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from core.pages import CardPage
from sales.ordering import make_order
from sales.posting import post
from tests import factories
from tests.conftest import Queries
from tests.pages import PageUnderTest, all_pages, factory_of

PAGES = {page.name: page for page in all_pages()}
CARDS = [
    page
    for page in PAGES.values()
    if isinstance(page.view_class, type)
    and issubclass(page.view_class, CardPage)
    and "post" in page.view_class.http_method_names  # nobody changes what was logged
]
KEPT = [card for card in CARDS if hasattr(card.view_class.model, "history")]

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    found: Campaign = factories.CampaignFactory(description="Spring cheese", budget=None)
    return found


def save(row: Any, by: User | None = None, **values: Any) -> Any:
    """Save the row with these values; answers the version the history keeps of it."""
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = by
    row.version += 1
    row.save()
    return row.history.latest()


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def history(client: Client, row: Any, query: str = "") -> BeautifulSoup:
    return soup(client.get(f"{row.get_absolute_url()}history/{query}"))


def compared(client: Client, row: Any, *versions: Any) -> list[list[str]]:
    query = "&".join(f"version={version.pk}" for version in versions)
    return told(soup(client.get(f"{row.get_absolute_url()}history/compare/?{query}", follow=True)))


def restore_url(row: Any, version: Any) -> str:
    return f"{row.get_absolute_url()}history/{version.pk}/restore/"


def told(page: Any) -> list[list[str]]:
    """Field, before and after of every line."""
    return [[cell.get_text(" ", strip=True) for cell in line.select("th, td")] for line in page.select("tbody tr")]


def sent(page: BeautifulSoup) -> dict[str, str]:
    return {field["name"]: field.get("value", "") for field in page.select("#restore input")}


# --- every card -----------------------------------------------------------------------------------


@pytest.mark.parametrize("card", KEPT, ids=lambda card: card.name)
def test_a_card_whose_rows_keep_a_history_leads_to_it(card: PageUnderTest, admin_client: Client) -> None:
    assert card.name.replace("card", "history") in PAGES
    url = card.url()
    assert soup(admin_client.get(url)).select(f'.dropdown-menu a[href="{url}history/"]')


def test_the_rows_of_every_card_keep_a_history() -> None:
    assert [card.name for card in CARDS if card not in KEPT] == []


@pytest.mark.parametrize("card", KEPT, ids=lambda card: card.name)
def test_a_long_history_asks_the_database_no_more_than_a_short_one(
    card: PageUnderTest, admin_client: Client, ann: User, queries: Queries
) -> None:
    row = factory_of(card.view_class.model)()
    for _ in range(2):
        first = save(row, by=ann)
    url = f"{row.get_absolute_url()}history/"
    admin_client.get(url)
    for_two = queries(lambda: admin_client.get(url))
    for _ in range(30):
        save(row, by=ann)
    for_many = queries(lambda: admin_client.get(url))
    assert for_many <= for_two + 1, "the version before the last one of a full page"
    assert queries(lambda: admin_client.get(f"{url}?version={first.pk}")) <= 8
    older = history(admin_client, row).select_one("[name=after]")
    assert queries(lambda: admin_client.get(f"{url}?after={older['value']}")) <= 8


def test_look_ups_that_changed_in_every_version_cost_no_statement_more(
    as_ann: Client, ann: User, queries: Queries
) -> None:
    customer = factories.CustomerFactory()
    url = f"{customer.get_absolute_url()}history/"
    as_ann.get(url)
    for_one = queries(lambda: as_ann.get(url))
    for _ in range(3):
        save(customer, ann, bill_to=factories.CustomerFactory(), salesperson=factories.SalespersonFactory())
    assert queries(lambda: as_ann.get(url)) == for_one


# --- what it tells --------------------------------------------------------------------------------


def test_the_newest_version_stands_first_and_says_who_changed_what(
    as_ann: Client, ann: User, cleo: User, campaign: Campaign
) -> None:
    save(campaign, by=ann, description="Summer cheese")
    save(campaign, by=cleo, budget=Decimal("12500"), starting_date=date(2026, 6, 1))
    newest, older, first = history(as_ann, campaign).select("section.card")
    assert "changed by cleo" in newest.h2.get_text(" ", strip=True)
    assert told(newest) == [["Starting Date", "–", "06/01/2026"], ["Budget", "–", "12,500.00"]]
    assert "changed by ann" in older.h2.get_text(" ", strip=True)
    assert told(older) == [["Description", "Spring cheese", "Summer cheese"]]
    assert "created by –" in first.h2.get_text(" ", strip=True)
    assert ["Status", "–", "Planned"] in told(first)


def test_dates_and_amounts_are_told_in_the_language_of_the_person(as_ann: Client, campaign: Campaign) -> None:
    save(campaign, budget=Decimal("12500"), starting_date=date(2026, 6, 1), expected_response=Decimal("7.5"))
    page = soup(as_ann.get(f"{campaign.get_absolute_url()}history/", headers={"Accept-Language": "nl"}))
    after = [line[2] for line in told(page.select("section.card")[0])]
    assert after == ["1-6-2026", "12.500,00", "7,5\N{NO-BREAK SPACE}%"]


def test_choices_and_yes_or_no_are_told_in_words(as_ann: Client) -> None:
    contact = factories.PersonFactory(name="Anna Bel", job_title="Buyer")
    save(contact, type=Contact.Type.COMPANY, privacy_blocked=True)
    lines = told(history(as_ann, contact).select("section.card")[0])
    assert ["Type", "Person", "Company"] in lines
    assert ["Privacy Blocked", "No", "Yes"] in lines
    assert ["Job Title", "Buyer", "–"] in lines, "what is now a company was a person"


def test_what_acts_change_is_told_too(as_ann: Client, ann: User, campaign: Campaign) -> None:
    campaign.activate(by=ann, at=factories.A_MOMENT)
    lines = told(history(as_ann, campaign).select("section.card")[0])
    assert lines == [["Activated since", "–", "03/10/2026 1 p.m."], ["Activated by", "–", "ann"]]


def test_a_look_up_that_was_deleted_no_longer_exists(as_ann: Client, campaign: Campaign) -> None:
    fair = factories.CampaignTypeFactory()
    save(campaign, type=fair)
    save(campaign, type=None)
    fair.delete()
    newest, older, _first = history(as_ann, campaign).select("section.card")
    assert told(newest) == [["Campaign type", "no longer exists", "–"]]
    assert told(older) == [["Campaign type", "–", "no longer exists"]]


def test_a_row_from_before_the_history_was_kept_has_an_empty_one(as_ann: Client, campaign: Campaign) -> None:
    campaign.history.all().delete()
    assert "No version kept yet" in history(as_ann, campaign).text


def test_a_person_who_may_not_see_costs_does_not_see_what_they_were(as_ann: Client, as_bob: Client) -> None:
    item = factories.ItemFactory(unit_cost=Decimal(3))
    version = save(item, unit_cost=Decimal(4))
    assert told(history(as_ann, item).select("section.card")[0]) == [["Unit Cost", "3.00", "4.00"]]
    assert "Unit Cost" not in history(as_bob, item).text
    assert "No field of the card changed." in history(as_bob, item).text
    assert compared(as_bob, item, item.history.earliest(), version) == []


def test_older_versions_stand_on_further_pages_and_ticks_come_along(as_ann: Client, campaign: Campaign) -> None:
    versions = [save(campaign, description=f"Cheese {number}") for number in range(40)]
    page = history(as_ann, campaign)
    assert len(page.select("section.card")) == 25
    assert told(page.select("section.card")[-1]) == [["Description", "Cheese 14", "Cheese 15"]]
    older = page.select_one("[name=after]")["value"]
    page = history(as_ann, campaign, f"?version={versions[-1].pk}&after={older}")
    assert len(page.select("section.card")) == 16
    assert [box["value"] for box in page.select("[name=version][checked]")] == [str(versions[-1].pk)]
    assert not page.select(".mark"), "the newest version is not on this page"
    assert (
        len(history(as_ann, campaign, f"?before={page.select_one('[name=before]')['value']}").select("section")) == 25
    )


# --- two versions ---------------------------------------------------------------------------------


def test_two_versions_are_compared_the_older_one_first(as_ann: Client, campaign: Campaign) -> None:
    first = campaign.history.get()
    second = save(campaign, description="Summer cheese")
    third = save(campaign, description="Autumn cheese", budget=Decimal(5))
    expected = [["Description", "Spring cheese", "Autumn cheese"], ["Budget", "–", "5.00"]]
    assert compared(as_ann, campaign, third, first) == compared(as_ann, campaign, first, third) == expected
    assert compared(as_ann, campaign, second)[0] == ["Description", "Summer cheese", "Autumn cheese"]


def test_none_or_three_versions_are_not_compared(as_ann: Client, campaign: Campaign) -> None:
    versions = [campaign.history.get(), save(campaign), save(campaign)]
    other = save(factories.CampaignFactory())
    for query in ["", "version=x&version=²", f"version={10**30}", f"version={other.pk}"]:
        page = as_ann.get(f"{campaign.get_absolute_url()}history/compare/?{query}", follow=True)
        assert "Tick two versions to compare them" in page.text
    three = "&".join(f"version={version.pk}" for version in versions)
    page = as_ann.get(f"{campaign.get_absolute_url()}history/compare/?{three}", follow=True)
    assert "Tick two versions to compare them" in page.text


# --- the way back ---------------------------------------------------------------------------------


def test_a_version_is_restored_after_a_look_at_what_that_changes(as_ann: Client, ann: User) -> None:
    seller, fair = factories.SalespersonFactory(name="Jan Bos"), factories.CampaignTypeFactory()
    campaign = factories.CampaignFactory(
        description="Spring cheese",
        sales_text="Two lines\r\nof text",
        starting_date=date(2026, 3, 1),
        budget=Decimal("1234.5"),
        expected_response=Decimal("7.5"),
        salesperson=seller,
        type=fair,
    )
    first = campaign.history.get()
    save(
        campaign,
        description="Summer",
        sales_text="",
        starting_date=None,
        budget=None,
        expected_response=None,
        salesperson=None,
        type=None,
    )
    page = soup(as_ann.get(restore_url(campaign, first)))
    assert ["Salesperson", "–", "Jan Bos"] in told(page)
    campaign.refresh_from_db()
    assert campaign.description == "Summer", "a look changes nothing"
    as_ann.post(campaign.get_absolute_url(), sent(page))
    campaign.refresh_from_db()
    restored = campaign.history.latest()
    assert compared(as_ann, campaign, first, restored) == []
    assert (restored.history_user, campaign.modified_by, campaign.version) == (ann, ann, 3)
    assert campaign.history.count() == 3, "what stood before the way back is kept"


def test_yes_and_no_are_restored(as_ann: Client) -> None:
    customer = factories.CustomerFactory(blocked=True, allow_line_discount=False)
    first = customer.history.get()
    save(customer, blocked=False, allow_line_discount=True)
    as_ann.post(customer.get_absolute_url(), sent(soup(as_ann.get(restore_url(customer, first)))))
    customer.refresh_from_db()
    assert (customer.blocked, customer.allow_line_discount) == (True, False)


def test_the_lines_of_a_card_stay_as_they_are(as_ann: Client) -> None:
    item = factories.ItemFactory(description="Gouda")
    box = factories.ItemUnitFactory(item=item, quantity_per_unit=Decimal(5))
    red = factories.ItemVariantFactory(item=item)
    first = item.history.get()
    save(item, description="Edam")
    answer = as_ann.post(item.get_absolute_url(), sent(soup(as_ann.get(restore_url(item, first)))))
    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.description, item.units.get(), item.variants.get()) == ("Gouda", box, red)
    assert item.units.get().quantity_per_unit == 5


def test_what_speaks_against_a_version_is_said_before_and_refused_by_the_card(
    as_ann: Client, campaign: Campaign
) -> None:
    seller = factories.SalespersonFactory()
    version = save(campaign, salesperson=seller, description="Summer cheese")
    save(campaign, salesperson=None, description="Autumn cheese")
    seller.blocked = True
    seller.save()
    page = soup(as_ann.get(restore_url(campaign, version)))
    assert "Salesperson: Choose a salesperson who is not blocked." in page.select_one(".notice").text
    card = as_ann.post(campaign.get_absolute_url(), sent(page))
    assert "Choose a salesperson who is not blocked." in card.text
    campaign.refresh_from_db()
    assert campaign.description == "Autumn cheese", "nothing is half restored"


def test_what_somebody_saved_meanwhile_is_not_lost(as_ann: Client, cleo: User, campaign: Campaign) -> None:
    first = campaign.history.get()
    save(campaign, description="Summer cheese")
    fields = sent(soup(as_ann.get(restore_url(campaign, first))))
    save(campaign, by=cleo, description="Autumn cheese", budget=Decimal(5))
    card = as_ann.post(campaign.get_absolute_url(), fields)
    assert "Somebody saved this card while you were editing." in card.text
    campaign.refresh_from_db()
    assert (campaign.description, campaign.budget) == ("Autumn cheese", 5)


def test_restoring_a_segment_asks_what_becomes_of_its_lines(as_ann: Client) -> None:
    segment = factories.SegmentFactory(campaign=factories.CampaignFactory(), campaign_target=True)
    first = segment.history.get()
    factories.SegmentLineFactory(segment=segment)
    save(segment, campaign_target=False)
    answer = as_ann.post(segment.get_absolute_url(), sent(soup(as_ann.get(restore_url(segment, first)))))
    assert "Change the lines too?" in answer.text


def test_a_version_that_changes_nothing_is_not_restored(as_ann: Client, campaign: Campaign) -> None:
    page = soup(as_ann.get(restore_url(campaign, campaign.history.get())))
    assert "There is nothing to restore" in page.text
    assert not page.select("#restore")


def test_who_may_not_change_the_card_reads_its_history_and_restores_nothing(as_bob: Client, campaign: Campaign) -> None:
    first = campaign.history.get()
    save(campaign, description="Summer cheese")
    assert "Restore" not in history(as_bob, campaign).text
    assert as_bob.get(restore_url(campaign, first)).status_code == 403


def test_a_version_of_another_row_is_not_found(as_ann: Client, campaign: Campaign) -> None:
    other = save(factories.CampaignFactory())
    assert as_ann.get(restore_url(campaign, other)).status_code == 404
    assert as_ann.get(f"{campaign.get_absolute_url()}history/{10**30}/restore/").status_code == 404
    assert as_ann.get("/campaigns/NOSUCH/history/").status_code == 404


def test_an_order_tells_that_it_was_a_quote_and_when_it_was_posted(as_ann: Client, ann: User) -> None:
    quote = factories.SalesDocumentFactory(sell_to=factories.CustomerFactory().contact)
    order = make_order(quote, by=ann, at=factories.A_MOMENT)
    factories.SalesLineFactory(document=order)
    post(order, on=date(2026, 3, 4), by=ann, at=factories.A_MOMENT)
    lines = history(as_ann, order.__class__.objects.get()).get_text(" ", strip=True)
    assert "Quote No." in lines
    assert "Posting Date" in lines


def test_a_posted_order_is_not_restored(as_ann: Client, ann: User) -> None:
    order = factories.OrderFactory()
    first = save(order, your_reference="ours")
    save(order, your_reference="theirs")
    factories.SalesLineFactory(document=order)
    post(order, on=date(2026, 3, 4), by=ann, at=factories.A_MOMENT)
    assert not soup(as_ann.get(restore_url(order, first))).select("#restore")
