"""Switching a campaign's prices and discounts on and off (decision 1).

The switch costs the same for one target and for a million: it asks whether there is any, and the record's counts are
filled in by a task.
"""

from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from core.errors import Refused
from core.models import User
from pricing import tasks
from pricing.models import Activation, SalesLineDiscount, SalesPrice
from segments.targets import has_target


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
    """Let the campaign's prices and discounts count from now on, for its targets, inside its dates.

    Refused without a target (NoTarget); asked back without a price or discount (NothingToActivate), unless `anyway`.
    Neither the status nor the dates matter; a campaign that is over on the day `on` is activated with a warning. An
    activated campaign stays as it is; a record is added in the background if anything it covers has changed.
    """
    with transaction.atomic():
        campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
        if campaign.is_activated:
            return _still_active(campaign, by=by, at=at, reason=reason)
        _check(campaign, anyway=anyway)
        campaign.activate(by=by, at=at)
        record = _record(campaign, on=True, by=by, at=at, reason=reason)
    message = _("%(campaign)s is activated. Its prices and discounts count for its targets, inside its dates.")
    return Outcome(record, message % {"campaign": campaign}, _warning(campaign, on=on))


def deactivate(campaign: Campaign, *, by: User, at: datetime, reason: str = "") -> Outcome:
    """Let them count no more. Segment flags, rows and lines already priced stay as they are (3.3)."""
    with transaction.atomic():
        campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
        if not campaign.is_activated:
            return Outcome(None, _("%(campaign)s is not activated.") % {"campaign": campaign})
        campaign.deactivate(by=by, at=at)
        record = _record(campaign, on=False, by=by, at=at, reason=reason)
    message = _("%(campaign)s is deactivated. Lines that have its prices keep them.")
    return Outcome(record, message % {"campaign": campaign})


def _still_active(campaign: Campaign, *, by: User, at: datetime, reason: str) -> Outcome:
    since = date_format(localtime(campaign.activated_at), "SHORT_DATETIME_FORMAT")
    message = _("%(campaign)s is active since %(since)s.") % {"campaign": campaign, "since": since}
    warning = "" if has_target(campaign) else _("It has no target at the moment.")
    again = partial(tasks.record_what_changed.enqueue, campaign.pk, by.pk, at.isoformat(), reason)
    transaction.on_commit(again)
    return Outcome(None, message, warning)


def _check(campaign: Campaign, *, anyway: bool) -> None:
    if not has_target(campaign):
        sentence = _(
            "%(campaign)s has no target. Link a segment to it and tick Campaign Target on the segment or on its lines."
        )
        raise NoTarget(sentence % {"campaign": campaign}, where="segments:list")
    if not anyway and not _has_rows(campaign):
        sentence = _("%(campaign)s has neither a sales price nor a line discount. Activate it anyway?")
        raise NothingToActivate(sentence % {"campaign": campaign})


def _has_rows(campaign: Campaign) -> bool:
    tables = (SalesPrice, SalesLineDiscount)
    return any(table.objects.of_campaign(campaign).exists() for table in tables)


def _record(campaign: Campaign, *, on: bool, by: User, at: datetime, reason: str) -> Activation:
    record = Activation.objects.create(campaign=campaign, on=on, user=by, at=at, reason=reason)
    transaction.on_commit(partial(tasks.fill_in.enqueue, record.pk))
    return record


def _warning(campaign: Campaign, *, on: date) -> str:
    if campaign.ending_date is None or on <= campaign.ending_date:
        return ""
    ended = date_format(campaign.ending_date, "SHORT_DATE_FORMAT")
    return _("It ended on %(date)s, so no document of today gets its prices.") % {"date": ended}
