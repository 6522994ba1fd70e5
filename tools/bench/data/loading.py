"""The rows that are measured: written by SQL that both databases read alike, so that both hold the same rows."""

from django.core.management.color import no_style
from django.db import connection, models

from activities.models import Activity, Task
from campaigns.models import Campaign, CampaignStatus
from contacts.models import (
    Contact,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    Country,
    Customer,
    DiscountGroup,
    IndustryGroup,
    JobResponsibility,
    MailingGroup,
    PriceGroup,
)
from interactions.models import CampaignEntry, Interaction, InteractionGroup, InteractionTemplate, LoggedSegment
from items.models import Item, ItemDiscountGroup, SalesEntry, UnitOfMeasure
from pricing.models import Activation, SalesLineDiscount, SalesPrice
from sales.models import SalesDocument, SalesLine
from salespeople.models import Salesperson
from segments.models import Segment, SegmentLine, SegmentStep
from tools.bench.data.happened import interactions, sold, tasks
from tools.bench.data.masters import classification, contacts, masters
from tools.bench.data.pricing import prices, quotes
from tools.bench.data.segments import segments
from tools.bench.data.shops import shops
from tools.bench.data.sizes import Size
from tools.bench.data.steady import days, steady

TABLES: list[type[models.Model]] = [CampaignStatus, UnitOfMeasure, Country, PriceGroup, DiscountGroup]
TABLES += [ItemDiscountGroup, Salesperson, Contact, Customer, Campaign, Item, SalesPrice, SalesLineDiscount]
TABLES += [
    IndustryGroup,
    JobResponsibility,
    MailingGroup,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    SalesEntry,
    Activity,
    Task,
    InteractionGroup,
    InteractionTemplate,
    LoggedSegment,
    CampaignEntry,
    Interaction,
    Segment,
    SegmentStep,
    SegmentLine,
    Activation,
    SalesDocument,
    SalesLine,
]


def clear() -> None:
    """Empty the tables that `load` fills."""
    names = [connection.ops.quote_name(model._meta.db_table) for model in reversed(TABLES)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check of a row may wait for the end when it goes
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        else:
            for name in names:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - our own names


def load(size: Size) -> None:
    """Fill the empty tables. `i` counts from 1 in every expression."""
    masters(size)
    contacts(size)
    tasks(size)
    prices(size)
    interactions(size)
    classification(size)
    sold(size)
    segments(size)
    shops(size)
    steady(size)
    days()
    quotes(size)
    settle()


def settle() -> None:
    """Numbers go on after the loaded rows."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(statement)
    sweep()


def sweep() -> None:
    """PostgreSQL knows its tables, and what was written and taken back is gone, as its own housekeeping sees to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
