"""Interaction groups, the templates in them, and which template an event is recorded with."""

from decimal import Decimal
from typing import NamedTuple

from config.demo.rows import coded
from config.demo.texts import texts
from contacts.models import CorrespondenceType
from interactions.models import (
    Event,
    EventTemplate,
    InformationFlow,
    InitiatedBy,
    InteractionGroup,
    InteractionTemplate,
)

GROUPS = {
    "LETTER": "Letters and mailings",
    "MEETING": "Visits and meetings",
    "PHONE": "Phone calls",
    "PURCHASES": "Documents of purchases",
    "SALES": "Documents of sales",
    "SYSTEM": "Recorded by itself",
}
LETTER, EMAIL = CorrespondenceType.HARD_COPY, CorrespondenceType.EMAIL
OUT, IN = InformationFlow.OUTBOUND, InformationFlow.INBOUND
US, THEM = InitiatedBy.US, InitiatedBy.THEM
MERGE = InteractionTemplate.Action.MERGE


class Plan(NamedTuple):
    """A template: what one such interaction costs in euros and minutes, and how it goes."""

    code: str
    group: str
    name: str
    cost: str
    minutes: int
    sent: str = ""
    flow: str = OUT
    began: str = US
    target: bool = False
    response: bool = False
    action: str = ""


PLANS = [
    Plan("ABSTRACT", "LETTER", "Minutes of a meeting", "8", 90, EMAIL),
    Plan("BUS", "LETTER", "Business letter", "8", 30, LETTER),
    Plan("COVERSH", "SYSTEM", "Cover sheet", "0.50", 1, LETTER),
    Plan("EMAIL", "SYSTEM", "E-mail", "0", 1, EMAIL),
    Plan("EMAIL_D", "SYSTEM", "Draft of an e-mail", "0", 1, EMAIL),
    Plan("GOLF", "LETTER", "Invitation to the golf day", "8", 1, EMAIL, target=True, action=MERGE),
    Plan("INCOME", "PHONE", "Incoming call", "0", 15, flow=IN, began=THEM),
    Plan("INHOUSE", "MEETING", "Meeting at our place", "25", 120),
    Plan("ONSITE", "MEETING", "Visit to the customer", "45", 180),
    Plan("OUTGOING", "PHONE", "Outgoing call", "1", 15),
    Plan("MEETINV", "SYSTEM", "Invitation to a meeting", "0", 1, EMAIL),
    Plan("MAIL", "LETTER", "Campaign mailing", "2.50", 1, LETTER, target=True, action=MERGE),
    Plan("NEWS", "LETTER", "Newsletter", "0.10", 1, EMAIL, target=True, action=MERGE),
    Plan("REPLY", "LETTER", "Answer to a campaign", "0", 10, flow=IN, began=THEM, response=True),
    Plan("FAIR", "MEETING", "Talk at a fair", "20", 15, flow=IN, began=THEM, response=True),
    Plan("CATALOG", "LETTER", "Catalogue sent", "4.20", 5, LETTER, action=MERGE),
    Plan("COMPLAIN", "PHONE", "Complaint", "0", 25, flow=IN, began=THEM),
    Plan("S_QUOTE", "SALES", "Quote", "8", 1, EMAIL),
    Plan("S_ORDER", "SALES", "Order", "8", 1, EMAIL),
    Plan("S_POSTED", "SALES", "Posted order", "8", 1, EMAIL),
    Plan("P_QUOTE", "PURCHASES", "Quote of a supplier", "8", 1, flow=IN, began=THEM),
    Plan("P_ORDER", "PURCHASES", "Order to a supplier", "8", 1, EMAIL),
]
EVENTS = {
    Event.QUOTE: "S_QUOTE",
    Event.ORDER: "S_ORDER",
    Event.POSTED_ORDER: "S_POSTED",
    Event.COVER_SHEET: "COVERSH",
    Event.EMAIL: "EMAIL",
    Event.CALL: "OUTGOING",
}


def templates() -> dict[str, InteractionTemplate]:
    """The templates by code, in their groups, with texts, and set up for what is recorded by itself."""
    groups = coded([InteractionGroup(code=code, description=text) for code, text in GROUPS.items()])
    found = coded([_template(plan, groups) for plan in PLANS])
    EventTemplate.objects.bulk_create(
        [EventTemplate(event=event, template=found[code]) for event, code in EVENTS.items()], ignore_conflicts=True
    )
    texts(found)
    return found


def _template(plan: Plan, groups: dict[str, InteractionGroup]) -> InteractionTemplate:
    return InteractionTemplate(
        code=plan.code,
        group=groups[plan.group],
        description=plan.name,
        unit_cost=Decimal(plan.cost),
        unit_duration=plan.minutes,
        correspondence_type=plan.sent,
        information_flow=plan.flow,
        initiated_by=plan.began,
        campaign_target=plan.target,
        campaign_response=plan.response,
        action=plan.action,
    )
