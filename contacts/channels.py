"""By which channels a contact does not want to be reached: noted, lifted, and asked before somebody writes or calls."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import nobody
from contacts.models import Channel, Contact, DoNotContact
from core.errors import Refused
from core.kinds import KINDS
from core.models import User

WANTS_NONE = {
    Channel.LETTER: gettext_lazy("wants no letters"),
    Channel.PHONE: gettext_lazy("wants no phone calls"),
    Channel.EMAIL: gettext_lazy("wants no e-mails"),
    Channel.VISIT: gettext_lazy("wants no visits"),
}


class AlreadyNoted(Refused):
    pass


class NotNoted(Refused):
    pass


def refusal(contact: Contact, channel: Channel | str) -> str | None:
    """The sentence against reaching the contact by the channel; None when nothing speaks against it. One statement.

    A company speaks for itself, not for its persons (decision page 0012). Privacy blocked speaks against every channel.
    """
    if contact.privacy_blocked:
        return _("%(contact)s is privacy blocked.") % {"contact": contact}
    noted = DoNotContact.objects.filter(contact=contact, channel=channel).first()
    return _said(contact, noted) if noted else None


def refusing(channel: Channel | str | OuterRef, *, contact: str = "pk") -> Exists:
    """The condition that a row's contact does not want the channel; `contact` is the path to it."""
    return Exists(DoNotContact.objects.filter(contact=OuterRef(contact), channel=channel))


def refused_by(contacts: Collection[Any]) -> dict[int, list[Channel]]:
    """Contact key → the channels it does not want, for those that have any; one statement."""
    found: dict[int, list[Channel]] = {}
    noted = DoNotContact.objects.filter(contact__in=contacts).order_by("pk")
    for contact, channel in noted.values_list("contact", "channel"):
        found.setdefault(contact, []).append(Channel(channel))
    return found


def note(
    *, contact: Contact, channel: Channel | str, reason: str, source: str, date: date, by: User | None, at: datetime
) -> DoNotContact:
    """The contact does not want the channel from now on; `date` is the day it said so.

    Refused when that is known already (AlreadyNoted; decision 16), and of whom was erased (IsNobody).
    """
    told = {"reason": reason, "source": source, "date": date, "user": by, "at": at}
    with transaction.atomic():
        nobody.refuse(Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk))
        noted, is_new = DoNotContact.objects.get_or_create(contact=contact, channel=channel, defaults=told)
    if not is_new:
        raise AlreadyNoted(_said(contact, noted))
    return noted


def lift(*, contact: Contact, channel: Channel | str, reason: str, by: User | None, at: datetime) -> None:
    """The contact may be reached by the channel again; what was noted stays in its history, with who lifted it and why.

    Refused (NotNoted) when nothing is noted, or no longer.
    """
    with transaction.atomic():
        noted: Any = DoNotContact.objects.select_for_update().filter(contact=contact, channel=channel).first()
        if noted is None:
            raise NotNoted(_("%(contact)s may be reached this way already.") % {"contact": contact})
        noted._history_user, noted._history_date, noted._change_reason = by, at, reason
        noted.delete()


def told_by(contact: Contact) -> QuerySet[Any]:
    """Everything that was ever noted and lifted, the last first; `history_type` is "+" or "-"."""
    told: QuerySet[Any] = DoNotContact.history.filter(contact=contact)
    return told.select_related("user", "history_user").order_by("-history_id")


def _said(contact: Contact, noted: DoNotContact) -> str:
    known = {
        "contact": contact,
        "wants": WANTS_NONE[Channel(noted.channel)],
        "reason": noted.reason,
        "day": KINDS["date"](noted.date),
    }
    return _("%(contact)s %(wants)s: %(reason)s (%(day)s).") % known
