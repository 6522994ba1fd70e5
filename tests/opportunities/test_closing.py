"""An opportunity is won, lost or deleted (spec 4.11, 3.12)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contacts.conversion import PrivacyBlocked
from contacts.models import Contact, Customer
from core.deletion import InUse, delete
from core.extensions import objections
from core.models import User
from opportunities import closing, deleting, progress
from opportunities.closing import Outcome
from opportunities.models import Action, CloseOpportunityCode, Opportunity, OpportunityEntry, SalesCycle, Stage, Status
from opportunities.moves import Way
from salespeople.models import Salesperson
from tests import factories as f
from tests.opportunities.conftest import NOW, TODAY, Move

pytestmark = pytest.mark.django_db

LATER = date(2026, 3, 31)


def close(
    opportunity: Opportunity, outcome: Outcome, code: CloseOpportunityCode | None, **more: Any
) -> OpportunityEntry:
    asked = {"on": LATER, "amount": Decimal(9000), "by": User.objects.first(), "at": NOW, **more}
    return closing.close(opportunity, outcome=outcome, code=code, **asked)


def test_to_151_lost_keeps_the_estimate_and_is_worth_nothing(started: Opportunity, lost: CloseOpportunityCode) -> None:
    entry = close(started, Outcome.LOST, lost)
    assert (started.status, started.is_closed, started.date_closed) == (Status.LOST, True, LATER)
    assert (entry.action, entry.stage, entry.previous_stage.position) == (Action.LOST, None, 10)
    assert (entry.estimated_value, entry.current_value) == (10000, 0)
    assert (entry.completed, entry.chances, entry.probability, entry.closes_on) == (100, 0, 0, LATER)
    assert not Customer.objects.exists()


def test_to_151_once_lost_it_is_deleted_with_its_entries(started: Opportunity, lost: CloseOpportunityCode) -> None:
    close(started, Outcome.LOST, lost)
    deleting.delete(started)
    assert not Opportunity.objects.exists()
    assert not OpportunityEntry.objects.exists()


def test_won_is_worth_what_was_sold(started: Opportunity, won: CloseOpportunityCode) -> None:
    entry = close(started, Outcome.WON, won)
    assert (started.status, started.date_closed) == (Status.WON, LATER)
    assert (entry.estimated_value, entry.current_value) == (10000, 9000)
    assert (entry.completed, entry.chances, entry.probability) == (100, 100, 100)


def test_a_quote_says_what_was_sold(started: Opportunity, won: CloseOpportunityCode) -> None:
    Opportunity.objects.update(quote_number="SQ1001", quote_amount=Decimal("8500.50"))
    assert close(started, Outcome.WON, won, amount=None).current_value == Decimal("8500.50")


def test_to_152_what_is_in_progress_is_not_deleted(started: Opportunity) -> None:
    with pytest.raises(deleting.InProgress, match="OP1 Cheese is in progress"):
        deleting.delete(started)
    assert Opportunity.objects.exists()


def test_what_has_not_started_is_deleted(opportunity: Opportunity) -> None:
    deleting.delete(opportunity)
    assert not Opportunity.objects.exists()


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"code": None}, closing.NoReason),
        ({"code": "lost"}, closing.NoReason),
        ({"amount": Decimal(0)}, closing.NoAmount),
        ({"amount": None}, closing.NoAmount),
        ({"on": date(2026, 3, 10)}, progress.WrongDay),
    ],
)
def test_to_155_closing_needs_a_reason_an_amount_and_a_day(
    started: Opportunity, won: CloseOpportunityCode, lost: CloseOpportunityCode, missing: dict[str, Any], refusal: type
) -> None:
    asked = {"code": won, **missing}
    asked["code"] = lost if asked["code"] == "lost" else asked["code"]
    with pytest.raises(refusal):
        close(started, Outcome.WON, asked.pop("code"), **asked)
    started.refresh_from_db()
    assert started.status == Status.IN_PROGRESS
    assert started.entries.get().active


def test_what_is_closed_stays_as_it_is(
    started: Opportunity, won: CloseOpportunityCode, lost: CloseOpportunityCode, move: Move
) -> None:
    close(started, Outcome.LOST, lost)
    with pytest.raises(progress.AlreadyClosed, match="is closed: Lost"):
        close(started, Outcome.WON, won)
    with pytest.raises(progress.AlreadyClosed):
        move(Way.NEXT, on=LATER)
    assert progress.moves_of(started) == []


def test_what_has_not_started_can_be_closed(opportunity: Opportunity, won: CloseOpportunityCode, ann: User) -> None:
    entry = close(opportunity, Outcome.WON, won)
    assert (entry.estimated_value, entry.previous_stage, opportunity.status) == (9000, None, Status.WON)


# --- who buys is a customer ------------------------------------------------------------------------


def test_to_164_a_person_without_company_becomes_a_customer(started: Opportunity, won: CloseOpportunityCode) -> None:
    person = f.PersonFactory(name="Lone Buyer")
    Opportunity.objects.update(contact=person)
    close(started, Outcome.WON, won)
    assert Customer.objects.get().contact == person


def test_to_164_a_company_becomes_a_customer_through_its_person(
    started: Opportunity, won: CloseOpportunityCode, ct1: Contact
) -> None:
    Opportunity.objects.update(contact=f.PersonFactory(company=ct1))
    close(started, Outcome.WON, won)
    assert Customer.objects.get().contact == ct1


def test_a_customer_stays_the_one_it_is(started: Opportunity, won: CloseOpportunityCode, ct1: Contact) -> None:
    known = f.CustomerFactory(contact=ct1)
    close(started, Outcome.WON, won)
    assert Customer.objects.get() == known


def test_whose_privacy_is_blocked_does_not_become_one(
    started: Opportunity, won: CloseOpportunityCode, ct1: Contact
) -> None:
    Contact.objects.filter(pk=ct1.pk).update(privacy_blocked=True)
    with pytest.raises(PrivacyBlocked):
        close(started, Outcome.WON, won)
    started.refresh_from_db()
    assert started.status == Status.IN_PROGRESS


# --- what opportunities keep -----------------------------------------------------------------------


def test_to_115_a_salesperson_with_an_opportunity_is_not_deleted(started: Opportunity, anna: Salesperson) -> None:
    with pytest.raises(InUse, match=r"1 opportunity\. Block it instead"):
        delete(anna)


def test_to_115_not_even_when_it_is_closed(
    started: Opportunity, anna: Salesperson, lost: CloseOpportunityCode, ct1: Contact
) -> None:
    Contact.objects.update(salesperson=None)
    close(started, Outcome.LOST, lost)
    with pytest.raises(InUse, match="1 opportunity"):
        delete(anna)


def test_to_121_a_sales_cycle_with_an_opportunity_is_not_deleted(started: Opportunity, cycle: SalesCycle) -> None:
    with pytest.raises(InUse, match=r"1 opportunity.* Block it instead"):
        delete(cycle)


def test_to_121_without_one_it_goes_with_its_stages(cycle: SalesCycle) -> None:
    delete(cycle)
    assert not Stage.objects.exists()


def test_to_122_a_stage_under_an_opportunity_is_not_deleted(started: Opportunity, move: Move) -> None:
    with pytest.raises(InUse, match="1 opportunity entry"):
        delete(Stage.objects.get(position=10))
    delete(Stage.objects.get(position=40))


def test_cp_71_a_contact_with_an_opportunity_is_not_deleted(opportunity: Opportunity, ct1: Contact) -> None:
    with pytest.raises(InUse, match="1 opportunity"):
        delete(ct1)


def test_cp_71_nor_is_the_company_of_a_person_with_one(started: Opportunity, ct1: Contact) -> None:
    Opportunity.objects.update(contact=f.PersonFactory(name="Buyer", company=ct1))
    with pytest.raises(InUse, match="1 opportunity of Buyer"):
        delete(ct1)


def test_a_contact_with_an_opportunity_keeps_its_type_and_a_person_its_company(
    started: Opportunity, ct1: Contact, lost: CloseOpportunityCode
) -> None:
    person = f.PersonFactory(name="Buyer", company=ct1)
    Opportunity.objects.update(contact=person)
    assert objections(person, "type") == ["1 opportunity is with it."]
    assert objections(person, "company") == [
        "Buyer has open opportunities: OP1. Give them another contact or close them first."
    ]
    close(started, Outcome.LOST, lost)
    assert objections(person, "company") == []


def test_a_campaign_with_an_opportunity_is_not_deleted(opportunity: Opportunity) -> None:
    campaign = f.CampaignFactory()
    Opportunity.objects.update(campaign=campaign)
    with pytest.raises(InUse, match="1 opportunity"):
        delete(campaign)


def test_a_reason_that_was_given_is_not_deleted(started: Opportunity, lost: CloseOpportunityCode) -> None:
    close(started, Outcome.LOST, lost)
    with pytest.raises(InUse):
        delete(lost)


def test_the_day_of_closing_is_a_rule_of_the_database(opportunity: Opportunity) -> None:
    assert opportunity.creation_date == TODAY
    opportunity.status = Status.WON
    with pytest.raises(Exception, match="opportunities_opportunity_closed_on_a_day"):
        opportunity.save()
