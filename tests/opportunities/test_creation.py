"""A new opportunity (spec 3.12, 4.10)."""

from datetime import date
from typing import Any

import pytest

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import NumberSeriesUse, User
from core.numbering import NoSeries
from opportunities import creation
from opportunities.models import Opportunity, SalesCycle, Status
from salespeople.models import Salesperson
from tests import factories as f
from tests.opportunities.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def cp1() -> Campaign:
    return f.CampaignFactory(
        number="CP1", starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31), activated_at=NOW
    )


@pytest.fixture
def cp2() -> Campaign:
    return f.CampaignFactory(
        number="CP2", starting_date=date(2026, 4, 1), ending_date=date(2026, 4, 30), activated_at=NOW
    )


def create(contact: Contact, by: User, **typed: Any) -> Opportunity:
    return creation.create(Opportunity(description="Cheese", contact=contact, **typed), on=TODAY, by=by, at=NOW)


def test_to_127_without_a_series_it_is_refused(ct1: Contact, cycle: SalesCycle, ann: User) -> None:
    NumberSeriesUse.objects.filter(purpose="opportunities").delete()
    with pytest.raises(NoSeries, match="No number series is set for Opportunities"):
        create(ct1, ann, cycle=cycle)


def test_to_128_the_proposed_cycle_and_the_contacts_salesperson_are_filled_in(
    ct1: Contact, cycle: SalesCycle, anna: Salesperson, ann: User
) -> None:
    SalesCycle.objects.update(proposed=True)
    made = create(ct1, ann)
    assert (made.cycle, made.salesperson, made.status) == (cycle, anna, Status.NOT_STARTED)
    assert (made.number, made.creation_date, made.modified_by) == ("OP1001", TODAY, ann)


def test_to_128_without_a_proposed_cycle_one_must_be_chosen(ct1: Contact, cycle: SalesCycle, ann: User) -> None:
    with pytest.raises(creation.NoCycle, match="Choose the sales cycle"):
        create(ct1, ann)
    assert not Opportunity.objects.exists()


def test_to_125_a_blocked_cycle_is_refused(ct1: Contact, cycle: SalesCycle, ann: User) -> None:
    cycle.blocked = cycle.proposed = True
    cycle.save()
    with pytest.raises(creation.NoCycle, match="is blocked"):
        create(ct1, ann, cycle=cycle)


def test_to_125_a_blocked_cycle_is_not_proposed(ct1: Contact, cycle: SalesCycle, ann: User) -> None:
    SalesCycle.objects.update(blocked=True, proposed=True)
    assert SalesCycle.objects.proposed() is None


def test_whose_privacy_is_blocked_gets_none(ct1: Contact, cycle: SalesCycle, ann: User) -> None:
    ct1.privacy_blocked = True
    with pytest.raises(creation.PrivacyBlocked, match="CT1 is blocked for privacy"):
        create(ct1, ann, cycle=cycle)


def test_an_opportunity_is_not_given_to_whose_privacy_is_blocked(opportunity: Opportunity) -> None:
    with pytest.raises(creation.PrivacyBlocked):
        creation.refuse_contact(opportunity, to=f.CompanyFactory(privacy_blocked=True))
    opportunity.contact.privacy_blocked = True
    creation.refuse_contact(opportunity, to=opportunity.contact)  # the one it has may stay


def test_a_salesperson_must_be_known(cycle: SalesCycle, ann: User) -> None:
    with pytest.raises(creation.NoSeller):
        create(f.CompanyFactory(), ann, cycle=cycle)
    own = f.SalespersonFactory(user=ann)
    assert create(f.CompanyFactory(), ann, cycle=cycle).salesperson == own


def test_to_130_campaigns_are_those_that_run_that_day_and_are_activated(cp1: Campaign, cp2: Campaign) -> None:
    f.CampaignFactory(number="CP3", starting_date=date(2026, 3, 1))
    assert list(creation.campaigns_for(on=TODAY)) == [cp1]


def test_to_130_another_campaign_is_refused(
    ct1: Contact, cycle: SalesCycle, ann: User, cp1: Campaign, cp2: Campaign
) -> None:
    with pytest.raises(creation.WrongCampaign, match="CP2 A campaign is not activated, or does not run"):
        create(ct1, ann, cycle=cycle, campaign=cp2)
    Campaign.objects.filter(pk=cp1.pk).update(activated_at=None)
    with pytest.raises(creation.WrongCampaign):
        create(ct1, ann, cycle=cycle, campaign=cp1)


def test_to_133_it_belongs_to_the_campaign_it_was_made_from(
    ct1: Contact, cycle: SalesCycle, ann: User, cp1: Campaign
) -> None:
    assert create(ct1, ann, cycle=cycle, campaign=cp1).campaign == cp1
