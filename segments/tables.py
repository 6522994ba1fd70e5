from html import escape
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.addresses import address
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


def tick_box(line: SegmentLine, value: bool) -> str:  # noqa: FBT001 - a cell
    """The tick of one line, set in place."""
    name = escape(gettext("Campaign Target of %(name)s") % {"name": line.contact})
    where = address("segments:line_target", line.segment.number, line.pk)
    state = (" checked" if value else "") + (" disabled" if line.removed_id else "")
    return (
        f'<input class="form-check-input" type="checkbox" id="target-{line.pk}" name="campaign_target"'
        f' aria-label="{name}" hx-post="{where}" hx-trigger="change" hx-swap="outerHTML"{state}>'
    )


def _register(line: SegmentLine, _value: Any) -> str:
    """Ways to log what was said with the contact; of a line that is out, none."""
    if line.removed_id:
        return ""
    ways = [("segments:line_call", gettext("Log call")), ("segments:line_interaction", gettext("Create interaction"))]
    at = [(address(view, line.segment.number, line.pk), label) for view, label in ways]
    return " · ".join(f'<a class="text-nowrap" href="{where}">{escape(label)}</a>' for where, label in at)


TARGET = Column("campaign_target", _("Campaign Target"), kind="check")
TICKED_IN_PLACE = Column("campaign_target", _("Campaign Target"), kind="check", cell=tick_box)

LINE_COLUMNS = [
    Column("number", _("Contact No."), value="contact.number", kind="unbroken", link="contact"),
    Column("name", _("Name"), value="contact.name", kind="clip"),
    TARGET,
    Column("company", _("Company"), value="contact.company.name", kind="clip"),
    Column("city", _("City"), value="contact.city"),
    Column("country", _("Country/Region"), value="contact.country"),
    Column("added", _("Added by"), sort="pk", kind="clip"),
    Column("register", _("Register"), value="pk", cell=_register, permission="interactions.add_interaction"),
    Column("salesperson", _("Salesperson"), hidden=True, kind="clip"),
    Column("added_by", _("User"), value=_added_by, hidden=True, kind="clip"),
    Column("added_at", _("Added at"), value="added.at", kind="moment", hidden=True),
    Column("removed", _("Removed by"), hidden=True, kind="clip"),
    Column("type", _("Type"), value=lambda line: Contact.Type(line.contact.type).label, hidden=True),
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
    Column("number", _("Contact No."), value="contact.number", kind="unbroken", link="contact"),
    Column("name", _("Company"), value="contact.name"),
    Column("city", _("City"), value="contact.city"),
    Column("reason", _("Reason")),
    Column("user", _("User")),
    Column("at", _("Since"), kind="moment", sort="pk"),
]
