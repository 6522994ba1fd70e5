from typing import Any

from django.utils.translation import gettext_lazy as _

from core.numbering import label_of
from core.tables import Column


def _purpose(row: Any) -> str:
    return label_of(row.purpose)


NUMBER_COLUMNS = [
    Column("purpose", _("Numbers for"), _purpose),
    Column("code", _("Number series"), "series.code"),
    Column("description", _("Description"), "series.description", hidden=True),
    Column("next_number", _("Next No."), "series.next_number"),
    Column("ending_number", _("Ending No."), "series.ending_number"),
    Column("left", _("Numbers left"), "series.left", kind="number"),
    Column("allow_manual", _("Manual numbers allowed"), "series.allow_manual", kind="check"),
]

CURRENCY_COLUMNS = [
    Column("code", _("Code"), sort="code", link=True),
    Column("name", _("Name")),
    Column("rate", _("Local currency for one unit"), kind="number"),
    Column("rate_since", _("Since"), kind="date"),
    Column("amount_rounding", _("Amount rounding"), kind="number", hidden=True),
    Column("unit_amount_rounding", _("Unit amount rounding"), kind="number", hidden=True),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]
