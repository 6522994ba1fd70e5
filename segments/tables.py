from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.addresses import address
from core.extensions import ExtraColumn
from core.kinds import KINDS
from core.tables import Cell, Column, in_words
from segments import targets
from segments.campaign_details import Details
from segments.models import SEE_HELD_OUT, SegmentLine, SegmentStep

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


def tick_boxes() -> Cell:
    """The tick of each line, set in place."""
    words = gettext("Campaign Target of %(name)s")

    def box(line: SegmentLine, value: bool) -> str:  # noqa: FBT001 - a cell
        name = escape(words % {"name": line.contact})
        where = address("segments:line_target", line.segment.number, line.pk)
        state = (" checked" if value else "") + (" disabled" if line.removed_id else "")
        return (
            f'<input class="form-check-input" type="checkbox" id="target-{line.pk}" name="campaign_target"'
            f' aria-label="{name}" hx-post="{where}" hx-trigger="change" hx-swap="outerHTML"{state}>'
        )

    return box


def _registering() -> Cell:
    """Ways to log what was said with the contact; of a line that is out, none."""
    words = {"segments:line_call": gettext("Log call"), "segments:line_interaction": gettext("Create interaction")}
    ways = [(view, escape(label)) for view, label in words.items()]

    def links(line: SegmentLine, _value: Any) -> str:
        at = [(address(view, line.segment.number, line.pk), label) for view, label in ways]
        return (
            "" if line.removed_id else " · ".join(f'<a class="text-nowrap" href="{on}">{label}</a>' for on, label in at)
        )

    return links


TARGET = Column("campaign_target", _("Campaign Target"), kind="check")
TICKED_IN_PLACE = Column("campaign_target", _("Campaign Target"), kind="check", cells=tick_boxes)

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
    Column("phone", _("Phone No."), value="contact.phone", kind="unbroken"),
    Column("mobile_phone", _("Mobile Phone No."), value="contact.mobile_phone", kind="unbroken"),
    Column("city", _("City"), value="contact.city", hidden=True),
    Column("country", _("Country/Region"), value="contact.country", hidden=True),
    Column("added", _("Added by"), sort="pk", kind="clip", hidden=True),
    Column("register", _("Register"), value="pk", cells=_registering, permission="interactions.add_interaction"),
    Column("salesperson", _("Salesperson"), hidden=True, kind="clip"),
    Column("added_by", _("User"), value="added.user", hidden=True, kind="clip"),
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

DETAILS_COLUMNS = [
    Column("campaign_number", _("Campaign No.")),
    Column("campaign", _("Campaign")),
    Column("status", _("Status")),
    Column("starting_date", _("Starting Date"), kind="date"),
    Column("ending_date", _("Ending Date"), kind="date"),
    Column("kind", _("Type")),
    Column("number", _("No.")),
    Column("date", _("Date"), kind="date"),
    Column("description", _("Description")),
    Column("salesperson", _("Salesperson")),
    Column("count", _("Lines or interactions"), kind="number"),
    Column("cost", _("Cost"), kind="amount"),
    Column("duration", _("Duration (Min.)"), kind="number"),
    Column("canceled", _("Canceled")),
]


def details_lines(all_details: Sequence[Details]) -> Iterator[list[Any]]:
    """A line for each segment and each campaign entry; one for a campaign that has neither."""
    for each in all_details:
        campaign = each.campaign
        head = [campaign.number, campaign.description, campaign.status, campaign.starting_date, campaign.ending_date]
        things: list[Any] = [(row, row.number, sums, "") for row, sums in each.segments]
        things += [(row, row.pk, sums, gettext("Yes") if row.cancelled else "") for row, sums in each.entries]
        for row, number, sums, canceled in things:
            about = [row._meta.verbose_name, number, row.date, row.description, row.salesperson]
            yield [*head, *about, sums.number, sums.cost, sums.duration, canceled]
        if not things:
            yield [*head, *[None] * (len(DETAILS_COLUMNS) - len(head))]


NOT_EXPORTED = {"register"}


def _of_contact(name: str) -> Column:
    field: Any = Contact._meta.get_field(name)
    return Column(name, field.verbose_name, f"contact.{name}")


def _change(step: SegmentStep, count: int) -> str:
    """How many lines came, with the way to them, or left."""
    if step.kind != SegmentStep.Kind.ADD:
        return f"−{KINDS['number'](count)}"
    where = escape(f"{address('segments:lines', step.segment.number)}?added={step.number}")
    return f'<a href="{where}">+{KINDS["number"](count)}</a>'


_KNOWN = {column.name: column for column in LINE_COLUMNS}
EXPORTED_COLUMNS = [
    *[_KNOWN["number"], _of_contact("external_id"), _KNOWN["name"], _of_contact("name_2")],
    *[_of_contact(name) for name in ("address", "address_2", "post_code")],
    *[_KNOWN["city"], _of_contact("county"), _KNOWN["country"]],
    *[_KNOWN[name] for name in ("phone", "mobile_phone", "email")],
    *[_of_contact("home_page"), _KNOWN["type"], Column("company_number", _("Company No."), "contact.company.number")],
    *[_KNOWN["company"], *map(_of_contact, ["first_name", "middle_name", "surname", "job_title", "initials"])],
    *map(_of_contact, ["organizational_level", "territory", "salutation"]),
    *[_KNOWN[name] for name in ("salesperson", "language", "correspondence_type")],
    Column("exclude_from_segments", _("Exclude from Segments"), "contact.exclude_from_segments", kind="check"),
]
"""What a file of a segment's lines says of each contact (4.6)."""

STEP_COLUMNS = [
    Column("number", _("Step"), sort="number"),
    Column("kind", _("Kind"), value=in_words("kind")),
    Column("words", _("Description")),
    Column("lines", _("Lines"), kind="number", cell=_change),
    Column("user", _("User"), kind="clip"),
    Column("at", _("At"), kind="moment"),
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
    Column("user", _("User"), permission=SEE_HELD_OUT),
    Column("at", _("Since"), kind="moment", sort="pk", permission=SEE_HELD_OUT),
]
"""Those that were drawn have one user and one moment: who may not see them sees neither of any."""
