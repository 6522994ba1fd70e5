"""Which price a line gets (cases F)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.models import CompanyInformation, NoRate
from pricing.question import UnknownUnit, questions_of
from tests.factories import (
    CompanyFactory,
    CurrencyFactory,
    CustomerFactory,
    ExchangeRateFactory,
    PriceGroupFactory,
    UnitFactory,
)
from tests.pricing.conftest import W, World

LINES = [("4", "100", "0", "400"), ("5", "80", "0", "400"), ("8", "80", "10", "576")]


def test_cp_76_price_and_discount_start_at_their_own_minimum(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80", minimum_quantity=5)
    world.discount(world.k1, "10", minimum_quantity=8)
    for quantity, price, percent, amount in LINES:
        answer = world.ask(world.co_a, quantity)
        assert (answer.unit_price, answer.discount_percent) == (Decimal(price), Decimal(percent))
        assert world.amounts(answer, quantity).amount == Decimal(amount)


def test_cp_77_without_activation_nothing_counts(world: World) -> None:
    world.segment(world.k1, world.co_a)
    world.price(world.k1, "80", minimum_quantity=5)
    world.discount(world.k1, "10", minimum_quantity=8)
    for quantity, *_rest in LINES:
        answer = world.ask(world.co_a, quantity)
        assert (answer.unit_price, answer.discount_percent) == (Decimal(100), Decimal(0))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2026, 2, 28), "100", id="CP-79 the day before"),
        pytest.param(date(2026, 3, 1), "80", id="CP-79 the first day"),
        pytest.param(date(2026, 3, 31), "80", id="CP-79 the last day"),
        pytest.param(date(2026, 4, 1), "100", id="CP-79 the day after"),
        pytest.param(date(2026, 3, 31), "80", id="CP-82 a quote asks by its document date, the last day"),
        pytest.param(date(2026, 4, 5), "100", id="CP-82 asked by a later date"),
    ],
)
def test_a_campaign_price_counts_from_its_first_to_its_last_day(world: World, on: date, expected: str) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    assert world.ask(world.co_a, on=on).unit_price == Decimal(expected)


def test_cp_80_a_campaign_of_one_day(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    world.k1.starting_date = world.k1.ending_date = W
    world.k1.save()
    assert world.ask(world.co_a, on=W).unit_price == 80
    assert world.ask(world.co_a, on=W + timedelta(days=1)).unit_price == 100


def test_cp_44_the_price_of_a_campaign_that_is_over(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    world.k1.ending_date = date(2026, 3, 9)
    world.k1.save()
    assert world.ask(world.co_a, on=W).unit_price == 100
    assert world.ask(world.co_a, on=date(2026, 3, 9)).unit_price == 80


@pytest.mark.parametrize(
    ("of_all", "expected"), [pytest.param("90", "90", id="CP-85 dearer"), pytest.param("97", "95", id="CP-85 cheaper")]
)
def test_the_lowest_price_wins(world: World, of_all: str, expected: str) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "95")
    world.price(None, of_all)
    assert world.ask(world.co_a).unit_price == Decimal(expected)


def test_cp_86_customer_group_all_and_campaign(world: World) -> None:
    wholesale = PriceGroupFactory(code="WH")
    world.c_a.price_group = wholesale
    world.c_a.save()
    world.price(world.c_a, "85")
    world.price(wholesale, "82")
    world.price(None, "90")
    world.price(world.k1, "80")
    world.active(world.k1, world.co_a)
    assert world.ask(world.co_a).unit_price == 80
    world.k1.deactivate(by=None, at=world.k1.activated_at)
    assert world.ask(world.co_a).unit_price == 82
    world.c_a.price_group = None
    world.c_a.save()
    assert world.ask(world.co_a).unit_price == 85
    assert world.ask(world.co_c).unit_price == 90


def test_cp_88_the_cheapest_of_two_campaigns(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.active(world.k2, world.co_a)
    world.price(world.k1, "90")
    row = world.price(world.k2, "70")
    answer = world.ask(world.co_a)
    assert (answer.unit_price, answer.price_row_id, answer.price_campaign_id) == (70, row.pk, world.k2.pk)


@pytest.mark.parametrize("campaign", ["k1", "k2", "k3"])
def test_cp_89_all_campaigns_of_the_company_count_with_a_customer_and_without(world: World, campaign: str) -> None:
    for each in (world.k1, world.k2, world.k3):
        world.active(each, world.p_a1, world.co_b)
    world.price(getattr(world, campaign), "80")
    assert world.ask(world.co_a).unit_price == 80
    assert world.ask(world.p_b1).unit_price == 80


def test_cp_91_who_is_billed_is_asked(world: World) -> None:
    world.c_c.bill_to = world.c_a
    world.c_c.save()
    world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    assert world.ask(world.c_a.contact).unit_price == 80
    assert world.ask(world.c_c.contact).unit_price == 100


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        pytest.param("4.99999", "100", id="CP-92 just below the minimum"),
        pytest.param("5", "80", id="CP-92 the minimum"),
        pytest.param("-5", "80", id="CP-92 a return"),
    ],
)
def test_the_minimum_is_reached_by_the_absolute_quantity(world: World, quantity: str, expected: str) -> None:
    world.price(None, "80", minimum_quantity=5)
    assert world.ask(world.co_a, quantity).unit_price == Decimal(expected)


def test_a_minimum_with_decimals_is_met_exactly(world: World) -> None:
    world.price(None, "80", minimum_quantity=Decimal("4.99999"))
    assert world.ask(world.co_a, "4.99999").unit_price == 80
    assert world.ask(world.co_a, "4.99998").unit_price == 100


@pytest.mark.parametrize(
    ("unit", "quantity", "expected"),
    [
        pytest.param("box", "2", "450", id="CP-94 two boxes"),
        pytest.param("box", "1", "500", id="CP-94 one box at the card price"),
        pytest.param("pcs", "10", "100", id="CP-94 ten pieces are no boxes"),
    ],
)
def test_a_row_with_a_unit_is_for_that_unit(world: World, unit: str, quantity: str, expected: str) -> None:
    world.price(None, "450", unit=world.box, minimum_quantity=2)
    assert world.ask(world.co_a, quantity, unit=getattr(world, unit)).unit_price == Decimal(expected)


def test_cp_94_a_row_per_piece_is_not_for_boxes(world: World) -> None:
    world.price(None, "80", unit=world.pcs)
    assert world.ask(world.co_a, unit=world.box).unit_price == 500
    assert world.ask(world.co_a, unit=world.pcs).unit_price == 80


def test_a_row_without_unit_counts_base_units(world: World) -> None:
    world.price(None, "80", unit=None, minimum_quantity=10)
    assert world.ask(world.co_a, "2", unit=world.box).unit_price == 400
    assert world.ask(world.co_a, "1", unit=world.box).unit_price == 500
    assert world.ask(world.co_a, "10").unit_price == 80


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        pytest.param("v1", "95", id="CP-95 the row of the variant, although dearer"),
        pytest.param("v2", "90", id="CP-95 the row of any variant"),
        pytest.param(None, "90", id="CP-95 without variant"),
    ],
)
def test_specific_beats_cheap(world: World, variant: str | None, expected: str) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "90")
    world.price(world.k1, "95", variant=world.v1)
    asked = getattr(world, variant) if variant else None
    assert world.ask(world.co_a, variant=asked).unit_price == Decimal(expected)


@pytest.mark.parametrize(
    ("of_variant", "of_both", "expected"),
    [
        pytest.param("16", None, "15", id="CP-97 currency and variant are compared by amount"),
        pytest.param("11", None, "11", id="CP-97 the variant's is cheaper"),
        pytest.param("16", "20", "20", id="CP-97 both beat one"),
    ],
)
def test_rows_specific_in_different_ways(world: World, of_variant: str, of_both: str | None, expected: str) -> None:
    euro = CurrencyFactory(code="EUR")
    ExchangeRateFactory(currency=euro, rate=Decimal(1))
    world.price(None, "10")
    world.price(None, "15", currency=euro)
    world.price(None, of_variant, variant=world.v1)
    if of_both:
        world.price(None, of_both, variant=world.v1, currency=euro)
    assert world.ask(world.co_a, variant=world.v1, currency=euro).unit_price == Decimal(expected)


@pytest.mark.parametrize("zero_for", ["customer", "campaign"])
def test_cp_100_zero_is_a_legal_price(world: World, zero_for: str) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.c_a, "0" if zero_for == "customer" else "50")
    world.price(world.k1, "0" if zero_for == "campaign" else "50")
    answer = world.ask(world.co_a)
    assert (answer.unit_price, answer.list_price) == (0, 100)


def test_the_card_price_never_competes(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.price(world.k1, "120")
    assert world.ask(world.co_a).unit_price == 120


def test_a_row_that_allows_a_discount_may_be_dearer_and_still_win(world: World) -> None:
    dearer = world.price(None, "100")
    world.price(world.c_a, "95", allow_line_discount=False)
    world.discount(None, "10")
    answer = world.ask(world.co_a)
    assert (answer.price_row_id, answer.unit_price, answer.discount_percent) == (dearer.pk, 100, 10)


def test_of_equal_rows_the_first_in_key_order_is_used(world: World) -> None:
    world.active(world.k2, world.co_a)
    world.active(world.k1, world.co_a)
    world.price(world.k2, "80")
    first = world.price(world.k1, "80")
    assert world.ask(world.co_a).price_row_id == first.pk
    own = world.price(world.c_a, "80")
    assert world.ask(world.co_a).price_row_id == own.pk


def test_cp_53_a_company_taken_out_of_the_segment_gets_the_card_price(world: World) -> None:
    segment = world.active(world.k1, world.co_a)
    world.price(world.k1, "80")
    world.discount(world.k1, "10")
    before = world.ask(world.co_a)
    line = world.line_of(segment, world.co_a)
    line.removed = line.added
    line.save()
    after = world.ask(world.co_a)
    assert (before.unit_price, before.discount_percent) == (80, 10)
    assert (after.unit_price, after.discount_percent) == (100, 0)


def test_cp_50_a_lone_person_is_a_target_of_his_own(world: World) -> None:
    CustomerFactory(number="C-0", contact=world.p_0)
    other = CompanyFactory(type="person", name="P-9")
    world.active(world.k1, world.p_0)
    world.price(world.k1, "80")
    assert world.ask(world.p_0).unit_price == 80
    assert world.ask(other).unit_price == 100


def test_cp_73_without_its_customer_the_company_keeps_the_campaign_price(world: World) -> None:
    world.active(world.k1, world.co_a)
    world.active(world.k2, world.co_a)
    world.price(world.k1, "80")
    world.price(world.k2, "80")
    world.c_a.delete()
    assert world.ask(world.co_a).unit_price == 80


def test_cp_74_a_company_that_becomes_a_customer_keeps_the_campaign_price(world: World) -> None:
    world.active(world.k1, world.co_b)
    world.price(world.k1, "80")
    assert world.ask(world.p_b1).unit_price == 80
    CustomerFactory(number="C-X", contact=world.co_b)
    world.active(world.k2, world.co_b)
    assert world.ask(world.p_b1).unit_price == 80


def test_prices_of_other_days_customers_and_groups_do_not_count(world: World) -> None:
    world.price(world.c_c, "10")
    world.price(PriceGroupFactory(), "10")
    world.price(None, "10", ending_date=date(2026, 3, 9))
    world.price(None, "11", starting_date=date(2026, 3, 11))
    assert world.ask(world.co_a).unit_price == 100
    assert world.ask(world.co_a, on=date(2026, 3, 9)).unit_price == 10


def test_local_prices_are_converted_at_the_rate_of_the_day(world: World) -> None:
    dollar = CurrencyFactory(code="USD", unit_amount_rounding=Decimal("0.01"))
    ExchangeRateFactory(currency=dollar, rate=Decimal("0.90"))
    world.price(None, "80")
    answer = world.ask(world.co_a, currency=dollar)
    assert (answer.unit_price, answer.list_price) == (Decimal("88.89"), Decimal("111.11"))


def test_a_row_in_the_currency_of_the_document_is_taken_as_it_is(world: World) -> None:
    dollar = CurrencyFactory(code="USD", unit_amount_rounding=Decimal("0.01"))
    ExchangeRateFactory(currency=dollar, rate=Decimal("0.90"))
    world.price(None, "80")
    world.price(None, "99.995", currency=dollar)
    world.price(None, "1", currency=CurrencyFactory(code="GBP"))
    assert world.ask(world.co_a, currency=dollar).unit_price == Decimal("100.00")
    assert world.ask(world.co_a).unit_price == 80


def test_a_currency_without_a_rate_on_the_day_is_refused(world: World) -> None:
    dollar = CurrencyFactory(code="USD")
    ExchangeRateFactory(currency=dollar, starting_date=date(2026, 3, 11))
    with pytest.raises(NoRate, match="USD has no exchange rate on 2026-03-10"):
        world.ask(world.co_a, currency=dollar)


def test_the_local_currency_may_be_named(world: World) -> None:
    euro = CurrencyFactory(code="EUR", unit_amount_rounding=Decimal("0.01"))
    CompanyInformation(local_currency=euro).save()
    world.price(None, "80.555")
    assert world.ask(world.co_a).unit_price == Decimal("80.56")
    world.price(None, "85", currency=euro)
    assert world.ask(world.co_a, currency=euro).unit_price == 85
    assert world.ask(world.co_a).unit_price == 85


def test_a_unit_the_item_is_not_sold_in_is_refused(world: World) -> None:
    with pytest.raises(UnknownUnit, match="I1 is not sold in this unit"):
        world.ask(world.co_a, unit=UnitFactory(code="PALLET"))


def test_without_a_unit_the_sales_unit_is_meant(world: World) -> None:
    world.i1.sales_unit = world.box
    world.i1.save()
    line = world.line("2")
    line.unit_id = None
    (question,) = questions_of([line])
    assert (question.unit_id, question.quantity_per_unit) == (world.box.pk, 5)


def test_many_lines_are_answered_in_their_order(world: World) -> None:
    world.price(None, "80", minimum_quantity=5)
    lines = [world.line("4"), world.line("5"), world.line("1", unit=world.box), world.line("6")]
    assert [answer.unit_price for answer in world.ask_all(world.co_a, lines)] == [100, 80, 500, 80]
    assert world.ask_all(world.co_a, []) == []
