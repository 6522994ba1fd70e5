from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.addresses import address
from core.extensions import ExtraColumn
from core.tables import Column, in_words
from interactions.statistics.summaries import Summary


def _company_name(row: Any) -> str:
    """Of a person's company, or of the company itself."""
    contact = row.contact
    return (contact.company or contact).name if contact and (contact.company_id or contact.is_company) else ""


def _company_number(row: Any) -> str:
    contact = row.contact
    return (contact.company or contact).number if contact and (contact.company_id or contact.is_company) else ""


def _choice(name: str, label: Any, **options: Any) -> Column:
    """A field with choices, in words."""
    return Column(name, label, in_words(name), **options)


INTERACTION_COLUMNS = [
    Column("date", _("Date"), kind="date", sort="date"),
    Column("description", _("Description"), kind="title", link=True),
    Column("contact_name", _("Contact"), value="contact.name", kind="clip", link="contact"),
    Column("company_name", _("Company"), _company_name, kind="clip"),
    Column("template", _("Interaction Template"), value="template.code"),
    Column("cost", _("Cost"), kind="amount", total="cost"),
    Column("duration", _("Duration (Min.)"), kind="number", total="duration"),
    Column("cancelled", _("Canceled"), kind="check"),
    Column("attempt_failed", _("Attempt Failed"), kind="check"),
    _choice("evaluation", _("Evaluation"), kind="unbroken"),
    Column("salesperson", _("Salesperson"), kind="unbroken"),
    Column("campaign", _("Campaign No."), value="campaign.number"),
    Column("opportunity", _("Opportunity No."), value="opportunity.number"),
    Column("number", _("Entry No."), value="id", kind="number", sort="pk"),
    Column("commented", _("Comment"), kind="check"),
    Column("contact_number", _("Contact No."), value="contact.number"),
    Column("attachment", _("Attachment"), value="attachment.name", kind="clip", link="attachment"),
    _choice("document_type", _("Document Type"), hidden=True),
    Column("document_number", _("Document No."), hidden=True),
    _choice("delivery", _("Delivery Status"), hidden=True),
    Column("time", _("Time of Interaction"), hidden=True),
    _choice("correspondence_type", _("Correspondence Type"), hidden=True),
    Column("group", _("Interaction Group"), value="group.code", hidden=True),
    _choice("information_flow", _("Information Flow"), hidden=True),
    _choice("initiated_by", _("Initiated By"), hidden=True),
    Column("company_number", _("Contact Company No."), _company_number, hidden=True),
    Column("user", _("User"), hidden=True),
    Column("segment_number", _("Segment No."), hidden=True),
    Column("campaign_entry", _("Campaign Entry No."), value="campaign_entry.id", kind="number", hidden=True),
    Column("campaign_response", _("Campaign Response"), kind="check", hidden=True),
    Column("campaign_target", _("Campaign Target"), kind="check", hidden=True),
    Column("task", _("Task No."), value="task.number", hidden=True),
    Column("language", _("Language"), hidden=True),
    Column("subject", _("Subject"), kind="clip", hidden=True),
    Column("contact_via", _("Contact Via"), hidden=True),
]

POSTPONED_COLUMNS = [
    Column("description", _("Description"), kind="title", link=True),
    Column("date", _("Date"), kind="date", sort="date"),
    Column("template", _("Interaction Template"), value="template.code"),
    Column("attachment", _("Attachment"), value="attachment.name", kind="clip", link="attachment"),
    Column("contact_number", _("Contact No."), value="contact.number", hidden=True),
    Column("contact", _("Contact"), kind="clip"),
    Column("company", _("Company"), value="contact.company.name", kind="clip"),
    Column("salesperson", _("Salesperson"), kind="unbroken"),
    Column("campaign", _("Campaign"), kind="clip"),
    Column("opportunity", _("Opportunity"), kind="clip", hidden=True),
    Column("cost", _("Cost"), kind="amount", hidden=True),
    Column("duration", _("Duration (Min.)"), kind="number", hidden=True),
]

ENTRY_COLUMNS = [
    Column("number", _("Entry No."), value="id", kind="number", sort="pk"),
    Column("cancelled", _("Canceled"), kind="check"),
    Column("date", _("Date"), kind="date", sort="date"),
    Column("campaign", _("Campaign"), kind="clip", link="campaign"),
    Column("description", _("Description"), kind="title", link=True),
    Column("cost", _("Cost"), kind="amount", later=True),
    Column("duration", _("Duration (Min.)"), kind="number", later=True),
    Column("interactions", _("No. of Interactions"), kind="number", later=True),
    Column("segment_number", _("Segment No.")),
    _choice("document_type", _("Document Type"), hidden=True),
    Column("salesperson", _("Salesperson"), kind="unbroken", hidden=True),
    Column("user", _("User"), hidden=True),
]

LOGGED_COLUMNS = [
    Column("cancelled", _("Canceled"), kind="check"),
    Column("number", _("Entry No."), value="id", kind="number", sort="pk"),
    Column("created_on", _("Creation Date"), kind="date"),
    Column("user", _("User"), kind="unbroken"),
    Column("segment_number", _("Segment No."), sort="segment_number", link=True),
    Column("description", _("Description"), kind="title"),
    Column("interactions", _("No. of Interactions"), kind="number", later=True),
    Column("entries", _("No. of Campaign Entries"), kind="number"),
    Column("cost", _("Cost"), kind="amount", later=True, hidden=True),
    Column("duration", _("Duration (Min.)"), kind="number", later=True, hidden=True),
]

TEMPLATE_COLUMNS = [
    Column("code", _("Code"), sort="code", link=True),
    Column("group", _("Interaction Group"), value="group.code"),
    Column("description", _("Description"), kind="title"),
    _choice("action", _("Wizard Action")),
    _choice("correspondence_type", _("Correspondence Type"), kind="unbroken"),
    Column("language", _("Language")),
    Column("ignores_contact_type", _("Ignore Contact Corres. Type"), kind="check"),
    Column("unit_cost", _("Unit Cost"), kind="amount"),
    Column("unit_duration", _("Unit Duration (Min.)"), kind="number"),
    _choice("information_flow", _("Information Flow")),
    _choice("initiated_by", _("Initiated By")),
    Column("campaign", _("Campaign No."), value="campaign.number"),
    Column("campaign_target", _("Campaign Target"), kind="check"),
    Column("campaign_response", _("Campaign Response"), kind="check"),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]


def _leads_to(name: str, label: Any, where: Callable[[Any], str], permission: str) -> ExtraColumn:
    """Of a table of codes: a word that leads to what has the code."""

    def shown(code: Any, _value: None) -> str:
        return format_html('<a href="{}">{}</a>', where(code), label) if code.pk else ""

    return ExtraColumn(Column(name, label, lambda _code: None, cell=shown, permission=permission), lambda _codes: {})


OF_GROUP = [
    _leads_to(
        "interactions",
        _("Interactions"),
        lambda group: f"{address('interactions:list')}?group={group.pk}",
        "interactions.view_interaction",
    ),
    _leads_to(
        "templates",
        _("Interaction Templates"),
        lambda group: f"{address('interactions:templates')}?group={group.code}",
        "interactions.view_interactiontemplate",
    ),
    _leads_to(
        "statistics",
        _("Statistics"),
        lambda group: address("interactions:group_statistics", group.code),
        "interactions.view_interaction",
    ),
]


SUMMARY_COLUMNS = [
    Column("contact_number", _("Contact No.")),
    Column("name", _("Name")),
    Column("kind", _("Type")),
    Column("number", _("No.")),
    Column("date", _("Date"), kind="date"),
    Column("description", _("Description")),
    Column("contact", _("Contact")),
    Column("salesperson", _("Salesperson")),
    Column("status", _("Status")),
    Column("phone", _("Phone No.")),
    Column("email", _("E-Mail")),
]


def summary_lines(summaries: Sequence[Summary]) -> Iterator[list[Any]]:
    """The contact itself, then its persons, tasks and interactions, a line each."""
    for each in summaries:
        own = [each.contact.number, each.contact.name]
        for contact in (each.contact, *each.persons):
            seller, reached = contact.salesperson if contact is each.contact else None, [contact.phone, contact.email]
            kind = contact.get_type_display()
            yield [*own, kind, contact.number, None, contact.job_title, contact.name, seller, None, *reached]
        for task in each.tasks:
            about = [task.number, task.date, task.description, task.contact, task.salesperson or task.team, task.state]
            yield [*own, task._meta.verbose_name, *about, None, None]
        for row in each.interactions:
            about = [row.pk, row.date, row.description, row.contact, row.salesperson, None]
            yield [*own, row._meta.verbose_name, *about, None, None]
