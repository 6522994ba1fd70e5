"""What the story in the browser asks for: purchasers of shops, cheese that was bought, and who was spoken to."""

from contacts.models import ContactIndustryGroup, ContactJobResponsibility, IndustryGroup, JobResponsibility
from interactions.models import Interaction
from items.models import Item, ItemDiscountGroup, SalesEntry
from tools.bench.data.sizes import Size
from tools.bench.writing import insert, last

CODE = 21
"""Of the industry, the responsibility and the kind of item alike: the other twenty are those of everybody."""
CHEESES = 10


def shops(size: Size) -> None:
    """Each fifth company is a shop and each company has a purchaser. Each customer bought cheese once, two of three
    within the twelve months before DAY; each third purchaser was spoken to in its month."""
    for model, code in [(IndustryGroup, "RETAIL"), (JobResponsibility, "PURCHASE"), (ItemDiscountGroup, "CHEESE")]:
        insert(model, 1, id=f"{CODE}", code=f"'{code}'")
    shop = {"id": f"{last(ContactIndustryGroup)} + i", "contact_id": "5 * i", "code_id": f"{CODE}"}
    insert(ContactIndustryGroup, size.companies // 5, **shop)
    purchaser = {
        "id": f"{last(ContactJobResponsibility)} + i",
        "contact_id": f"{size.companies} + i",
        "code_id": f"{CODE}",
    }
    insert(ContactJobResponsibility, size.companies, **purchaser)
    insert(
        Interaction,
        size.companies // 3,
        id=f"{last(Interaction)} + i",
        contact_id=f"{size.companies} + 3 * i",
        date="'2026-03-0' || (1 + i % 9)",
        description="'Call ' || i",
        template_id="1",
        group_id="1",
        duration="5",
    )
    cheese(size)


def cheese(size: Size) -> None:
    before = last(Item)
    insert(
        Item,
        CHEESES,
        id=f"{before} + i",
        number="'CHEESE' || i",
        description="'Cheese ' || i",
        base_unit_id="1",
        discount_group_id=f"{CODE}",
        unit_price="20",
        unit_cost="12",
    )
    insert(
        SalesEntry,
        size.customers,
        id=f"{last(SalesEntry)} + i",
        posting_date="(2025 - (i % 3) / 2) || '-' || (10 + i % 3) || '-' || (10 + i / 90 % 19)",
        document_number="'CHEESE' || i",
        item_id=f"{before} + 1 + i % {CHEESES}",
        customer_id=f"1 + i * 7 % {size.customers}",
        quantity="6",
        list_price="20",
        unit_price="20",
        amount="120",
        unit_cost="12",
    )
