from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.importing import values
from core.importing.drafts import Draft, drafted
from core.importing.kinds import Heading, Kind
from core.importing.records import Record
from salespeople.models import Salesperson


def draft(records: Sequence[Record]) -> list[Draft]:
    return drafted(Salesperson.objects.all(), "code", records, _values)


def _values(record: Record) -> Mapping[str, Any]:
    found = dict(record.values)
    names = [found.pop("first_name", ""), found["name"]]
    return found | {"name": " ".join(name for name in names if name)}


SALESPEOPLE = Kind(
    "salespeople",
    _("Salespeople"),
    "contacts.import_contact",
    headings=[
        Heading("code", _("Code"), also=("employeeID", "salesperson"), required=True, read=values.code),
        Heading("name", _("Name"), also=("lastName", "surname"), required=True),
        Heading("first_name", _("First Name")),
        Heading("job_title", _("Job Title"), also=("title",)),
        Heading("commission_percent", _("Commission %"), also=("commission",), read=values.percent, clears=False),
        Heading("phone", _("Phone No."), also=("phone_no",)),
        Heading("email", _("E-Mail")),
        Heading("blocked", _("Blocked"), read=values.yes_no, clears=False),
    ],
    models=[Salesperson],
    draft=draft,
    url_name="salespeople:list",
    hint=_("Found again by their code. A name may stand in one column, or in a first and a last name."),
    order=1,
)
