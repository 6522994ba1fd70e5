"""What happened with contacts: tasks, interactions, sales."""

from activities.models import Activity, Status, Task
from core.models import User
from interactions.models import Interaction, InteractionGroup, InteractionTemplate
from items.models import SalesEntry
from salespeople.models import Salesperson
from tools.bench.data.sizes import CAMPAIGNS, FEW, MANY, ONE, Size
from tools.bench.writing import insert


def tasks(size: Size) -> None:
    """One for each contact over four years, half of them open; marketer and seller are two of twenty who have them."""
    for key, name in [(3, "marketer"), (4, "seller")]:
        person, _created = User.objects.get_or_create(username=name)
        Salesperson.objects.filter(pk=key).update(user=person)
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
