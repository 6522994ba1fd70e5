"""The pages of the product by area: the sidebar shows them, the finder finds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, eq=False)
class Entry:
    """A page. It is current on all pages whose addresses begin with its own, but those below the pages in `apart`.

    On the pages named in `also`, which belong to it but have their addresses elsewhere, it is the only current one.
    """

    view: str
    icon: str
    label: Promise
    permission: str = ""
    apart: str = ""
    also: str = ""


@dataclass(frozen=True)
class Area:
    """Entries below a heading; those of a `folded` one show when it is opened, and on their own pages."""

    label: Promise
    entries: list[Entry]
    folded: bool = False


HOME = Entry("home", "home", _("Role centre"))
REPORTS = Entry("reports", "report", _("Reports"), "campaigns.view_campaign", also="interactions:contact_report")
AREAS = [
    Area(
        _("Sales"),
        [
            Entry("activities:my_day", "calendar-event", _("My day"), "activities.view_task"),
            Entry("activities:tasks", "checklist", _("Tasks"), "activities.view_task", apart="activities:my_day"),
            Entry(
                "contacts:list",
                "address-book",
                _("Contacts"),
                "contacts.view_contact",
                apart="contacts:customers",
                also="interactions:contact_statistics interactions:print interactions:email "
                "pricing:special_prices pricing:special_discounts",
            ),
            Entry("contacts:customers", "building-store", _("Customers"), "contacts.view_customer"),
            Entry(
                "opportunities:list",
                "trending-up",
                _("Opportunities"),
                "opportunities.view_opportunity",
                apart="opportunities:cycles",
                also="interactions:opportunity_statistics",
            ),
            Entry(
                "sales:list", "file-invoice", _("Quotes"), "sales.view_salesdocument", apart="sales:orders sales:why"
            ),
            Entry("sales:orders", "shopping-cart", _("Orders"), "sales.view_salesdocument"),
            Entry("sales:why", "zoom-question", _("What does it cost?"), "sales.view_salesdocument"),
        ],
    ),
    Area(
        _("Marketing"),
        [
            Entry(
                "campaigns:list",
                "speakerphone",
                _("Campaigns"),
                "campaigns.view_campaign",
                also="interactions:campaign_statistics pricing:activate sales:compare sales:money "
                "segments:exclusions segments:hold_out",
            ),
            Entry("segments:list", "users-group", _("Segments"), "segments.view_segment"),
            Entry("activities:list", "route", _("Activities"), "activities.view_activity"),
            Entry("pricing:prices", "tag", _("Sales prices"), "pricing.view_salesprice", apart="pricing:discounts"),
            Entry("pricing:discounts", "discount", _("Sales line discounts"), "pricing.view_saleslinediscount"),
            Entry(
                "interactions:list",
                "messages",
                _("Interactions"),
                "interactions.view_interaction",
                apart="interactions:postponed interactions:mails interactions:entries interactions:logged "
                "interactions:templates interactions:events",
            ),
        ],
    ),
    Area(
        _("Communication"),
        [
            Entry("interactions:postponed", "clock", _("Postponed interactions"), "interactions.view_interaction"),
            Entry("interactions:mails", "mail", _("Mails"), "interactions.view_interaction"),
            Entry("interactions:entries", "list-details", _("Campaign entries"), "interactions.view_campaignentry"),
            Entry("interactions:logged", "archive", _("Logged segments"), "interactions.view_loggedsegment"),
            Entry(
                "interactions:templates",
                "forms",
                _("Interaction templates"),
                "interactions.view_interactiontemplate",
                also="interactions:events interactions:template_statistics",
            ),
        ],
        folded=True,
    ),
    Area(
        _("Items"),
        [
            Entry("items:list", "packages", _("Items"), "items.view_item", apart="items:entries"),
            Entry("items:entries", "receipt", _("Sales entries"), "items.view_salesentry"),
        ],
    ),
    Area(
        _("People"),
        [
            Entry(
                "salespeople:list",
                "user",
                _("Salespeople"),
                "salespeople.view_salesperson",
                apart="salespeople:teams",
                also="interactions:salesperson_statistics",
            ),
            Entry("salespeople:teams", "users", _("Teams"), "salespeople.view_team"),
        ],
    ),
    Area(
        _("Administration"),
        [
            Entry("core:import", "table-import", _("Import"), "contacts.import_contact"),
            Entry("core:changes", "history", _("Changes of many rows"), "core.view_changeset"),
            Entry("core:setup", "settings", _("Setup"), "core.change_numberseries"),
        ],
    ),
]


def menu(_request: Any) -> dict[str, Any]:
    """For every page: the entries of the sidebar, and the pages that one of them claims for itself."""
    return {"home": [HOME, REPORTS], "areas": AREAS, "claimed": CLAIMED}


def entries() -> Iterator[Entry]:
    yield REPORTS
    for area in AREAS:
        yield from area.entries


CLAIMED = frozenset(view for entry in entries() for view in entry.also.split())
