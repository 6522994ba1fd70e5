"""Quotes and orders record themselves as interactions (12.5, 6.9)."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Campaign
from core.models import User
from interactions.automatic import made_with, needed_for, template_for
from interactions.mailing.emailing import deliver
from interactions.models import DocumentType, Event, Interaction, InteractionTemplate
from interactions.recording import record_all
from sales.models import SalesDocument
from segments.targets import campaigns_aimed_at


def event_of(document: SalesDocument) -> Event:
    return Event.ORDER if document.is_order else Event.QUOTE


def record_document(document: SalesDocument, *, on: date, by: User, at: datetime) -> Interaction:
    """Log that a quote or an order went to its contact, with its own campaign (AUT-1, AUT-2).

    Refused (automatic NoTemplate) where no template is set for documents of its kind.
    """
    interaction = _went_out(document, on=on)
    record_all([interaction], by=by, at=at)
    return interaction


def send_document(
    document: SalesDocument, *, to: str, subject: str, text: str, by: User, on: date, at: datetime
) -> Interaction:
    """Send a quote or an order to an address of its contact, logged as by `record_document`, and refused as that and as
    `emailing.deliver` (AUT-1)."""
    interaction = _went_out(document, on=on)
    deliver(interaction, to=to, subject=subject, text=text, by=by, at=at)
    return interaction


def record_posting(order: SalesDocument, *, on: date, by: User, at: datetime) -> int:
    """Log the posted order for every activated campaign that runs on that day and has its bill-to company as a target;
    answers how many (decision 21). What the order's own campaign says plays no part.

    Once per order and campaign. Without a template for posted orders nothing is logged and nothing refused. A bounded
    number of statements, whatever the number of campaigns.
    """
    template = template_for(Event.POSTED_ORDER)
    if template is None:
        return 0
    recorded = [
        _about(order, Event.POSTED_ORDER, template, on=on, contact=order.bill_to, campaign=campaign)
        for campaign in campaigns_to_tell(order, on=on)
    ]
    record_all(recorded, by=by, at=at)
    return len(recorded)


def is_unrecorded(order: SalesDocument, *, on: date) -> bool:
    """A campaign wants to know of the posted order, and no template says how that is logged."""
    return template_for(Event.POSTED_ORDER) is None and bool(campaigns_to_tell(order, on=on))


def campaigns_to_tell(order: SalesDocument, *, on: date) -> list[Campaign]:
    """Those that want to know of the order and were not told yet; a blank end of a campaign is open."""
    party = order.bill_to.party
    aimed = campaigns_aimed_at([party]).get(party, [])
    wanting = [campaign for campaign in aimed if campaign.is_activated and campaign.is_in_force(on=on)]
    told = Interaction.objects.filter(
        contact__party=party, document_type=DocumentType.POSTED_ORDER, document_number=order.number
    )
    known = set(told.values_list("campaign_id", flat=True)) if wanting else set()
    return [campaign for campaign in wanting if campaign.pk not in known]


def _went_out(document: SalesDocument, *, on: date) -> Interaction:
    event = event_of(document)
    template = needed_for(event)
    campaign = document.campaign or template.campaign
    return _about(document, event, template, on=on, contact=document.sell_to, campaign=campaign)


def _about(
    document: SalesDocument, event: Event, template: InteractionTemplate, *, on: date, **about: Any
) -> Interaction:
    kind = DocumentType(event.value)
    return made_with(
        template,
        date=on,
        salesperson=document.salesperson,
        opportunity=document.opportunity,
        document_type=kind,
        document_number=document.number,
        description=_("%(kind)s %(number)s") % {"kind": kind.label, "number": document.number},
        **about,
    )
