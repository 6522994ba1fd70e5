"""Cards with statistics, and the pages a day begins with, beside the floor page."""

from collections.abc import Iterator
from functools import partial

from django.test import Client

from tools.bench.measure import FLOOR, Limits, Operation
from tools.bench.operations import Pages
from tools.bench.serving import Site, logged_in

CAMPAIGNS, CONTACTS, SALESPEOPLE = "campaigns/campaign", "contacts/contact", "salespeople/salesperson"
CARDS: Pages = {
    "campaign": ("/campaigns/CP5/", CAMPAIGNS),
    "contact": ("/contacts/CT7/", CONTACTS),
    "salesperson": ("/salespeople/X3/", SALESPEOPLE),
    "statistics of a contact": ("/interactions/statistics/contact/CT7/", CONTACTS),
    "campaign, as much in every size": ("/campaigns/STEADY/", CAMPAIGNS),
    "salesperson, as much in every size": ("/salespeople/STEADY/", SALESPEOPLE),
    "statistics of a campaign, as much in every size": ("/interactions/statistics/campaign/STEADY/", CAMPAIGNS),
    "statistics of a salesperson, as much in every size": (
        "/interactions/statistics/salesperson/STEADY/",
        SALESPEOPLE,
    ),
}
COUNTED: Pages = {
    "statistics of a campaign": ("/interactions/statistics/campaign/CP5/", CAMPAIGNS),
    "statistics of a salesperson": ("/interactions/statistics/salesperson/X3/", SALESPEOPLE),
    "money view of a campaign": ("/sales/money/CP5/", CAMPAIGNS),
    "money view of a campaign, as much in every size": ("/sales/money/STEADY/", CAMPAIGNS),
}
"""What is counted there is a part of all interactions and sales, which in the larger size are more."""
DAYS = {"marketer": "marketing", "seller": "sales", "manager": "management", "administrator": "administration"}
"""Who comes to the role centre, and in which role."""
PANELS: Pages = {
    "role centre: results of what runs": ("/home/results/", CAMPAIGNS),
    "role centre: before the start": ("/home/preflight/", CAMPAIGNS),
    "role centre: load of the team": ("/home/load/", "activities/task"),
}
"""They come once the page stands; the manager sees all of them."""


def of_cards(client: Client, site: Site) -> Iterator[Operation]:
    """Asked as lists are."""
    for name, (path, table) in (CARDS | COUNTED).items():
        limits = Limits(ratio=4, statements=14, growth=1.3) if name in CARDS else Limits(statements=14)
        yield _page(name, path, table, client=client, site=site, limits=limits)


def of_role_centres(site: Site) -> Iterator[Operation]:
    """What they cost beside the floor page is told; promised is that they are constant, one or two a part."""
    limits = Limits(statements=16)
    for person, role in DAYS.items():
        client = logged_in(person, role)
        asked = partial(_page, client=client, site=site.by(client), limits=limits)
        yield asked(f"role centre: {role}", "/", "activities/task")
        if role == "management":
            for name, (path, table) in PANELS.items():
                yield asked(name, path, table)


def _page(name: str, path: str, table: str, *, client: Client, site: Site, limits: Limits) -> Operation:
    ask, floor = partial(site.get, path), partial(site.get, f"/floor/{table}/")
    return Operation("G9", name, ask, FLOOR, floor, limits, counted=partial(client.get, path))
