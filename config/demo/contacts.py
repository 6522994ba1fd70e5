"""Four hundred contacts: 150 shops with their persons, some persons of their own, and 110 customers."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from django.utils.text import slugify

from config.demo.names import JOB_TITLES, LANDS, LONE_PERSONS, Land
from config.demo.rows import numbered
from contacts.models import Contact, Country, Customer, DiscountGroup, Language, PriceGroup
from core.models import Currency
from salespeople.models import Salesperson

HANDED_DOWN = [
    *["salesperson_id", "country_id", "language_id"],
    *["address", "address_2", "post_code", "city", "county", "phone"],
]
"""What the persons of the demo have of their company; they have an e-mail and a mobile phone of their own."""
PERSONS = 245
LOOK_ALIKES = [(0, 1), (60, 61), (120, 121)]
"""Shops by their place that somebody entered a second time: the other is the first under almost the same name."""
CUSTOMERS = 110


@dataclass(frozen=True)
class Known:
    """The set-up rows that contacts and customers point at, by code."""

    countries: dict[str, Country]
    languages: dict[str, Language]
    currencies: dict[str, Currency]
    salespeople: dict[str, Salesperson]

    @classmethod
    def read(cls) -> "Known":
        tables: tuple[Any, ...] = (Country, Language, Currency, Salesperson)
        return cls(*({row.code: row for row in table.objects.all()} for table in tables))


def contacts(random: Random) -> tuple[list[Contact], list[Contact]]:
    """The companies and the persons, saved."""
    known = Known.read()
    shops = [(land, shop) for land in LANDS for shop in _shops(land, known, random)]
    _enter_again([shop for _land, shop in shops])
    companies: list[Contact] = numbered(_named([shop for _land, shop in shops]))
    staff = [person for land, company in shops for person in _staff(land, company, random)][:PERSONS]
    lone = [Contact(type=Contact.Type.PERSON, name=name, email=_email(name, "post")) for name in LONE_PERSONS]
    persons: list[Contact] = numbered(_named([*_consenting(staff), *lone]))
    return companies, persons


def _enter_again(shops: list[Contact]) -> None:
    for place, again in LOOK_ALIKES:
        for name in ("address", "post_code", "city", "phone", "email", "home_page"):
            setattr(shops[again], name, getattr(shops[place], name))
        shops[again].name = f"{shops[place].name} & Co."


def _named(rows: list[Contact]) -> list[Contact]:
    for row in rows:
        row.fill_names()
    return rows


def _shops(land: Land, known: Known, random: Random) -> Iterator[Contact]:
    names = [form.format(word) for word in land.words for form in land.forms]
    for name in random.sample(names, land.shops):
        town = random.choice(land.towns)
        yield Contact(
            type=Contact.Type.COMPANY,
            name=name,
            address=f"{random.choice(land.streets)} {random.randint(1, 180)}",
            post_code=town.post_code,
            city=town.name,
            country=known.countries[land.code],
            language=known.languages[land.language],
            currency=known.currencies.get(land.currency),
            salesperson=known.salespeople[random.choice(land.sellers)],
            phone=f"{land.dial} {random.randint(10, 99)} {random.randint(10, 99)}",
            email=_email("info", name),
            home_page=f"https://{slugify(name)}.example",
            exclude_from_segments=random.random() < 0.03,
            no_campaign_prices=random.random() < 0.02,
        )


def _staff(land: Land, company: Contact, random: Random) -> Iterator[Contact]:
    for job_title in random.sample(JOB_TITLES, random.choice([1, 2, 2, 3])):
        name = f"{random.choice(land.first_names)} {random.choice(land.surnames)}"
        yield Contact(
            type=Contact.Type.PERSON,
            name=name,
            company=company,
            job_title=job_title,
            email=_email(name, company.name),
            mobile_phone=f"{land.dial} {random.randint(100, 999)} {random.randint(100, 999)}",
            **{name: getattr(company, name) for name in HANDED_DOWN},
        )


def _consenting(persons: list[Contact]) -> list[Contact]:
    """A few persons do not want to be written to, and two have asked to be blocked."""
    for person in persons[5::40]:
        person.exclude_from_segments = True
    for person in persons[17::150]:
        person.privacy_blocked = True
    return persons


def _email(name: str, domain: str) -> str:
    return f"{slugify(name).replace('-', '.')}@{slugify(domain)}.example"


def customers(companies: list[Contact], random: Random) -> list[Customer]:
    """Most companies are customers; nine in ten have a price group, half of them a discount group."""
    price_groups = list(PriceGroup.objects.all())
    discount_groups = list(DiscountGroup.objects.all())
    found: list[Customer] = numbered(
        [
            Customer(
                contact=company,
                currency=company.currency,
                salesperson=company.salesperson,
                price_group=random.choice(price_groups) if random.random() < 0.9 else None,
                discount_group=random.choice(discount_groups) if random.random() < 0.5 else None,
            )
            for company in sorted(random.sample(companies, CUSTOMERS), key=lambda company: company.number)
        ]
    )
    return found
