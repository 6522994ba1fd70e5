"""Prices and discounts: of the campaigns, of price and discount groups, of a few customers, for large quantities."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from campaigns.models import Campaign
from config.demo.campaigns import PLANS, moment
from contacts.models import Customer, DiscountGroup, PriceGroup
from core.models import Currency, User
from core.money import CENT, rounded
from items.models import Item, ItemDiscountGroup, UnitOfMeasure
from pricing.activation import activate, deactivate
from pricing.models import SalesLineDiscount, SalesPrice, Source

# Campaign → item discount group → per cent.
DISCOUNTS = {
    "Winter lights": {"LIGHTS": 15},
    "Workshop weeks": {"TOOLS": 12, "BRAKES": 10},
    "Dealer days": {"BIKES": 8, "EBIKES": 6},
    "Ready for the rain": {"BAGS": 15},
    "E-bike test month": {"EBIKES": 9},
    "Tyre change": {"TYRES": 10},
    "Nordic winter grip": {"WEAR": 12},
    "Key accounts all year": {"DRIVE": 7, "BRAKES": 7},
    "Pebble birthday": {"TOOLS": 5},
    "Spring catalogue": {"BIKES": 5, "BAGS": 10, "WEAR": 10},
}
# Campaign → item → (unit price, from which quantity).
PRICES = {
    "Winter lights": {"Front light Firefly 80": [("54.90", 0)]},
    "Dealer days": {"Touring bike Meander": [("1029", 0), ("999", 5)]},
    "Ready for the rain": {"Rain jacket Drizzle": [("74", 0), ("69", 10)], "Rain trousers Drizzle": [("49", 0)]},
    "E-bike test month": {"E-bike Lowland Plus": [("1790", 0)], "E-cargo bike Hauler": [("4290", 0)]},
    "Tyre change": {"Tyre Frostgrip with studs": [("49", 0), ("45", 20)], "Tyre Cobble 28 in": [("19.90", 10)]},
    "Nordic winter grip": {"Tyre Frostgrip with studs": [("560", 0)], "Gloves Frost": [("379", 0)]},
    "Key accounts all year": {"Chain 11 speed": [("24.50", 0)], "Belt drive kit": [("169", 0)]},
    "Dunes city launch": {"City bike Dunes": [("659", 0), ("639", 10)], "E-bike Dunes Plus": [("2090", 0)]},
    "Pebble birthday": {"Child's bike Pebble 20 in": [("249", 0)], "Child's bike Pebble 24 in": [("285", 0)]},
}
IN_CURRENCY = {"Nordic winter grip": "NOK"}
ACTIVATED = ["Ready for the rain", "E-bike test month", "Tyre change", "Nordic winter grip", "Key accounts all year"]
OVER = ["Winter lights", "Workshop weeks", "Dealer days"]
GROUP_SHARE = {"DEALER": "0.92", "KEY": "0.88"}
BREAKS = {"Inner tube 28 in": "4.60", "Inner tube 26 in": "4.30", "Brake cable set": "5.80", "Chain oil 100 ml": "6.90"}
OF_GROUPS = {"CHAIN": {"TYRES": 5, "WEAR": 5}, "FLEET": {"BRAKES": 12, "TYRES": 12, "DRIVE": 8}, "SMALL": {"BAGS": 2}}


def prices(items: dict[str, Item], campaigns: dict[str, Campaign]) -> None:
    currencies = {currency.code: currency for currency in Currency.objects.all()}
    of_campaigns = [
        SalesPrice(
            item=items[name],
            source_type=Source.CAMPAIGN,
            campaign=campaigns[campaign],
            currency=currencies.get(IN_CURRENCY.get(campaign, "")),
            unit_price=Decimal(price),
            minimum_quantity=minimum,
        )
        for campaign, offered in PRICES.items()
        for name, steps in offered.items()
        for price, minimum in steps
    ]
    SalesPrice.objects.bulk_create([*of_campaigns, *_of_groups(items), *_of_customers(items), *_for_boxes(items)])


def _of_groups(items: dict[str, Item]) -> list[SalesPrice]:
    groups = {group.code: group for group in PriceGroup.objects.all()}
    return [
        SalesPrice(item=item, source_type=Source.GROUP, price_group=groups[code], unit_price=_share(item, share))
        for code, share in GROUP_SHARE.items()
        for item in list(items.values())[:20]
    ]


def _of_customers(items: dict[str, Item]) -> list[SalesPrice]:
    customers = Customer.objects.filter(currency=None).order_by("number")[:5]
    return [
        SalesPrice(item=item, source_type=Source.CUSTOMER, customer=customer, unit_price=_share(item, "0.85"))
        for customer, item in zip(customers, list(items.values())[12:], strict=False)
    ]


def _for_boxes(items: dict[str, Item]) -> list[SalesPrice]:
    """For all customers, by the piece, from fifty pieces on."""
    piece = UnitOfMeasure.objects.get(code="PCS")
    return [
        SalesPrice(item=items[name], unit=piece, unit_price=Decimal(price), minimum_quantity=50)
        for name, price in BREAKS.items()
    ]


def _share(item: Item, share: str) -> Decimal:
    return rounded(item.unit_price * Decimal(share), CENT)


def discounts(campaigns: dict[str, Campaign]) -> None:
    item_groups = {group.code: group for group in ItemDiscountGroup.objects.all()}
    customer_groups = {group.code: group for group in DiscountGroup.objects.all()}
    sources: list[tuple[dict[str, Any], dict[str, int]]] = [
        *(({"source_type": Source.CAMPAIGN, "campaign": campaigns[name]}, row) for name, row in DISCOUNTS.items()),
        *(({"source_type": Source.GROUP, "discount_group": customer_groups[c]}, row) for c, row in OF_GROUPS.items()),
    ]
    SalesLineDiscount.objects.bulk_create(
        SalesLineDiscount(item_group=item_groups[code], discount_percent=Decimal(percent), **source)
        for source, row in sources
        for code, percent in row.items()
    )


def switch_on(campaigns: dict[str, Campaign], *, by: User, at: datetime) -> None:
    """Those that run are activated since the day before they started; those that are over were, until they ended."""
    plans = {plan.name: plan for plan in PLANS}
    for name in OVER + ACTIVATED:
        since = moment((plans[name].starts or 0) - 1, at)
        activate(campaigns[name], by=by, at=since, on=since.date(), reason="Approved by management", anyway=True)
    for name in OVER:
        ended = moment(plans[name].ends, at) + timedelta(hours=8)
        deactivate(campaigns[name], by=by, at=ended, reason="The campaign is over")
