"""Whose opportunities a person may change: his own and his team's, or everybody's (the table of roles)."""

from collections.abc import Container
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access import may
from core.errors import Refused
from core.models import User
from opportunities.models import Opportunity
from salespeople.models import Salesperson


class NotYours(Refused):
    pass


class Everybody(Container[object]):
    def __contains__(self, _key: object) -> bool:
        return True


def may_change(user: User, opportunity: Opportunity) -> bool:
    return opportunity.salesperson_id in reached_by(user)


def refuse_others(salesperson: Salesperson, *, by: User) -> None:
    """Refused (NotYours) when the person may make nothing for that salesperson."""
    if salesperson.pk not in _reach(by):
        sentence = _("%(salesperson)s is in none of your teams. You may create opportunities of your own and theirs.")
        raise NotYours(sentence % {"salesperson": salesperson})


def may_delete(user: User, opportunity: Opportunity) -> bool:
    return may(user, "delete", Opportunity) and opportunity.salesperson_id in _reach(user)


def deletable_by(user: User, opportunities: QuerySet[Any]) -> QuerySet[Any]:
    """Those of them that the person may delete."""
    if not may(user, "delete", Opportunity):
        return opportunities.none()
    reach = _reach(user)
    return opportunities if isinstance(reach, Everybody) else opportunities.filter(salesperson__in=reach)


def reached_by(user: User) -> Container[object]:
    """The keys of the salespeople whose opportunities the person may change; at most one statement."""
    return _reach(user) if may(user, "change", Opportunity) else set()


def _reach(user: User) -> Everybody | set[Any]:
    """Himself and his team mates, or all."""
    if user.has_perm("opportunities.change_others"):
        return Everybody()
    return set(Salesperson.objects.with_mates(user).values_list("pk", flat=True))
