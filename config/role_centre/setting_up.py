"""What is left to set up."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from config.role_centre.parts import Panel, address
from core.models import User
from core.setup.tables import by_area


def panels(user: User) -> Iterator[Panel]:
    """The tables without a row; those without which the daily work cannot begin come first."""
    if not user.has_perm("core.change_numberseries"):
        return
    counted = [each for tables in by_area(user).values() for each in tables]
    rows = sorted((each for each in counted if not each.count), key=lambda each: not each.table.needed)
    done = _("Every table has rows. The Marketing setup shows all of it together.")
    yield Panel(_("Left to set up"), done, rows, address("core:setup"), "home/_setting_up.html")
