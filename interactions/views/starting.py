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
    """An interaction to come, about the rows that the address names; `at` is a moment of the person's own day."""
    about = _named_in(query)
    contact, template = about["contact"], template or about.pop("template")
    about["salesperson"] = about["salesperson"] or seller_for(contact, by=by)
    interaction = Interaction(**about, date=by.day_of_work(today=at.date()), time=full_minute(at))
    if template:
        fill_in(interaction, template)
    if "response" in query:
        interaction.campaign_response = True
    return interaction


def fill_in(interaction: Interaction, template: InteractionTemplate) -> None:
    filled = brought(template, interaction.contact, campaign=interaction.campaign)
    for name, value in filled.items():
        setattr(interaction, name, value)


def brought(template: InteractionTemplate | None, contact: Contact | None, **stands: Any) -> dict[str, Any]:
    languages = TemplateLanguage.objects.filter(template=template).select_related("language", "attachment")
    return filled_in(template, contact=contact, languages=languages if template else (), **stands)


def refilled(typed: dict[str, str], *, changed: str, contact: Contact | None, by: User) -> dict[str, Any]:
    """What was typed, and what a change of its contact or template makes of it (WIZ-7)."""
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
