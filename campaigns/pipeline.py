"""The pipeline of a campaign: which statuses it has passed, where it stands, and where it may go (decision 5).

A status is information: it switches nothing. Every status may be chosen, only going back needs one that may be left
backwards. Upper apps guard a move with `Guard("status", …)`, which is asked with `to=` the wanted status.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignStatus
from core.errors import Refused
from core.extensions import objections
from core.models import User


class MoveRefused(Refused):
    pass


@dataclass(frozen=True)
class Step:
    """A status on the way: `place` is done, current, next or later; `open` when the campaign may go there."""

    status: CampaignStatus
    place: str
    open: bool


def steps_of(campaign: Campaign) -> Sequence[Step]:
    """All statuses in their order, seen from the campaign's; one statement."""
    current, statuses = campaign.status, list(CampaignStatus.objects.all())
    following = next_of(current, statuses)
    return [
        Step(
            status,
            place=_place(status, current, following),
            open=status != current and (status.order > current.order or current.may_go_back),
        )
        for status in statuses
    ]


def next_of(current: CampaignStatus, statuses: Sequence[CampaignStatus]) -> CampaignStatus | None:
    """The status named as the next one, else the one with the next order; None at the end."""
    if current.next_id is not None:
        return next((status for status in statuses if status.pk == current.next_id), None)
    return next((status for status in statuses if status.order > current.order), None)


def against_move(campaign: Campaign, *, since: CampaignStatus, to: CampaignStatus) -> list[str]:
    """Every sentence that speaks against going from status `since` to another; none when it stays the same."""
    if to == since:
        return []
    backwards = []
    if to.order < since.order and not since.may_go_back:
        sentence = _("%(status)s cannot be left backwards. Choose a later status.")
        backwards.append(sentence % {"status": since})
    return backwards + objections(campaign, "status", to=to)


def move(campaign: Campaign, *, to: CampaignStatus, by: User | None, at: datetime) -> None:
    """Bring the campaign to another status. Refused (MoveRefused) with all sentences that speak against it."""
    with transaction.atomic():
        against = against_move(campaign, since=campaign.status, to=to)
        if against:
            raise MoveRefused(" ".join(against))
        campaign.status = to
        campaign.changed(by=by, at=at)
        campaign.save()


def _place(status: CampaignStatus, current: CampaignStatus, following: CampaignStatus | None) -> str:
    if status == current:
        return "current"
    if status == following:
        return "next"
    return "done" if status.order < current.order else "later"
