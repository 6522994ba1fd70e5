"""The segments of a campaign on its plan."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.timeline import Bar, Lane
from core.access import may
from core.models import User
from core.paging import MOST_COUNTED
from segments.models import Segment

MOST = 15


def segments_of(campaign: Campaign, user: User, _on: date) -> Iterable[Lane]:
    if not may(user, "view", Segment):
        return []
    rows = Segment.objects.filter(campaign=campaign)
    shown = list(rows.order_by("date", "pk")[:MOST])
    more = rows[:MOST_COUNTED].count() - MOST if len(shown) == MOST else 0
    bars = [Bar(str(row), row.date, row.date, row.get_absolute_url(), colour="purple") for row in shown]
    return [Lane(_("Segments"), bars, more=more, more_url=reverse("segments:list", query={"campaign": campaign.pk}))]
