"""Some companies are kept without a campaign's prices, drawn by lot, evenly, and told to few."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from campaigns.models import Campaign
from contacts.models import Contact
from core.errors import Refused
from core.models import User
from segments import exclusions, hold_out
from segments.drawing import Company, Size, Stratum, drawn, lot_of
from segments.models import TargetExclusion
from segments.targets import target_count, targets_of
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
Targets = Callable[..., list[Contact]]

companies = some.lists(
    some.builds(
        Company,
        id=some.integers(1, 10**6),
        number=some.text("0123456789CT", min_size=1, max_size=8),
        salesperson_id=some.sampled_from([None, 1, 2, 3]),
        bought=some.sampled_from([Decimal(amount) for amount in (-5, 0, 10, 20, 300)]),
    ),
    unique_by=(lambda company: company.id, lambda company: company.number),
    max_size=200,
)


# --- the draw -----------------------------------------------------------------------------------------


@given(companies=companies, percent=some.integers(1, 50))
def test_the_shares_are_fair_in_all_and_in_each_stratum(companies: list[Company], percent: int) -> None:
    strata = list(drawn(companies, campaign="K1", percent=percent))
    held_out = [company for stratum in strata for company in stratum.held_out]
    assert sorted(company for stratum in strata for company in stratum.companies) == sorted(companies)
    assert abs(len(held_out) - len(companies) * percent / 100) <= 0.5
    for stratum in strata:
        assert abs(len(stratum.held_out) - len(stratum.companies) * percent / 100) <= 1


@given(companies=companies, percent=some.integers(1, 50), random=some.randoms())
def test_the_draw_can_be_repeated_in_any_order(companies: list[Company], percent: int, random: Any) -> None:
    def out(rows: list[Company]) -> set[int]:
        return {each.id for stratum in drawn(rows, campaign="K1", percent=percent) for each in stratum.held_out}

    shuffled = random.sample(companies, len(companies))
    assert out(companies) == out(shuffled)


def test_the_lowest_lots_are_held_out_and_every_campaign_draws_its_own() -> None:
    rows = [Company(number, f"C{number}") for number in range(40)]
    (stratum,) = drawn(rows, campaign="K1", percent=10)
    assert [each.number for each in stratum.held_out] == sorted(
        (each.number for each in rows), key=lambda number: lot_of(number, "K1")
    )[:4]
    (other,) = drawn(rows, campaign="K2", percent=10)
    assert set(stratum.held_out) != set(other.held_out)


def test_sizes_are_nothing_up_to_the_median_of_the_buyers_and_more() -> None:
    bought = {"A": -1, "B": 0, "C": 10, "D": 20, "E": 30}
    rows = [Company(key, name, 7, Decimal(amount)) for key, (name, amount) in enumerate(bought.items())]
    strata: list[Stratum] = list(drawn(rows, campaign="K1", percent=20))
    found = {stratum.size: {each.number for each in stratum.companies} for stratum in strata}
    assert found == {Size.NOTHING: {"A", "B"}, Size.LESS: {"C", "D"}, Size.MORE: {"E"}}
    assert {stratum.salesperson_id for stratum in strata} == {7}


# --- the act ------------------------------------------------------------------------------------------


@pytest.fixture
def k1() -> Campaign:
    campaign: Campaign = f.CampaignFactory(number="K1", starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31))
    f.SegmentFactory(campaign=campaign, number="S1")
    return campaign


@pytest.fixture
def targets(k1: Campaign) -> Targets:
    def add(count: int, **step: Any) -> list[Contact]:
        segment = k1.segment_set.get()  # type: ignore[attr-defined]
        added = f.SegmentStepFactory(segment=segment, **step)
        made = f.CompanyFactory.create_batch(count)
        for company in made:
            f.SegmentLineFactory(segment=segment, contact=company, added=added, campaign_target=True)
        return list(made)

    return add


def out_of(campaign: Campaign) -> set[int]:
    return set(TargetExclusion.objects.held_out(campaign).values_list("contact", flat=True))


@pytest.fixture
def draw(k1: Campaign, ann: User) -> Callable[..., int]:
    return lambda percent=10, at=f.A_MOMENT: hold_out.hold_out(k1, percent=percent, on=TODAY, by=ann, at=at)


def test_who_is_held_out_is_no_target(k1: Campaign, targets: Targets, draw: Callable[..., int], ann: User) -> None:
    everybody = targets(20)
    assert draw() == 2
    assert target_count(k1) == 18
    assert out_of(k1) == {each.pk for each in everybody} - set(targets_of(k1).values_list("pk", flat=True))
    row = TargetExclusion.objects.first()
    assert row is not None
    assert (row.reason, row.held_out, row.user, row.at) == ("Held out", True, ann, f.A_MOMENT)


def test_a_person_is_drawn_with_its_company(k1: Campaign, draw: Callable[..., int]) -> None:
    company = f.CompanyFactory()
    for _person in range(3):
        f.SegmentLineFactory(
            segment=k1.segment_set.get(),  # type: ignore[attr-defined]
            contact=f.PersonFactory(company=company),
            campaign_target=True,
        )
    assert draw(50) == 1
    assert out_of(k1) == {company.pk}


def test_drawn_again_nobody_is_new_and_lifted_the_same_are_drawn(
    k1: Campaign, targets: Targets, draw: Callable[..., int]
) -> None:
    targets(30)
    draw()
    before = out_of(k1)
    assert draw() == draw(50) == 0
    assert hold_out.lift(k1) == 3
    assert target_count(k1) == 30
    assert draw() == 3
    assert out_of(k1) == before


def test_only_companies_that_came_later_are_drawn_later(
    k1: Campaign, targets: Targets, draw: Callable[..., int]
) -> None:
    first = {each.pk for each in targets(30)}
    draw()
    before = out_of(k1)
    targets(20, at=f.A_MOMENT + timedelta(days=1))
    assert draw(at=f.A_MOMENT + timedelta(days=2)) == 2
    assert out_of(k1) & first == before


def test_a_company_that_was_logged_before_did_not_come_later(
    k1: Campaign, targets: Targets, draw: Callable[..., int]
) -> None:
    targets(20)
    draw()
    late = f.A_MOMENT + timedelta(days=1)
    for company in targets(10, at=late):
        f.InteractionFactory(contact=company, campaign=k1, campaign_target=True, at=f.A_MOMENT)
    assert draw(50, at=late) == 0


def test_who_is_excluded_by_hand_is_not_drawn_and_stays_out(
    k1: Campaign, targets: Targets, draw: Callable[..., int], ann: User
) -> None:
    shy, *_others = targets(21)
    f.TargetExclusionFactory(campaign=k1, contact=shy)
    assert draw() == 2
    drawn_one = Contact.objects.get(pk=next(iter(out_of(k1) - {shy.pk})))
    exclusions.exclude(campaign=k1, contact=drawn_one, reason="Pays late", by=ann, at=f.A_MOMENT)
    assert hold_out.lift(k1) == 1
    assert set(TargetExclusion.objects.values_list("contact", "reason")) == {
        (shy.pk, "Asked to be left out"),
        (drawn_one.pk, "Pays late"),
    }


def test_it_is_spread_over_salespeople_and_what_they_bought_in_a_year(k1: Campaign, targets: Targets) -> None:
    seller = f.SalespersonFactory(code="BOB")
    rich, poor, old, none = targets(4)
    Contact.objects.filter(pk__in=[rich.pk, poor.pk]).update(salesperson=seller)
    for company, amount, day in ((rich, 900, TODAY), (poor, 10, TODAY), (old, 500, date(2025, 3, 10))):
        f.SalesEntryFactory(customer=f.CustomerFactory(contact=company), amount=amount, posting_date=day)
    found = hold_out.by_salesperson(hold_out.draw(k1, percent=50, on=TODAY))
    shown = [
        (seller, [{each.id for each in stratum.companies} if stratum else set() for stratum in strata])
        for seller, strata in found
    ]
    assert shown == [(seller, [set(), {poor.pk}, {rich.pk}]), (None, [{old.pk, none.pk}, set(), set()])]


@pytest.mark.parametrize(
    ("percent", "values", "sentence"),
    [
        (0, {}, "Between 1 and 50 %"),
        (51, {}, "Between 1 and 50 %"),
        (10, {"ending_date": date(2026, 3, 9)}, "ended on 03/09/2026: it is too late"),
        (10, {}, "has no target"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    percent: int, values: dict[str, Any], sentence: str, k1: Campaign, ann: User
) -> None:
    Campaign.objects.update(**values)
    k1.refresh_from_db()
    with pytest.raises(Refused, match=sentence):
        hold_out.hold_out(k1, percent=percent, on=TODAY, by=ann, at=f.A_MOMENT)
    assert not TargetExclusion.objects.exists()


def test_a_thousand_companies_take_as_many_statements_as_ten(
    k1: Campaign, targets: Targets, draw: Callable[..., int], queries: Queries
) -> None:
    targets(10)
    for_ten = queries(draw)
    hold_out.lift(k1)
    targets(300)
    assert queries(draw) == for_ten <= 6
    assert len(out_of(k1)) == 31


# --- the pages ----------------------------------------------------------------------------------------


def test_the_page_shows_the_draw_before_it_is_made(as_ann: Client, ann: User, k1: Campaign, targets: Targets) -> None:
    ann.work_date = TODAY
    ann.save()
    targets(20)
    url = reverse("segments:hold_out", args=["K1"])
    page = as_ann.get(url, {"percent": "20"}).content.decode()
    assert "4 of 20 companies would be held out." in page
    assert not out_of(k1)
    done = as_ann.post(url, {"percent": "20"}, follow=True).content.decode()
    assert "4 companies are held out." in done
    assert len(out_of(k1)) == 4
    again = as_ann.post(url, {"percent": "20"}, follow=True).content.decode()
    assert "Nobody was drawn" in again
    lifted = as_ann.post(reverse("segments:lift_hold_out", args=["K1"]), follow=True).content.decode()
    assert "4 companies are targets again." in lifted


@pytest.mark.parametrize("percent", ["", "x", "0", "51", "10.5", "9" * 99])
def test_a_share_out_of_range_changes_nothing(percent: str, as_ann: Client, targets: Targets, k1: Campaign) -> None:
    targets(5)
    page = as_ann.post(reverse("segments:hold_out", args=["K1"]), {"percent": percent})
    assert page.status_code == 200
    assert page.context["form"].errors["percent"]
    assert not out_of(k1)


def test_only_who_may_exclude_may_hold_out(as_bob: Client, cleo: User, k1: Campaign) -> None:
    cleo_client = Client()
    cleo_client.force_login(cleo)
    for person in (as_bob, cleo_client):
        for name in ("hold_out", "lift_hold_out"):
            assert person.post(reverse(f"segments:{name}", args=["K1"]), {"percent": 10}).status_code == 403


@pytest.mark.parametrize(("name", "may_see"), [("ann", True), ("cleo", True), ("bob", False), ("dana", False)])
def test_only_marketing_and_management_see_who_is_held_out(
    name: str, may_see: bool, k1: Campaign, targets: Targets, draw: Callable[..., int], request: Any
) -> None:
    targets(10)
    draw()
    (out,) = out_of(k1)
    company = Contact.objects.get(pk=out)
    client = Client()
    client.force_login(request.getfixturevalue(name))
    listed = reverse("segments:exclusions", args=["K1"])
    for address in (
        listed,
        f"{listed}?export=csv",
        f"{listed}?print",
        f"{listed}?held_out=true",
        f"{listed}?f.reason=held*",
    ):
        answer = client.get(address)
        shown = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert company.number in shown
        assert ("Held out" in shown) == may_see
        assert ("Not targeted" in shown) != may_see
    assert ("Held out" in client.get(f"{k1.get_absolute_url()}?boxes").content.decode()) == may_see
    contact = client.get(f"{company.get_absolute_url()}?boxes").content.decode()
    assert "Held out" not in contact
    assert "#target-off" in contact


def test_others_cannot_tell_who_was_drawn_from_who_was_taken_out_by_hand(
    as_bob: Client, k1: Campaign, targets: Targets, draw: Callable[..., int]
) -> None:
    targets(10)
    draw()
    f.TargetExclusionFactory(campaign=k1, reason="Pays late")
    page = as_bob.get(reverse("segments:exclusions", args=["K1"]))
    assert [row.row.shown_reason for row in page.context["rows"]] == ["Not targeted"] * 2
    assert "Pays late" not in page.text
    assert {"user", "at"}.isdisjoint(header.column.name for header in page.context["headers"])


def test_a_filter_for_who_is_held_out_tells_nothing_to_others(
    as_bob: Client, k1: Campaign, targets: Targets, draw: Callable[..., int]
) -> None:
    targets(10)
    draw()
    f.TargetExclusionFactory(campaign=k1)
    listed = reverse("segments:exclusions", args=["K1"])
    for held_out in ("true", "false"):
        assert as_bob.get(listed, {"held_out": held_out}).context["count"] == 2


def test_who_was_drawn_and_logged_with_its_segment_is_not_drawn_anew(
    k1: Campaign, targets: Targets, draw: Callable[..., int]
) -> None:
    spoken_to = targets(20)
    draw()
    late = f.A_MOMENT + timedelta(days=1)
    for company in spoken_to:
        f.InteractionFactory(contact=company, campaign=k1, campaign_target=True, segment_number="S1", at=late)
    k1.segment_set.get().lines.all().delete()  # type: ignore[attr-defined]
    assert draw(50, at=late) == 0
