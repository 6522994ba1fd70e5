"""The pages of the product by area: the sidebar shows them, the finder finds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, eq=False)
class Entry:
    """A page. It is current on all pages whose addresses begin with its own, but those below the pages in `apart`."""

    view: str
    icon: str
    label: Promise
    permission: str = ""
    apart: str = ""


@dataclass(frozen=True)
class Area:
    label: Promise
    entries: list[Entry]


HOME = Entry("home", "home", _("Role centre"))
REPORTS = Entry("reports", "report", _("Reports"), "campaigns.view_campaign")
AREAS = [
    Area(
        _("Sales"),
        [
            Entry("activities:my_day", "calendar-event", _("My day"), "activities.view_task"),
            Entry("activities:tasks", "checklist", _("Tasks"), "activities.view_task", apart="activities:my_day"),
            Entry("interactions:postponed", "clock", _("Postponed interactions"), "interactions.view_interaction"),
            Entry("contacts:list", "address-book", _("Contacts"), "contacts.view_contact", apart="contacts:customers"),
            Entry("contacts:customers", "building-store", _("Customers"), "contacts.view_customer"),
            Entry(
                "opportunities:list",
                "trending-up",
                _("Opportunities"),
                "opportunities.view_opportunity",
                apart="opportunities:cycles",
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
            Entry("campaigns:list", "speakerphone", _("Campaigns"), "campaigns.view_campaign"),
            Entry("segments:list", "users-group", _("Segments"), "segments.view_segment"),
            Entry(
                "interactions:list",
                "messages",
                _("Interactions"),
                "interactions.view_interaction",
                apart="interactions:entries interactions:logged interactions:templates interactions:events "
                "interactions:mails",
            ),
            Entry("interactions:entries", "list-details", _("Campaign entries"), "interactions.view_campaignentry"),
            Entry("interactions:mails", "mail", _("Mails"), "interactions.view_interaction"),
            Entry("interactions:logged", "archive", _("Logged Segments"), "interactions.view_loggedsegment"),
            Entry(
                "interactions:templates", "forms", _("Interaction Templates"), "interactions.view_interactiontemplate"
            ),
            Entry("activities:list", "route", _("Activities"), "activities.view_activity"),
            Entry("pricing:prices", "tag", _("Sales prices"), "pricing.view_salesprice", apart="pricing:discounts"),
            Entry("pricing:discounts", "discount", _("Sales line discounts"), "pricing.view_saleslinediscount"),
        ],
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
            Entry("salespeople:list", "user", _("Salespeople"), "salespeople.view_salesperson", "salespeople:teams"),
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
    """For every page: the entries of the sidebar."""
    return {"home": [HOME, REPORTS], "areas": AREAS}


def entries() -> Iterator[Entry]:
    yield REPORTS
    for area in AREAS:
        yield from area.entries
