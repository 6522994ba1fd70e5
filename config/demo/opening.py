"""Opening the demo company: all of it or nothing, once per database."""

from datetime import datetime
from random import Random

from django.db import models, transaction

from campaigns.models import Campaign, CampaignStatus
from config.demo import (
    campaigns,
    channels,
    classification,
    company,
    contacts,
    interactions,
    items,
    opportunities,
    people,
    prices,
    profiles,
    sales,
    segments,
    tasks,
    templates,
)
from contacts import duplicates
from contacts.models import Contact
from core.errors import Refused
from core.models import CompanyInformation
from items.models import Item
from salespeople.models import Salesperson

OWN_DATA: list[type[models.Model]] = [Contact, Item, Campaign, CampaignStatus, Salesperson]


class OwnData(Refused):
    pass


def is_open() -> bool:
    return CompanyInformation.get().name == company.NAME


@transaction.atomic
def open_demo(*, at: datetime) -> None:
    """Write the demo company as of the moment `at`. The same day makes the same company.

    Refused (OwnData) in a database that holds data of its own: nothing invented is mixed in among it.
    """
    if any(model._default_manager.exists() for model in OWN_DATA):
        raise OwnData("This database has data of its own; the demo company is only put into an empty one.")
    random, today = Random(2026), at.date()  # noqa: S311 - nothing secret
    company.open_company()
    company.exchange_rates(on=today)
    company.small_tables()
    users = people.log_ins()
    sellers = people.salespeople(users)
    companies, persons = contacts.contacts(random)
    duplicates.generate(at=at)
    classification.classification(companies, persons)
    contacts.customers(companies, random)
    channels.salutations()
    channels.wishes(by=users["sam"], at=at)
    goods = items.items()
    planned = campaigns.campaigns(sellers, on=today)
    campaigns.remarks(planned, by=users["mia"], on=today)
    segments.segments(planned, by=users["mia"], at=at)
    prices.prices(goods, planned)
    prices.discounts(planned)
    prices.switch_on(planned, by=users["mia"], at=at)
    sales.quotes(goods, planned, by=users["sam"], at=at, random=random)
    sales.entries(goods, planned, on=today, random=random)
    sales.orders(goods, planned, by=users["sam"], at=at, random=random)
    opportunities.opportunities(planned, tasks.activities(), by=users["mia"], at=at)
    tasks.tasks(planned, sellers, by=users["mia"], at=at)
    interactions.interactions(planned, templates.templates(), by=users["mia"], at=at)
    profiles.profiles(companies, persons, at=at)
