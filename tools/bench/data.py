"""The rows that are measured: written by SQL that both databases read alike, so that both hold the same rows."""

from dataclasses import dataclass
from datetime import date

from django.core.management.color import no_style
from django.db import connection, models

from activities.models import Activity, Status, Task
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
from core.models import User
from interactions.models import CampaignEntry, Interaction, InteractionGroup, InteractionTemplate, LoggedSegment
from items.models import Item, ItemDiscountGroup, SalesEntry, UnitOfMeasure
from pricing.models import Activation, SalesLineDiscount, SalesPrice, Source
from sales.models import SalesDocument, SalesLine
from salespeople.models import Salesperson
from segments.models import Segment, SegmentLine, SegmentStep
from tools.bench.writing import has, insert

DAY = date(2026, 3, 10)

ONE, MANY = 1, 5
"""Companies with the same terms; one is a target of one activated campaign, the other of a hundred."""
WITH_PRICES, CAMPAIGNS = 20, 121
"""Campaigns 1 … 20 have prices for every item; 21 … 119 are aimed at MANY and have none."""
FEW, ALL = 120, 121
"""Campaigns that wait for their activation: one with a single line, one with a line for every contact."""
TO_LOG, FRESH = 122, 123
"""Segments: one waits to be logged, the other for its first line."""


@dataclass(frozen=True)
class Size:
    contacts: int
    items: int
    rows_per_item: int
    lines: int
    interactions: int = 0

    @property
    def companies(self) -> int:
        return self.contacts // 5

    @property
    def customers(self) -> int:
        return self.companies // 2

    @property
    def others(self) -> int:
        """Customers with a price of their own for the crowded item."""
        return min(10_000, self.customers - 10)

    @property
    def crowded(self) -> int:
        """An item with a price for many another customer; the one after it, `quiet`, has none of them."""
        return self.items + 1

    @property
    def quiet(self) -> int:
        return self.items + 2

    def __str__(self) -> str:
        return f"{self.contacts:,} contacts"


SIZES = {
    "small": Size(contacts=10_000, items=100, rows_per_item=100, lines=10_000, interactions=20_000),
    "full": Size(contacts=1_000_000, items=1_000, rows_per_item=100, lines=100_000, interactions=2_000_000),
}
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
    quotes(size)
    settle()


def masters(size: Size) -> None:
    insert(CampaignStatus, 1, id="1", code="'1-PLAN'", description="'Planned'", order="1")
    insert(UnitOfMeasure, 1, id="1", code="'PCS'")
    for model in (Country, PriceGroup, DiscountGroup, ItemDiscountGroup, Salesperson):
        insert(model, 20, id="i", code="'X' || i", **({"name": "'X' || i"} if has(model, "name") else {}))
    insert(
        Campaign,
        CAMPAIGNS,
        id="i",
        number="'CP' || i",
        description="'Campaign ' || i",
        status_id="1",
        starting_date="'2026-03-01'",
        ending_date="'2026-03-31'",
        activated_at=f"CASE WHEN i < {FEW} THEN '2026-03-01 00:00:00+00' END",
    )
    insert(
        Item,
        size.items + 2,
        id="i",
        number="'I' || i",
        description="'Item ' || i",
        base_unit_id="1",
        discount_group_id="1 + i % 20",
        unit_price="100",
        unit_cost="60",
    )


def contacts(size: Size) -> None:
    """One company for four persons; every second company is a customer."""
    insert(
        Contact,
        size.companies,
        id="i",
        number="'CT' || i",
        type="'company'",
        name="'Company ' || i",
        search_name="'COMPANY ' || i",
        country_id="1 + i % 5",
        salesperson_id="1 + i % 7",
    )
    insert(
        Contact,
        size.contacts - size.companies,
        id=f"{size.companies} + i",
        number=f"'CT' || ({size.companies} + i)",
        type="'person'",
        name="'Person ' || i",
        search_name="'PERSON ' || i",
        company_id=f"1 + i % {size.companies}",
        country_id=f"1 + (1 + i % {size.companies}) % 5",
        salesperson_id="1 + i % 7",
    )
    insert(
        Customer,
        size.customers,
        id="i",
        number="'C' || i",
        contact_id="i",
        price_group_id="1 + i % 4",
        discount_group_id="1 + i % 4",
    )


def tasks(size: Size) -> None:
    """One for each contact over four years, half of them open; the marketer is one of twenty who have them."""
    Salesperson.objects.filter(pk=3).update(user=User.objects.filter(username="marketer").first())
    insert(Activity, 1, id="1", code="'OFFER'", description="'Offer'")
    insert(
        Task,
        size.contacts,
        id="i",
        number="'TASK' || i",
        description="'Call about offer ' || i",
        date="(2024 + i / 20 % 4) || '-' || (10 + i % 3) || '-' || (10 + i / 80 % 19)",
        salesperson_id="1 + i % 20",
        contact_id="i",
        campaign_id=f"1 + i % {CAMPAIGNS}",
        activity_id="1",
        closed="i / 7 % 2 = 0",
        status=f"CASE i / 7 % 2 WHEN 0 THEN '{Status.COMPLETED}' ELSE '{Status.NOT_STARTED}' END",
        date_closed="CASE i / 7 % 2 WHEN 0 THEN '2026-03-01' END",
    )


def prices(size: Size) -> None:
    """Of an item's rows 2 are for all customers, 4 for groups, 20 of campaigns, 2 of ONE and MANY, the rest others'."""
    kind, item = f"((i - 1) / {size.items})", f"(1 + (i - 1) % {size.items})"
    others = f"10 + ({kind} * 7 + {item} * 13) % {size.customers - 10}"
    columns = {
        "item_id": item,
        "source_type": f"CASE WHEN {kind} < 2 THEN {Source.ALL} WHEN {kind} < 6 THEN {Source.GROUP} "
        f"WHEN {kind} < 26 THEN {Source.CAMPAIGN} ELSE {Source.CUSTOMER} END",
        "campaign_id": f"CASE WHEN {kind} BETWEEN 6 AND 25 THEN {kind} - 5 END",
        "customer_id": f"CASE WHEN {kind} = 26 THEN {ONE} WHEN {kind} = 27 THEN {MANY} WHEN {kind} > 27 "
        f"THEN {others} END",
        "minimum_quantity": f"CASE WHEN {kind} = 1 THEN 10 ELSE 0 END",
    }
    group = f"CASE WHEN {kind} BETWEEN 2 AND 5 THEN {kind} - 1 END"
    price = f"CASE WHEN {kind} < 26 THEN 99 - {kind} * 0.1 ELSE 95 + {item} % 6 END"
    percent = f"CASE WHEN {kind} < 26 THEN {kind} % 20 + 1 ELSE {item} % 10 END"
    count = size.items * size.rows_per_item
    insert(SalesPrice, count, id="i", price_group_id=group, unit_price=price, **columns)
    insert(SalesLineDiscount, count, id="i", discount_group_id=group, discount_percent=percent, **columns)
    insert(
        SalesPrice,
        size.others,
        id=f"{count} + i",
        item_id=f"{size.crowded}",
        source_type=f"{Source.CUSTOMER}",
        customer_id="10 + i",
        unit_price="90",
    )
    insert(
        SalesPrice,
        4,
        id=f"{count + size.others} + i",
        item_id=f"CASE i WHEN 1 THEN {size.crowded} ELSE {size.quiet} END",
        source_type=f"CASE WHEN i < 3 THEN {Source.ALL} ELSE {Source.CAMPAIGN} END",
        campaign_id=f"CASE i WHEN 3 THEN {FEW} WHEN 4 THEN {ALL} END",
        unit_price="98",
    )


def interactions(size: Size) -> None:
    """Two years of them, half with companies and half with persons, one in three flagged; of the companies with known
    terms ONE has some, of its own campaign."""
    insert(InteractionGroup, 1, id="1", code="'LETTER'")
    values = {"unit_cost": "2.5", "unit_duration": "5", "correspondence_type": "'hard copy'"}
    company = f"{MANY} + 1 + (i * 7) % {size.companies - MANY}"
    person = f"{company} - 1 + {size.companies} * (1 + i % 3)"
    insert(InteractionTemplate, 1, id="1", code="'MAIL'", group_id="1", description="'Mail'", **values)
    insert(
        Interaction,
        size.interactions,
        id="i",
        contact_id=f"CASE WHEN i <= 20 THEN {ONE} WHEN i % 2 = 0 THEN {company} ELSE {person} END",
        date="(2024 + i / 30 % 2) || '-' || (10 + i % 3) || '-' || (10 + i / 90 % 19)",
        description="'Mail ' || i",
        template_id="1",
        group_id="1",
        salesperson_id="1 + i % 20",
        cost="2.5",
        duration="5",
        campaign_id=f"CASE WHEN i <= 20 THEN 1 ELSE 1 + i % {FEW - 1} END",
        campaign_target="i % 3 = 0",
        segment_number="'OLD'",
    )


def classification(size: Size) -> None:
    """A company is of two of twenty industries, a person has one of ten responsibilities; in the mailing group FEW are
    as many persons in every size."""
    for model in (IndustryGroup, JobResponsibility):
        insert(model, 20, id="i", code="'X' || i")
    insert(MailingGroup, 1, id="1", code="'FEW'")
    company, person = f"1 + (i - 1) % {size.companies}", f"{size.companies} + i"
    of_two = f"1 + (i * 7 + (i - 1) / {size.companies}) % 20"
    insert(ContactIndustryGroup, 2 * size.companies, id="i", contact_id=company, code_id=of_two)
    persons = size.contacts - size.companies
    insert(ContactJobResponsibility, persons, id="i", contact_id=person, code_id="1 + i / 11 % 10")
    insert(ContactMailingGroup, min(500, persons), id="i", contact_id=person, code_id="1")


def sold(size: Size) -> None:
    """One entry for two contacts, bought by a person of a customer, over two years."""
    customer = f"1 + (i * 3) % {size.customers}"
    insert(
        SalesEntry,
        size.contacts // 2,
        id="i",
        posting_date="(2024 + i / 30 % 2) || '-' || (10 + i % 3) || '-' || (10 + i / 90 % 19)",
        document_number="'SO' || i",
        item_id=f"1 + i / 3 % {min(100, size.items)}",
        customer_id=customer,
        contact_id=f"{customer} - 1 + {size.companies} * (1 + i % 3)",
        campaign_id="CASE WHEN i % 5 = 0 THEN 1 + i % 19 END",
        salesperson_id="1 + i % 20",
        quantity="1 + i % 12",
        list_price="100",
        unit_price="98",
        amount="98 * (1 + i % 12)",
        unit_cost="60",
    )


def segments(size: Size) -> None:
    """One segment a campaign, with the lines of a step side by side as they are when people add them."""
    insert(
        Segment,
        CAMPAIGNS,
        id="i",
        number="'SM' || i",
        description="'Segment ' || i",
        campaign_id="i",
        date="'2026-03-10'",
        campaign_target="TRUE",
    )
    insert(SegmentStep, CAMPAIGNS, id="i", segment_id="i", number="1", kind="'add'")
    in_each = size.lines // WITH_PRICES
    scattered = f"{MANY} + 1 + (i * 3) % {size.companies - MANY}"
    added = add_lines(in_each * WITH_PRICES, 0, segment=f"1 + (i - 1) / {in_each}", contact=scattered)
    added = add_lines(1, added, segment="1", contact=f"{ONE}")
    added = add_lines(1, added, segment="1", contact=f"{MANY}")
    added = add_lines(FEW - 1 - WITH_PRICES, added, segment=f"{WITH_PRICES} + i", contact=f"{MANY}")
    added = add_lines(1, added, segment=f"{FEW}", contact=f"{size.companies}")
    added = add_lines(size.contacts, added, segment=f"{ALL}", contact="i")
    ready = {"template_id": "1", "cost": "2.5", "duration": "5", "correspondence_type": "'hard copy'"}
    insert(Segment, 1, id=f"{TO_LOG}", number="'LOG'", description="'To log'", campaign_id="1", date=f"'{DAY}'")
    fresh = {"number": "'FRESH'", "description": "'Fresh'", "campaign_target": "TRUE"}
    insert(Segment, 1, id=f"{FRESH}", campaign_id=f"{FEW}", date=f"'{DAY}'", **fresh)
    for segment in (TO_LOG, FRESH):
        insert(SegmentStep, 1, id=f"{segment}", segment_id=f"{segment}", number="1", kind="'add'")
    ready |= {"date": f"'{DAY}'", "salesperson_id": "1 + i % 20", "target": "FALSE"}
    add_lines(size.lines, added, segment=f"{TO_LOG}", contact="i", **ready)


def add_lines(count: int, before: int, *, segment: str, contact: str, target: str = "TRUE", **values: str) -> int:
    """Answers how many lines there are now."""
    insert(
        SegmentLine,
        count,
        id=f"{before} + i",
        segment_id=segment,
        added_id=segment,
        contact_id=contact,
        campaign_target=target,
        **values,
    )
    return before + count


def quotes(size: Size) -> None:
    """A quote for each of many customers; the first has a hundred lines."""
    insert(
        SalesDocument,
        size.customers,
        id="i",
        number="'Q' || i",
        kind="'quote'",
        sell_to_id="i",
        bill_to_id="i",
        document_date=f"'{DAY}'",
    )
    insert(
        SalesLine,
        100,
        id="i",
        document_id="1",
        position="i",
        item_id=f"1 + i % {size.items}",
        unit_id="1",
        quantity="1 + i % 12",
        reasons="'[]'",
    )


def settle() -> None:
    """Numbers go on after the loaded rows; PostgreSQL knows its tables, as its own housekeeping sees to it."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
