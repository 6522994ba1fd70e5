"""Twelve campaigns in every stage of the pipeline, their dates counted from today."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from campaigns.models import Campaign, CampaignComment, CampaignStatus, CampaignType
from config.demo.rows import coded, numbered
from core.models import User
from salespeople.models import Salesperson

STATUSES = [
    ("1-PLAN", "Planned", "gray"),
    ("2-APP", "Approved", "azure"),
    ("3-INIT", "Initiated", "indigo"),
    ("4-SCH", "Scheduled", "purple"),
    ("5-START", "Started", "green"),
    ("9-DONE", "Done", "teal"),
]
TYPES = {
    "SEASON": "Seasonal offer",
    "FAIR": "Trade fair",
    "LAUNCH": "Product launch",
    "CLEAR": "Clearance",
    "LOYAL": "Loyalty",
}


class Plan(NamedTuple):
    """A campaign; its days are counted from today, None is open."""

    name: str
    type: str
    status: str
    starts: int | None
    ends: int | None
    salesperson: str
    budget: int
    response: str
    revenue: int
    text: str = ""


PLANS = [
    Plan("Winter lights", "SEASON", "9-DONE", -130, -70, "EW", 4000, "12", 38000, "Be seen: lights at 15 % off."),
    Plan("Workshop weeks", "SEASON", "9-DONE", -80, -30, "JR", 2500, "18", 24000, "Everything for the repair stand."),
    Plan("Dealer days", "FAIR", "9-DONE", -40, -8, "MV", 12000, "35", 90000, "Fair prices for everybody who came."),
    Plan("Ready for the rain", "SEASON", "5-START", -25, 12, "EW", 5000, "15", 42000, "Drizzle bags and jackets."),
    Plan(
        "E-bike test month", "LAUNCH", "5-START", -12, 18, "MV", 15000, "8", 160000, "One e-bike to try, one to sell."
    ),
    Plan("Tyre change", "SEASON", "5-START", -8, 5, "JR", 3000, "22", 31000, "Per box, studs included."),
    Plan(
        "Nordic winter grip", "SEASON", "5-START", -3, 40, "IT", 3500, "25", 28000, "Studs and frost gloves in kroner."
    ),
    Plan("Key accounts all year", "LOYAL", "5-START", -200, None, "MV", 0, "60", 250000, "Thank you, every day."),
    Plan("Dunes city launch", "LAUNCH", "4-SCH", 6, 50, "SH", 9000, "10", 120000, "The new Dunes and Dunes Plus."),
    Plan("Pebble birthday", "SEASON", "3-INIT", 15, 45, "EW", 4500, "14", 52000, "Ten years of children's bikes."),
    Plan(
        "Spring catalogue", "SEASON", "2-APP", 28, 88, "MV", 18000, "20", 210000, "The whole range, from the first day."
    ),
    Plan("Last year's frames", "CLEAR", "1-PLAN", 70, 130, "SH", 1500, "30", 45000),
]
REMARKS = {
    "Dealer days": ["Stand 14 in hall 3 again.", "212 visiting cards collected."],
    "E-bike test month": ["Two test bikes per shop at most.", "Ask for the insurance form."],
    "Dunes city launch": ["Photos are due next week."],
    "Key accounts all year": ["Reviewed with management; stays open-ended."],
}


def campaigns(salespeople: dict[str, Salesperson], *, on: date) -> dict[str, Campaign]:
    """The campaigns by name, saved; none is activated yet."""
    statuses = coded(
        [
            CampaignStatus(code=code, description=text, colour=colour, order=index + 1, may_go_back=code != "9-DONE")
            for index, (code, text, colour) in enumerate(STATUSES)
        ]
    )
    types = coded([CampaignType(code=code, description=text) for code, text in TYPES.items()])
    rows = [
        Campaign(
            description=plan.name,
            type=types[plan.type],
            status=statuses[plan.status],
            starting_date=day(plan.starts, on),
            ending_date=day(plan.ends, on),
            salesperson=salespeople[plan.salesperson],
            budget=Decimal(plan.budget) or None,
            expected_response=Decimal(plan.response),
            expected_revenue=Decimal(plan.revenue),
            sales_text=plan.text,
        )
        for plan in PLANS
    ]
    return {campaign.description: campaign for campaign in numbered(rows)}


def day(offset: int | None, on: date) -> date | None:
    return None if offset is None else on + timedelta(days=offset)


def moment(offset: int | None, at: datetime) -> datetime:
    """So many days from now, never later than now."""
    return at + timedelta(days=min(offset or 0, 0))


def remarks(found: dict[str, Campaign], *, by: User, on: date) -> None:
    CampaignComment.objects.bulk_create(
        CampaignComment(campaign=found[name], date=on - timedelta(days=20 - index), text=text, author=by)
        for name, texts in REMARKS.items()
        for index, text in enumerate(texts)
    )
