"""What a logged segment said is said once more: as new interactions that wait to be delivered (15.4)."""

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Left
from django.utils.translation import gettext as _

from contacts.channels import refusing
from contacts.models import CorrespondenceType
from core import deciding, progress, sql
from core.errors import Refused
from core.models import User
from interactions.models import InformationFlow, Interaction, Resending, TemplateLanguage
from interactions.readiness import CHANNELS, refuse_without_server

Rows = QuerySet[Any]
MANY = 5_000
"""Interactions that one does not wait for in front of the page."""
LONGEST = Interaction._meta.get_field("description").max_length or 0
SAYS = Exists(TemplateLanguage.objects.filter(template=OuterRef("template")).exclude(text=""))
AS_IT_WAS = ""


class NotOneSegment(Refused):
    pass


class NothingToSend(Refused):
    pass


def sendable(interactions: Rows, *, by_type: str) -> Rows:
    """Those that have something to say by the correspondence type, or each by its own (AS_IT_WAS), to contacts who want
    that; what was canceled or came in is none of them (RES-3, decision 16)."""
    rows = Interaction.objects.that_count().filter(SAYS | Q(attachment__isnull=False), pk__in=_keys(interactions))
    rows = rows.filter(contact__privacy_blocked=False).exclude(information_flow=InformationFlow.INBOUND)
    if by_type:
        return rows.exclude(refusing(CHANNELS[CorrespondenceType(by_type)], contact="contact"))
    of_each = (Q(correspondence_type=each) & ~Q(refusing(CHANNELS[each], contact="contact")) for each in CHANNELS)
    return rows.filter(Q(*of_each, _connector=Q.OR))


def decide(interactions: Rows, *, key: UUID, by_type: str, by: User, on: date, at: datetime) -> tuple[Resending, bool]:
    """Keep that they are to be sent again; the same key sent again answers what was kept (and False). Refused
    (NotOneSegment) as `resend`."""
    logged = _segment_of(interactions)
    keys = list(_keys(interactions).values_list("pk", flat=True))
    asked = {"logged_id": logged, "keys": keys, "by_type": by_type, "day": on}
    return deciding.keep(Resending, key=key, user=by, at=at, **asked)


def carry_out(record: Resending, *, by: User) -> None:
    """Send again what was decided, all or nothing, once; when it is refused, why stands on the record."""
    deciding.carry_out(record, partial(_carried_out, by=by))


def _carried_out(record: Resending, by: User) -> int:
    rows = Interaction.objects.filter(pk__in=sql.listed(record.keys))
    progress.tell(record, 0, len(record.keys))
    return resend(rows, by_type=record.by_type, by=by, on=record.day, at=record.at)


@transaction.atomic
def resend(interactions: Rows, *, by_type: str, by: User | None, on: date, at: datetime) -> int:
    """Of those that are `sendable` each becomes a new interaction, dated `on`, that waits to be delivered; answers how
    many (RES-2); whoever calls begins to send them (tasks.begin). Its cost and minutes count once more; nobody has
    responded to it yet. A bounded number of statements.

    Refused: interactions that are not of one logged segment (NotOneSegment, RES-1), by e-mail without a mail server
    (NoMailServer), and when nothing remains (NothingToSend, RES-3).
    """
    _segment_of(interactions)
    if by_type == CorrespondenceType.EMAIL:
        refuse_without_server()
    made = sql.insert(Interaction, sendable(interactions, by_type=by_type).order_by("pk"), _values(by_type, by, on, at))
    if not made:
        raise NothingToSend(_("None of these interactions has anything to send to somebody who wants it."))
    return made


def _values(by_type: str, by: User | None, on: date, at: datetime) -> dict[str, Any]:
    copied: dict[str, Any] = {
        each.name: F(each.name) for each in Interaction._meta.concrete_fields if each.name != "id"
    }
    anew = {
        "date": on,
        "time": None,
        "user": by and by.pk,
        "at": at,
        "delivery": Interaction.Delivery.IN_PROGRESS.value,
    }
    anew |= {"evaluation": "", "attempt_failed": False, "campaign_response": False}
    if by_type:
        anew |= {"correspondence_type": by_type, "contact_via": ""}
    said = {name: Value(value, Interaction._meta.get_field(name)) for name, value in anew.items()}  # type: ignore[arg-type]
    return copied | said | {"description": Left(Concat(Value(_("Resend:") + " "), F("description")), LONGEST)}


def _segment_of(interactions: Rows) -> int:
    """The key of the one logged segment they are of."""
    segments = (
        Interaction.objects.filter(pk__in=_keys(interactions)).order_by().values_list("logged_segment", flat=True)
    )
    found = set(segments.distinct()[:2])
    if len(found) != 1 or None in found:
        raise NotOneSegment(_("Filter the interactions to one logged segment first: these are not all of one."))
    return int(found.pop())


def _keys(interactions: Rows) -> Rows:
    return interactions.order_by().values("pk")
