"""On the plan of a campaign: when its prices were, or are, activated."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.timeline import Bar, Lane
from core.access import may
from core.models import User
from pricing.models import Activation, SalesPrice

MOST = 40


def activations_of(campaign: Campaign, user: User, on: date) -> Iterable[Lane]:
    if not may(user, "view", SalesPrice):
        return []
    return [Lane(_("Activated"), list(_windows(campaign, on)))]


def _windows(campaign: Campaign, on: date) -> Iterator[Bar]:
    """From each activation to the deactivation after it; the last one counts until the campaign ends, or until now."""
    since: date | None = None
    for switch in reversed(Activation.objects.filter(campaign=campaign).order_by("-at", "-pk")[:MOST]):
        day = localtime(switch.at).date()
        if switch.on and since is None:
            since = day
        elif not switch.on and since is not None:
            yield Bar(str(_("Prices and discounts")), since, day, colour="green", done=True)
            since = None
    if since is not None:
        yield Bar(str(_("Prices and discounts")), since, max(since, campaign.ending_date or on), colour="green")
