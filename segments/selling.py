"""Opportunities for the contacts of a segment, and the segment that an opportunity comes from (3.12, 4.10)."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.models import Contact
from core.errors import Refused
from core.models import User
from opportunities.estimates import Estimate
from opportunities.many import NoContacts, create_many
from opportunities.models import Opportunity
from segments.models import Segment, SegmentLine


class OtherCampaign(Refused):
    pass


def buyers_in(segment: Segment) -> list[Contact]:
    """The contact of each line, but those who were blocked for privacy since; one statement."""
    lines = SegmentLine.objects.filter(segment=segment).in_segment().filter(contact__privacy_blocked=False)
    return [line.contact for line in lines.select_related("contact").order_by("pk")]


def sell(
    segment: Segment, like: Opportunity, *, estimate: Estimate | None, on: date, by: User, at: datetime
) -> list[Opportunity]:
    """An opportunity like that for each line, of the segment and its campaign.

    Refused (opportunities NoContacts) for a segment without contacts, and otherwise as opportunities create_many.
    """
    contacts = buyers_in(segment)
    refuse_empty(segment, contacts)
    like.campaign, like.segment_number = segment.campaign, segment.number
    return create_many(like, contacts=contacts, estimate=estimate, on=on, by=by, at=at)


def refuse_empty(segment: Segment, contacts: list[Contact]) -> None:
    if not contacts:
        sentence = _("%(segment)s has no contacts. Add some first; then opportunities can be made for them.")
        raise NoContacts(sentence % {"segment": segment})


def segments_for(opportunity: Opportunity) -> QuerySet[Segment]:
    """Those of its campaign, or those without one (TO-131)."""
    return Segment.objects.filter(campaign=opportunity.campaign).order_by("number")


def choose_segment(opportunity: Opportunity, segment: Segment | None, *, by: User, at: datetime) -> None:
    """Say from which segment it comes, or from none. Refused for one of another campaign (OtherCampaign)."""
    if segment and segment.campaign_id != opportunity.campaign_id:
        sentence = _("%(segment)s belongs to another campaign than %(opportunity)s.")
        raise OtherCampaign(sentence % {"segment": segment, "opportunity": opportunity})
    opportunity.segment_number = segment.number if segment else ""
    opportunity.changed(by=by, at=at)
    opportunity.save()
