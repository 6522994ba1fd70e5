"""What stands beside the card of a salesperson."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access import may
from core.extensions import FactBox
from core.file_kinds import PICTURES, suffixes_of
from core.models import User
from salespeople.models import Salesperson


def picture(salesperson: Salesperson, user: User) -> Mapping[str, Any] | None:
    """Nothing for who may not change it where there is none."""
    may_change = may(user, "change", Salesperson)
    if not (salesperson.picture or may_change):
        return None
    return {"who": salesperson, "may_change": may_change, "accept": ",".join(suffixes_of(PICTURES))}


PICTURE = FactBox(_("Picture"), "salespeople/_picture.html", picture)
