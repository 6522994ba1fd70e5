"""What is as much in every size, so that only what is around it grows: all about a campaign and a salesperson, and the
day of whoever has tasks."""

from datetime import timedelta

from django.utils.timezone import localdate  # noqa: TID251 - the pages ask for today

from activities.agenda import MOST_SHOWN
from activities.models import Task
from campaigns.models import Campaign
from interactions.models import Interaction
from items.models import SalesEntry
from salespeople.models import Salesperson
from segments.models import Segment, SegmentLine, SegmentStep
from tools.bench.data.sizes import CAMPAIGNS, DAY, MANY, Size
from tools.bench.writing import insert, last

CAMPAIGN, SALESPERSON = CAMPAIGNS + 1, 21
OFTEN = 300


def steady(size: Size) -> None:
    """Three hundred targets, interactions and sales entries of its campaign, and a hundred tasks."""
    campaign, salesperson, day = f"{CAMPAIGN}", f"{SALESPERSON}", f"'{DAY}'"
    contact = f"{MANY} + 1 + i % {min(OFTEN, size.companies - MANY)}"
    insert(Salesperson, 1, id=salesperson, code="'STEADY'", name="'Steady'")
    insert(
        Campaign,
        1,
        id=campaign,
        number="'STEADY'",
        description="'Steady campaign'",
        status_id="1",
        salesperson_id=salesperson,
        starting_date="'2026-03-01'",
        ending_date="'2026-03-31'",
        activated_at="'2026-03-01 00:00:00+00'",
    )
    segment, step = last(Segment) + 1, last(SegmentStep) + 1
    header = {"number": "'STEADY'", "description": "'Steady'", "campaign_target": "TRUE", "date": day}
    insert(Segment, 1, id=f"{segment}", campaign_id=campaign, **header)
    insert(SegmentStep, 1, id=f"{step}", segment_id=f"{segment}", number="1", kind="'add'")
    line = {"segment_id": f"{segment}", "added_id": f"{step}", "contact_id": contact, "campaign_target": "TRUE"}
    insert(SegmentLine, OFTEN, id=f"{last(SegmentLine)} + i", **line)
    theirs = {"campaign_id": campaign, "salesperson_id": salesperson}
    insert(
        Interaction,
        OFTEN,
        id=f"{last(Interaction)} + i",
        contact_id=contact,
        date="'2026-0' || (1 + i % 2) || '-' || (10 + i % 19)",
        description="'Mail ' || i",
        template_id="1",
        group_id="1",
        cost="2.5",
        duration="5",
        campaign_target="i % 3 <> 0",
        campaign_response="i % 3 = 0",
        **theirs,
    )
    insert(
        SalesEntry,
        OFTEN,
        id=f"{last(SalesEntry)} + i",
        posting_date="'2026-03-' || (10 + i % 19)",
        document_number="'STEADY' || i",
        item_id="1 + i % 10",
        customer_id=f"{MANY} + 1 + i % {min(OFTEN, size.customers - MANY)}",
        quantity="1 + i % 12",
        list_price="100",
        unit_price="98",
        amount="98 * (1 + i % 12)",
        unit_cost="60",
        **theirs,
    )
    insert(
        Task,
        100,
        id=f"{last(Task)} + i",
        number="'STEADY' || i",
        description="'Call ' || i",
        date=f"'{DAY}'",
        contact_id=contact,
        **theirs,
    )


def days() -> None:
    """Whoever opens his day finds it full: as much for today and for tomorrow as it shows of each."""
    today = localdate()
    insert(
        Task,
        4 * MOST_SHOWN,
        id=f"{last(Task)} + i",
        number="'DAY' || i",
        description="'Call today ' || i",
        date=f"CASE i % 2 WHEN 0 THEN '{today}' ELSE '{today + timedelta(days=1)}' END",
        salesperson_id="3 + i / 2 % 2",
        contact_id="i",
        campaign_id=f"1 + i % {CAMPAIGNS}",
    )
