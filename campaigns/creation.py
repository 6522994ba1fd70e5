"""A new campaign: what it needs before, and what it begins with."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignStatus
from core.errors import Refused
from core.models import User
from salespeople.models import Salesperson


class NoStatus(Refused):
    pass


def first_status() -> CampaignStatus:
    """The status a campaign begins with. Refused (NoStatus) when there is none yet (decision 5, CI-143)."""
    first = CampaignStatus.objects.first()
    if first is None:
        sentence = _("There are no campaign statuses yet. Set them up first; then a campaign can be created.")
        raise NoStatus(sentence, where="admin:campaigns_campaignstatus_changelist")
    return first


def create(campaign: Campaign, *, by: User, at: datetime) -> Campaign:
    """Save a new campaign; a blank status is the first one, a blank salesperson the person himself (2.1, CP-04).

    Refused when there is no status (NoStatus) or no number series for campaigns (core NoSeries).
    """
    with transaction.atomic():
        if campaign.status_id is None:
            campaign.status = first_status()
        if campaign.salesperson_id is None:
            campaign.salesperson = Salesperson.objects.of(by)
        campaign.changed(by=by, at=at)
        campaign.save()
    return campaign
