from django.utils.translation import gettext_lazy as _

from core.tables import Column

CAMPAIGN_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("description", _("Description"), sort="description"),
    Column("status", _("Status"), template="campaigns/_status.html"),
    Column("activated_at", _("Activated since"), kind="date"),
    Column("starting_date", _("Starting Date"), kind="date", sort="starting_date"),
    Column("ending_date", _("Ending Date"), kind="date", sort="ending_date"),
    Column("salesperson", _("Salesperson"), kind="unbroken"),
    Column("type", _("Campaign type"), kind="unbroken"),
    Column("budget", _("Budget"), kind="amount", hidden=True, total="budget"),
    Column("expected_response", _("Expected response %"), kind="percent", hidden=True),
    Column("expected_revenue", _("Expected revenue"), kind="amount", hidden=True, total="expected_revenue"),
    Column("status_code", _("Status Code"), value="status.code", hidden=True),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]
