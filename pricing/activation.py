"""Switching a campaign's prices and discounts on and off (decision 1)."""

from datetime import date, datetime
from typing import NamedTuple

from campaigns.models import Campaign
from core.errors import Refused
from core.models import User
from pricing.models import Activation


class NoTarget(Refused):
    """Nobody would get the prices."""


class NothingToActivate(Refused):
    """A question, not a no: the campaign has neither a price nor a discount; ask again with `anyway`."""


class Outcome(NamedTuple):
    """What to tell the person; no record when nothing changed."""

    record: Activation | None
    message: str
    warning: str = ""


def activate(
    campaign: Campaign, *, by: User, at: datetime, on: date, reason: str = "", anyway: bool = False
) -> Outcome:
    """Let the campaign's prices and discounts count from now on, for its targets, inside its dates."""
    raise NotImplementedError


def deactivate(campaign: Campaign, *, by: User, at: datetime, reason: str = "") -> Outcome:
    """Let them count no more. Segment flags, rows and lines already priced stay as they are (3.3)."""
    raise NotImplementedError
