"""What a price or discount row takes from the choices made on it, and what it refuses (spec 2.11–2.13, 8.6)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from contacts.models import PriceGroup
from core import deletion
from items.models import Item
from pricing.models import SalesLineDiscount, SalesPrice, Source
from tests.factories import (
    CampaignFactory,
    CurrencyFactory,
    CustomerFactory,
    DiscountGroupFactory,
    ItemDiscountGroupFactory,
    ItemFactory,
    ItemUnitFactory,
    ItemVariantFactory,
    PriceGroupFactory,
    SalesLineDiscountFactory,
    SalesPriceFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

MARCH = {"starting_date": date(2026, 3, 1), "ending_date": date(2026, 3, 31)}


def price(item: Item, **fields: Any) -> SalesPrice:
    return SalesPrice(item=item, unit_price=Decimal(80), **fields)


def discount(item: Item, **fields: Any) -> SalesLineDiscount:
    return SalesLineDiscount(item=item, discount_percent=Decimal(10), **fields)


def refusals(row: models.Model) -> str:
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return " ".join(refused.value.messages)


def test_cp_14_a_campaign_row_has_the_campaigns_dates_and_the_items_sales_unit() -> None:
    campaign = CampaignFactory(**MARCH)
    row = SalesPrice(unit_price=Decimal(80))
    row.choose_item(ItemFactory(base_unit=UnitFactory(code="PCS")))
    row.choose_source_type(Source.CAMPAIGN)
    row.choose_source(campaign)
    row.full_clean()
    row.save()
    assert (row.in_force_from, row.in_force_until) == (date(2026, 3, 1), date(2026, 3, 31))
    assert row.unit.code == "PCS"
    assert row.allow_line_discount


def test_cp_14_the_sales_unit_goes_before_the_base_unit() -> None:
    row = SalesPrice()
    row.choose_item(ItemFactory(sales_unit=UnitFactory(code="BOX")))
    assert row.unit.code == "BOX"


@pytest.mark.parametrize("make", [price, discount])
@pytest.mark.parametrize("field", ["starting_date", "ending_date"])
def test_cp_16_a_date_typed_on_a_campaign_row_is_refused_with_a_pointer_to_the_campaign_card(
    make: Callable[..., Any], field: str
) -> None:
    row = make(ItemFactory(), source_type=Source.CAMPAIGN, campaign=CampaignFactory(), **{field: date(2026, 3, 5)})
    assert "change them on the campaign card" in refusals(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_cp_17_rows_begin_with_the_campaign_when_its_starting_date_moves() -> None:
    campaign = CampaignFactory(**MARCH)
    SalesPriceFactory(source_type=Source.CAMPAIGN, campaign=campaign)
    SalesLineDiscountFactory(source_type=Source.CAMPAIGN, campaign=campaign)
    campaign.starting_date = date(2026, 2, 26)
    campaign.save()
    for row in (SalesPrice.objects.get(), SalesLineDiscount.objects.get()):
        assert (row.in_force_from, row.in_force_until) == (date(2026, 2, 26), date(2026, 3, 31))


def test_cp_19_both_dates_of_a_campaign_move_its_rows_together() -> None:
    campaign = CampaignFactory(**MARCH)
    SalesPriceFactory(source_type=Source.CAMPAIGN, campaign=campaign)
    campaign.starting_date, campaign.ending_date = date(2026, 5, 1), date(2026, 5, 31)
    campaign.full_clean()
    campaign.save()
    row = SalesPrice.objects.get()
    assert (row.in_force_from, row.in_force_until) == (date(2026, 5, 1), date(2026, 5, 31))


@pytest.mark.parametrize("make", [price, discount])
def test_cp_22_a_row_for_all_customers_has_no_code(make: Callable[..., Any]) -> None:
    row = make(ItemFactory(), source_type=Source.ALL, customer=CustomerFactory())
    assert "none for all customers" in refusals(row)


@pytest.mark.parametrize("make", [price, discount])
@pytest.mark.parametrize(
    ("source_type", "wanted"),
    [(Source.CAMPAIGN, "campaign"), (Source.CUSTOMER, "customer"), (Source.GROUP, "group")],
)
def test_cp_22_the_other_types_need_their_code(make: Callable[..., Any], source_type: Source, wanted: str) -> None:
    sentence = refusals(make(ItemFactory(), source_type=source_type))
    assert sentence.startswith("Choose the")
    assert wanted in sentence


def test_cp_22_changing_the_type_blanks_the_code() -> None:
    row = SalesPriceFactory(source_type=Source.CUSTOMER, customer=CustomerFactory())
    row.choose_source_type(Source.CAMPAIGN)
    assert row.source is None


@pytest.mark.parametrize(
    ("make", "wrong", "sentence"),
    [
        (price, {"minimum_quantity": Decimal(-1)}, "greater than or equal to 0"),
        (price, {"unit_price": Decimal(-1)}, "greater than or equal to 0"),
        (discount, {"discount_percent": Decimal(-1)}, "greater than or equal to 0"),
        (discount, {"discount_percent": Decimal("100.01")}, "less than or equal to 100"),
        (discount, {"minimum_quantity": Decimal(-1)}, "greater than or equal to 0"),
        (
            price,
            {"starting_date": date(2026, 3, 2), "ending_date": date(2026, 3, 1)},
            "starting date must lie before the ending date",
        ),
    ],
    ids=["CP-23 minimum", "CP-23 price", "CP-23 discount", "CP-23 above 100", "CP-23 discount minimum", "CP-23 dates"],
)
def test_impossible_figures_are_refused(make: Callable[..., Any], wrong: dict[str, Any], sentence: str) -> None:
    row = make(ItemFactory())
    for name, value in wrong.items():
        setattr(row, name, value)
    assert sentence in refusals(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_cp_23_a_discount_of_a_hundred_percent_is_a_discount() -> None:
    row = discount(ItemFactory())
    row.discount_percent = Decimal(100)
    row.full_clean()
    row.save()
    assert SalesLineDiscount.objects.get().discount_percent == 100


def test_cp_25_another_item_brings_its_unit_and_blanks_the_variant() -> None:
    first = ItemFactory()
    row = SalesPriceFactory(item=first, variant=ItemVariantFactory(item=first), unit=ItemUnitFactory(item=first).unit)
    row.choose_item(ItemFactory(sales_unit=UnitFactory(code="KG")))
    assert row.unit.code == "KG"
    assert row.variant is None


def test_cp_26_a_customer_brings_his_currency_and_his_line_discount() -> None:
    row = SalesPrice(source_type=Source.CUSTOMER)
    row.choose_source(CustomerFactory(currency=CurrencyFactory(code="EUR"), allow_line_discount=False))
    assert row.currency.code == "EUR"
    assert not row.allow_line_discount


def test_cp_26_a_price_group_brings_its_line_discount() -> None:
    row = SalesPrice(source_type=Source.GROUP)
    row.choose_source(PriceGroupFactory(allow_line_discount=False))
    assert not row.allow_line_discount


def test_cp_28_a_price_group_takes_its_rows_along() -> None:
    group, other = PriceGroupFactory(code="P1"), PriceGroupFactory(code="P3")
    SalesPriceFactory(source_type=Source.GROUP, price_group=group)
    kept = SalesPriceFactory(source_type=Source.GROUP, price_group=other)
    deletion.delete(group)
    assert list(SalesPrice.objects.all()) == [kept]


def test_cp_28_a_price_group_that_a_customer_has_stays() -> None:
    group = PriceGroupFactory(code="P1")
    SalesPriceFactory(source_type=Source.GROUP, price_group=group)
    CustomerFactory(price_group=group)
    with pytest.raises(deletion.InUse):
        deletion.delete(group)
    assert SalesPrice.objects.count() == 1


def test_cp_28_rows_follow_a_price_group_that_is_renamed() -> None:
    group = PriceGroupFactory(code="P1")
    SalesPriceFactory(source_type=Source.GROUP, price_group=group)
    PriceGroup.objects.update(code="P2")
    assert SalesPrice.objects.get().price_group.code == "P2"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"minimum_quantity": Decimal(10)},
        {"starting_date": date(2026, 3, 1)},
        {"unit": "PCS"},
        {"currency": "EUR"},
        {"variant": "V1"},
    ],
    ids=["nothing else", "a minimum", "a start", "a unit", "a currency", "a variant"],
)
@pytest.mark.parametrize("make", [price, discount])
def test_the_same_row_twice_is_refused_in_a_sentence(make: Callable[..., Any], fields: dict[str, Any]) -> None:
    item = ItemFactory()
    known = {
        "unit": lambda code: UnitFactory(code=code),
        "currency": lambda code: CurrencyFactory(code=code),
        "variant": lambda code: ItemVariantFactory(item=item, code=code),
    }
    values = {name: known[name](value) if name in known else value for name, value in fields.items()}
    make(item, **values).save()
    assert "There is already such a" in refusals(make(item, **values))
    make(item, **{**values, "minimum_quantity": Decimal(99)}).full_clean()


def test_two_campaigns_may_price_the_same_item() -> None:
    item = ItemFactory()
    price(item, source_type=Source.CAMPAIGN, campaign=CampaignFactory()).save()
    price(item, source_type=Source.CAMPAIGN, campaign=CampaignFactory()).full_clean()


def test_a_unit_the_item_is_not_kept_in_is_refused() -> None:
    sentence = refusals(price(ItemFactory(number="I1"), unit=UnitFactory(code="KG")))
    assert "I1" in sentence
    assert "KG" in sentence


def test_a_variant_of_another_item_is_refused() -> None:
    assert "variant of another item" in refusals(price(ItemFactory(), variant=ItemVariantFactory(code="V1")))


def test_a_discount_is_for_an_item_or_for_a_group_of_items() -> None:
    group = ItemDiscountGroupFactory()
    assert "one of the two" in refusals(SalesLineDiscount(discount_percent=Decimal(10)))
    assert "one of the two" in refusals(discount(ItemFactory(), item_group=group))
    row = SalesLineDiscount(discount_percent=Decimal(10))
    row.choose_item(ItemFactory())
    row.choose_item_group(group)
    row.full_clean()
    assert (row.item, row.unit) == (None, None)


def test_a_group_of_items_has_no_variant() -> None:
    row = SalesLineDiscount(item_group=ItemDiscountGroupFactory(), discount_percent=Decimal(10))
    row.variant = ItemVariantFactory()
    assert "a group has none" in refusals(row)


def test_a_discount_group_is_the_customers_group_of_a_discount() -> None:
    row = discount(ItemFactory(), source_type=Source.GROUP)
    row.choose_source(DiscountGroupFactory(code="DG"))
    row.full_clean()
    assert str(row.source) == "DG"
