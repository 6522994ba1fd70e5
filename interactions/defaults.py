"""What a template fills in, of an interaction, of a segment and of its lines (10.4). Nothing is read or written."""

from collections.abc import Iterable
from typing import Any

from campaigns.models import Campaign
from contacts.models import Contact
from interactions.models import InteractionTemplate, TemplateLanguage

EMPTY: dict[str, Any] = {
    **dict.fromkeys(["template", "group", "campaign", "language", "attachment"]),
    **dict.fromkeys(["description", "subject", "information_flow", "initiated_by", "correspondence_type"], ""),
    **dict.fromkeys(["cost", "duration"], 0),
    **dict.fromkeys(["campaign_target", "campaign_response"], False),
}
"""What is left when a template is cleared (INT-16)."""


def filled_in(
    template: InteractionTemplate | None,
    *,
    contact: Contact | None = None,
    languages: Iterable[TemplateLanguage] = (),
    description: str = "",
    replaced: InteractionTemplate | None = None,
    campaign: Campaign | None = None,
    segment_campaign: Campaign | None = None,
    channel: str = "",
) -> dict[str, Any]:
    """Every value that the template brings along, by field; a caller without such a field leaves it out (INT-10 … 17).

    `languages` are the template's rows, `description` and `campaign` what stands there now, `replaced` the template
    that it stood there with: words typed before the first template, or in place of a template's own, stay (INT-11).
    Of a segment come its campaign and, where it ignores what the contacts prefer, its correspondence type (`channel`).
    """
    if template is None:
        return EMPTY
    spoken = _spoken(template, contact, languages)
    is_own = description and description != (replaced.description if replaced else "")
    return {
        "template": template,
        "group": template.group,
        "description": description if is_own else template.description,
        "cost": template.unit_cost,
        "duration": template.unit_duration,
        "information_flow": template.information_flow,
        "initiated_by": template.initiated_by,
        "campaign_target": template.campaign_target,
        "campaign_response": template.campaign_response,
        "campaign": segment_campaign or template.campaign or campaign,
        "language": spoken.language if spoken else template.language,
        "subject": spoken.subject if spoken else "",
        "attachment": spoken.attachment if spoken else None,
        "correspondence_type": _correspondence_type(template, contact, channel),
    }


def _spoken(
    template: InteractionTemplate, contact: Contact | None, languages: Iterable[TemplateLanguage]
) -> TemplateLanguage | None:
    """The row of the contact's language, else of the template's own (INT-15)."""
    rows = {row.language_id: row for row in languages}
    wanted = [contact.language_id] if contact else []
    return next((rows[key] for key in [*wanted, template.language_id] if key in rows), None)


def _correspondence_type(template: InteractionTemplate, contact: Contact | None, channel: str) -> str:
    """The segment's, the template's, or the contact's own, in this order of who insists (INT-17)."""
    preferred = contact.correspondence_type if contact else ""
    insists = template.ignores_contact_type or not preferred
    return channel or (template.correspondence_type if insists else preferred)
