"""The pre-flight check: what would go wrong with a campaign is said before it does, and who answers for it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from campaigns import pipeline
from campaigns.models import Campaign, CampaignStatus, Overruling
from core.models import User
from pricing.models import SalesPrice
from pricing.preflight import faults_of
from pricing.preflight.checks import NAMES
from pricing.preflight.overruling import NoReason, NoSuchCheck, overrule
from tests import factories
from tests.conftest import Queries
from tests.factories import A_MOMENT
from tests.pricing.conftest import W, World


def checks(campaign: Campaign, *, on: date = W, with_cost: bool = True) -> list[str]:
    campaign.refresh_from_db()
    return sorted({fault.check for fault in faults_of([campaign], on=on, with_cost=with_cost)[campaign.pk]})


def words(campaign: Campaign, *, on: date = W) -> str:
    return " ".join(fault.found.words for fault in faults_of([campaign], on=on, with_cost=True)[campaign.pk])


@pytest.fixture
def ready(world: World) -> Campaign:
    """K2, which begins on the day: a flagged line that can be logged, a price below the item's, a later status."""
    status = factories.CampaignStatusFactory(code="STARTED", order=101)
    Campaign.objects.filter(pk=world.k2.pk).update(status=status, activated_at=A_MOMENT)
    segment = world.segment(world.k2, world.co_a)
    made_out = {"template": factories.InteractionTemplateFactory(), "salesperson": factories.SalespersonFactory()}
    segment.lines.update(date=W, **made_out)
    world.price(world.k2, "80")
    world.k2.refresh_from_db()
    return world.k2


def test_a_campaign_in_order_has_no_fault(ready: Campaign) -> None:
    assert checks(ready) == []


def break_dates(world: World) -> None:
    Campaign.objects.filter(pk=world.k2.pk).update(ending_date=None)


def break_end(world: World) -> None:
    Campaign.objects.filter(pk=world.k2.pk).update(starting_date=None, ending_date=W - timedelta(days=1))


def break_target(world: World) -> None:
    world.k2.segment_set.get().lines.update(campaign_target=False)


def break_prices(world: World) -> None:
    factories.SalesPriceFactory._meta.model.objects.all().delete()


def break_activation(world: World) -> None:
    Campaign.objects.filter(pk=world.k2.pk).update(activated_at=None)


def break_dearer(world: World) -> None:
    world.price(world.k2, "100.00001", minimum_quantity=Decimal(5))


def break_dearer_per_box(world: World) -> None:
    world.price(world.k2, "500.01", unit=world.box)


def break_cost(world: World) -> None:
    type(world.i1).objects.update(unit_cost=Decimal(90))


def break_status(world: World) -> None:
    CampaignStatus.objects.exclude(code="STARTED").update(order=102)
    CampaignStatus.objects.filter(code="STARTED").update(order=1)


def break_lines(world: World) -> None:
    world.k2.segment_set.get().lines.update(salesperson=None)


def break_email(world: World) -> None:
    world.k2.segment_set.get().lines.update(correspondence_type="email")


def break_empty_segment(world: World) -> None:
    factories.SegmentFactory(campaign=world.k2)


def break_consent(world: World) -> None:
    world.k2.segment_set.get().lines.update(correspondence_type="hard copy")
    factories.DoNotContactFactory(contact=world.co_a, channel="letter")


def break_overdue_task(world: World) -> None:
    factories.TaskFactory(campaign=world.k2, date=W - timedelta(days=1))


def break_task_on_sunday(world: World) -> None:
    factories.TaskFactory(campaign=world.k2, date=date(2026, 3, 15))


@pytest.mark.parametrize(
    ("break_it", "check", "said"),
    [
        (break_dates, "dates", "no ending date"),
        (break_end, "dates", "It ended on"),
        (break_target, "target", "ticked on no line"),
        (break_prices, "prices", "neither a sales price nor a line discount"),
        (break_activation, "activation", "nobody gets its prices yet"),
        (break_dearer, "dearer", "1 sales price is higher than the item's own"),
        (break_dearer_per_box, "dearer", "1 sales price is higher"),
        (break_cost, "cost", "1 sales price is below the unit cost"),
        (break_status, "status", "its status is still"),
        (break_lines, "lines", "No salesperson: 1 line of"),
        (break_email, "lines", "no e-mail address: 1 line of"),
        (break_empty_segment, "lines", "has no lines yet"),
        (break_consent, "consent", "1 line of"),
        (break_overdue_task, "tasks", "1 task is overdue"),
        (break_task_on_sunday, "tasks", "1 task is due on a day off"),
    ],
)
def test_each_fault_is_found_and_said(world: World, ready: Campaign, break_it: Any, check: str, said: str) -> None:
    break_it(world)
    assert check in checks(ready)
    assert said in words(ready)


def test_every_check_has_a_test() -> None:
    (marked,) = test_each_fault_is_found_and_said.pytestmark  # type: ignore[attr-defined]
    assert {check for _break, check, _said in marked.args[1]} == set(NAMES)


def test_a_price_at_the_item_s_own_is_not_dearer(world: World, ready: Campaign) -> None:
    world.price(world.k2, "500", unit=world.box)
    world.price(world.k2, "100", minimum_quantity=Decimal(3))
    assert checks(ready) == []


def test_a_price_in_another_currency_is_compared_at_the_rate_of_the_day(world: World, ready: Campaign) -> None:
    currency = factories.CurrencyFactory()
    factories.ExchangeRateFactory(currency=currency, starting_date=W - timedelta(days=9), rate=Decimal(2))
    factories.ExchangeRateFactory(currency=currency, starting_date=W + timedelta(days=9), rate=Decimal("0.1"))
    world.price(world.k2, "50", currency=currency)
    assert checks(ready) == []
    world.price(world.k2, "50.01", currency=currency, minimum_quantity=Decimal(2))
    assert "dearer" in checks(ready)


def test_a_discount_below_cost_counts_too_and_is_kept_from_those_who_may_not_see_costs(
    world: World, ready: Campaign
) -> None:
    type(world.i1).objects.update(unit_cost=Decimal(70))
    world.discount(world.k2, "31")
    assert "1 line discount sells below the unit cost" in words(ready)
    assert checks(ready, with_cost=False) == []


@pytest.mark.parametrize(("cost", "found"), [("29.5", []), ("29.7", []), ("29.70001", ["cost"]), ("29.8", ["cost"])])
def test_a_discount_on_a_whole_price_is_not_cut_to_whole_numbers(
    world: World, ready: Campaign, cost: str, found: list[str]
) -> None:
    type(world.i1).objects.update(unit_price=Decimal(33), unit_cost=Decimal(cost))
    SalesPrice.objects.update(unit_price=Decimal(32))
    world.discount(world.k2, "10")
    assert checks(ready) == found


def test_many_campaigns_cost_as_many_statements_as_one(world: World, ready: Campaign, queries: Queries) -> None:
    few = queries(lambda: faults_of([world.k2], on=W, with_cost=True))
    more = []
    for _each in range(9):
        campaign = factories.CampaignFactory()
        world.segment(campaign, world.co_a, world.co_b)
        world.segment(campaign)
        world.price(campaign, "200")
        factories.TaskFactory(campaign=campaign)
        more.append(campaign)
    assert queries(lambda: faults_of([world.k2, *more], on=W, with_cost=True)) == few <= 12


def test_overruling_needs_a_reason_and_a_check(world: World, cleo: User) -> None:
    with pytest.raises(NoReason):
        overrule(world.k3, check="dates", reason="  ", by=cleo, at=now())
    with pytest.raises(NoSuchCheck):
        overrule(world.k3, check="weather", reason="Sun", by=cleo, at=now())
    assert not Overruling.objects.exists()


def test_management_overrules_with_a_reason_and_takes_it_back(world: World, cleo: User, client: Client) -> None:
    client.force_login(cleo)
    sent = {"check": "dates", "reason": "Open-ended on purpose"}
    page = client.post("/pricing/campaigns/K3/preflight/overrule/", sent, follow=True)
    assert "Open-ended on purpose" in page.text
    assert page.context["faults"][-1].overruled.user == cleo
    client.post("/pricing/campaigns/K3/preflight/overrule/", {**sent, "reason": "Said so twice"})
    assert Overruling.objects.get().reason == "Said so twice"
    client.post("/pricing/campaigns/K3/preflight/count/", {"check": "dates"})
    assert not Overruling.objects.exists()


@pytest.mark.parametrize("name", ["ann", "bob", "dana", "eve"])
def test_nobody_else_overrules(world: World, name: str, client: Client, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(name))
    sent = {"check": "dates", "reason": "Because"}
    assert client.post("/pricing/campaigns/K3/preflight/overrule/", sent).status_code == 403
    assert client.post("/pricing/campaigns/K3/preflight/count/", sent).status_code == 403


def test_a_status_may_be_reached_without_faults_only(world: World, ready: Campaign, ann: User, cleo: User) -> None:
    guarded = factories.CampaignStatusFactory(order=200, needs_preflight=True)
    world.price(ready, "120", minimum_quantity=Decimal(2))
    Campaign.objects.filter(pk=ready.pk).update(activated_at=None)
    ready.refresh_from_db()
    with pytest.raises(pipeline.MoveRefused, match=r"higher than the item's own.*management"):
        pipeline.move(ready, to=guarded, by=ann, at=now())
    overrule(ready, check="dearer", reason="A gift box is in it", by=cleo, at=now())
    pipeline.move(ready, to=guarded, by=ann, at=now())
    assert ready.status == guarded


def test_the_card_and_the_activation_show_the_faults(world: World, as_ann: Client) -> None:
    assert "/pricing/campaigns/K3/preflight/faults/" in as_ann.get("/campaigns/K3/?boxes").text
    assert "/pricing/campaigns/K3/preflight/faults/" in as_ann.get("/pricing/campaigns/K3/activate/").text
    faults = as_ann.get("/pricing/campaigns/K3/preflight/faults/").text
    assert "It has no starting date" in faults
    assert "make a segment for it" in faults


def test_the_role_centre_names_the_faults_of_the_week(world: World, as_ann: Client, ann: User) -> None:
    ann.work_date = W
    ann.save()
    assert "/home/preflight/" in as_ann.get("/").text
    shown = as_ann.get("/home/preflight/").context["rows"]
    assert [campaign.number for campaign, _faults in shown] == ["K2"]
    assert [fault.check for fault in shown[0][1]] == ["target", "prices", "status"]
