"""Who may do what: the four roles as groups of permissions (the table in the decisions).

A role is the group of the same name. Migrations call `grant` whenever tables or the table of roles changed.
"""

from collections.abc import Iterator
from typing import Any

OURS = "core salespeople contacts campaigns items opportunities activities interactions segments pricing sales".split()

ACTS = ("view", "add", "change", "delete")
CLASSIFICATION = [
    "contacts.industrygroup contacts.mailinggroup contacts.jobresponsibility contacts.businessrelation",
    "contacts.websource contacts.organizationallevel contacts.territory",
]
PROFILES = "contacts.profilequestionnaire contacts.profilequestion contacts.profileanswer"
READ_BY_ALL = [
    "salespeople.salesperson salespeople.team salespeople.teammember",
    "contacts.contact contacts.contactcomment contacts.customer contacts.country contacts.language",
    "contacts.pricegroup contacts.discountgroup",
    "campaigns.campaign campaigns.campaigncomment campaigns.campaignstatus campaigns.campaigntype",
    "campaigns.overruling",
    "items.item items.itemunit items.itemvariant items.itemdiscountgroup items.unitofmeasure items.salesentry",
    "opportunities.opportunity opportunities.opportunityentry opportunities.opportunitycomment",
    "opportunities.salescycle opportunities.stage opportunities.closeopportunitycode opportunities.salescyclecomment",
    "activities.activity activities.activitystep activities.stageactivity activities.task activities.taskcomment",
    "contacts.donotcontact contacts.alternativeaddress contacts.addressperiod",
    "contacts.salutation contacts.salutationformula",
    *CLASSIFICATION,
    PROFILES,
    "contacts.duplicate contacts.merge contacts.duplicatesearch",
    "contacts.contactdefaults contacts.customertemplate",
    "interactions.interactiongroup interactions.interactiontemplate interactions.templatelanguage",
    "interactions.eventtemplate interactions.attachment interactions.interaction interactions.interactioncomment",
    "interactions.campaignentry interactions.loggedsegment interactions.loggedsegmentcomment",
    "segments.segment segments.segmentstep segments.segmentline segments.targetexclusion segments.savedcriteria",
    "pricing.salesprice pricing.saleslinediscount pricing.activation",
    "sales.salesdocument sales.salesline core.currency core.exchangerate core.changeset",
]
CONTACTS = "contacts.contactcomment sales.salesdocument sales.salesline"
CHANNELS = "contacts.donotcontact contacts.alternativeaddress contacts.addressperiod"
OPPORTUNITIES = "opportunities.opportunity opportunities.opportunitycomment"
ACTIVITIES = "activities.activity activities.activitystep"
TASKS = "activities.task activities.taskcomment"
LOG = "interactions.campaignentry interactions.loggedsegment interactions.loggedsegmentcomment"
WRITTEN_BY: dict[str, list[str]] = {
    "marketing": [
        "campaigns.campaign campaigns.campaigncomment segments.segment segments.segmentstep segments.segmentline",
        "segments.targetexclusion segments.savedcriteria",
        "pricing.salesprice pricing.saleslinediscount pricing.activation",
        "contacts.contact contacts.customer items.item items.itemunit items.itemvariant",
        *[CONTACTS, CHANNELS, OPPORTUNITIES, ACTIVITIES, TASKS, LOG, "interactions.interaction"],
        "interactions.interactioncomment interactions.attachment",
    ],
    "sales": [CONTACTS, CHANNELS, OPPORTUNITIES, TASKS, "interactions.interactioncomment"],
    "management": [TASKS, "campaigns.overruling"],
    "administration": [
        "core.user core.currency core.exchangerate core.companyinformation core.numberseries core.numberseriesuse",
        "campaigns.campaignstatus campaigns.campaigntype salespeople.salesperson salespeople.team",
        "salespeople.teammember contacts.country contacts.language contacts.pricegroup contacts.discountgroup",
        "contacts.salutation contacts.salutationformula contacts.duplicatesearch",
        "contacts.contactdefaults contacts.customertemplate",
        *CLASSIFICATION,
        PROFILES,
        "items.item items.itemunit items.itemvariant items.itemdiscountgroup items.unitofmeasure",
        "opportunities.salescycle opportunities.stage opportunities.closeopportunitycode",
        "opportunities.salescyclecomment activities.stageactivity",
        "interactions.interactiongroup interactions.interactiontemplate interactions.templatelanguage",
        "interactions.eventtemplate interactions.attachment",
        ACTIVITIES,
    ],
}
ALSO: dict[str, list[str]] = {
    "marketing": [
        *["contacts.import_contact", "contacts.merge_contact", "core.view_import", "core.add_import"],
        *["contacts.update_classification", "items.view_unit_cost"],
        *["opportunities.change_others", "activities.change_others_task", "segments.view_held_out"],
    ],
    "sales": [
        "contacts.add_contact",
        "contacts.change_contact",
        "contacts.add_customer",
        "contacts.change_customer",
        "interactions.add_interaction",
        "interactions.change_interaction",
        "interactions.add_attachment",
    ],
    "management": [
        *["items.view_unit_cost", "opportunities.change_opportunity", "opportunities.change_others"],
        *["opportunities.add_opportunitycomment", "activities.change_others_task", "segments.view_held_out"],
    ],
    "administration": [
        *["contacts.import_contact", "contacts.merge_contact", "core.view_import", "core.add_import"],
        *["contacts.delete_contact", "contacts.update_classification", "auth.view_group", "core.view_user"],
    ],
}


def permissions_of(role: str) -> set[tuple[str, str]]:
    """(app, codename) of everything the role may do."""
    read = {(app, f"view_{model}") for app, model in _pairs(READ_BY_ALL)}
    written = {(app, f"{act}_{model}") for app, model in _pairs(WRITTEN_BY[role]) for act in ACTS}
    return read | written | set(_pairs(ALSO[role]))


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    for name in " ".join(lines).split():
        app, _dot, rest = name.partition(".")
        yield app, rest


def grant(groups: Any, permissions: Any) -> None:
    """Give each role exactly its permissions, as far as their tables are there yet: the last of our migrations ends it.

    The two are managers of the group and permission tables.
    """
    known = {(row.content_type.app_label, row.codename): row for row in permissions.select_related("content_type")}
    for role in WRITTEN_BY:
        group, _created = groups.get_or_create(name=role)
        group.permissions.set([known[wanted] for wanted in permissions_of(role) if wanted in known])
