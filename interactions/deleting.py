"""Deleting what was canceled or never finished, and nothing else of the log, with all that belongs to it (15.3,
decision 9)."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from core import deletion, relations
from interactions.attachments import dropping
from interactions.models import CampaignEntry, Interaction, InteractionTemplate, LoggedSegment

Rows = QuerySet[Any]


@transaction.atomic
def delete_interactions(interactions: Rows) -> int:
    """The canceled ones of them, with their comments and with files nothing else has; answers how many (DEL-1 to 3).

    A bounded number of statements.
    """
    return _delete(Interaction.objects.logged().filter(cancelled=True, pk__in=interactions.order_by().values("pk")))


def _delete(doomed: Rows) -> int:
    files = list(doomed.filter(attachment__isnull=False).values_list("attachment", flat=True).distinct())
    count = relations.delete_all(doomed)
    dropping.drop_unused(files)
    return count


@transaction.atomic
def delete_postponed(interactions: Rows) -> int:
    """Those that were never finished, and are not by now; they never counted (PST-3)."""
    keys = _locked(Interaction.objects.postponed().filter(pk__in=interactions.order_by().values("pk")))
    return _delete(Interaction.objects.filter(pk__in=keys))


@transaction.atomic
def delete_entries(entries: Rows) -> tuple[int, int]:
    """The canceled ones of them with their interactions; answers how many of both (CEN-6, CP 6.5)."""
    keys = _locked(CampaignEntry.objects.filter(cancelled=True, pk__in=entries.order_by().values("pk")))
    interactions = delete_interactions(Interaction.objects.filter(campaign_entry__in=keys))
    return relations.delete_all(CampaignEntry.objects.filter(pk__in=keys)), interactions


@transaction.atomic
def delete_segments(segments: Rows) -> int:
    """The canceled ones of them with their comments; their entries and interactions stay, canceled (DEL-4)."""
    keys = _locked(LoggedSegment.objects.filter(cancelled=True, pk__in=segments.order_by().values("pk")))
    return relations.delete_all(LoggedSegment.objects.filter(pk__in=keys))


@transaction.atomic
def delete_template(template: InteractionTemplate) -> None:
    """With its languages and the files that only they have. Refused (core InUse) while anything uses it (INT-5)."""
    files = [language.attachment_id for language in template.languages.all() if language.attachment_id]
    deletion.delete(template)
    dropping.drop_unused(files)


def _locked(rows: Rows) -> Sequence[int]:
    """So that nobody takes the canceling back, or finishes one, meanwhile."""
    return list(rows.order_by("pk").select_for_update().values_list("pk", flat=True))
