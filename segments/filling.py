"""What an interaction template fills in on the header of a segment, and on one of its lines (10.4, decision 18)."""

from copy import copy
from typing import Any

from campaigns.models import Campaign
from interactions.models import InteractionTemplate, TemplateLanguage
from segments.entering import Inheritance
from segments.models import SegmentLine

FLAGS = ("campaign_target", "campaign_response")


def header_values(template: InteractionTemplate | None, *, campaign: Campaign | None) -> dict[str, Any]:
    """The header's values by field once it has the template; without one they are blank (INT-16).

    The header's campaign stays; a header without one gets the template's (INT-14). A flag is among them only where the
    template switches it on, and there is a campaign it can be about.
    """
    if template is None:
        return _said_by(InteractionTemplate(correspondence_type=""))
    campaign = campaign or template.campaign
    flags = {name: True for name in FLAGS if campaign and getattr(template, name)}
    return {**_said_by(template), **words_in(template, template.language_id), "campaign": campaign, **flags}


def words_in(template: InteractionTemplate, language_id: int | None) -> dict[str, Any]:
    """What the template says in a language: its subject and attachment, blank where it does not speak it."""
    row = TemplateLanguage.objects.filter(template=template, language=language_id).select_related("attachment").first()
    return {"subject": row.subject, "attachment": row.attachment} if row else {"subject": "", "attachment": None}


def line_values(line: SegmentLine, template: InteractionTemplate | None) -> dict[str, Any]:
    """A line's values by column once it has the template instead of the one it has (2.6.2).

    The description is the template's where none was typed before there was a template (INT-11); flags are only
    switched on; a header that ignores what contacts prefer keeps its correspondence type (INT-17).
    """
    as_header = copy(line.segment)
    said = header_values(template, campaign=line.segment.campaign)
    for name, value in {"template": template, **said}.items():
        setattr(as_header, name, value)
    if line.segment.ignores_contact_type and line.segment.correspondence_type:
        as_header.ignores_contact_type = True
        as_header.correspondence_type = line.segment.correspondence_type
    values = Inheritance.of(as_header).for_contact(line.contact)
    kept = {name: getattr(line, name) for name in ("date", "salesperson_id", "description")}
    if template and (line.template_id or not line.description):
        kept["description"] = template.description
    flags = {name: getattr(line, name) or bool(said.get(name)) for name in FLAGS}
    return {**values, **kept, **flags}


def _said_by(template: InteractionTemplate) -> dict[str, Any]:
    named = ["language", "unit_cost", "unit_duration", "information_flow", "initiated_by", "correspondence_type"]
    blank = {"subject": "", "attachment": None}
    return {**blank, **{name: getattr(template, name) for name in [*named, "ignores_contact_type"]}}
