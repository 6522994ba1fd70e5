"""Who is a target while the campaign is active (cases D)."""

from collections.abc import Callable
from typing import Any

import pytest

from interactions.models import Interaction
from pricing.party import party_of
from segments.models import SegmentLine, SegmentStep
from segments.targets import campaigns_aimed_at, has_target, standings_of, target_count, target_counts, targets_of
from tests.factories import (
    A_MOMENT,
    CompanyFactory,
    CustomerFactory,
    InteractionFactory,
    PersonFactory,
    SegmentLineFactory,
    SegmentStepFactory,
    TargetExclusionFactory,
)
from tests.pricing.conftest import World


def take_out(line: SegmentLine) -> None:
    line.removed = SegmentStepFactory(segment=line.segment, kind=SegmentStep.Kind.REDUCE)
    line.save()


def test_cp_52_an_unflagged_newcomer_is_no_target(world: World) -> None:
    segment = world.active(world.k1, world.co_a)
    SegmentLineFactory(segment=segment, contact=world.co_c, campaign_target=False)
    assert list(targets_of(world.k1)) == [world.co_a]


def test_ci_127_a_flagged_newcomer_gets_the_price_at_once(world: World) -> None:
    segment = world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    assert world.ask(world.co_c).unit_price == 100
    SegmentLineFactory(segment=segment, contact=world.co_c, campaign_target=True)
    assert world.ask(world.co_c).unit_price == 80


def test_ci_128_unticking_one_line_takes_that_company_out(world: World) -> None:
    segment = world.active(world.k1, world.co_a, world.co_c)
    world.price(world.k1, "80")
    SegmentLine.objects.filter(segment=segment, contact=world.co_c).update(campaign_target=False)
    assert world.ask(world.co_c).unit_price == 100
    assert world.ask(world.co_a).unit_price == 80


def test_cp_55_a_company_stays_while_one_of_its_persons_is_flagged(world: World) -> None:
    segment = world.active(world.k1, world.p_a1, world.p_a2)
    take_out(world.line_of(segment, world.p_a1))
    assert list(targets_of(world.k1)) == [world.co_a]
    take_out(world.line_of(segment, world.p_a2))
    assert not targets_of(world.k1).exists()


def test_cp_56_a_company_stays_while_one_of_two_segments_has_it(world: World) -> None:
    first, second = world.active(world.k1, world.co_a), world.active(world.k1, world.co_a)
    first.delete()
    assert list(targets_of(world.k1)) == [world.co_a]
    second.delete()
    assert not has_target(world.k1)


@pytest.mark.parametrize("active", [True, False])
def test_cp_58_a_line_moved_to_another_campaign(world: World, active: bool) -> None:
    segment = world.active(world.k1, world.co_a, world.co_c)
    other = world.active(world.k2, world.co_b) if active else world.segment(world.k2)
    world.price(world.k2, "70")
    SegmentLine.objects.filter(segment=segment, contact=world.co_c).update(segment=other)
    assert list(targets_of(world.k1)) == [world.co_a]
    assert world.co_c in targets_of(world.k2)
    assert world.ask(world.co_c).unit_price == (70 if active else 100)


def test_cp_59_the_flag_of_all_lines_counts_at_once_both_ways(world: World) -> None:
    segment = world.active(world.k1, world.co_a)
    SegmentLine.objects.filter(segment=segment).update(campaign_target=False)
    assert not has_target(world.k1)
    SegmentLine.objects.filter(segment=segment).update(campaign_target=True)
    assert list(targets_of(world.k1)) == [world.co_a]


def test_cp_61_a_second_flagged_line_of_the_company_changes_nothing(world: World) -> None:
    segment = world.active(world.k1, world.co_a)
    SegmentLineFactory(segment=segment, contact=world.p_a1, campaign_target=True)
    assert list(targets_of(world.k1)) == [world.co_a]


def test_cp_62_an_unflagged_line_that_goes_changes_nothing(world: World) -> None:
    segment = world.active(world.k1, world.co_a)
    line = SegmentLineFactory(segment=segment, contact=world.p_a1, campaign_target=False)
    take_out(line)
    assert list(targets_of(world.k1)) == [world.co_a]


def test_an_exclusion_takes_the_company_with_all_its_persons_out_of_one_campaign(world: World) -> None:
    world.active(world.k1, world.p_a1, world.co_b)
    world.active(world.k2, world.p_a1)
    TargetExclusionFactory(campaign=world.k1, contact=world.co_a)
    assert list(targets_of(world.k1)) == [world.co_b]
    assert list(targets_of(world.k2)) == [world.co_a]


@pytest.mark.parametrize("switch", ["privacy_blocked", "no_campaign_prices"])
def test_a_company_that_is_blocked_or_switched_off_is_no_target(world: World, switch: str) -> None:
    world.active(world.k1, world.p_a1, world.co_b)
    setattr(world.co_a, switch, True)
    world.co_a.save()
    assert list(targets_of(world.k1)) == [world.co_b]


def test_a_blocked_customer_is_no_target(world: World) -> None:
    world.active(world.k1, world.co_a, world.co_b)
    world.c_a.blocked = True
    world.c_a.save()
    assert list(targets_of(world.k1)) == [world.co_b]


@pytest.mark.parametrize("switch", ["privacy_blocked", "exclude_from_segments"])
def test_a_person_whom_the_consent_gate_holds_back_entitles_nobody(world: World, switch: str) -> None:
    world.active(world.k1, world.p_a1)
    setattr(world.p_a1, switch, True)
    world.p_a1.save()
    assert not has_target(world.k1)
    world.active(world.k1, world.p_a2)
    assert list(targets_of(world.k1)) == [world.co_a]


def test_targets_are_counted_for_many_campaigns_in_two_statements(
    world: World, queries: Callable[[Callable[[], Any]], int]
) -> None:
    world.active(world.k1, world.co_a, world.p_a1, world.co_b)
    world.segment(world.k2, world.co_c)
    campaigns = [world.k1, world.k2, world.k3]
    assert target_counts(campaigns) == {world.k1.pk: 2, world.k2.pk: 1}
    assert [target_count(campaign) for campaign in campaigns] == [2, 1, 0]
    assert queries(lambda: target_counts(campaigns)) == 2


def test_the_campaigns_of_many_companies_in_two_statements(
    world: World, queries: Callable[[Callable[[], Any]], int]
) -> None:
    world.segment(world.k2, world.co_a)
    world.active(world.k1, world.p_a1, world.co_b)
    parties = [world.co_a.pk, world.co_b.pk, world.co_c.pk]
    assert campaigns_aimed_at(parties) == {world.co_a.pk: [world.k1, world.k2], world.co_b.pk: [world.k1]}
    assert queries(lambda: campaigns_aimed_at(parties)) == 2


def test_how_a_company_stands_to_its_campaigns(world: World) -> None:
    world.segment(world.k1, world.co_a, world.p_a1)
    world.segment(world.k2, world.p_a1, ticked=False)
    assert standings_of(world.co_a.pk) == {world.k1.pk: "target", world.k2.pk: "unticked"}
    TargetExclusionFactory(campaign=world.k1, contact=world.co_a)
    world.segment(world.k2, PersonFactory(company=world.co_a, exclude_from_segments=True))
    assert standings_of(world.co_a.pk) == {world.k1.pk: "excluded", world.k2.pk: "not_admitted"}
    assert standings_of(world.co_b.pk) == {}


def interaction(world: World, contact: Any, **values: Any) -> Interaction:
    return InteractionFactory(contact=contact, campaign=world.k1, **{"campaign_target": True, **values})


def test_cp_64_a_company_stays_a_target_by_the_interaction_that_replaces_its_line(world: World) -> None:
    segment = world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    interaction(world, world.co_a)
    segment.delete()
    assert list(targets_of(world.k1)) == [world.co_a]
    assert world.ask(world.co_a).unit_price == 80


def test_a_company_spoken_to_again_is_one_target_where_no_segment_is_left(world: World) -> None:
    for contact in (world.co_a, world.co_a, world.p_a1, world.co_b):
        interaction(world, contact)
    assert target_count(world.k1) == targets_of(world.k1).count() == 2


def test_cp_65_taking_a_line_out_leaves_what_an_interaction_made_a_target(world: World) -> None:
    interaction(world, world.co_a)
    segment = world.active(world.k1, world.co_a)
    take_out(world.line_of(segment, world.co_a))
    assert list(targets_of(world.k1)) == [world.co_a]
    assert has_target(world.k1)


@pytest.mark.parametrize("void", ["cancelled", "postponed"])
def test_an_interaction_that_does_not_count_makes_no_target(world: World, void: str) -> None:
    interaction(world, world.co_a, **{void: True})
    assert not has_target(world.k1)
    assert standings_of(world.co_a.pk) == {}


def test_an_interaction_of_a_person_entitles_the_company_once(world: World) -> None:
    interaction(world, world.p_a1)
    interaction(world, world.p_a2)
    world.active(world.k1, world.co_a, world.co_b)
    assert target_counts([world.k1]) == {world.k1.pk: 2}
    assert campaigns_aimed_at([world.co_a.pk]) == {world.co_a.pk: [world.k1]}
    TargetExclusionFactory(campaign=world.k1, contact=world.co_a)
    assert list(targets_of(world.k1)) == [world.co_b]


def test_querysets_and_sql_agree_on_who_is_a_target(world: World) -> None:
    """Every combination of switches: the party of the price question and the querysets of the pages say the same.

    A flagged line, a flagged interaction, or both; either may be void: taken out, canceled or postponed.
    """
    parties = []
    for number in range(2**8):
        flag, gone, member, head, off, blocked, logged, void = (bool(number & 2**bit) for bit in range(8))
        company = CompanyFactory(privacy_blocked=head, no_campaign_prices=off)
        person = PersonFactory(company=company, exclude_from_segments=member)
        if number % 3:
            CustomerFactory(number=f"N{number}", contact=company, blocked=blocked)
        segment = world.segment(world.k1, person, ticked=flag)
        if gone:
            take_out(world.line_of(segment, person))
        if logged:
            how = {"cancelled" if number % 2 else "postponed": void}
            InteractionFactory(contact=person, campaign=world.k1, campaign_target=True, **how)
        if number % 5 == 0:
            TargetExclusionFactory(campaign=world.k1, contact=company)
        parties.append(company)
    world.k1.activate(by=None, at=A_MOMENT)
    by_queryset = set(targets_of(world.k1))
    assert target_count(world.k1) == len(by_queryset)
    assert by_queryset <= {company for company in parties if standings_of(company.pk).get(world.k1.pk) == "target"}
    by_sql = {company for company in parties if party_of(company).campaigns}
    assert by_sql == by_queryset
    assert 0 < len(by_sql) < len(parties)
    assert set(campaigns_aimed_at([company.pk for company in parties])) == {company.pk for company in by_sql}
