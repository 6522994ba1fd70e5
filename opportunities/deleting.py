"""Deleting opportunities: one that is not in progress, or all that are closed."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import deletion
from core.errors import Refused
from opportunities import progress
from opportunities.models import Opportunity, Status


class InProgress(Refused):
    pass


def delete(opportunity: Opportunity) -> None:
    """With its entries and comments. Refused (InProgress) while it is in progress (3.12, TO-152)."""
    with transaction.atomic():
        progress.locked(opportunity)
        if opportunity.status == Status.IN_PROGRESS:
            sentence = _("%(opportunity)s is in progress. Close it as won or lost first; then it can be deleted.")
            raise InProgress(sentence % {"opportunity": opportunity})
        deletion.delete(opportunity)


def delete_closed(opportunities: QuerySet[Any]) -> int:
    """Those of them that are won or lost, with their entries and comments; answers how many (4.11).

    Refused (core InUse) as a whole when something kept points at one.
    """
    with transaction.atomic():
        closed = list(opportunities.filter(status__in=[Status.WON, Status.LOST]))
        for opportunity in closed:
            deletion.delete(opportunity)
    return len(closed)
