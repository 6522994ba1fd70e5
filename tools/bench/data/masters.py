"""Codes, campaigns and items; contacts and customers, and how they are classified."""

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
from items.models import Item, ItemDiscountGroup, UnitOfMeasure
from salespeople.models import Salesperson
from tools.bench.data.sizes import CAMPAIGNS, FEW, Size
from tools.bench.writing import has, insert


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
