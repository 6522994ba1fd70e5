"""Why this price: what became of every candidate (decision 13)."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from campaigns.models import Campaign
from pricing.reasons import SENTENCES, Reason, reason_words, source_words
from tests.factories import (
    CurrencyFactory,
    CustomerFactory,
    PersonFactory,
    PriceGroupFactory,
    SegmentLineFactory,
    TargetExclusionFactory,
)
from tests.pricing.conftest import W, World


def the_reason(reasons: list[Reason], campaign: Campaign) -> Reason:
    (found,) = [reason for reason in reasons if reason.campaign_id == campaign.pk]
    return found


def test_the_used_price_comes_first_then_those_that_fit_by_amount_then_the_rejected(world: World) -> None:
    wholesale = PriceGroupFactory(code="WH")
    world.c_a.price_group = wholesale
    world.c_a.save()
    world.active(world.k1, world.co_a)
    world.k1.description = "Spring"
    world.k1.save()
    world.price(world.c_a, "85")
    world.price(wholesale, "82")
    world.price(None, "90")
    needs_ten = world.price(None, "60", minimum_quantity=10)
    world.price(world.k1, "80")
    prices = [reason for reason in world.ask(world.co_a, "6").reasons if reason.kind != "discount"]
    assert [(source_words(reason), Decimal(reason.amount), reason_words(reason)) for reason in prices] == [
        ("Campaign K1 Spring", 80, "Used: it gives the lowest amount."),
        ("Customer price group WH", 82, "Dearer than the price used."),
        ("Customer C-A CO-A", 85, "Dearer than the price used."),
        ("All Customers", 90, "Dearer than the price used."),
        ("All Customers", 60, "Needs 10, this line has 6."),
        ("Item card", 100, "The item card's price counts only when no sales price fits."),
    ]
    assert [reason.verdict for reason in prices] == ["used", "fits", "fits", "fits", "rejected", "rejected"]
    assert (prices[0].starting_date, prices[0].ending_date) == ("2026-03-01", "2026-03-31")
    assert (Decimal(prices[4].minimum), prices[4].row_id) == (10, needs_ten.pk)


def test_without_any_row_the_card_is_used(world: World) -> None:
    (reason,) = world.ask(world.co_a).reasons
    assert (source_words(reason), reason_words(reason)) == ("Item card", "Used: no sales price fits this line.")
    assert Decimal(reason.amount) == 100


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"unit": "box"}, "other_unit"),
        ({"variant": "v2"}, "other_variant"),
        ({"minimum_quantity": 10}, "needs_more"),
    ],
)
def test_a_row_that_is_not_for_the_line_says_so(world: World, columns: dict[str, Any], code: str) -> None:
    named = {name: getattr(world, value) if isinstance(value, str) else value for name, value in columns.items()}
    world.price(None, "80", **named)
    world.discount(None, "10", **named)
    reasons = world.ask(world.co_a, variant=world.v1).reasons
    assert [reason.code for reason in reasons if reason.source == "all"] == [code, code]


def test_a_general_row_loses_to_one_for_the_variant(world: World) -> None:
    world.price(None, "80")
    world.price(None, "95", variant=world.v1)
    world.discount(None, "20")
    world.discount(None, "0", variant=world.v1)
    reasons = world.ask(world.co_a, variant=world.v1).reasons
    codes = [(reason.kind, reason.code) for reason in reasons if reason.source == "all"]
    assert codes == [
        ("price", "lowest_amount"),
        ("price", "less_specific"),
        ("discount", "highest_discount"),
        ("discount", "less_specific"),
    ]


def test_discounts_that_are_beaten_or_not_allowed(world: World) -> None:
    world.discount(None, "10")
    world.discount(world.c_a, "5")
    world.discount(None, "10", item=None, item_group=world.i1.discount_group, unit=None)
    reasons = world.ask(world.co_a).reasons
    found = [(reason.code, reason.of_item_group) for reason in reasons if reason.kind == "discount"]
    assert found == [("highest_discount", False), ("equal", True), ("lower", False)]
    world.c_a.allow_line_discount = False
    world.c_a.save()
    assert {reason.code for reason in world.ask(world.co_a).reasons if reason.kind == "discount"} == {
        "customer_disallows"
    }
    world.price(None, "80", allow_line_discount=False)
    assert {reason.code for reason in world.ask(world.co_a).reasons if reason.kind == "discount"} == {"price_disallows"}


# --- campaigns that do not count ----------------------------------------------------------------------


def test_not_activated(world: World) -> None:
    world.segment(world.k1, world.co_a)
    world.price(world.k1, "80")
    reason = the_reason(world.explain(world.co_a), world.k1)
    assert (reason.verdict, reason_words(reason)) == ("rejected", "The campaign is not activated.")
    assert Decimal(reason.amount) == 80


def test_a_company_without_a_line(world: World) -> None:
    world.active(world.k1, world.co_c)
    world.price(world.k1, "80")
    reason = the_reason(world.explain(world.co_a), world.k1)
    words = "Neither a segment nor an interaction makes this company a target of the campaign."
    assert reason_words(reason) == words


def test_a_company_that_is_unticked(world: World) -> None:
    segment = world.active(world.k1, world.co_c)
    SegmentLineFactory(segment=segment, contact=world.p_a1, campaign_target=False)
    world.price(world.k1, "80")
    reason = the_reason(world.explain(world.co_a), world.k1)
    assert reason_words(reason) == "Campaign Target is not ticked for this company."


def test_a_company_that_is_excluded(world: World) -> None:
    world.active(world.k1, world.co_a)
    TargetExclusionFactory(campaign=world.k1, contact=world.co_a)
    world.price(world.k1, "80")
    reason = the_reason(world.explain(world.co_a), world.k1)
    assert reason_words(reason) == "This company is excluded from the campaign."


def test_a_person_held_back_by_the_consent_gate(world: World) -> None:
    world.active(world.k1, PersonFactory(company=world.co_a, privacy_blocked=True))
    world.price(world.k1, "80")
    assert the_reason(world.explain(world.co_a), world.k1).code == "not_admitted"


@pytest.mark.parametrize("switch", ["no_campaign_prices", "privacy_blocked", "customer_blocked"])
def test_a_company_that_gets_no_campaign_prices(world: World, switch: str) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    if switch == "customer_blocked":
        world.c_a.blocked = True
        world.c_a.save()
    else:
        setattr(world.co_a, switch, True)
        world.co_a.save()
    assert the_reason(world.explain(world.co_a), world.k1).code == switch


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 2, 28), "Starts on 03/01/2026."),
        (date(2026, 1, 29), "Starts on 03/01/2026."),
        (date(2026, 4, 1), "Ended on 03/31/2026."),
        (date(2026, 5, 1), "Ended on 03/31/2026."),
    ],
)
def test_a_campaign_before_its_start_or_after_its_end(world: World, on: date, expected: str) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    assert reason_words(the_reason(world.explain(world.co_a, on=on), world.k1)) == expected


@pytest.mark.parametrize("on", [date(2026, 1, 28), date(2026, 5, 2)])
def test_a_campaign_more_than_31_days_away_is_not_spoken_of(world: World, on: date) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    assert {reason.source for reason in world.explain(world.co_a, on=on)} == {"card"}


def test_an_unactivated_campaign_of_others_is_not_spoken_of(world: World) -> None:
    world.segment(world.k1, world.co_c)
    world.price(world.k1, "80")
    assert {reason.source for reason in world.explain(world.co_a)} == {"card"}


def test_a_campaign_price_in_another_currency(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80", currency=CurrencyFactory(code="USD"))
    assert the_reason(world.explain(world.co_a), world.k1).code == "other_currency"


def test_a_dearer_campaign_is_the_runner_up(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.active(world.k2, world.co_a)
    world.price(world.k1, "80")
    world.price(world.k2, "90")
    reason = the_reason(world.explain(world.co_a), world.k2)
    assert (reason.verdict, reason.code) == ("fits", "dearer")


def test_campaign_discounts_of_item_and_group_are_explained_too(world: World) -> None:
    world.segment(world.k1, world.co_a)
    world.discount(world.k1, "10")
    world.discount(world.k1, "15", item=None, item_group=world.i1.discount_group, unit=None)
    reasons = [reason for reason in world.explain(world.co_a) if reason.kind == "discount"]
    assert [(reason.code, reason.of_item_group) for reason in reasons] == [
        ("not_activated", True),
        ("not_activated", False),
    ]


def test_at_most_fifty_campaign_rows_are_added(world: World) -> None:
    world.active(world.k2, world.co_a)
    world.price(world.k2, "70")
    world.segment(world.k1, world.co_a)
    for number in range(60):
        world.price(world.k1, "80", minimum_quantity=number)
    reasons = world.explain(world.co_a)
    assert len([reason for reason in reasons if reason.campaign_id == world.k1.pk]) == 50
    assert the_reason(reasons, world.k2).verdict == "used"


def test_reasons_are_stored_as_json_and_said_again_in_the_readers_language(world: World) -> None:
    world.price(None, "80.5", minimum_quantity=Decimal("2.5"))
    reasons = world.ask(world.co_a).reasons
    stored = json.loads(json.dumps([reason.as_json() for reason in reasons]))
    assert [Reason.from_json(row) for row in stored] == reasons
    (needs,) = [Reason.from_json(row) for row in stored if row["code"] == "needs_more"]
    assert reason_words(needs) == "Needs 2.5, this line has 1."
    with translation.override("nb"):
        assert "2,5" in reason_words(needs)


def test_what_a_later_version_adds_to_a_stored_reason_is_passed_over() -> None:
    stored = {"kind": "list", "verdict": "used", "code": "no_price_fits", "source": "card", "mood": "good"}
    assert Reason.from_json(stored) == Reason("list", "used", "no_price_fits", "card")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_has_a_sentence_that_can_be_said(code: str) -> None:
    facts = {"needs": "10", "has": "6", "starts": "2026-03-01", "ended": "2026-03-31"}
    assert reason_words(Reason("price", "rejected", code, "all", facts=facts)).endswith(".")


def test_an_explanation_costs_two_statements_more(world: World, queries: Callable[[Callable[[], Any]], int]) -> None:
    CustomerFactory(contact=world.co_b)
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    asked = queries(lambda: world.ask(world.co_a, on=W))
    assert queries(lambda: world.explain(world.co_a, on=W)) == asked + 2
