"""Figures of opportunities (spec 5.4)."""

from datetime import date
from decimal import Decimal

import pytest

from contacts.models import Contact
from core.models import User
from opportunities import closing, statistics
from opportunities.closing import Outcome
from opportunities.models import CloseOpportunityCode, Opportunity, SalesCycle, Stage
from opportunities.moves import Way
from opportunities.statistics import Outcomes, Tally
from salespeople.models import Salesperson
from tests import factories as f
from tests.conftest import Queries
from tests.opportunities.conftest import NOW, Move

pytestmark = pytest.mark.django_db


def everywhere(salesperson: Salesperson, contact: Contact, campaign: object) -> list[Outcomes]:
    return [
        statistics.of_salesperson(salesperson),
        statistics.of_contact(contact),
        statistics.of_campaign(campaign),  # type: ignore[arg-type]
    ]


@pytest.fixture
def campaign(started: Opportunity) -> object:
    campaign = f.CampaignFactory()
    Opportunity.objects.update(campaign=campaign)
    return campaign


def test_to_154_a_started_opportunity_counts_everywhere(
    started: Opportunity, cycle: SalesCycle, anna: Salesperson, ct1: Contact, campaign: object
) -> None:
    once = Tally(1, Decimal(10000), Decimal(200))
    for figures in everywhere(anna, ct1, campaign):
        assert (figures.in_progress, figures.all, figures.won) == (once, once, Tally())
    assert statistics.of_cycle(cycle) == once
    stage = statistics.of_stages(cycle)[Stage.objects.get(position=10).pk]
    assert (stage.now, stage.average_days) == (once, None)


def test_once_won_the_value_remains_but_cycle_and_stage_count_it_no_longer(
    started: Opportunity, cycle: SalesCycle, anna: Salesperson, ct1: Contact, campaign: object,
    won: CloseOpportunityCode, ann: User,
) -> None:  # fmt: skip
    closing.close(started, outcome=Outcome.WON, code=won, on=date(2026, 3, 31), amount=Decimal(9000), by=ann, at=NOW)
    for figures in everywhere(anna, ct1, campaign):
        assert (figures.in_progress, figures.won) == (Tally(), Tally(1, Decimal(10000), Decimal(9000)))
    assert statistics.of_cycle(cycle) == Tally()
    stage = statistics.of_stages(cycle)[Stage.objects.get(position=10).pk]
    assert (stage.now, stage.average_days) == (Tally(), 20)


def test_ci_94_closed_opportunities_of_a_contact_keep_counting(
    ct1: Contact, won: CloseOpportunityCode, lost: CloseOpportunityCode, ann: User
) -> None:
    def running() -> Opportunity:
        entry = f.OpportunityEntryFactory(
            opportunity__contact=ct1, opportunity__status="in progress", current_value=250, probability=25
        )
        opportunity: Opportunity = entry.opportunity
        return opportunity

    first = running()
    assert statistics.of_contact(ct1).all == Tally(1, Decimal(1000), Decimal(250))
    closing.close(first, outcome=Outcome.LOST, code=lost, on=f.A_DAY, by=ann, at=NOW)
    assert statistics.of_contact(ct1).all == Tally(1, Decimal(1000), Decimal(0))
    closing.close(running(), outcome=Outcome.WON, code=won, on=f.A_DAY, amount=Decimal(1200), by=ann, at=NOW)
    assert statistics.of_contact(ct1).all == Tally(2, Decimal(2000), Decimal(1200))


def test_cp_178_a_campaign_sums_up_active_entries_only(started: Opportunity, campaign: object, move: Move) -> None:
    move(Way.NEXT, value=12000)
    f.OpportunityEntryFactory(opportunity__status="in progress")
    assert statistics.of_campaign(campaign).in_progress == Tally(1, Decimal(12000), Decimal(2400))  # type: ignore[arg-type]


def test_a_company_counts_what_its_persons_have(started: Opportunity, ct1: Contact) -> None:
    person = f.PersonFactory(company=ct1)
    Opportunity.objects.update(contact=person)
    assert statistics.of_contact(ct1).all.number == statistics.of_contact(person).all.number == 1


def test_averages_are_of_those_that_have_started(started: Opportunity, move: Move, anna: Salesperson) -> None:
    f.OpportunityFactory(salesperson=anna, cycle=started.cycle)
    f.OpportunityEntryFactory(
        opportunity__salesperson=anna, opportunity__status="in progress", estimated_value=5, current_value=1
    )
    figures = statistics.of_salesperson(anna)
    assert (figures.not_started.number, figures.all.number) == (1, 2)
    assert figures.all.average_estimated == Decimal("5002.50")
    assert Tally().average_current == 0


def test_days_are_those_of_stages_that_were_left(started: Opportunity, move: Move, cycle: SalesCycle) -> None:
    move(Way.NEXT, on=date(2026, 3, 21))
    move(Way.PREVIOUS, on=date(2026, 3, 22))
    move(Way.NEXT, on=date(2026, 3, 26))
    days = {stage.position: statistics.of_stages(cycle)[stage.pk].average_days for stage in cycle.stages.all()}
    assert days == {10: 7, 20: 1, 30: None, 40: None}


def test_figures_take_as_many_statements_for_many_as_for_one(
    started: Opportunity, anna: Salesperson, cycle: SalesCycle, queries: Queries
) -> None:
    f.OpportunityEntryFactory.create_batch(3, opportunity__salesperson=anna, opportunity__status="in progress")
    assert queries(lambda: statistics.of_salesperson(anna)) == 1
    assert queries(lambda: statistics.of_cycles(list(SalesCycle.objects.all()))) == 2
    assert queries(lambda: statistics.of_stages(cycle)) == 2
