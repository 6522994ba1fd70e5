"""Companies with the prices beside those held out: the figures by hand, and one honest word."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from core.models import User
from sales.intervals import Group, newcombe, normal, wilson
from sales.uplift import Word, compared, is_early, uplift_of
from tests import factories as f
from tests.conftest import Queries

Make = Callable[..., Any]


def spent(*amounts: float) -> Group:
    return Group(len(amounts), sum(each > 0 for each in amounts), sum(amounts), sum(each**2 for each in amounts))


def buyers(count: int, companies: int) -> Group:
    return spent(*[1] * count, *[0] * (companies - count))


@pytest.mark.parametrize(
    ("count", "companies", "low", "high"),
    [(15, 148, 0.0624, 0.1605), (81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_one_share_is_the_published_one(count: int, companies: int, low: float, high: float) -> None:
    """Newcombe 1998, interval estimation for the single proportion, method 3."""
    assert wilson(count, companies) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_of_two_shares_is_the_published_one(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe 1998, interval estimation for the difference between independent proportions, method 10."""
    assert newcombe(buyers(*one), buyers(*other)) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_two_means_is_counted_by_hand() -> None:
    """Means 20 and 5, variances 100 and 50: 15 ± 1.96 × √(100/3 + 50/2)."""
    assert normal(spent(10, 20, 30), spent(0, 10)) == pytest.approx((0.0306, 29.9694), abs=1e-4)


@pytest.mark.parametrize(
    ("targeted", "held_out", "early", "words"),
    [
        (buyers(60, 100), buyers(20, 100), False, (Word.DIFFERENCE, Word.DIFFERENCE)),
        (buyers(20, 100), buyers(60, 100), False, (Word.DIFFERENCE, Word.DIFFERENCE)),
        (buyers(50, 100), buyers(45, 100), False, (Word.NONE_SEEN, Word.NONE_SEEN)),
        (buyers(0, 100), buyers(0, 100), False, (Word.NONE_SEEN, Word.NONE_SEEN)),
        (spent(*[500] * 40, *[0] * 60), spent(*[100] * 40, *[0] * 60), False, (Word.NONE_SEEN, Word.DIFFERENCE)),
        (buyers(60, 100), buyers(20, 100), True, (Word.TOO_EARLY, Word.TOO_EARLY)),
        (buyers(60, 100), buyers(1, 29), False, (Word.TOO_EARLY, Word.TOO_EARLY)),
        (buyers(29, 29), buyers(1, 100), False, (Word.TOO_EARLY, Word.TOO_EARLY)),
        (buyers(30, 30), buyers(1, 30), False, (Word.DIFFERENCE, Word.DIFFERENCE)),
        (buyers(60, 100), buyers(1, 1), False, (Word.TOO_EARLY, Word.TOO_EARLY)),
        (buyers(0, 0), buyers(0, 0), False, (Word.TOO_EARLY, Word.TOO_EARLY)),
    ],
)
def test_one_honest_word(targeted: Group, held_out: Group, early: bool, words: tuple[Word, Word]) -> None:
    assert tuple(each.word for each in compared(targeted, held_out, is_early=early)) == words


@pytest.mark.parametrize(
    ("since", "ending", "on", "early"),
    [
        (None, None, date(2026, 3, 1), True),
        (date(2026, 3, 1), date(2026, 3, 31), date(2026, 2, 28), True),
        (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 15), True),
        (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 16), False),
        (date(2026, 3, 1), date(2026, 3, 31), date(2026, 5, 1), False),
        (date(2026, 3, 1), None, date(2026, 3, 30), True),
        (date(2026, 3, 1), None, date(2026, 3, 31), False),
    ],
)
def test_half_of_the_period_must_have_passed(since: date | None, ending: date | None, on: date, early: bool) -> None:
    assert is_early(since, ending, on=on) == early


@pytest.fixture
def compared_campaign(campaign: Make) -> Campaign:
    """Three with the prices, two of which bought; two held out, one of which bought."""
    customers = f.CustomerFactory.create_batch(5)
    made: Campaign = campaign(*customers)
    made.activated_at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    made.save()
    for customer in customers[3:]:
        f.TargetExclusionFactory(campaign=made, contact=customer.contact, held_out=True)
    for buyer, amount, day in (
        (0, 100, date(2026, 3, 3)),
        (0, 50, date(2026, 3, 31)),
        (1, 30, date(2026, 3, 10)),
        (3, 40, date(2026, 3, 10)),
        (2, 999, date(2026, 3, 2)),
        (4, 999, date(2026, 4, 1)),
    ):
        f.SalesEntryFactory(customer=customers[buyer], amount=amount, posting_date=day)
    f.SalesEntryFactory(posting_date=date(2026, 3, 10))
    return made


def test_what_both_bought_while_the_prices_counted(compared_campaign: Campaign) -> None:
    found = uplift_of(compared_campaign, on=date(2026, 5, 1))
    assert (found.since, found.until) == (date(2026, 3, 3), date(2026, 3, 31))
    assert found.targeted == Group(3, 2, 180, 150**2 + 30**2)
    assert found.held_out == Group(2, 1, 40, 40**2)
    assert (found.revenue.targeted, found.revenue.held_out, found.revenue.difference) == (60, 20, 40)
    assert (round(found.buyers.targeted, 1), found.buyers.held_out) == (66.7, 50)
    assert [each.word for each in found.both] == [Word.TOO_EARLY, Word.TOO_EARLY]


def test_the_first_activation_counts_and_the_start_where_it_is_later(compared_campaign: Campaign) -> None:
    for days in (-4, 5):
        f.ActivationFactory(campaign=compared_campaign, at=f.A_MOMENT + timedelta(days=days))
    assert uplift_of(compared_campaign, on=date(2026, 5, 1)).since == date(2026, 3, 6)
    Campaign.objects.update(starting_date=date(2026, 3, 8))
    compared_campaign.refresh_from_db()
    assert uplift_of(compared_campaign, on=date(2026, 5, 1)).since == date(2026, 3, 8)


def test_it_takes_as_many_statements_for_many_companies(compared_campaign: Campaign, queries: Queries) -> None:
    few = queries(lambda: uplift_of(compared_campaign, on=date(2026, 5, 1)))
    segment = compared_campaign.segment_set.get()  # type: ignore[attr-defined]
    for customer in f.CustomerFactory.create_batch(20):
        f.SegmentLineFactory(segment=segment, contact=customer.contact, campaign_target=True)
        f.SalesEntryFactory(customer=customer)
    assert queries(lambda: uplift_of(compared_campaign, on=date(2026, 5, 1))) == few <= 6


def test_the_page_compares_only_where_companies_are_held_out(
    as_ann: Client, ann: User, compared_campaign: Campaign, campaign: Make
) -> None:
    ann.work_date = date(2026, 5, 1)
    ann.save()
    part = reverse("sales:uplift", args=[compared_campaign.number])
    assert part in as_ann.get(reverse("sales:money", args=[compared_campaign.number])).content.decode()
    assert "uplift" not in as_ann.get(reverse("sales:money", args=[campaign().number])).content.decode()
    shown = as_ann.get(part).content.decode()
    for words in ("3 with the prices", "66.7", "2 held out", "60.00", "Too early to say", "fewer than 30 companies"):
        assert words in shown
