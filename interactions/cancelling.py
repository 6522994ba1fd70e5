"""Canceling what was logged, and taking that back: logged segments, campaign entries, interactions (15.2).

A change reaches downwards: from a logged segment to its entries and interactions, from an entry to its interactions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import Refused
from interactions.attachments.dropping import drop_unused, only_of
from interactions.models import CampaignEntry, Interaction, LoggedSegment

Rows = QuerySet[Any]
Key = tuple[int, str, str]


class ParentCancelled(Refused):
    pass


@dataclass(frozen=True)
class Reach:
    """What a change of the canceled mark changes (CAN-5); `above` are the parents it leaves as they are."""

    segments: Rows
    entries: Rows
    interactions: Rows
    above: Sequence[Rows]


@dataclass(frozen=True)
class Consequences:
    """How many entries and interactions change, companies that these make targets, and entries that join another."""

    entries: int
    interactions: int
    companies: int
    joined: int
    files: int
    """Attachments that only these interactions have."""


def of_interactions(interactions: Rows) -> Reach:
    """Of interactions alone; postponed ones are not in the log."""
    rows = Interaction.objects.logged().filter(pk__in=_keys(interactions))
    above = [
        LoggedSegment.objects.filter(pk__in=rows.order_by().values("logged_segment")),
        CampaignEntry.objects.filter(pk__in=rows.order_by().values("campaign_entry")),
    ]
    return Reach(LoggedSegment.objects.none(), CampaignEntry.objects.none(), rows, above)


def of_entries(entries: Rows) -> Reach:
    keys = list(_keys(entries))
    rows = CampaignEntry.objects.filter(pk__in=keys)
    above = [LoggedSegment.objects.filter(pk__in=rows.order_by().values("logged_segment"))]
    return Reach(LoggedSegment.objects.none(), rows, Interaction.objects.filter(campaign_entry__in=keys), above)


def of_segments(segments: Rows) -> Reach:
    keys = list(_keys(segments))
    return Reach(
        LoggedSegment.objects.filter(pk__in=keys),
        CampaignEntry.objects.filter(logged_segment__in=keys),
        Interaction.objects.filter(logged_segment__in=keys),
        [],
    )


def consequences(reach: Reach, *, cancelled: bool) -> Consequences:
    """What the change would do. Refused as the change itself. A bounded number of statements."""
    if not cancelled:
        _refuse_under_cancelled(reach)
    entries = list(reach.entries.filter(cancelled=not cancelled))
    changing = reach.interactions.filter(cancelled=not cancelled)
    flagged = changing.filter(campaign_target=True, campaign__isnull=False)
    return Consequences(
        entries=len(entries),
        interactions=changing.count(),
        companies=flagged.order_by().values("contact__party").distinct().count(),
        joined=0 if cancelled else len(list(_joining(entries))),
        files=len(only_of(changing)) if cancelled else 0,
    )


@transaction.atomic
def change(reach: Reach, *, cancelled: bool, removes_files: bool = False) -> Consequences:
    """Cancel all that is reached, or take that back, also of interactions that were canceled one by one (CEN-4).

    Taking back is refused (ParentCancelled) while an entry or logged segment above is canceled (CAN-3, CEN-5). An
    entry that comes back while another gathers its kind of interactions by now hands them over to that one, and is
    gone (CEN-1). Canceling, it `removes_files` that only these interactions have (CAN-4). Answers what changed. A
    bounded number of statements, however many the interactions.
    """
    _lock(reach)
    done = consequences(reach, cancelled=cancelled)
    if cancelled and removes_files:
        _remove_files(reach.interactions.filter(cancelled=False))
    reach.segments.update(cancelled=cancelled)
    reach.interactions.filter(cancelled=not cancelled).update(cancelled=cancelled)
    if not cancelled:
        _join(list(reach.entries.filter(cancelled=True)))
    reach.entries.update(cancelled=cancelled)
    return done


def _lock(reach: Reach) -> None:
    """So that no interaction is logged into an entry that is being canceled, nor a parent canceled meanwhile.

    Everybody locks logged segments before entries, and both in the order of their keys: so nobody waits in a circle.
    """
    for rows in (*reach.above, reach.segments, reach.entries):
        list(rows.order_by("pk").select_for_update().values_list("pk"))


def _remove_files(interactions: Rows) -> None:
    files = only_of(interactions)
    interactions.filter(attachment__in=files).update(attachment=None)
    drop_unused(files)


def _refuse_under_cancelled(reach: Reach) -> None:
    for parent in filter(None, (rows.filter(cancelled=True).order_by("pk").first() for rows in reach.above)):
        if isinstance(parent, LoggedSegment):
            sentence = _("The logged segment %(row)s is canceled, and all that belongs to it. Take that back first.")
        else:
            sentence = _("The campaign entry %(row)s is canceled, and all its interactions. Take that back first.")
        raise ParentCancelled(sentence % {"row": parent}, where=parent.get_absolute_url())


def _joining(entries: Sequence[CampaignEntry]) -> Iterator[tuple[CampaignEntry, CampaignEntry]]:
    """Which of the canceled entries would find another in their place, and that one."""
    campaigns, numbers = ({getattr(entry, name) for entry in entries} for name in ("campaign_id", "segment_number"))
    open_now = CampaignEntry.objects.filter(campaign__in=campaigns, segment_number__in=numbers, cancelled=False)
    gathers = {_key(entry): entry for entry in open_now}
    for entry in entries:
        if (other := gathers.setdefault(_key(entry), entry)) is not entry:
            yield entry, other


def _join(entries: Sequence[CampaignEntry]) -> None:
    for entry, other in _joining(entries):
        Interaction.objects.filter(campaign_entry=entry).update(campaign_entry=other)
        if entry.logged_segment_id and not other.logged_segment_id:
            other.logged_segment_id = entry.logged_segment_id
            other.save(update_fields=["logged_segment"])
        entry.delete()


def _key(entry: CampaignEntry) -> Key:
    return entry.campaign_id, entry.document_type, entry.segment_number


def _keys(rows: Rows) -> models.QuerySet[Any, Any]:
    return rows.order_by().values_list("pk", flat=True)
