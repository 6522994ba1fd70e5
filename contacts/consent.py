"""What a contact allows: every block that holds now, and how each came and went, as one story."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, Window
from django.db.models.functions import Lag
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from contacts import channels, minors
from contacts.models import Channel, Contact
from core.history.versions import in_words, who_saved

SWITCHES = ["privacy_blocked", *minors.SWITCHES, "exclude_from_segments", "no_campaign_prices"]


@dataclass(frozen=True)
class Told:
    """One thing that changed: when, who said so here, about what, what became of it, and why."""

    at: datetime
    who: str
    about: str
    what: str
    reason: str
    source: str = ""


def switched_on(contact: Contact) -> list[str]:
    """What holds of the contact by its switches, in words."""
    held = [_label(name) for name in SWITCHES if getattr(contact, name) and name not in minors.SWITCHES]
    if contact.minor:
        held.append(_("Minor without parental consent") if contact.lacks_parental_consent else _("Minor"))
    return held


def story_of(contact: Contact) -> list[Told]:
    """Every change of a switch and everything that was noted and lifted, the last first; two statements."""
    return sorted([*_of_switches(contact), *_of_channels(contact)], key=lambda told: told.at, reverse=True)


def _of_switches(contact: Contact) -> Iterator[Told]:
    """The database compares each version with the one before, so that only those that changed a switch are read."""
    before: dict[str, Any] = {
        f"was_{name}": Window(Lag(name, default=False), order_by="history_id") for name in SWITCHES
    }
    changed = reduce(or_, (~Q(**{name: F(f"was_{name}")}) for name in SWITCHES))
    versions: Any = Contact.history.filter(id=contact.pk).annotate(**before).filter(changed)
    for past in versions.select_related("history_user", "modified_by").order_by("-history_id"):
        yield from _changed_by(past)


def _changed_by(past: Any) -> Iterable[Told]:
    for name in SWITCHES:
        if getattr(past, name) != getattr(past, f"was_{name}"):
            now = in_words(past, Contact._meta.get_field(name))
            then = _("No") if getattr(past, name) else _("Yes")
            reason = past.history_change_reason or ""
            yield Told(past.history_date, who_saved(past), _label(name), f"{then} → {now}", reason)


def _of_channels(contact: Contact) -> Iterator[Told]:
    for past in channels.told_by(contact):
        who, about = str(past.history_user or ""), str(Channel(past.channel).label)
        if past.history_type == "-":
            yield Told(past.history_date, who, about, _("Lifted"), past.history_change_reason or "")
        else:
            yield Told(past.at, who, about, _("Noted"), past.reason, past.source)


def _label(name: str) -> str:
    return capfirst(str(Contact._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
