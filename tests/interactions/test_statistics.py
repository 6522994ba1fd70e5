"""What interactions cost, took and reached (spec 16)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Q

from campaigns.models import Campaign
from interactions.models import Interaction
from interactions.statistics import counting
from interactions.statistics.counting import Companies, Effort, Response
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    campaign: Campaign = f.CampaignFactory(number="CP1")
    return campaign


def logged(campaign: Campaign, **values: Any) -> Interaction:
    interaction: Interaction = f.InteractionFactory(campaign=campaign, **values)
    return interaction


def target(campaign: Campaign, **values: Any) -> Interaction:
    return logged(campaign, campaign_target=True, **values)


def response(campaign: Campaign, **values: Any) -> Interaction:
    return logged(campaign, campaign_response=True, **values)


def test_ci_79_the_worked_example(campaign: Campaign) -> None:
    target(campaign, cost=10, duration=5)
    target(campaign, cost=10, duration=5, attempt_failed=True)
    target(campaign, campaign_response=True, cost=4, duration=15)
    response(campaign, duration=2)
    target(campaign, cost=50, duration=60, cancelled=True)
    figures = counting.of_campaign(campaign)
    assert (figures.contacted, figures.responded, figures.rate) == (3, 2, Decimal("66.7"))
    assert (figures.cost, figures.duration) == (24, 27)
    assert (figures.cost_per_response, figures.duration_per_response) == (12, Decimal("13.5"))


def test_ci_80_nobody_contacted_is_no_division_by_nothing(campaign: Campaign) -> None:
    response(campaign, cost=5)
    figures = counting.of_campaign(campaign)
    assert (figures.rate, figures.cost_per_response) == (0, 5)


def test_ci_82_entries_are_counted_and_beside_them_contacts(campaign: Campaign) -> None:
    contact = f.CompanyFactory()
    target(campaign, contact=contact)
    target(campaign, contact=contact)
    figures = counting.of_campaign(campaign)
    assert (figures.contacted, figures.contacts_contacted) == (2, 1)


def test_ci_83_the_response_rate_can_exceed_100(campaign: Campaign) -> None:
    for _number in range(2):
        target(campaign)
    for _number in range(3):
        response(campaign)
    assert counting.of_campaign(campaign).rate == 150


def test_ci_85_a_date_filter_leaves_the_other_days_out(campaign: Campaign) -> None:
    target(campaign, date=date(2026, 3, 5))
    target(campaign, date=date(2026, 3, 25))
    during = Q(date__gte=date(2026, 3, 1), date__lte=date(2026, 3, 15))
    assert counting.of_campaign(campaign, during).contacted == 1


def test_ci_86_what_is_postponed_never_counts(campaign: Campaign) -> None:
    target(campaign, postponed=True)
    assert counting.of_campaign(campaign) == Response()


def test_ci_58_what_stands_on_an_unlogged_segment_counts_nowhere(campaign: Campaign) -> None:
    segment = f.SegmentFactory(campaign=campaign)
    f.SegmentLineFactory.create_batch(5, segment=segment, campaign_target=True, cost=2)
    assert counting.of_campaign(campaign) == Response()


@pytest.mark.parametrize(
    ("targets", "responses", "rate", "average"), [(7, 3, "42.9", 3), (0, 1, "0", 9), (2, 0, "0", 0)]
)
def test_cp_175_rate_and_averages(campaign: Campaign, targets: int, responses: int, rate: str, average: int) -> None:
    for _number in range(targets):
        target(campaign)
    for _number in range(responses):
        response(campaign)
    Interaction.objects.filter(pk=logged(campaign).pk).update(cost=9, duration=9)
    figures = counting.of_campaign(campaign)
    assert (figures.rate, figures.cost_per_response, figures.duration_per_response) == (Decimal(rate), average, average)


def test_cp_176_contacted_twice_counts_twice_and_cancelled_postponed_or_open_nowhere(campaign: Campaign) -> None:
    contact = f.CompanyFactory()
    target(campaign, contact=contact)
    target(campaign, contact=contact)
    target(campaign, cancelled=True)
    target(campaign, postponed=True)
    segment = f.SegmentFactory(campaign=campaign, campaign_target=True)
    f.SegmentLineFactory.create_batch(50, segment=segment, campaign_target=True)
    assert counting.of_campaign(campaign).contacted == 2


def test_ci_88_a_template_and_its_group_sum_up_what_was_recorded_with_them() -> None:
    group = f.InteractionGroupFactory(code="LETTER")
    business, mail = (f.InteractionTemplateFactory(code=code, group=group) for code in ("BUS", "MAIL"))
    first, _second = f.InteractionFactory.create_batch(2, template=business, group=group, cost=8, duration=30)
    f.InteractionFactory(template=mail, group=group, cost=Decimal("2.5"), duration=5)
    assert counting.of_template(business) == Effort(2, 2, Decimal(16), 60)
    assert counting.of_group(group) == Effort(3, 3, Decimal("18.5"), 65)
    Interaction.objects.filter(pk=first.pk).update(cancelled=True)
    assert counting.of_template(business) == Effort(1, 1, Decimal(8), 30)
    assert counting.of_group(group) == Effort(2, 2, Decimal("10.5"), 35)


def test_ci_89_a_template_that_moves_to_another_group_leaves_history_where_it_was() -> None:
    letters, sales = f.InteractionGroupFactory(code="LETTER"), f.InteractionGroupFactory(code="SALES")
    template = f.InteractionTemplateFactory(code="BUS", group=letters)
    f.InteractionFactory(template=template, group=letters, cost=8, duration=30)
    template.group = sales
    template.save()
    assert counting.of_group(letters) == Effort(1, 1, Decimal(8), 30)
    assert counting.of_group(sales) == Effort()


def test_a_company_sums_up_its_persons_and_a_person_only_his_own() -> None:
    company = f.CompanyFactory()
    person, other = f.PersonFactory.create_batch(2, company=company)
    for contact, cost in [(company, 1), (person, 2), (other, 4), (f.CompanyFactory(), 8)]:
        f.InteractionFactory(contact=contact, cost=cost, duration=10)
    assert counting.of_contact(company) == Effort(3, 3, Decimal(7), 30)
    assert counting.of_contact(person) == Effort(1, 1, Decimal(2), 10)
    alike = [company, person, other]
    assert counting.of_contacts(alike) == {contact.pk: counting.of_contact(contact) for contact in alike}


def test_a_salesperson_and_an_opportunity_sum_up_theirs_with_averages_per_interaction() -> None:
    opportunity = f.OpportunityFactory()
    seller = opportunity.salesperson
    f.InteractionFactory(salesperson=seller, opportunity=opportunity, cost=5, duration=5)
    f.InteractionFactory(salesperson=seller, cost=Decimal("2.5"), duration=10)
    figures = counting.of_salesperson(seller)
    assert figures == Effort(2, 2, Decimal("7.5"), 15)
    assert (figures.average_cost, figures.average_duration) == (Decimal("3.75"), Decimal("7.5"))
    assert counting.of_opportunity(opportunity) == Effort(1, 1, Decimal(5), 5)


def test_persons_of_one_company_are_one_company_of_a_campaign(campaign: Campaign) -> None:
    company = f.CompanyFactory()
    for contact in [company, *f.PersonFactory.create_batch(2, company=company)]:
        target(campaign, contact=contact)
    response(campaign)
    assert counting.companies_of([campaign])[campaign.pk] == Companies(1, 1)


def test_days_and_groups_are_told_apart(campaign: Campaign) -> None:
    letters, calls = f.InteractionGroupFactory(code="LETTER"), f.InteractionGroupFactory(code="CALL")
    target(campaign, date=date(2026, 3, 5), group=letters, cost=2)
    response(campaign, date=date(2026, 3, 5), group=calls, cost=9)
    logged(campaign, date=date(2026, 3, 1), cost=1)
    rows = counting.that_count().filter(campaign=campaign)
    by_day = counting.by_day(rows, "number", "contacted", "responded")
    assert [(row.day.day, row.number, row.contacted, row.responded) for row in by_day] == [
        (1, 1, 0, 0),
        (5, 2, 1, 1),
    ]
    assert [row.number for row in counting.by_day(rows, "number")] == [1, 2]
    assert counting.cost_by_group(rows) == [(calls, 9), (letters, 2), (None, 1)]


def test_figures_take_as_many_statements_for_many_as_for_one(campaign: Campaign, queries: Queries) -> None:
    others = f.CampaignFactory.create_batch(3)
    for each in [campaign, *others]:
        target(each)
    assert queries(lambda: counting.of_campaigns([campaign, *others])) == 1
    assert queries(lambda: counting.of_contact(f.CompanyFactory.build(pk=1))) == 1
