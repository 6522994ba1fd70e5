"""What the log of interactions knows of a contact. Interactions stay, as statistics are made of them."""

from typing import Any

from django.db.models import QuerySet

from contacts.traces import Mention, Trace
from interactions.attachments import dropping
from interactions.models import (
    CampaignEntry,
    Interaction,
    InteractionComment,
    LoggedSegment,
    LoggedSegmentComment,
    Mail,
)


def drop_files(interactions: QuerySet[Any]) -> None:
    """The files that only these interactions have; what many got was nobody's own."""
    own = dropping.only_of(interactions)
    Interaction.objects.filter(attachment__in=own).update(attachment=None)
    dropping.drop_unused(own)


TRACES = [
    Trace(Interaction, kept=True, texts=["description", "subject", "contact_via"], before=drop_files),
    Trace(InteractionComment, by="interaction__contact"),
    Trace(Mail, by="interaction__contact", kept=True, texts=["address", "reason"]),
]
MENTIONS = [
    Mention(Interaction, ["description", "subject"]),
    Mention(InteractionComment, ["text"]),
    Mention(CampaignEntry, ["description"]),
    Mention(LoggedSegment, ["description"]),
    Mention(LoggedSegmentComment, ["text"]),
]
