"""The companies at each step from target to buyer, which the funnel of a campaign counts, as circles of contacts."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.circles import Circle
from interactions.statistics import counting
from items.models import SalesEntry
from sales.models import SalesLine
from segments import targets

NEEDED = ["sales.view_salesdocument", "items.view_salesentry", "segments.view_segment"]
Keys = QuerySet[Any, Any]


def targeted(campaign: Campaign) -> Keys:
    return targets.targets_of(campaign).values("pk")


def contacted(campaign: Campaign) -> Keys:
    return _spoken_to(campaign, counting.TARGET)


def responded(campaign: Campaign) -> Keys:
    return _spoken_to(campaign, counting.RESPONSE)


def quoted(campaign: Campaign) -> Keys:
    return SalesLine.objects.at_prices_of(campaign).order_by().values("document__bill_to__party")


def bought(campaign: Campaign) -> Keys:
    return SalesEntry.objects.filter(campaign=campaign).order_by().values("customer__contact")


def _spoken_to(campaign: Campaign, flag: Any) -> Keys:
    return counting.that_count(flag).filter(campaign=campaign).order_by().values("contact__party")


STEPS: Mapping[str, Circle] = {
    "targeted": Circle(Campaign, _("Targeted"), targeted, NEEDED),
    "contacted": Circle(Campaign, _("Contacted"), contacted, NEEDED),
    "responded": Circle(Campaign, _("Responded"), responded, NEEDED),
    "quoted": Circle(Campaign, _("Quoted"), quoted, NEEDED),
    "bought": Circle(Campaign, _("Bought"), bought, NEEDED),
}
"""In the order of the funnel."""
