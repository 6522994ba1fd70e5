from django.utils.translation import gettext_lazy as _

from core.extensions import ExtraColumn
from core.tables import Column
from segments import targets
from segments.models import SegmentLine

SEGMENT_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("description", _("Description"), sort="description"),
    Column("campaign", _("Campaign")),
    Column("campaign_target", _("Campaign Target"), kind="check"),
    Column("lines", _("Lines"), kind="number", later=True),
    Column("targets", _("Targets"), kind="number", later=True),
    Column("salesperson", _("Salesperson")),
    Column("date", _("Date"), kind="date", sort="date"),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]
"""`lines` and `targets` are counted for the rows of a page (views)."""


def _added_by(line: SegmentLine) -> str:
    user = line.added.user
    return (user.get_full_name() or user.get_username()) if user else ""


TARGET = Column("campaign_target", _("Campaign Target"), kind="check")
TICKED_IN_PLACE = Column("campaign_target", _("Campaign Target"), kind="check", template="segments/_target.html")

LINE_COLUMNS = [
    Column("number", _("Contact No."), value="contact.number", template="segments/_contact.html"),
    Column("name", _("Name"), value="contact.name", template="segments/_clip.html"),
    TARGET,
    Column("company", _("Company"), value="contact.company.name", template="segments/_clip.html"),
    Column("city", _("City"), value="contact.city"),
    Column("country", _("Country/Region"), value="contact.country"),
    Column("added", _("Added by"), sort="pk", template="segments/_clip.html"),
    Column("salesperson", _("Salesperson"), hidden=True, template="segments/_clip.html"),
    Column("added_by", _("User"), value=_added_by, hidden=True, template="segments/_clip.html"),
    Column("added_at", _("Added at"), value="added.at", kind="moment", hidden=True),
    Column("removed", _("Removed by"), hidden=True, template="segments/_clip.html"),
    Column("type", _("Type"), value=lambda line: line.contact.get_type_display(), hidden=True),
    Column("description", _("Description"), hidden=True),
    Column("date", _("Date"), kind="date", hidden=True),
    Column("campaign_response", _("Campaign Response"), kind="check", hidden=True),
    Column("email", _("E-Mail"), value="contact.email", hidden=True),
    Column("phone", _("Phone No."), value="contact.phone", hidden=True),
    Column("mobile_phone", _("Mobile Phone No."), value="contact.mobile_phone", hidden=True),
]

TARGETS_OF_CAMPAIGN = ExtraColumn(
    Column("targets", _("Targets"), kind="number", later=True),
    lambda campaigns: dict.fromkeys((campaign.pk for campaign in campaigns), 0) | targets.target_counts(campaigns),
)

EXCLUSION_COLUMNS = [
    Column("number", _("Contact No."), value="contact.number", template="segments/_contact.html"),
    Column("name", _("Company"), value="contact.name"),
    Column("city", _("City"), value="contact.city"),
    Column("reason", _("Reason")),
    Column("user", _("User")),
    Column("at", _("Since"), kind="moment", sort="pk"),
]
