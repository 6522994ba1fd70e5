"""What stands beside the card of a salesperson."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import may
from core.extensions import CardAction, FactBox, Text
from core.file_kinds import PICTURES, suffixes_of
from core.models import User
from salespeople.models import Salesperson, Team


def picture(salesperson: Salesperson, user: User) -> Mapping[str, Any] | None:
    """Nothing for who may not change it where there is none."""
    may_change = may(user, "change", Salesperson)
    if not (salesperson.picture or may_change):
        return None
    return {"who": salesperson, "may_change": may_change, "accept": ",".join(suffixes_of(PICTURES))}


PICTURE = FactBox(_("Picture"), "salespeople/_picture.html", picture)


def _teams(salesperson: Salesperson, user: User) -> Mapping[str, Any] | None:
    teams = list(salesperson.teams.order_by("code")) if may(user, "view", Team) else []
    return {"teams": teams} if teams else None


TEAMS = FactBox(_("Teams"), "salespeople/_teams.html", _teams)


def list_of(label: Text, url_name: str, *, icon: str, permission: str) -> CardAction:
    """From the card of a salesperson to the list of what is his."""

    def url(salesperson: Salesperson) -> str:
        return reverse(url_name, query={"salesperson": salesperson.pk})

    return CardAction(label, url, icon=icon, permission=permission, rare=True)
