"""Sixty items in nine discount groups, with boxes, variants and unit costs."""

from decimal import Decimal
from typing import NamedTuple

from config.demo.rows import numbered
from items.models import Item, ItemDiscountGroup, ItemUnit, ItemVariant, UnitOfMeasure

SIZES = {"S": "Small", "M": "Medium", "L": "Large"}
COLOURS = {"BLACK": "Black", "GREEN": "Moss green", "SAND": "Sand"}
VARIANTS = {"BIKES": SIZES, "EBIKES": SIZES, "WEAR": SIZES, "BAGS": COLOURS}


class Range(NamedTuple):
    """Items of one group: how many go in a box (0: none), what they cost as a share of the price, name and price."""

    group: str
    box: int
    cost: str
    items: dict[str, str]


RANGES = [
    Range(
        "BIKES",
        0,
        "0.62",
        {
            "City bike Lowland": "649",
            "City bike Dunes": "729",
            "Touring bike Meander": "1149",
            "Trekking bike Fjordline": "1290",
            "Gravel bike Chalkway": "1890",
            "Folding bike Tramstop": "899",
            "Child's bike Pebble 20 in": "279",
            "Child's bike Pebble 24 in": "319",
        },
    ),
    Range(
        "EBIKES",
        0,
        "0.66",
        {
            "E-bike Lowland Plus": "1990",
            "E-bike Dunes Plus": "2290",
            "E-bike Fjordline Plus": "3190",
            "E-cargo bike Hauler": "4690",
            "E-cargo bike Hauler Long": "5290",
        },
    ),
    Range(
        "TYRES",
        10,
        "0.5",
        {
            "Tyre Cobble 28 in": "24.5",
            "Tyre Cobble 26 in": "22.5",
            "Tyre Drygrass gravel": "39",
            "Tyre Frostgrip with studs": "59",
            "Tyre Pebble 20 in": "17.5",
            "Inner tube 28 in": "5.25",
            "Inner tube 26 in": "4.95",
            "Tyre lever set": "3.9",
        },
    ),
    Range(
        "BRAKES",
        20,
        "0.48",
        {
            "Brake pads, rim": "4.6",
            "Brake pads, disc": "9.8",
            "Brake cable set": "6.4",
            "Brake disc 160 mm": "18.9",
            "Brake disc 180 mm": "21.9",
            "Hydraulic brake Stillwater": "89",
        },
    ),
    Range(
        "LIGHTS",
        12,
        "0.45",
        {
            "Front light Firefly 30": "29.9",
            "Front light Firefly 80": "64.9",
            "Rear light Ember": "17.9",
            "Rear light Ember Brake": "27.9",
            "Dynamo light set Lighthouse": "84",
            "Reflector set": "7.5",
        },
    ),
    Range(
        "BAGS",
        0,
        "0.52",
        {
            "Pannier Drizzle 20 l": "69",
            "Pannier Drizzle pair": "125",
            "Handlebar bag Crumb": "45",
            "Basket Wickerlane": "39.5",
            "Frame bag Longmile": "54",
            "Saddle bag Pocketful": "19.9",
        },
    ),
    Range(
        "WEAR",
        0,
        "0.5",
        {
            "Helmet Chestnut": "59",
            "Helmet Chestnut Junior": "44",
            "Rain jacket Drizzle": "89",
            "Rain trousers Drizzle": "59",
            "Gloves Mild": "24.9",
            "Gloves Frost": "39.9",
            "Reflective vest": "12.5",
        },
    ),
    Range(
        "TOOLS",
        6,
        "0.47",
        {
            "Floor pump Stork": "42",
            "Mini pump Wren": "21.5",
            "Multi-tool Magpie": "26.9",
            "Repair stand Heron": "149",
            "Chain oil 100 ml": "7.9",
            "Cleaning set": "18.5",
        },
    ),
    Range(
        "DRIVE",
        10,
        "0.5",
        {
            "Chain 8 speed": "13.9",
            "Chain 11 speed": "27.5",
            "Cassette 8 speed": "29",
            "Cassette 11 speed": "69",
            "Belt drive kit": "189",
            "Pedals Flagstone": "24.9",
            "E-bike battery 500 Wh": "549",
            "E-bike charger 4 A": "129",
        },
    ),
]


def items() -> dict[str, Item]:
    """The items by description, saved, with what they are boxed in and their variants."""
    groups = {group.code: group for group in ItemDiscountGroup.objects.all()}
    units = {unit.code: unit for unit in UnitOfMeasure.objects.all()}
    rows = [_item(name, price, range_, groups[range_.group], units["PCS"]) for range_, name, price in _all()]
    found = {item.description: item for item in numbered(rows)}
    ItemUnit.objects.bulk_create(
        ItemUnit(item=found[name], unit=units["BOX"], quantity_per_unit=range_.box)
        for range_, name, _price in _all()
        if range_.box
    )
    ItemVariant.objects.bulk_create(
        ItemVariant(item=found[name], code=code, description=text)
        for range_, name, _price in _all()
        for code, text in VARIANTS.get(range_.group, {}).items()
    )
    return found


def _all() -> list[tuple[Range, str, str]]:
    return [(range_, name, price) for range_ in RANGES for name, price in range_.items.items()]


def _item(name: str, price: str, range_: Range, group: ItemDiscountGroup, piece: UnitOfMeasure) -> Item:
    cost = (Decimal(price) * Decimal(range_.cost)).quantize(Decimal("0.01"))
    return Item(description=name, base_unit=piece, discount_group=group, unit_price=Decimal(price), unit_cost=cost)
