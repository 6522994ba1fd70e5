"""The role centre: the figures and lists a person starts the day with, each leading to the list behind it.

Eight statements beside the frame's own at most; who may not see a table is not asked about it.
"""

from datetime import date
from typing import Any

from campaigns.models import Campaign
from config.role_centre import campaigns, opportunities, others, tasks, ways
from core.access import may
from core.models import User
from salespeople.models import Salesperson


def seen_by(user: User, *, on: date) -> dict[str, Any]:
    """`tiles`, `panels`, `links` and `first_steps` (none once there is a campaign) for the person, on that day."""
    sees_campaigns = may(user, "view", Campaign)
    counted = campaigns.counts(on) if sees_campaigns else {}
    seller = Salesperson.objects.of(user)
    tiles = [*tasks.tiles(user, seller, on), *campaigns.tiles(counted), *opportunities.tiles(user, seller, on)]
    tiles += others.tiles(user, seller, on)
    return {
        "tiles": tiles,
        "panels": [*tasks.panels(user, seller, on), *campaigns.panels(on, counted), *others.panels(user, seller)],
        "links": list(ways.links(user)),
        "first_steps": list(ways.first_steps(user)) if sees_campaigns and not counted["all"] else [],
        "seller": seller,
        "on": on,
    }
