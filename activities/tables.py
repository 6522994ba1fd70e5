from operator import methodcaller

from django.utils.translation import gettext_lazy as _

from core.tables import Column

ACTIVITY_COLUMNS = [
    Column("code", _("Code"), sort="code", link=True),
    Column("description", _("Description")),
    Column("step_count", _("Steps"), kind="number"),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]


def report_columns(owner: str) -> list[Column]:
    """Of the report of tasks by salesperson or by team, in the order of its paper."""
    by_team = owner == "team"
    return [
        Column(owner, _("Team") if by_team else _("Salesperson")),
        Column("date", _("Starting Date"), kind="date"),
        Column("number", _("No.")),
        Column("type", _("Type"), methodcaller("get_type_display")),
        Column("description", _("Description")),
        Column("contact", _("Contact")),
        Column("campaign", _("Campaign")),
        Column("status", _("Status"), "state"),
        Column("priority", _("Priority"), methodcaller("get_priority_display")),
        Column("date_closed", _("Date Closed"), kind="date"),
        Column("completed_by", _("Completed By")) if by_team else Column("team", _("Team")),
    ]


TASK_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("description", _("Description"), kind="title", link=True),
    Column("date", _("Date"), kind="date", sort="date"),
    Column("type", _("Type"), value="type", template="activities/_type.html"),
    Column("priority", _("Priority"), template="activities/_priority.html"),
    Column("status", _("Status"), "state", template="activities/_status.html"),
    Column("salesperson", _("Salesperson"), kind="unbroken"),
    Column("team", _("Team"), kind="unbroken"),
    Column("contact", _("Contact"), kind="clip"),
    Column("campaign", _("Campaign"), kind="clip"),
    Column("opportunity", _("Opportunity"), kind="clip", hidden=True),
    Column("activity", _("Activity"), kind="clip", hidden=True),
    Column("closed", _("Closed"), kind="check", hidden=True),
    Column("date_closed", _("Date Closed"), kind="date", hidden=True),
    Column("recurring", _("Recurring"), kind="check", hidden=True),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]
