"""Days on which nobody works. Public holidays are to come; weekends are known."""

from datetime import date

from django.utils.translation import gettext as _

from activities.calendar import is_weekend


def holiday_on(day: date) -> str:
    """What speaks against working on the day; blank when nothing does."""
    return _("weekend") if is_weekend(day) else ""
