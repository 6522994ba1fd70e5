"""The secret address under which a calendar program fetches the tasks of a salesperson or a team."""

from datetime import datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.crypto import get_random_string

from activities.models import CalendarAddress
from core.models import User
from salespeople.models import Salesperson, Team

Owner = Salesperson | Team
SIGNER = Signer(salt="activities.calendar", sep="~")


def may_subscribe(owner: Owner, *, by: User) -> bool:
    """Who may change the salesperson or the team, and the salesperson himself."""
    if isinstance(owner, Salesperson):
        return owner.user_id == by.pk or by.has_perm("salespeople.change_salesperson")
    return by.has_perm("salespeople.change_team")


def secret_of(owner: Owner) -> str:
    """The last part of the address; blank while there is none."""
    key = CalendarAddress.objects.filter(**_is(owner)).values_list("key", flat=True).first()
    return SIGNER.sign(key) if key else ""


def renew(owner: Owner, *, at: datetime) -> str:
    """A new address; one that was there before leads nowhere from now on."""
    key = get_random_string(32)
    CalendarAddress.objects.update_or_create(**_is(owner), defaults={"key": key, "made_at": at})
    return SIGNER.sign(key)


def revoke(owner: Owner) -> None:
    CalendarAddress.objects.filter(**_is(owner)).delete()


def owner_behind(secret: str) -> Owner | None:
    """Whose tasks the address shows. Nobody's when it is made up, renewed or revoked, and when its salesperson is
    blocked or may no longer log in: who has left does not read on. One statement."""
    try:
        key = SIGNER.unsign(secret)
    except BadSignature:
        return None
    found = CalendarAddress.objects.select_related("salesperson__user", "team").filter(key=key).first()
    owner = found.owner if found else None
    if isinstance(owner, Salesperson) and (owner.blocked or (owner.user and not owner.user.is_active)):
        return None
    return owner


def _is(owner: Owner) -> dict[str, Any]:
    return {"salesperson" if isinstance(owner, Salesperson) else "team": owner}
