"""Ways from the cards of contacts and salespeople to a new opportunity."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.extensions import CardAction


def _from(name: str) -> Callable[[Any], str]:
    return lambda row: reverse("opportunities:new", query={name: row.pk})


def _new(name: str, shown: Callable[[Any], bool]) -> CardAction:
    return CardAction(
        _("New opportunity"), _from(name), icon="trending-up", permission="opportunities.add_opportunity", shown=shown
    )


PRINT = CardAction(
    _("Print"), lambda row: reverse("opportunities:details", args=[row.number]), icon="printer", rare=True
)
FROM_CONTACT = _new("contact", lambda contact: not contact.privacy_blocked)
FROM_SALESPERSON = _new("salesperson", lambda salesperson: not salesperson.blocked)
