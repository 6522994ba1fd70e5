"""Cover sheets that are printed enter the log where their event has a template (AUT-1)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, Value

from campaigns.models import Campaign
from contacts.models import Contact, CorrespondenceType
from core.models import User
from core.sql import insert
from interactions.automatic import template_for
from interactions.defaults import filled_in
from interactions.models import DocumentType, Event, Interaction, InteractionTemplate
from interactions.recording import gather
from salespeople.models import Salesperson

FIELDS = [field for field in Interaction._meta.concrete_fields if not field.primary_key]


@transaction.atomic
def log(
    contacts: QuerySet[Contact],
    *,
    campaign: Campaign | None,
    segment_number: str = "",
    on: date,
    by: User,
    at: datetime,
) -> int:
    """An interaction for each of the contacts, in the campaign's entry of cover sheets; answers how many.

    A bounded number of statements. Nothing is logged without a template of the event.
    """
    how = template_for(Event.COVER_SHEET)
    if how is None:
        return 0
    alike = _alike(how, campaign, segment_number=segment_number, on=on, by=by, at=at)
    values: dict[str, Any] = {field.name: Value(getattr(alike, field.attname), field) for field in FIELDS}
    values["contact"] = F("pk")
    if alike.salesperson is None:
        values["salesperson"] = F("salesperson")  # who logs in as nobody's salesperson prints for the contact's
    return insert(Interaction, contacts, values)


def _alike(how: InteractionTemplate, campaign: Campaign | None, *, on: date, by: User, **known: Any) -> Interaction:
    """What the interactions have in common; not saved."""
    alike = Interaction(
        **{**filled_in(how, segment_campaign=campaign), "correspondence_type": CorrespondenceType.HARD_COPY},
        document_type=DocumentType.COVER_SHEET,
        salesperson=Salesperson.objects.of(by),
        date=on,
        user=by,
        **known,
    )
    if alike.campaign:
        gather([alike], by=by)
    else:
        alike.campaign_target = alike.campaign_response = False
    return alike
