"""What the log shows beside its cards: what an interaction belongs to, and what gathered ones come to."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.extensions import FactBox
from core.models import User
from interactions import figures
from interactions.models import CampaignEntry, Interaction, LoggedSegment

PARENTS = ["contact", "campaign", "campaign_entry", "logged_segment", "template", "task", "opportunity"]


def _belongs(interaction: Interaction, _user: User) -> Mapping[str, Any]:
    found = [(interaction._meta.get_field(name).verbose_name, getattr(interaction, name)) for name in PARENTS]
    return {"parents": [(label, row) for label, row in found if row]}


def _of_entry(entry: CampaignEntry, _user: User) -> Mapping[str, Any]:
    return {"sums": figures.of_entries([entry])[entry.pk], "query": f"entry={entry.pk}", "row": entry}


def _of_segment(segment: LoggedSegment, _user: User) -> Mapping[str, Any]:
    return {
        "sums": figures.of_segments([segment])[segment.pk],
        "entries": figures.entries_of([segment])[segment.pk],
        "query": f"logged={segment.pk}",
        "row": segment,
    }


BELONGS = FactBox(_("Belongs to"), "interactions/_belongs.html", _belongs)
OF_ENTRY = FactBox(_("Figures"), "interactions/_figures.html", _of_entry)
OF_SEGMENT = FactBox(_("Figures"), "interactions/_figures.html", _of_segment)
