"""Answering for a fault that the pre-flight check finds: with a reason, and taken back again."""

from datetime import datetime

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Overruling
from core.errors import Refused
from core.models import User
from pricing.preflight.checks import NAMES


class NoReason(Refused):
    pass


class NoSuchCheck(Refused):
    pass


def overrule(campaign: Campaign, *, check: str, reason: str, by: User, at: datetime) -> Overruling:
    """The check stands in nobody's way from now on; said again, the newest reason counts. Refused without a reason
    (NoReason), and for a check there is not (NoSuchCheck)."""
    if check not in NAMES:
        raise NoSuchCheck(_("There is no such check. Open the pre-flight check of the campaign anew."))
    if not reason.strip():
        raise NoReason(_("Say why the check is overruled: the reason stays beside it."))
    said = {"reason": reason.strip()[:200], "user": by, "at": at}
    kept, _is_new = Overruling.objects.update_or_create(campaign=campaign, check_name=check, defaults=said)
    return kept


def take_back(campaign: Campaign, *, check: str) -> bool:
    """The check counts again; False when it was not overruled."""
    return bool(Overruling.objects.filter(campaign=campaign, check_name=check).delete()[0])
