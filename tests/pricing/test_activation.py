"""Activating and deactivating (cases C, CI-124, CI-125 half)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import TestCase

from campaigns.models import Campaign
from core.models import User
from pricing.activation import NoTarget, NothingToActivate, Outcome, activate, deactivate
from pricing.models import Activation
from segments.models import SegmentLine
from segments.targets import targets_of
from tests.factories import (
    A_MOMENT,
    CampaignStatusFactory,
    InteractionFactory,
    SegmentLineFactory,
    TargetExclusionFactory,
)
from tests.pricing.conftest import W, World

LATER = A_MOMENT + timedelta(hours=1)


@pytest.fixture
def switch(ann: User) -> Callable[..., Outcome]:
    """Activate, with the background work done at once."""

    def act(campaign: Campaign, *, at: datetime = A_MOMENT, on: date = W, **options: Any) -> Outcome:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return activate(campaign, by=ann, at=at, on=on, **options)

    return act


def test_cp_31_ci_124_a_campaign_without_rows_asks_and_no_means_nothing_happens(
    world: World, switch: Callable[..., Outcome]
) -> None:
    world.segment(world.k1, world.co_a)
    with pytest.raises(NothingToActivate, match="neither a sales price nor a line discount"):
        switch(world.k1)
    world.k1.refresh_from_db()
    assert not world.k1.is_activated
    assert not Activation.objects.exists()


def test_cp_32_ci_124_answered_yes_it_is_activated(world: World, switch: Callable[..., Outcome], ann: User) -> None:
    world.segment(world.k1, world.co_b)
    outcome = switch(world.k1, anyway=True, reason="Prices follow")
    assert "is activated" in outcome.message
    assert world.k1.is_activated
    assert (world.k1.activated_at, world.k1.activated_by) == (A_MOMENT, ann)
    assert list(targets_of(world.k1)) == [world.co_b]
    record = Activation.objects.get()
    assert (record.on, record.user, record.at, record.reason) == (True, ann, A_MOMENT, "Prices follow")
    assert (record.lines, record.companies, record.prices, record.discounts) == (1, 1, 0, 0)


def test_a_row_of_either_kind_is_enough(world: World, switch: Callable[..., Outcome]) -> None:
    world.segment(world.k1, world.co_a)
    world.segment(world.k2, world.co_a)
    world.price(world.k1, "80")
    world.discount(world.k2, "10")
    assert switch(world.k1).record
    assert switch(world.k2).record


def test_without_a_target_it_is_refused_before_any_question(world: World, switch: Callable[..., Outcome]) -> None:
    world.segment(world.k1, world.co_a, ticked=False)
    with pytest.raises(NoTarget, match="tick Campaign Target on the segment or on its lines"):
        switch(world.k1, anyway=True)
    with pytest.raises(NoTarget):
        switch(world.k1)
    assert not Activation.objects.exists()


def test_excluded_and_blocked_companies_are_no_target(world: World, switch: Callable[..., Outcome]) -> None:
    world.segment(world.k1, world.co_a, world.co_b)
    TargetExclusionFactory(campaign=world.k1, contact=world.co_a)
    world.co_b.no_campaign_prices = True
    world.co_b.save()
    with pytest.raises(NoTarget):
        switch(world.k1, anyway=True)


def test_cp_34_a_person_entitles_the_company(world: World, switch: Callable[..., Outcome]) -> None:
    world.segment(world.k1, world.p_a1)
    switch(world.k1, anyway=True)
    assert list(targets_of(world.k1)) == [world.co_a]


def test_cp_35_a_company_and_its_person_are_one_target(world: World, switch: Callable[..., Outcome]) -> None:
    world.segment(world.k1, world.co_b, world.p_b1)
    switch(world.k1, anyway=True)
    record = Activation.objects.get()
    assert list(targets_of(world.k1)) == [world.co_b]
    assert (record.lines, record.companies) == (2, 1)


def test_cp_37_only_ticked_lines_count(world: World, switch: Callable[..., Outcome]) -> None:
    segment = world.segment(world.k1, world.co_a, world.co_c, ticked=False)
    SegmentLine.objects.filter(segment=segment, contact=world.co_c).update(campaign_target=True)
    switch(world.k1, anyway=True)
    assert list(targets_of(world.k1)) == [world.co_c]


def test_cp_38_a_line_moved_to_a_segment_of_another_campaign(world: World, switch: Callable[..., Outcome]) -> None:
    segment, other = world.segment(world.k1, world.co_a, world.co_c), world.segment(world.k2)
    SegmentLine.objects.filter(segment=segment, contact=world.co_c).update(segment=other)
    switch(world.k1, anyway=True)
    switch(world.k2, anyway=True)
    assert list(targets_of(world.k1)) == [world.co_a]
    assert list(targets_of(world.k2)) == [world.co_c]


def test_cp_40_what_was_logged_without_campaign_target_makes_no_target(
    world: World, switch: Callable[..., Outcome]
) -> None:
    InteractionFactory(contact=world.co_a, campaign=world.k1, segment_number="S1")
    with pytest.raises(NoTarget):
        switch(world.k1, anyway=True)
    assert not world.k1.is_activated


def test_cp_41_an_interaction_with_campaign_target_is_enough(world: World, switch: Callable[..., Outcome]) -> None:
    InteractionFactory(contact=world.co_b, campaign=world.k1, campaign_target=True)
    switch(world.k1, anyway=True)
    record = Activation.objects.get()
    assert list(targets_of(world.k1)) == [world.co_b]
    assert (record.lines, record.interactions, record.companies) == (0, 1, 1)


def test_cp_43_a_canceled_interaction_is_as_absent(world: World, switch: Callable[..., Outcome]) -> None:
    InteractionFactory(contact=world.co_b, campaign=world.k1, campaign_target=True, cancelled=True)
    with pytest.raises(NoTarget):
        switch(world.k1, anyway=True)


def test_cp_44_a_campaign_that_is_over_activates_with_a_warning(world: World, switch: Callable[..., Outcome]) -> None:
    world.k1.ending_date = date(2026, 3, 9)
    world.k1.status = CampaignStatusFactory(code="9-DONE", order=900)
    world.k1.save()
    world.segment(world.k1, world.co_a)
    world.price(world.k1, "80")
    outcome = switch(world.k1)
    assert "ended on" in outcome.warning
    assert world.k1.is_activated
    assert world.ask(world.co_a, on=W).unit_price == 100
    assert world.ask(world.co_a, on=date(2026, 3, 9)).unit_price == 80


def test_a_campaign_in_force_activates_without_warning(world: World, switch: Callable[..., Outcome]) -> None:
    world.segment(world.k1, world.co_a)
    world.price(world.k1, "80")
    assert switch(world.k1, on=date(2026, 3, 31)).warning == ""


def test_cp_46_activating_again_is_no_news(world: World, switch: Callable[..., Outcome]) -> None:
    world.segment(world.k1, world.co_a)
    of_c = world.segment(world.k1, world.co_c)
    world.price(world.k1, "80")
    switch(world.k1)
    again = switch(world.k1, at=LATER)
    assert again.record is None
    assert "is active since" in again.message
    assert Activation.objects.count() == 1
    SegmentLine.objects.filter(segment=of_c).update(campaign_target=False)
    assert list(targets_of(world.k1)) == [world.co_a]
    assert switch(world.k1, at=LATER).record is None
    newest = Activation.objects.first()
    assert newest
    assert (newest.at, newest.companies, Activation.objects.count()) == (LATER, 1, 2)
    world.k1.refresh_from_db()
    assert world.k1.activated_at == A_MOMENT


def test_an_activated_campaign_without_targets_stays_activated_and_says_so(
    world: World, switch: Callable[..., Outcome]
) -> None:
    segment = world.segment(world.k1, world.co_a)
    world.price(world.k1, "80")
    switch(world.k1)
    SegmentLine.objects.filter(segment=segment).update(campaign_target=False)
    assert "no target" in switch(world.k1).warning
    assert world.k1.is_activated


def test_cp_47_deactivating_one_campaign_leaves_the_other(
    world: World, switch: Callable[..., Outcome], ann: User
) -> None:
    for campaign in (world.k1, world.k2):
        world.segment(campaign, world.co_a)
        world.price(campaign, "80")
        switch(campaign)
    outcome = deactivate(world.k1, by=ann, at=LATER)
    assert "is deactivated" in outcome.message
    assert not world.k1.is_activated
    assert SegmentLine.objects.targets().count() == 2
    assert world.ask(world.co_a).price_campaign_id == world.k2.pk
    switch(world.k1, at=LATER)
    assert world.ask(world.co_a).price_campaign_id == world.k1.pk
    assert [record.on for record in Activation.objects.filter(campaign=world.k1)] == [True, False, True]


def test_deactivating_what_is_not_activated_is_a_message_and_no_record(world: World, ann: User) -> None:
    outcome = deactivate(world.k1, by=ann, at=A_MOMENT)
    assert outcome.record is None
    assert "is not activated" in outcome.message
    assert not Activation.objects.exists()


def test_the_record_keeps_what_was_covered(world: World, switch: Callable[..., Outcome]) -> None:
    segment = world.segment(world.k1, world.co_a, world.p_a1)
    world.price(world.k1, "80")
    world.discount(world.k1, "10", item=None, item_group=world.i1.discount_group, unit=None)
    TargetExclusionFactory(campaign=world.k1, contact=world.co_c)
    switch(world.k1)
    record = Activation.objects.get()
    assert (record.lines, record.companies, record.prices, record.discounts) == (2, 1, 1, 1)
    assert record.evidence["segments"] == [[segment.number, 2]]
    assert record.evidence["prices"][0][:2] == ["I1", "80.00000"]
    assert record.evidence["exclusions"] == 1
    assert (record.evidence["starting_date"], record.evidence["ending_date"]) == ("2026-03-01", "2026-03-31")


def test_the_switch_asks_the_same_few_statements_for_one_line_and_for_many(
    world: World, ann: User, queries: Callable[[Callable[[], Any]], int]
) -> None:
    def statements(campaign: Campaign) -> int:
        return queries(lambda: activate(campaign, by=ann, at=A_MOMENT, on=W))

    world.price(world.k1, "80")
    world.price(world.k2, "80")
    world.segment(world.k1, world.co_a)
    many = world.segment(world.k2, world.co_a)
    added = many.lines.get().added
    SegmentLine.objects.bulk_create(
        SegmentLineFactory.build(segment=many, contact=world.co_c, added=added, campaign_target=True)
        for _number in range(300)
    )
    assert statements(world.k1) == statements(world.k2) <= 10
