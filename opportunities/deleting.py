from django.db import transaction
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
