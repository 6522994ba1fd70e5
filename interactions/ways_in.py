"""Ways from the cards of others into the guide, and what their cards and lists show of interactions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.extensions import CardAction, ExtraColumn, FactBox
from core.models import User
from core.tables import Column
from interactions.history import MOST_SHOWN, latest
from interactions.statistics.touch import touch_of

WRITE, VIEW = "interactions.add_interaction", "interactions.view_interaction"


def interaction_with(name: str, *, rare: bool = False) -> CardAction:
    """From the card of what the interaction is about to the guide, which begins with it."""
    return CardAction(
        _("Create interaction"),
        _to("interactions:new", name),
        icon="message",
        permission=WRITE,
        rare=rare,
        shown=_may_be_asked,
    )


def call_about(name: str) -> CardAction:
    return CardAction(
        _("Log call"), _to("interactions:call", name), icon="phone", permission=WRITE, shown=_may_be_asked
    )


def response_about(name: str) -> CardAction:
    """A response to a campaign: its contact, or the contact's campaign, is chosen there."""
    return CardAction(
        _("Record response"),
        _to("interactions:new", name, response=1),
        icon="arrow-back-up",
        permission=WRITE,
        rare=True,
        shown=_may_be_asked,
    )


SEND_EMAIL = CardAction(
    _("Send e-mail"),
    lambda contact: reverse("interactions:email", args=[contact.number]),
    icon="mail",
    permission=WRITE,
    rare=True,
    shown=lambda contact: bool(contact.email) and not contact.privacy_blocked,
)


NEW_OPPORTUNITY = CardAction(
    _("New opportunity"),
    lambda interaction: reverse("interactions:new_opportunity", args=[interaction.pk]),
    icon="trending-up",
    permission="opportunities.add_opportunity",
    shown=lambda said: bool(said.contact_id) and not said.opportunity_id and not said.cancelled,
)


OPEN_ATTACHMENT = CardAction(
    _("Open attachment"),
    lambda interaction: interaction.attachment.get_absolute_url(),
    icon="paperclip",
    permission="interactions.view_attachment",
    shown=lambda interaction: bool(interaction.attachment_id),
)


def _history(contact: Contact, _user: User) -> Mapping[str, Any]:
    found = latest(contact, most=MOST_SHOWN + 1)
    return {
        "contact": contact,
        "interactions": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "touch": touch_of([contact])[contact.pk],
    }


HISTORY = FactBox(
    _("Interactions"), "interactions/_history.html", _history, first=True, later=True, permission=VIEW, lines=10
)


def _date(name: str, label: Any) -> ExtraColumn:
    def values(contacts: Sequence[Any]) -> Mapping[int, Any]:
        return {key: getattr(touch, name) for key, touch in touch_of(contacts).items()}

    return ExtraColumn(Column(f"interactions_{name}", label, kind="date", permission=VIEW, hidden=True), values)


DATES = [
    _date("last", _("Date of Last Interaction")),
    _date("attempted", _("Last Date Attempted")),
]


def _to(view: str, name: str, **asked: Any) -> Any:
    """A contact that it begins with stays; it goes back to where it came from."""

    def url(row: Any) -> str:
        stays = {"fixed": 1} if name == "contact" else {}
        return reverse(view, query={name: row.pk, **stays, **asked, "next": row.get_absolute_url()})

    return url


def _may_be_asked(row: Any) -> bool:
    """Not somebody blocked, and not a task without a contact."""
    asked = getattr(row, "contact", row)
    return asked is not None and not getattr(asked, "privacy_blocked", False) and not getattr(asked, "blocked", False)
