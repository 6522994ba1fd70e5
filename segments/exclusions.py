"""Taking a company out of a campaign's targets, whatever its segment lines say (decision 2)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.errors import Refused
from core.models import User
from segments.models import TargetExclusion


class AlreadyExcluded(Refused):
    pass


def exclude(*, campaign: Campaign, contact: Contact, reason: str, by: User | None, at: datetime) -> TargetExclusion:
    """The company of the contact, or the person who has none, is no target of the campaign from now on (decision 3).

    One that was held out stays out for this reason when the hold-out is lifted. Refused (AlreadyExcluded) when it is
    excluded by hand already.
    """
    said = {"reason": reason, "held_out": False, "user": by, "at": at}
    with transaction.atomic():
        TargetExclusion.objects.held_out(campaign).filter(contact=contact.head).delete()
        exclusion, is_new = TargetExclusion.objects.get_or_create(
            campaign=campaign, contact=contact.head, defaults=said
        )
    if not is_new:
        sentence = _("%(company)s is excluded from this campaign already: %(reason)s")
        raise AlreadyExcluded(sentence % {"company": contact.head, "reason": exclusion.reason})
    return exclusion
