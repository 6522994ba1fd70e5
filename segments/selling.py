"""Opportunities for the contacts of a segment, and the segment that an opportunity comes from (3.12, 4.10)."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.models import Contact
from core.errors import Refused
from core.kinds import said
from core.models import User
from opportunities.estimates import Estimate
from opportunities.many import NoContacts, create_many
from opportunities.models import Opportunity
from segments import consent
from segments.consent import LeftOut
from segments.models import Segment, SegmentLine

MOST = 10_000
"""Opportunities made at once: what one request can write."""


class OtherCampaign(Refused):
    pass


class TooMany(Refused):
    pass


def buyers_in(segment: Segment) -> QuerySet[SegmentLine]:
    """The lines whose contacts get an opportunity: all but those who were blocked for privacy since."""
    return SegmentLine.objects.filter(segment=segment).in_segment().filter(contact__privacy_blocked=False)


def left_out(segment: Segment) -> list[LeftOut]:
    """Whose lines get no opportunity, and why."""
    lines = segment.lines.in_segment().values("contact")
    contacts = Contact.objects.filter(pk__in=lines, privacy_blocked=True)
    return consent.left_out(contacts, contacts.aggregate(**consent.counts()))


def sell(
    segment: Segment, like: Opportunity, *, estimate: Estimate | None, on: date, by: User, at: datetime
) -> list[Opportunity]:
    """An opportunity like that for each line, of the segment and its campaign.

    Refused for a segment without contacts (opportunities NoContacts) or with more than MOST (TooMany), and otherwise
    as opportunities create_many.
    """
    count_buyers(segment)
    lines = buyers_in(segment).select_related("contact").order_by("pk")
    like.campaign, like.segment_number = segment.campaign, segment.number
    return create_many(like, contacts=[line.contact for line in lines], estimate=estimate, on=on, by=by, at=at)


def count_buyers(segment: Segment) -> int:
    """How many opportunities `sell` would make; refused as there."""
    count = buyers_in(segment).count()
    if not count:
        sentence = _("%(segment)s has no contacts. Add some first; then opportunities can be made for them.")
        raise NoContacts(sentence % {"segment": segment})
    if count > MOST:
        sentence = _("%(segment)s has %(count)s contacts. Opportunities are made for at most %(most)s at once.")
        raise TooMany(sentence % {"segment": segment, "count": said(count), "most": said(MOST)})
    return count


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
