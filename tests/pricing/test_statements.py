"""How much the price question costs: statements (G1, G5) and plans (G13)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, Customer
from interactions.models import Interaction
from pricing.models import SalesLineDiscount, SalesPrice, Source
from pricing.party import party_of
from pricing.question import answers, questions_of
from segments.models import SegmentLine
from segments.targets import campaigns_aimed_at, has_target, standings_of, target_counts, targets_of
from tests.factories import (
    CampaignFactory,
    CompanyFactory,
    CurrencyFactory,
    CustomerFactory,
    DiscountGroupFactory,
    ExchangeRateFactory,
    InteractionFactory,
    ItemFactory,
    PriceGroupFactory,
    SegmentLineFactory,
    SegmentStepFactory,
)
from tests.pricing.conftest import W, World

WATCHED = [
    "contacts_contact",
    "segments_segmentline",
    "interactions_interaction",
    "pricing_salesprice",
    "pricing_saleslinediscount",
]
ON_WATCHED = re.compile(rf"Scan .*\bon ({'|'.join(WATCHED)})\b")
Count = Callable[[Callable[[], Any]], int]


@pytest.mark.parametrize(("currency", "expected"), [("", 5), ("USD", 6)])
def test_g1_one_line_a_hundred_and_a_thousand_cost_the_same_statements(
    world: World, queries: Count, currency: str, expected: int
) -> None:
    money = CurrencyFactory(code=currency) if currency else None
    if money:
        ExchangeRateFactory(currency=money)
    items = [ItemFactory(number=f"N{number}", base_unit=world.pcs) for number in range(20)]
    world.active(world.k1, world.co_a)
    for item in items:
        world.price(world.k1, "80", item=item)
        world.discount(None, "5", item=item)
    for count in (1, 100, 1000):
        lines = [world.line(item=items[number % 20]) for number in range(count)]
        found: list[Any] = []

        def ask(lines: list[Any] = lines, found: list[Any] = found) -> None:
            found += answers(questions_of(lines), party=party_of(world.co_a), currency=money, on=W)

        assert queries(ask) == expected
        assert {answer.discount_percent for answer in found} == {5}
        assert len(found) == count


def test_reasons_cost_no_statement(world: World, queries: Count) -> None:
    world.price(None, "80")
    answer = world.ask(world.co_a)
    assert queries(lambda: answer.reasons) == 0


# --- plans: no scan of a big table ----------------------------------------------------------------------


@pytest.fixture
def crowd(world: World) -> World:
    """Rows in the proportions of a big company, so that a scan would be seen: a campaign is aimed at few of them.

    4,000 companies, 4,000 prices, 4,000 discounts, 2,000 lines in the segments of 40 campaigns, 2,000 interactions.
    """
    Contact.objects.bulk_create(
        CompanyFactory.build(number=f"X{number}", name=f"X{number}", search_name=f"X{number}") for number in range(4000)
    )
    companies = list(Contact.objects.filter(number__startswith="X"))
    customers = Customer.objects.bulk_create(
        CustomerFactory.build(number=f"U{number}", contact=company) for number, company in enumerate(companies[:500])
    )
    world.c_a.price_group, world.c_a.discount_group = PriceGroupFactory(), DiscountGroupFactory()
    world.c_a.save()
    world.price(None, "95")
    SalesPrice.objects.bulk_create(
        SalesPrice(item=world.i1, unit_price=90, minimum_quantity=number, **source)
        for number in range(8)
        for source in [
            *({"source_type": Source.CUSTOMER, "customer": customer} for customer in customers),
            {"source_type": Source.CAMPAIGN, "campaign": world.k1},
            {"source_type": Source.GROUP, "price_group": world.c_a.price_group},
        ]
    )
    SalesLineDiscount.objects.bulk_create(
        SalesLineDiscount(discount_percent=5, minimum_quantity=number, **what, **source)
        for number in range(4)
        for what in ({"item": world.i1}, {"item_group": world.i1.discount_group})
        for source in [
            *({"source_type": Source.CUSTOMER, "customer": customer} for customer in customers),
            {"source_type": Source.CAMPAIGN, "campaign": world.k2},
            {"source_type": Source.GROUP, "discount_group": world.c_a.discount_group},
        ]
    )
    world.active(world.k1, world.co_a, world.p_a1)
    world.active(world.k2, world.co_a)
    steps = [SegmentStepFactory(segment__campaign=CampaignFactory()) for _ in range(40)]
    SegmentLine.objects.bulk_create(
        SegmentLineFactory.build(segment=step.segment, added=step, contact=company, campaign_target=True)
        for company, step in zip(companies, [step for step in steps for _ in range(50)], strict=False)
    )
    Interaction.objects.bulk_create(
        InteractionFactory.build(contact=company, campaign=step.segment.campaign, campaign_target=number % 2 == 0)
        for number, (company, step) in enumerate(zip(companies, steps * 50, strict=False))
    )
    InteractionFactory(contact=world.p_a1, campaign=world.k2, campaign_target=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return world


def plans(act: Callable[[], Any]) -> Iterator[str]:
    """The plan of every statement that asks, line by line."""
    with CaptureQueriesContext(connection) as captured:
        act()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for step in ("seqscan", "hashjoin", "mergejoin"):  # on small tables these win; do indexes serve without?
                cursor.execute(f"SET LOCAL enable_{step} = off")
        for query in captured:
            if query["sql"].lstrip().startswith(("SELECT", "WITH")):
                explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
                cursor.execute(explain + query["sql"].replace("%", "%%"), [])
                yield from (str(row[-1]) for row in cursor.fetchall())


def scans(act: Callable[[], Any]) -> list[str]:
    """The steps that go through a whole watched table, or build a Bloom filter or an index of one."""
    lines = list(plans(act))
    assert lines
    if connection.vendor == "sqlite":
        aliases = ["head", "line", "interaction", "found", "U0", "V0"]
        whole = tuple(f"SCAN {name}" for name in [*WATCHED, *aliases])
        return [line for line in lines if line.startswith(whole) or "BLOOM" in line or "AUTOMATIC" in line]
    watched = [(line, after) for line, after in zip(lines, [*lines[1:], ""], strict=True) if ON_WATCHED.search(line)]
    return [line for line, after in watched if "Bitmap Heap" not in line and "Index Cond" not in after]


def test_g13_the_price_question_scans_no_big_table(crowd: World) -> None:
    def ask() -> None:
        lines = [crowd.line(quantity) for quantity in ("1", "5", "10")]
        assert [answer.unit_price for answer in crowd.ask_all(crowd.co_a, lines)] == [90, 90, 90]

    assert scans(ask) == []


def test_g13_an_explanation_scans_no_big_table(crowd: World) -> None:
    assert scans(lambda: crowd.explain(crowd.co_a)) == []


def test_g13_the_target_question_of_one_company_scans_no_big_table(crowd: World) -> None:
    assert scans(lambda: campaigns_aimed_at([crowd.co_a.pk])) == []
    assert scans(lambda: standings_of(crowd.co_a.pk)) == []


@pytest.mark.parametrize("ask", [lambda campaign: list(targets_of(campaign)), has_target])
def test_g13_g5_the_targets_of_a_campaign_are_found_by_its_segments(crowd: World, ask: Callable[[Any], Any]) -> None:
    assert scans(lambda: ask(crowd.k2)) == []


def test_g13_counts_of_targets_scan_no_big_table(crowd: World) -> None:
    assert scans(lambda: target_counts([crowd.k2, crowd.k3])) == []


def test_the_plan_test_sees_a_scan(crowd: World) -> None:
    assert scans(lambda: list(SalesPrice.objects.filter(unit_price=1)))
