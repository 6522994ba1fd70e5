"""What the log shows beside its cards, and statistics beside the cards of what interactions are about."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.extensions import CardAction, FactBox
from core.models import User
from interactions.models import CampaignEntry, Interaction, LoggedSegment
from interactions.statistics import counting, in_words, of_rows
from opportunities.models import Opportunity

PARENTS = [
    *[Interaction.contact, Interaction.campaign, Interaction.campaign_entry, Interaction.logged_segment],
    *[Interaction.template, Interaction.task, Interaction.opportunity],
]
TITLE, TEMPLATE = _("Statistics"), "interactions/_statistics.html"
VIEW = "interactions.view_interaction"


def _belongs(interaction: Interaction, _user: User) -> Mapping[str, Any]:
    found = [(parent.field.verbose_name, getattr(interaction, parent.field.name)) for parent in PARENTS]
    return {"parents": [(label, row) for label, row in found if row]}


def _of_entry(entry: CampaignEntry, _user: User) -> Mapping[str, Any]:
    return {"sums": of_rows.of_entries([entry])[entry.pk], "query": f"entry={entry.pk}", "row": entry}


def _of_segment(segment: LoggedSegment, _user: User) -> Mapping[str, Any]:
    return {
        "sums": of_rows.of_segments([segment])[segment.pk],
        "entries": of_rows.entries_of([segment])[segment.pk],
        "query": f"logged={segment.pk}",
        "row": segment,
    }


def page_of(name: str, key: str = "number") -> Any:
    """The address of the statistics of a row."""
    return lambda row: reverse(f"interactions:{name}_statistics", args=[getattr(row, key)])


def counted_later(name: str, key: str = "number", *, lines: int) -> FactBox:
    """A card does not wait until a hundred thousand interactions are counted: its box asks once the card stands."""
    page = page_of(name, key)

    def asked(row: Any, _user: User) -> Mapping[str, Any]:
        return {"row": row, "later": f"{page(row)}?box"}

    return FactBox(TITLE, TEMPLATE, asked, permission=VIEW, lines=lines)


def _of_contact(contact: Contact, _user: User) -> Mapping[str, Any]:
    return _effort("contact", contact, counting.of_contact)


def _of_opportunity(opportunity: Opportunity, _user: User) -> Mapping[str, Any]:
    return _effort("opportunity", opportunity, counting.of_opportunity)


def _effort(name: str, row: Any, effort_of: Any) -> Mapping[str, Any]:
    found = in_words.of_effort(effort_of(row), in_words.rows_of(name, row))
    return {"row": row, "figures": list(found), "page": page_of(name)(row)}


def statistics_of(name: str, key: str = "number") -> CardAction:
    return CardAction(
        TITLE,
        page_of(name, key),
        icon="chart-bar",
        permission=VIEW,
        rare=True,
        shortcut="F7",
    )


SUMMARY = CardAction(
    _("Summary on paper"),
    lambda contact: reverse("interactions:summary", args=[contact.number]),
    icon="printer",
    permission=VIEW,
    rare=True,
)
OF_CONTACT = FactBox(TITLE, TEMPLATE, _of_contact, later=True, permission=VIEW, lines=5)
OF_OPPORTUNITY = FactBox(TITLE, TEMPLATE, _of_opportunity, later=True, permission=VIEW, lines=5)
BELONGS = FactBox(_("Belongs to"), "interactions/_belongs.html", _belongs)
OF_ENTRY = FactBox(_("Figures"), "interactions/_figures.html", _of_entry)
OF_SEGMENT = FactBox(_("Figures"), "interactions/_figures.html", _of_segment)
