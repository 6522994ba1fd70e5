"""The figures of interactions beside the cards of what they are about; each leads to its rows."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.access import may
from core.extensions import CardAction, FactBox
from core.models import User
from interactions import figures, statistics
from interactions.models import Interaction
from opportunities.models import Opportunity

TITLE, TEMPLATE = _("Statistics"), "interactions/_statistics.html"


def page_of(name: str, key: str = "number") -> Any:
    """The address of the statistics of a row."""
    return lambda row: reverse(f"interactions:{name}_statistics", args=[getattr(row, key)])


def counted_later(name: str, key: str = "number") -> FactBox:
    """A card does not wait until a hundred thousand interactions are counted: its box asks once the card stands."""
    page = page_of(name, key)

    def asked(row: Any, user: User) -> Mapping[str, Any] | None:
        return {"row": row, "later": f"{page(row)}?box"} if may(user, "view", Interaction) else None

    return FactBox(TITLE, TEMPLATE, asked)


def _of_contact(contact: Contact, user: User) -> Mapping[str, Any] | None:
    return _effort(user, "contact", contact, statistics.of_contact)


def _of_opportunity(opportunity: Opportunity, user: User) -> Mapping[str, Any] | None:
    return _effort(user, "opportunity", opportunity, statistics.of_opportunity)


def _effort(user: User, name: str, row: Any, effort_of: Any) -> Mapping[str, Any] | None:
    if not may(user, "view", Interaction):
        return None
    found = figures.of_effort(effort_of(row), figures.rows_of(name, row))
    return {"row": row, "figures": list(found), "page": page_of(name)(row)}


def statistics_of(name: str, key: str = "number") -> CardAction:
    return CardAction(
        TITLE,
        page_of(name, key),
        icon="chart-bar",
        permission="interactions.view_interaction",
        rare=True,
        shortcut="F7",
    )


OF_CONTACT = FactBox(TITLE, TEMPLATE, _of_contact)
OF_OPPORTUNITY = FactBox(TITLE, TEMPLATE, _of_opportunity)
