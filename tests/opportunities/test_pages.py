"""The pages of opportunities: list, card, the steps, and what stands beside other cards."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from opportunities.models import CloseOpportunityCode, Opportunity, OpportunityEntry, SalesCycle, Stage, Status
from opportunities.moves import Way
from salespeople.models import Salesperson
from tests import factories as f
from tests.opportunities.conftest import NOW, TODAY, Move

pytestmark = pytest.mark.django_db

CARD = "/opportunities/OP1/"
MOVE, WON, LOST = f"{CARD}move/", f"{CARD}close/won/", f"{CARD}close/lost/"


@pytest.fixture(autouse=True)
def the_day(ann: User, bob: User) -> None:
    User.objects.update(work_date=TODAY)


@pytest.fixture
def cp1() -> Campaign:
    return f.CampaignFactory(
        number="CP1", starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31), activated_at=NOW
    )


def page(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def typed_in(soup: BeautifulSoup) -> dict[str, str]:
    """What the browser would send of the form as it stands."""
    sent = {}
    for field in soup.select("#card-form [name]"):
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        chosen = field.select_one("option[selected]") if field.name == "select" else field
        sent[field["name"]] = chosen.get("value", "") if chosen else ""
    return sent


def value(soup: BeautifulSoup, name: str) -> str:
    return typed_in(soup)[name]


# --- a new one -------------------------------------------------------------------------------------


def new(client: Client, ct1: Contact, **typed: Any) -> str:
    sent = {**typed_in(page(client, f"/opportunities/new/?contact={ct1.pk}")), "description": "Cheese", **typed}
    return client.post("/opportunities/new/", sent, follow=True).text


def test_to_128_the_page_of_a_new_one_proposes_cycle_and_salesperson(
    as_ann: Client, ct1: Contact, cycle: SalesCycle, anna: Salesperson
) -> None:
    SalesCycle.objects.update(proposed=True)
    soup = page(as_ann, f"/opportunities/new/?contact={ct1.pk}")
    assert (value(soup, "contact"), value(soup, "salesperson")) == (str(ct1.pk), str(anna.pk))
    assert value(soup, "cycle") == str(cycle.pk)


def test_to_128_without_a_cycle_it_is_refused(as_ann: Client, ct1: Contact) -> None:
    assert "This field is required." in new(as_ann, ct1)
    assert not Opportunity.objects.exists()


def test_to_125_a_blocked_cycle_is_not_offered(as_ann: Client, ct1: Contact, cycle: SalesCycle) -> None:
    SalesCycle.objects.update(blocked=True)
    assert "Choose a sales cycle that is not blocked." in new(as_ann, ct1, cycle=cycle.pk)


def test_to_134_it_starts_at_once_when_that_is_ticked(as_ann: Client, ct1: Contact, cycle: SalesCycle) -> None:
    answer = new(as_ann, ct1, cycle=cycle.pk, start="on", estimated_value="5000", closes_on="2026-05-01")
    assert "OP1001 Cheese is created." in answer
    entry = OpportunityEntry.objects.get()
    assert (entry.opportunity.status, entry.stage.position) == (Status.IN_PROGRESS, 10)
    assert (entry.estimated_value, entry.closes_on, entry.date) == (5000, date(2026, 5, 1), TODAY)


def test_to_134_it_waits_when_it_is_not(as_ann: Client, ct1: Contact, cycle: SalesCycle) -> None:
    new(as_ann, ct1, cycle=cycle.pk)
    assert Opportunity.objects.get().status == Status.NOT_STARTED


def test_starting_without_a_value_creates_nothing(as_ann: Client, ct1: Contact, cycle: SalesCycle) -> None:
    answer = new(as_ann, ct1, cycle=cycle.pk, start="on")
    assert "Type the estimated value; it lies above zero." in answer
    assert 'value="Cheese"' in answer
    assert not Opportunity.objects.exists()


def test_to_130_the_page_offers_campaigns_that_run_and_are_activated(
    as_ann: Client, cp1: Campaign, ct1: Contact, cycle: SalesCycle
) -> None:
    later = f.CampaignFactory(number="CP2", starting_date=date(2026, 4, 1), activated_at=NOW)
    options = page(as_ann, "/opportunities/new/").select('[name="campaign"] option[value]')
    assert [option["value"] for option in options if option["value"]] == [str(cp1.pk)]
    answer = new(as_ann, ct1, cycle=cycle.pk, campaign=later.pk)
    assert "Choose a campaign that is activated and ran on the day" in answer


def test_to_133_a_campaign_leads_to_a_new_one_of_its_own(as_ann: Client, cp1: Campaign) -> None:
    link = page(as_ann, "/campaigns/CP1/?boxes").select_one('a[href^="/opportunities/new/"]')
    assert link is not None
    assert value(page(as_ann, str(link["href"])), "campaign") == str(cp1.pk)


@pytest.mark.parametrize("kind", ["contact", "salesperson"])
def test_other_cards_lead_to_a_new_one(as_ann: Client, ct1: Contact, anna: Salesperson, kind: str) -> None:
    row = {"contact": ct1, "salesperson": anna}[kind]
    link = page(as_ann, row.get_absolute_url()).select_one('a.btn[href^="/opportunities/new/"]')
    assert link is not None
    soup = page(as_ann, str(link["href"]))
    assert (value(soup, kind), value(soup, "salesperson")) == (str(row.pk), str(anna.pk))


# --- the card --------------------------------------------------------------------------------------


def test_the_card_shows_stages_entries_and_figures(as_ann: Client, started: Opportunity, move: Move) -> None:
    move(Way.NEXT, on=date(2026, 3, 21))
    soup = page(as_ann, CARD)
    assert text_of(soup.select_one(".stepper [aria-current=step]")) == "Step 20"
    rows = [text_of(row) for row in soup.select(".entries tbody tr")]
    assert rows[0].startswith("03/21/2026 Next Step 20 10,000.00 40 % 50 % 20 % 2,000.00")
    assert rows[1].endswith("06/30/2026 10")
    assert "2,000.00 20 % of 10,000.00" in text_of(soup.select_one("[aria-labelledby=fb-now]"))


def test_once_started_the_cycle_stays_and_the_contact_stays_within_the_company(
    as_ann: Client, started: Opportunity, ct1: Contact, cycle: SalesCycle
) -> None:
    soup = page(as_ann, CARD)
    assert soup.select_one('[name="cycle"][disabled]')
    typed = typed_in(soup)
    answer = as_ann.post(CARD, typed | {"contact": f.CompanyFactory(name="Other").pk})
    assert "The opportunity has started with CT1." in answer.text
    person = f.PersonFactory(company=ct1)
    as_ann.post(CARD, typed | {"contact": person.pk})
    started.refresh_from_db()
    assert started.contact == person


def test_two_people_lose_neither_word_on_the_card(as_ann: Client, opportunity: Opportunity) -> None:
    typed = typed_in(page(as_ann, CARD))
    as_ann.post(CARD, typed | {"description": "Hers"})
    answer = as_ann.post(CARD, typed | {"description": "Mine"})
    assert "Somebody saved this card while you were editing." in answer.text
    assert "Hers" in answer.text


def test_what_is_closed_is_locked(as_ann: Client, opportunity: Opportunity) -> None:
    Opportunity.objects.update(status=Status.LOST, date_closed=TODAY)
    soup = page(as_ann, f"{CARD}?boxes")
    assert soup.select_one('[name="description"][disabled]')
    assert not soup.select(f'a[href^="{MOVE}"], a[href="{WON}"]')
    assert as_ann.post(CARD, {"description": "Late"}).status_code in (200, 403)
    assert Opportunity.objects.get().description == "Cheese"
    assert "A closed opportunity stays as it is." in as_ann.get(MOVE, follow=True).text
    assert "A closed opportunity stays as it is." in as_ann.get(WON, follow=True).text


def test_to_152_deleting_what_is_in_progress_is_refused_on_the_page(as_ann: Client, started: Opportunity) -> None:
    assert "is in progress. Close it as won or lost first" in as_ann.post(f"{CARD}delete/", follow=True).text
    assert Opportunity.objects.exists()


def test_those_that_are_closed_are_deleted_from_the_list(as_ann: Client, as_bob: Client, started: Opportunity) -> None:
    closed = f.OpportunityFactory(number="OP2", status=Status.LOST, date_closed=TODAY)
    kept = f.OpportunityFactory(number="OP3", status=Status.WON, date_closed=TODAY)
    ticked = {"selected": [started.pk, closed.pk], "query": "status=lost"}
    assert "0 opportunities are deleted." in as_bob.post("/opportunities/delete-closed/", ticked, follow=True).text
    assert "1 opportunity is deleted." in as_ann.post("/opportunities/delete-closed/", ticked, follow=True).text
    assert set(Opportunity.objects.all()) == {started, kept}
    everything = {"all_results": "1", "query": "status=won"}
    as_ann.post("/opportunities/delete-closed/", everything)
    assert set(Opportunity.objects.all()) == {started}


# --- moving ----------------------------------------------------------------------------------------


def test_the_page_of_a_move_proposes_the_next_stage(as_ann: Client, started: Opportunity) -> None:
    soup = page(as_ann, MOVE)
    assert text_of(soup.select_one(".step-way")) == "10 Step 10 20 Step 20"
    sent = typed_in(soup)
    assert (sent["way"], sent["chances"], sent["estimated_value"]) == ("next", "40", "10000")
    assert (sent["date"], sent["closes_on"]) == ("2026-03-11", "2026-06-30")
    answer = as_ann.post(MOVE, sent, follow=True)
    assert "OP1 Cheese is now at the stage 20 Step 20." in answer.text


def test_to_143_another_way_proposes_other_chances_and_keeps_what_was_typed(
    as_ann: Client, started: Opportunity
) -> None:
    soup = page(as_ann, f"{MOVE}?way=update&estimated_value=7777&closes_on=2026-04-01&date=2026-03-12")
    sent = typed_in(soup)
    assert (sent["way"], sent["chances"]) == ("update", "20")
    assert (sent["estimated_value"], sent["closes_on"], sent["date"]) == ("7777", "2026-04-01", "2026-03-12")


def test_to_142_the_chances_of_a_skip_are_the_stages(as_ann: Client, started: Opportunity) -> None:
    Stage.objects.filter(position=20).update(allow_skip=True)
    stage = Stage.objects.get(position=30)
    soup = page(as_ann, f"{MOVE}?way=skip&stage={stage.pk}")
    assert soup.select_one('[name="chances"][disabled]')["value"] == "80"
    as_ann.post(MOVE, typed_in(soup) | {"chances": "25"})
    assert started.active_entry().chances == 80


def test_to_145_the_page_proposes_the_day_of_the_stages_formula(as_ann: Client, started: Opportunity) -> None:
    Stage.objects.filter(position=20).update(date_formula="1M")
    assert value(page(as_ann, MOVE), "closes_on") == "2026-04-11"


def test_to_139_the_page_warns_and_refuses_without_a_quote(as_ann: Client, started: Opportunity) -> None:
    Stage.objects.filter(position=20).update(quote_required=True)
    soup = page(as_ann, MOVE)
    assert "This stage needs a sales quote" in text_of(soup)
    answer = as_ann.post(MOVE, typed_in(soup) | {"estimated_value": "7777"})
    assert "20 Step 20 needs a sales quote." in answer.text
    assert 'value="7777"' in answer.text
    assert started.entries.count() == 1


def test_a_move_on_top_of_somebody_elses_is_asked_again(as_ann: Client, started: Opportunity, move: Move) -> None:
    sent = typed_in(page(as_ann, MOVE)) | {"estimated_value": "7777"}
    move(Way.NEXT)
    answer = as_ann.post(MOVE, sent)
    assert "Somebody moved this opportunity meanwhile." in answer.text
    assert 'value="7777"' in answer.text
    assert started.entries.count() == 2
    again = typed_in(BeautifulSoup(answer.content, "html.parser"))
    as_ann.post(MOVE, again)
    assert started.active_entry().stage.position == 30


def test_to_136_what_has_not_started_only_starts(as_ann: Client, opportunity: Opportunity) -> None:
    soup = page(as_ann, f"{MOVE}?way=next")
    assert [field["value"] for field in soup.select('[name="way"]')] == ["first"]
    assert "Type the estimated value" not in text_of(soup)
    as_ann.post(MOVE, typed_in(soup) | {"estimated_value": "1000"})
    assert opportunity.active_entry().stage.position == 10


def test_from_the_board_one_comes_back_to_it(as_ann: Client, started: Opportunity) -> None:
    sent = typed_in(page(as_ann, f"{MOVE}?from=board"))
    assert as_ann.post(f"{MOVE}?from=board", sent).headers["Location"] == "/opportunities/board/?cycle=SC"


# --- closing ---------------------------------------------------------------------------------------


def test_it_is_won_on_its_page(as_ann: Client, started: Opportunity, won: CloseOpportunityCode) -> None:
    soup = page(as_ann, WON)
    sent = typed_in(soup)
    assert (sent["code"], sent["date"], sent["amount"]) == (str(won.pk), "2026-03-11", "10000")
    answer = as_ann.post(WON, sent | {"amount": "9000"}, follow=True)
    assert "OP1 Cheese is closed: Won." in answer.text
    assert started.active_entry().current_value == Decimal(9000)


def test_it_is_lost_for_a_reason_of_its_own_kind(
    as_ann: Client, started: Opportunity, won: CloseOpportunityCode, lost: CloseOpportunityCode
) -> None:
    sent = typed_in(page(as_ann, LOST))
    assert "amount" not in sent
    assert "Select a valid choice." in as_ann.post(LOST, sent | {"code": won.pk}).text
    as_ann.post(LOST, sent | {"code": lost.pk})
    started.refresh_from_db()
    assert started.status == Status.LOST


@pytest.mark.parametrize("typed", [{"code": ""}, {"date": ""}, {"amount": "0"}])
def test_to_155_what_is_missing_is_said_on_the_page(
    as_ann: Client, started: Opportunity, won: CloseOpportunityCode, typed: dict[str, str]
) -> None:
    answer = as_ann.post(WON, typed_in(page(as_ann, WON)) | typed)
    assert "This field is required." in answer.text or "Type the sales amount; it lies above zero." in answer.text
    started.refresh_from_db()
    assert started.status == Status.IN_PROGRESS


def test_without_reasons_the_page_says_where_they_are_set_up(as_ann: Client, started: Opportunity) -> None:
    assert "There is no reason to choose from yet." in text_of(page(as_ann, LOST))
    assert as_ann.get(f"{CARD}close/maybe/").status_code == 404


# --- whose it is -----------------------------------------------------------------------------------


def test_sales_changes_its_own_and_its_teams_only(as_bob: Client, bob: User, started: Opportunity) -> None:
    assert page(as_bob, CARD).select_one('[name="description"][disabled]')
    assert [as_bob.get(MOVE).status_code, as_bob.post(MOVE).status_code, as_bob.get(WON).status_code] == [403] * 3
    assert as_bob.post(f"{CARD}delete/").status_code == 403
    own = f.SalespersonFactory(user=bob)
    team = f.TeamFactory()
    for member in (own, started.salesperson):
        f.TeamMemberFactory(team=team, salesperson=member)
    assert as_bob.get(MOVE).status_code == 200
    assert not page(as_bob, CARD).select('[name="description"][disabled]')


def test_management_moves_those_of_others_and_makes_none(cleo: User, client: Client, started: Opportunity) -> None:
    client.force_login(cleo)
    assert [client.get(MOVE).status_code, client.get("/opportunities/new/").status_code] == [200, 403]


def test_administration_reads_only(dana: User, client: Client, started: Opportunity) -> None:
    client.force_login(dana)
    assert [client.get(CARD).status_code, client.get(MOVE).status_code] == [200, 403]


# --- list and board --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=open", ["OP1", "OP2"]),
        ("status=not+started", ["OP2"]),
        ("stage={stage}", ["OP1"]),
        ("contact={contact}", ["OP1"]),
        ("cycle=SC", ["OP1", "OP3"]),
        ("until=2026-06-30", ["OP1"]),
        ("until=2026-06-29", []),
        ("since=2026-06-30&until=2026-07-01", ["OP1"]),
        ("since=2026-07-01", []),
        ("q=che", ["OP1"]),
        ("sort=-estimated_value", ["OP1", "OP2", "OP3"]),
        ("sort=closes_on", ["OP1", "OP2", "OP3"]),
    ],
)
def test_the_list_is_filtered_and_sorted(
    as_ann: Client, started: Opportunity, cycle: SalesCycle, ct1: Contact, query: str, found: list[str]
) -> None:
    Opportunity.objects.update(contact=f.PersonFactory(company=ct1))
    f.OpportunityFactory(number="OP2", description="Bread")
    f.OpportunityFactory(number="OP3", cycle=cycle, status=Status.WON, date_closed=TODAY)
    asked = query.format(stage=Stage.objects.get(position=10).pk, contact=ct1.pk)
    rows = page(as_ann, f"/opportunities/?{asked}").select("#table tbody tr")
    numbers = [text_of(row.select_one("a")) for row in rows if row.select_one("a")]
    assert numbers == found or (query.startswith("sort") and sorted(numbers) == found)


def test_the_card_knows_its_neighbours_in_a_list_sorted_by_what_is_expected(
    as_ann: Client, started: Opportunity, cycle: SalesCycle
) -> None:
    for number, day in (("OP2", date(2026, 6, 29)), ("OP3", date(2026, 7, 1))):
        made = f.OpportunityFactory(number=number, cycle=cycle, status=Status.IN_PROGRESS)
        f.OpportunityEntryFactory(opportunity=made, stage=Stage.objects.get(position=10), closes_on=day)
    soup = page(as_ann, f"{CARD}?sort=closes_on")
    ways = [str(link["href"]) for link in soup.select('[data-shortcut^="Alt+Page"]')]
    assert ways == ["/opportunities/OP2/?sort=closes_on", "/opportunities/OP3/?sort=closes_on"]


def test_the_list_shows_where_each_stands_and_sums_up(as_ann: Client, started: Opportunity) -> None:
    soup = page(as_ann, "/opportunities/")
    row = text_of(soup.select_one("#table tbody tr"))
    assert row.startswith("OP1 Cheese CT1 In progress Step 10 10,000.00 200.00 06/30/2026 Anna")


def test_the_board_has_a_column_for_each_stage_and_a_menu_on_each_card(as_ann: Client, started: Opportunity) -> None:
    f.OpportunityFactory(cycle=started.cycle)
    soup = page(as_ann, "/opportunities/board/?cycle=SC")
    heads = [text_of(head) for head in soup.select(".board-head")]
    assert heads[0] == "Step 10 1 10,000.00 200.00"
    assert len(heads) == 4
    items = [text_of(item) for item in soup.select(".board-card .dropdown-item")]
    assert items == ["Next: Step 20", "Update", "Close as won", "Close as lost"]


def test_the_board_moves_only_what_is_ones_own(as_bob: Client, started: Opportunity) -> None:
    soup = page(as_bob, "/opportunities/board/?cycle=SC")
    assert soup.select(".board-card")
    assert not soup.select(".board-card .dropdown-item")


def test_the_board_asks_no_more_for_many_than_for_one(as_ann: Client, started: Opportunity, queries: Any) -> None:
    few = queries(lambda: as_ann.get("/opportunities/board/?cycle=SC"))
    stage = Stage.objects.get(position=20)
    f.OpportunityEntryFactory.create_batch(
        35, opportunity__cycle=started.cycle, opportunity__status=Status.IN_PROGRESS, stage=stage
    )
    soup = page(as_ann, "/opportunities/board/?cycle=SC")
    assert len(soup.select(".board-card")) == 31
    assert "5 more" in text_of(soup)
    assert queries(lambda: as_ann.get("/opportunities/board/?cycle=SC")) == few


def test_the_board_of_one_salesperson(as_ann: Client, started: Opportunity, anna: Salesperson) -> None:
    other = f.SalespersonFactory()
    assert page(as_ann, f"/opportunities/board/?cycle=SC&salesperson={anna.pk}").select(".board-card")
    assert not page(as_ann, f"/opportunities/board/?cycle=SC&salesperson={other.pk}").select(".board-card")


def test_without_a_cycle_the_board_says_what_comes_first(as_ann: Client) -> None:
    assert "Sales cycles come first" in text_of(page(as_ann, "/opportunities/board/"))


# --- beside other cards, and set-up ----------------------------------------------------------------


def test_to_154_cards_show_what_they_have(
    as_ann: Client, started: Opportunity, ct1: Contact, anna: Salesperson, cycle: SalesCycle
) -> None:
    for row in (ct1, anna):
        box = page(as_ann, f"{row.get_absolute_url()}?boxes").select_one("[aria-labelledby=fb-opportunities]")
        assert "200.00 worth now, of 10,000.00 estimated" in text_of(box)
    assert "10 Step 10 1 10,000.00" in text_of(
        page(as_ann, f"{cycle.get_absolute_url()}?boxes").select_one(".box-rows")
    )


def test_an_administrator_types_stages_in_place(dana: User, client: Client, cycle: SalesCycle) -> None:
    client.force_login(dana)
    soup = page(client, "/opportunities/cycles/SC/")
    sent = typed_in(soup)
    blank = next(name for name in sent if name.endswith("-position") and not sent[name]).removesuffix("-position")
    sent |= {f"{blank}-position": "25", f"{blank}-description": "Tasting", f"{blank}-date_formula": "2w"}
    assert "Sales cycle is saved." in client.post("/opportunities/cycles/SC/", sent, follow=True).text
    stage = Stage.objects.get(position=25)
    assert (stage.description, str(stage.date_formula)) == ("Tasting", "2W")


def test_to_122_a_stage_in_use_stays_on_the_page(dana: User, client: Client, started: Opportunity) -> None:
    client.force_login(dana)
    sent = typed_in(page(client, "/opportunities/cycles/SC/"))
    first = next(name for name in sent if name.endswith("-position") and sent[name] == "10").removesuffix("-position")
    answer = client.post("/opportunities/cycles/SC/", sent | {f"{first}-DELETE": "on"})
    assert "10 Step 10 cannot be deleted; it is used by: 1 opportunity entry." in answer.text
    assert Stage.objects.filter(position=10).exists()


def test_only_one_cycle_is_proposed(dana: User, client: Client, cycle: SalesCycle) -> None:
    f.SalesCycleFactory(code="OTHER", proposed=True)
    client.force_login(dana)
    sent = typed_in(page(client, "/opportunities/cycles/SC/")) | {"proposed": "on"}
    assert "Another sales cycle is proposed already." in client.post("/opportunities/cycles/SC/", sent).text


def test_the_marketing_setup_leads_to_cycles_and_reasons(dana: User, client: Client) -> None:
    client.force_login(dana)
    soup = page(client, "/setup/")
    assert soup.select('a[href="/opportunities/cycles/"]')
    assert soup.select('a[href="/setup/close-codes/"]')
