from html import escape
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.addresses import address
from core.extensions import ExtraColumn
from core.tables import Column, in_words
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
    Column("name", _("Name"), value="contact.name", kind="clip", link=True),
    TARGET,
    Column("company", _("Company"), value="contact.company.name", kind="clip"),
    Column("correspondence_type", _("Correspondence Type"), value=in_words("correspondence_type")),
    Column("template", _("Interaction Template"), value="template.code"),
    Column("evaluation", _("Evaluation"), value=in_words("evaluation")),
    Column("cost", _("Cost"), kind="amount"),
    Column("duration", _("Duration (Min.)"), kind="number"),
    Column("email", _("E-Mail"), value="contact.email"),
    Column("phone", _("Phone No."), value="contact.phone"),
    Column("mobile_phone", _("Mobile Phone No."), value="contact.mobile_phone"),
    Column("city", _("City"), value="contact.city", hidden=True),
    Column("country", _("Country/Region"), value="contact.country", hidden=True),
    Column("added", _("Added by"), sort="pk", kind="clip", hidden=True),
    Column("register", _("Register"), value="pk", cell=_register, permission="interactions.add_interaction"),
    Column("salesperson", _("Salesperson"), hidden=True, kind="clip"),
    Column("added_by", _("User"), value=_added_by, hidden=True, kind="clip"),
    Column("added_at", _("Added at"), value="added.at", kind="moment", hidden=True),
    Column("removed", _("Removed by"), hidden=True, kind="clip"),
    Column("type", _("Type"), value=lambda line: Contact.Type(line.contact.type).label, hidden=True),
    Column("description", _("Description"), hidden=True),
    Column("date", _("Date"), kind="date", hidden=True),
    Column("campaign_response", _("Campaign Response"), kind="check", hidden=True),
    Column("language", _("Language"), hidden=True),
    Column("subject", _("Subject"), hidden=True),
    Column("attachment", _("Attachment"), hidden=True),
    Column("information_flow", _("Information Flow"), value=in_words("information_flow"), hidden=True),
    Column("initiated_by", _("Initiated By"), value=in_words("initiated_by"), hidden=True),
    Column("alternative_address", _("Alternative address"), hidden=True),
    Column("attempt_failed", _("Attempt Failed"), kind="check", hidden=True),
]

TARGETS_OF_CAMPAIGN = ExtraColumn(
    Column("targets", _("Targets"), kind="number", later=True),
    lambda campaigns: dict.fromkeys((campaign.pk for campaign in campaigns), 0) | targets.target_counts(campaigns),
)

EXCLUSION_COLUMNS = [
    Column("number", _("Contact No."), value="contact.number", kind="unbroken", link="contact"),
    Column("name", _("Company"), value="contact.name"),
    Column("city", _("City"), value="contact.city"),
    Column("reason", _("Reason"), value="shown_reason"),
    Column("user", _("User")),
    Column("at", _("Since"), kind="moment", sort="pk"),
]
