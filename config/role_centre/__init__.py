"""The role centre: the figures and lists a person starts the day with, each leading to the list behind it.

Ten statements beside the frame's own at most; who may not see a table is not asked about it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from campaigns.models import Campaign
from config.role_centre import campaigns, load, opportunities, others, results, setting_up, tasks, ways
from config.role_centre.parts import Panel
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
        "panels": list(panels(user, seller, on, counted)),
        "links": list(ways.links(user)),
        "first_steps": list(ways.first_steps(user)) if sees_campaigns and not counted["all"] else [],
        "seller": seller,
        "on": on,
    }


def panels(user: User, seller: Salesperson | None, on: date, counted: dict[str, int]) -> Iterator[Panel]:
    """What a salesperson does today, what a marketer plans, what a manager pays for, what is left to set up."""
    yield from tasks.panels(user, seller, on)
    yield from opportunities.panels(user, seller)
    if counted.get("all"):
        yield from campaigns.pipeline(user)
        yield from campaigns.this_week(user, on)
        yield from campaigns.preflight(user)
    yield from results.panels(user, counted)
    yield from load.panels(user)
    yield from campaigns.panels(user, on, counted)
    yield from setting_up.panels(user)
    yield from others.panels(user, seller)
