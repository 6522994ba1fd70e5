"""The demo company itself, its money, and the small tables that everything else is described with."""

from datetime import date, timedelta
from decimal import Decimal

from config.demo.rows import coded
from contacts.countries import NAMES
from contacts.models import ContactDefaults, Country, CustomerTemplate, DiscountGroup, Language, PriceGroup
from core.models import CompanyInformation, Currency, ExchangeRate
from core.money import CENT
from items.models import ItemDiscountGroup, UnitOfMeasure

NAME = "Rondelle Cycle Supply"
RATES = {"USD": ["0.92", "0.90"], "GBP": ["1.17", "1.16"], "NOK": ["0.086", "0.085"]}
CURRENCIES = {"USD": "US dollar", "GBP": "Pound sterling", "NOK": "Norwegian krone"}
COUNTRIES = ["BE", "NL", "DE", "FR", "NO", "GB"]
LANGUAGES = {"NLB": "Dutch (Belgium)", "NLD": "Dutch", "DEU": "German", "FRA": "French", "NOR": "Norwegian"}
LANGUAGES["ENU"] = "English"
PRICE_GROUPS = {"SHOP": "Shops", "DEALER": "Dealers", "KEY": "Key accounts"}
DISCOUNT_GROUPS = {"SMALL": "Small orders", "CHAIN": "Chains", "FLEET": "Hire and fleets"}
ITEM_GROUPS = {
    "BIKES": "Bicycles",
    "EBIKES": "Electric bicycles",
    "TYRES": "Tyres and tubes",
    "BRAKES": "Brakes",
    "LIGHTS": "Lights",
    "BAGS": "Bags and baskets",
    "WEAR": "Helmets and clothing",
    "TOOLS": "Tools and care",
    "DRIVE": "Chains and gears",
}
UNITS = {"PCS": "Piece", "BOX": "Box", "SET": "Set"}


def open_company() -> None:
    foreign = [Currency(code=code, name=name, unit_amount_rounding=CENT) for code, name in CURRENCIES.items()]
    euro = coded([Currency(code="EUR", name="Euro"), *foreign])["EUR"]
    CompanyInformation(
        name=NAME,
        address="Molenkaai 14",
        post_code="2800",
        city="Mechelen",
        country="BE",
        phone="+32 15 55 01 00",
        email="hello@rondelle.example",
        local_currency=euro,
    ).save()


def exchange_rates(*, on: date) -> None:
    """A rate from four years ago, so that every document has one, and one of this year's."""
    currencies = {currency.code: currency for currency in Currency.objects.filter(code__in=RATES)}
    days = [on - timedelta(days=4 * 365), on - timedelta(days=120)]
    ExchangeRate.objects.bulk_create(
        [
            ExchangeRate(currency=currencies[code], starting_date=day, rate=Decimal(rate))
            for code, rates in RATES.items()
            for day, rate in zip(days, rates, strict=True)
        ],
        ignore_conflicts=True,
    )


def small_tables() -> None:
    coded([Country(code=code, name=NAMES[code]) for code in COUNTRIES])
    coded([Language(code=code, name=name) for code, name in LANGUAGES.items()])
    coded([PriceGroup(code=code, description=text) for code, text in PRICE_GROUPS.items()])
    groups = PriceGroup.objects.filter(code__in=PRICE_GROUPS)
    coded([CustomerTemplate(code=group.code, description=group.description, price_group=group) for group in groups])
    ContactDefaults.get().save()
    coded([DiscountGroup(code=code, description=text) for code, text in DISCOUNT_GROUPS.items()])
    coded([ItemDiscountGroup(code=code, description=text) for code, text in ITEM_GROUPS.items()])
    coded([UnitOfMeasure(code=code, description=text) for code, text in UNITS.items()])
