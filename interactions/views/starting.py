"""With what the guide begins, and what another template or contact brings while it is open."""

from datetime import datetime
from typing import Any

from django.http import QueryDict

from activities.models import Task
from campaigns.models import Campaign
from contacts.models import Contact
from core.keys import row_in
from core.models import User
from interactions.defaults import filled_in
from interactions.models import Interaction, InteractionTemplate, TemplateLanguage
from interactions.recording import full_minute, seller_for
from opportunities.models import Opportunity
from salespeople.models import Salesperson

CONTACTS = Contact.objects.select_related("company", "salesperson", "language")
TEMPLATES = InteractionTemplate.objects.for_list()
BROUGHT_ALONG = ("opportunity", "contact", "campaign")
OF_A_CONTACT = ("language", "subject", "correspondence_type")
"""What another contact changes of what the template filled in."""


def started(query: QueryDict, *, template: InteractionTemplate | None, by: User, at: datetime) -> Interaction:
    """An interaction to come, about the rows that the address names."""
    known = _named_in(query)
    named = known.pop("template")
    flags = {"campaign_response": True} if "response" in query else {}
    return about(known, template=template or named, flags=flags, by=by, at=at)


def about(
    known: dict[str, Any], *, template: InteractionTemplate | None, flags: dict[str, bool], by: User, at: datetime
) -> Interaction:
    """An interaction to come with what is known of it, and what its template brings; `at` is a moment of the person's
    own day. A campaign that is known, and a flag that is set, stay whatever the template says."""
    contact, campaign = known["contact"], known.get("campaign")
    seller = known["salesperson"] or seller_for(contact, by=by)
    moment = {"date": by.day_of_work(today=at.date()), "time": full_minute(at)}
    words = known.get("description", "")
    filled = brought(template, contact, segment_campaign=campaign, description=words) if template else {}
    set_flags = {name: True for name, is_set in flags.items() if is_set}
    return Interaction(**{**known, **filled, **set_flags, **moment, "salesperson": seller})


def brought(template: InteractionTemplate | None, contact: Contact | None, **stands: Any) -> dict[str, Any]:
    languages = TemplateLanguage.objects.filter(template=template).select_related("language", "attachment")
    return filled_in(template, contact=contact, languages=languages if template else (), **stands)


def refilled(typed: dict[str, str], *, changed: str, contact: Contact | None, by: User) -> dict[str, Any]:
    """What was typed, and what a change of its contact, template or opportunity makes of it (WIZ-7)."""
    template = row_in(TEMPLATES, typed.get("template", ""))
    replaced = row_in(InteractionTemplate.objects.all(), typed.get("template_before", ""))
    after: dict[str, Any] = {"template_before": template.pk if template else ""}
    if changed == "template":
        campaign = row_in(Campaign.objects.all(), typed["campaign"])
        after |= brought(template, contact, campaign=campaign, description=typed["description"], replaced=replaced)
    if changed == "contact":
        filled = brought(template, contact) if template else {}
        after |= {name: filled[name] for name in OF_A_CONTACT if name in filled}
        after["salesperson"] = typed["salesperson"] or seller_for(contact, by=by)
    if changed == "opportunity" and not typed["campaign"]:
        opportunity = row_in(Opportunity.objects.all(), typed["opportunity"])
        after["campaign"] = opportunity.campaign_id if opportunity else None
    return typed | after


def _named_in(query: QueryDict) -> dict[str, Any]:
    """A task and an opportunity bring along what they are about."""
    rows: dict[str, Any] = {
        "task": Task.objects.for_card(),
        "opportunity": Opportunity.objects.for_card(),
        "contact": CONTACTS,
        "campaign": Campaign.objects.all(),
        "salesperson": Salesperson.objects.available(),
        "template": TEMPLATES,
    }
    found: dict[str, Any] = {name: row_in(known, query.get(name, "")) for name, known in rows.items()}
    for source in (found["task"], found["opportunity"]):
        for name in BROUGHT_ALONG:
            found[name] = found[name] or getattr(source, name, None)
    return found
