from django.utils.translation import gettext_lazy as _

from core.tables import Column

SALESPERSON_COLUMNS = [
    Column("code", _("Code"), sort="code", link=True),
    Column("name", _("Name")),
    Column("job_title", _("Job Title")),
    Column("commission_percent", _("Commission %"), kind="percent", hidden=True),
    Column("phone", _("Phone No.")),
    Column("email", _("E-Mail")),
    Column("blocked", _("Blocked"), kind="check"),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]

TEAM_COLUMNS = [
    Column("code", _("Code"), sort="code", link=True),
    Column("name", _("Name")),
    Column("member_count", _("Members"), kind="number"),
]
