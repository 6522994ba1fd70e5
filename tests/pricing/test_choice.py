"""The choice as a pure function, and against a plain implementation that asks the ORM row by row."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.models import Contact
from core.models import Currency
from pricing.choice import Candidate, Question, Terms, choose
from pricing.models import SalesLineDiscount, SalesPrice, Source
from pricing.party import KnownCampaign, Party
from segments.targets import targets_of
from tests.factories import CurrencyFactory, DiscountGroupFactory, ExchangeRateFactory, PriceGroupFactory
from tests.pricing.conftest import W, World, source_of

CAMPAIGNS = tuple(KnownCampaign(number, f"K{number}", "", None, None) for number in (1, 2))
PARTY = Party(1, "CO-A", 1, "C-A", None, "", None, "", allow_line_discount=True, withheld="", campaigns=CAMPAIGNS)

units = st.sampled_from([None, 1, 2])
currencies = st.sampled_from([None, 7])
variants = st.sampled_from([None, 1, 2])
quantities = st.sampled_from(["1", "2.5", "5", "12"]).map(Decimal)
rates = st.sampled_from([None, Decimal("0.9")])


@st.composite
def candidates(draw: st.DrawFn, values: st.SearchStrategy[int]) -> list[Candidate]:
    def row(pk: int) -> Candidate:
        source = draw(st.sampled_from([(0, 1), (2, 0), (3, 1), (3, 2)]))
        currency, variant = draw(currencies), draw(variants)
        minimum = draw(st.sampled_from([None, "2.5", "5"]))
        specificity = (currency is not None) + (variant is not None)
        value, allows = str(draw(values)), draw(st.booleans())
        return Candidate(
            1, None, pk, *source, currency, variant, draw(units), minimum, None, None, value, allows, specificity
        )

    return [row(pk) for pk in range(draw(st.integers(0, 6)))]


@st.composite
def asked(draw: st.DrawFn) -> tuple[Question, Terms]:
    question = Question(1, draw(st.sampled_from([1, 2])), draw(quantities), Decimal(draw(st.sampled_from([1, 5]))))
    question = question._replace(variant_id=draw(variants), item_price=Decimal(100))
    return question, Terms(PARTY, 7, draw(st.sampled_from(["0.00001", "0.01", "0.05"]).map(Decimal)), draw(rates))


@given(asked(), candidates(st.integers(0, 9)), candidates(st.integers(0, 100)), st.randoms())
def test_the_choice_never_depends_on_the_order_of_the_candidates(
    question: tuple[Question, Terms], prices: list[Candidate], discounts: list[Candidate], dice: random.Random
) -> None:
    first = choose(question[0], prices, discounts, question[1])
    mixed = choose(question[0], dice.sample(prices, len(prices)), dice.sample(discounts, len(discounts)), question[1])
    assert (first.price, first.discount) == (mixed.price, mixed.discount)


@given(asked(), candidates(st.integers(0, 9)), st.integers(0, 9))
def test_one_more_row_as_specific_never_makes_a_line_dearer(
    question: tuple[Question, Terms], prices: list[Candidate], value: int
) -> None:
    before = choose(question[0], prices, [], question[1]).price
    if before is None:
        return
    more = before.row._replace(id=99, value=str(value))
    after = choose(question[0], [*prices, more], [], question[1]).price
    assert after
    assert after.value <= before.value


@given(asked(), candidates(st.integers(0, 9)))
def test_a_price_is_a_multiple_of_the_precision(question: tuple[Question, Terms], prices: list[Candidate]) -> None:
    price = choose(question[0], prices, [], question[1]).price
    shown = price.value if price else question[1].list_price(question[0])
    assert shown % question[1].precision == 0


# --- against a plain implementation, on both databases ------------------------------------------------


class Plain:
    """Spec 8.3–8.5 said row by row, slowly."""

    def __init__(self, contact: Contact, currency: Currency | None, on: date) -> None:
        self.company, self.currency, self.on = contact.head, currency, on
        self.customer = getattr(self.company, "customer", None)

    def counts(self, row: Any, line: Any) -> bool:
        quantity = abs(line.quantity) * (1 if row.unit_id else self.per_unit(line))
        return (
            self.is_for(row)
            and (row.in_force_from is None or row.in_force_from <= self.on)
            and (row.in_force_until is None or row.in_force_until >= self.on)
            and row.currency in (None, self.currency)
            and row.unit_id in (None, line.unit_id)
            and row.variant_id in (None, line.variant_id)
            and row.minimum_quantity <= quantity
        )

    def is_for(self, row: Any) -> bool:
        if row.source_type == Source.CAMPAIGN:
            return row.campaign.is_activated and self.company in targets_of(row.campaign)
        if row.source_type == Source.ALL:
            return True
        if self.customer is None:
            return False
        groups = [self.customer.price_group, self.customer.discount_group]
        return row.source == self.customer or (row.group is not None and row.group in groups)

    def per_unit(self, line: Any) -> Decimal:
        return Decimal(5) if line.is_box else Decimal(1)

    def converted(self, amount: Decimal, currency: Currency | None) -> Decimal:
        precision = self.currency.unit_amount_rounding if self.currency else Decimal("0.00001")
        if currency is None and self.currency is not None:
            amount /= self.currency.rate(on=self.on)
        return (amount / precision).quantize(Decimal(1), ROUND_HALF_UP) * precision

    def key(self, row: Any) -> Iterator[Any]:
        blank_first = [row.currency_id is not None, row.variant_id is not None, row.unit_id is not None]
        code = row.campaign.number if row.campaign else ""
        of_group = getattr(row, "item_group_id", None) is not None
        return (
            of_group,
            row.source_type,
            code,
            str(row.starting_date or ""),
            *blank_first,
            row.minimum_quantity,
            row.pk,
        )

    def answer(self, line: Any) -> tuple[Decimal, Decimal, int | None, int | None]:
        def general(row: Any) -> int:
            return (row.currency is None) + (row.variant is None)

        discounts = [row for row in SalesLineDiscount.objects.all() if self.counts(row, line)]
        discounts.sort(key=lambda row: (general(row), -row.discount_percent, self.key(row)))
        percent = discounts[0].discount_percent if discounts else Decimal(0)

        def price_of(row: Any) -> Decimal:
            return self.converted(row.unit_price * (1 if row.unit_id else self.per_unit(line)), row.currency)

        def amount(row: Any) -> Decimal:
            return price_of(row) * (1 - percent / 100 if row.allow_line_discount else 1)

        prices = [row for row in SalesPrice.objects.all() if self.counts(row, line)]
        prices.sort(key=lambda row: (general(row), amount(row), self.key(row)))
        allows = prices[0].allow_line_discount if prices else self.customer is None or self.customer.allow_line_discount
        price = price_of(prices[0]) if prices else self.converted(Decimal(100) * self.per_unit(line), None)
        used = discounts[0].pk if discounts and allows else None
        return price, percent if used else Decimal(0), prices[0].pk if prices else None, used


def random_rows(world: World, dice: random.Random, sources: list[Any], currencies: list[Any]) -> None:
    """Prices and discounts of one item for many sources; what the database finds twice is left out."""
    taken = set()
    for number in range(40):
        source = dice.choice(sources)
        columns = {
            "currency": dice.choice(currencies),
            "variant": dice.choice([None, None, world.v1, world.v2]),
            "unit": dice.choice([None, world.pcs, world.box]),
            "minimum_quantity": dice.choice([0, 0, Decimal("2.5"), 10]),
        }
        if source_of(source)["source_type"] != Source.CAMPAIGN:
            columns["starting_date"] = dice.choice([None, W - timedelta(1), W, W + timedelta(1)])
            columns["ending_date"] = dice.choice([None, W + timedelta(1)])
        of_group = {"item": None, "item_group": world.i1.discount_group, "unit": None, "variant": None}
        kind = "price" if number % 2 else "discount"
        if kind == "discount" and dice.random() < 0.3:
            columns |= of_group
        key = (kind, str(source), *map(str, (columns[name] for name in sorted(columns) if name != "ending_date")))
        group_of_other_kind = type(source).__name__ == ("DiscountGroup" if kind == "price" else "PriceGroup")
        if key in taken or group_of_other_kind:
            continue
        taken.add(key)
        if kind == "price":
            world.price(source, str(dice.randint(70, 75)), allow_line_discount=dice.random() < 0.7, **columns)
        else:
            world.discount(source, str(dice.randint(0, 10)), **columns)


@pytest.mark.parametrize("seed", range(12))
def test_the_statements_and_the_choice_agree_with_the_plain_rules(world: World, seed: int) -> None:
    dice = random.Random(seed)
    dollar = CurrencyFactory(code="USD", unit_amount_rounding=Decimal("0.01"))
    ExchangeRateFactory(currency=dollar, rate=Decimal("0.9"))
    world.c_a.price_group, world.c_a.discount_group = PriceGroupFactory(), DiscountGroupFactory()
    world.c_a.allow_line_discount = dice.random() < 0.5
    world.c_a.save()
    world.active(world.k2, world.p_a1, world.co_b)
    world.active(world.k1, world.co_a, world.co_c)
    world.segment(world.k3, world.co_a)
    groups = [world.c_a.price_group, world.c_a.discount_group, PriceGroupFactory()]
    random_rows(world, dice, [None, world.c_a, world.c_c, *groups, world.k1, world.k2, world.k3], [None, None, dollar])
    for contact in (world.co_a, world.p_a1, world.p_b1, world.co_c, world.p_0):
        for currency in (None, dollar):
            lines = [
                world.line(quantity, unit=unit, variant=variant)
                for quantity in ("1", "2.5", "12")
                for unit in (world.pcs, world.box)
                for variant in (None, world.v1)
            ]
            plain = Plain(Contact.objects.get(pk=contact.pk), currency, W)
            for line in lines:
                line.is_box = line.unit_id == world.box.pk
            found = world.ask_all(contact, lines, currency=currency)
            assert [
                (answer.unit_price, answer.discount_percent, answer.price_row_id, answer.discount_row_id)
                for answer in found
            ] == [plain.answer(line) for line in lines]
