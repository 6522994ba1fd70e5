"""What is measured: each public call beside plain SQL, beside itself on a smaller case, or beside the floor page."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.test import Client

from activities.models import Task
from activities.spreading import spread
from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from pricing import activation
from pricing.party import party_of
from pricing.question import Answer, answers, explained, questions_of
from sales import repricing
from sales.models import SalesDocument
from segments import recording
from segments.models import Segment
from segments.targets import campaigns_aimed_at
from tools.bench import raw
from tools.bench.criteria import undone
from tools.bench.data import ALL, DAY, FEW, MANY, ONE, SIZES, TO_LOG, Size
from tools.bench.measure import FLOOR, Limits, Operation
from tools.bench.serving import Crowd, Site
from tools.bench.writing import MOMENT

Pages = dict[str, tuple[str, str]]
"""What is shown → the page's address and its table's floor page."""


def priced_lines(count: int, *, items: int) -> list[raw.Line]:
    return [raw.Line(1 + n % items, 1 + n % 12) for n in range(count)]


class Prices:
    """The price question of a company's lines, publicly and as plain SQL."""

    def __init__(self, company: int, lines: Sequence[raw.Line]) -> None:
        self.company, self.lines = Contact.objects.get(pk=company), lines
        self.asked = [
            SimpleNamespace(item_id=item, unit_id=None, variant_id=None, quantity=Decimal(quantity))
            for item, quantity in lines
        ]

    def raw(self) -> list[tuple[Any, Any]]:
        return raw.prices(self.company.pk, self.lines, day=DAY)

    def public(self) -> list[Answer]:
        return answers(questions_of(self.asked), party=party_of(self.company), currency=None, on=DAY)

    def with_reasons(self) -> list[Answer]:
        found = self.public()
        for answer in found:
            answer.reasons  # noqa: B018 - it is found when it is asked for
        return found

    def explained(self) -> Any:
        return explained(questions_of(self.asked)[0], party=party_of(self.company), currency=None, on=DAY)


def figures(found: Sequence[Any]) -> list[tuple[float, float]]:
    """Unit price and discount of both kinds of answers."""
    pairs = [(row.unit_price, row.discount_percent) if isinstance(row, Answer) else row for row in found]
    return [(float(price), float(percent)) for price, percent in pairs]


def of_prices(size: Size) -> Iterator[Operation]:
    most = {1: 4.0, 100: 2.0, 1000: 2.0} if connection.vendor == "sqlite" else {1: 4.0, 100: 2.5, 1000: 3.0}
    for count, ratio in most.items():
        asked = Prices(ONE, priced_lines(count, items=size.items))
        beside = partial(Operation, beside="plain SQL", base=asked.raw)
        # A thousand lines are about ten times as many items in the larger size: their growth is asked below.
        limits = Limits(ratio=ratio, statements=6, growth=1.3 if count < 1000 else None)
        name = "price of 1 line" if count == 1 else f"price of {count:,} lines"
        yield beside("G1 G2 G4", name, asked.public, limits=limits, same=figures)
        twice = Limits(ratio=ratio * 2, statements=6)
        yield beside("G2", f"{name}, with reasons", asked.with_reasons, limits=twice, same=figures)
    single = Prices(ONE, priced_lines(1, items=size.items))
    yield Operation("G2", "why this price", single.explained, "plain SQL", single.raw, Limits(ratio=8))
    yield from growth_of_prices(size)


def growth_of_prices(size: Size) -> Iterator[Operation]:
    few_items = Prices(ONE, priced_lines(1000, items=min(size.items, SIZES["small"].items)))
    limits = Limits(statements=6, growth=1.3)
    name = "price of 1,000 lines of 100 items"
    yield Operation("G4", name, few_items.public, "plain SQL", few_items.raw, limits, same=figures)
    one, many = (Prices(company, priced_lines(100, items=size.items)) for company in (ONE, MANY))
    limits = Limits(ratio=1.6, statements=6)
    name = "price of 100 lines, target of 100 active campaigns"
    yield Operation("G4", name, many.public, "target of 1", one.public, limits, same=figures)
    crowded, quiet = (Prices(ONE, [raw.Line(item, 1)]) for item in (size.crowded, size.quiet))
    name = f"price of an item with prices of {size.others:,} other customers"
    limits = Limits(ratio=1.2, statements=6)
    yield Operation("G4", name, crowded.public, "of none", quiet.public, limits, same=figures)


def of_documents(size: Size, person: User) -> Iterator[Operation]:
    document = SalesDocument.objects.for_card().get(pk=1)
    lines = list(document.lines.values_list("pk", "item_id", "quantity"))
    asked = Prices(ONE, [raw.Line(item, int(quantity)) for _key, item, quantity in lines])
    reprice = partial(repricing.reprice, document, only=[key for key, *_line in lines], by=person, at=MOMENT)
    limits = Limits(ratio=8, statements=12)
    yield Operation("G3", "re-price and save 100 lines", reprice, "plain SQL price", asked.raw, limits)


def of_targets(size: Size, person: User) -> Iterator[Operation]:
    def public() -> list[int]:
        return [campaign.pk for campaign in campaigns_aimed_at([ONE]).get(ONE, [])]

    limits = Limits(statements=3, growth=1.3)
    ask = partial(raw.targets, ONE)
    yield Operation("G6", "what a company is a target of", public, "plain SQL", ask, limits, same=sorted)
    few, every = (Campaign.objects.get(pk=key) for key in (FEW, ALL))
    limits = Limits(ratio=1.5, statements=12)
    name = f"activate and deactivate for {size.contacts:,} lines"
    switch = partial(switch_on_and_off, person=person)
    yield Operation("G5", name, lambda: switch(every), "for 1", lambda: switch(few), limits)


def switch_on_and_off(campaign: Campaign, *, person: User) -> None:
    activation.activate(campaign, by=person, at=MOMENT, on=DAY)
    activation.deactivate(campaign, by=person, at=MOMENT)


def of_tasks(size: Size, person: User) -> Iterator[Operation]:
    """A task for every contact of a segment; nothing stays, so that each round writes the same."""
    contacts = Contact.objects.filter(pk__lte=size.lines)
    call = Task(description="Call", date=DAY, salesperson_id=1)

    def public() -> int:
        return spread([call], contacts=contacts, by=person, at=MOMENT)

    limits = Limits(ratio=2, statements=15)
    name = f"assign an activity to {size.lines:,} contacts"
    beside = partial(undone, partial(raw.tasks, size.lines))
    yield Operation("tasks", name, partial(undone, public), "plain SQL", beside, limits, same=int)


def of_logging(size: Size, person: User) -> Iterator[Operation]:
    """A segment becomes interactions; nothing stays, so that each round logs the same."""
    segment = Segment.objects.get(pk=TO_LOG)

    def public() -> int:
        return recording.log(segment, sends=True, follows_up=False, by=person, at=MOMENT, on=DAY).count

    limits = Limits(ratio=1.5, statements=14)
    name = f"log a segment of {size.lines:,} lines"
    yield Operation("G8", name, partial(undone, public), "plain SQL", partial(undone, raw.log), limits, same=int)


PAGES: Pages = {
    "contacts": ("/contacts/", "contacts/contact"),
    "contacts, last page": ("/contacts/?last", "contacts/contact"),
    "contacts by name": ("/contacts/?sort=search_name", "contacts/contact"),
    "contacts of a salesperson": ("/contacts/?salesperson=3", "contacts/contact"),
    "contacts of a country": ("/contacts/?country=X3", "contacts/contact"),
    "contacts, part of a name": ("/contacts/?q=n+{part}", "contacts/contact"),
    "customers": ("/contacts/customers/", "contacts/customer"),
    "customers, last page": ("/contacts/customers/?last", "contacts/customer"),
    "customers, part of a name": ("/contacts/customers/?q=n+{part}", "contacts/customer"),
    "campaigns": ("/campaigns/", "campaigns/campaign"),
    "items": ("/items/", "items/item"),
    "segments": ("/segments/", "segments/segment"),
    "lines of a segment": (f"/segments/SM{ALL}/lines/", "segments/segmentline"),
    "lines of a segment, last page": (f"/segments/SM{ALL}/lines/?last", "segments/segmentline"),
    "sales prices": ("/pricing/prices/", "pricing/salesprice"),
    "sales prices, last page": ("/pricing/prices/?last", "pricing/salesprice"),
    "sales prices of a campaign": ("/pricing/prices/?source_type=3&campaign=7", "pricing/salesprice"),
    "sales prices of an item": ("/pricing/prices/?item=7", "pricing/salesprice"),
    "sales line discounts": ("/pricing/discounts/", "pricing/saleslinediscount"),
    "quotes": ("/sales/", "sales/salesdocument"),
    "tasks": ("/tasks/", "activities/task"),
    "tasks, last page": ("/tasks/?last", "activities/task"),
    "tasks, closed ones too": ("/tasks/?state=all", "activities/task"),
    "tasks of a salesperson": ("/tasks/?salesperson=3", "activities/task"),
    "tasks of a campaign": ("/tasks/?campaign=7", "activities/task"),
    "tasks of a contact": ("/tasks/?contact=7", "activities/task"),
    "tasks, part of a description": ("/tasks/?q={part}", "activities/task"),
    "my day": ("/tasks/my-day/", "activities/task"),
    "interactions": ("/interactions/", "interactions/interaction"),
    "interactions, last page": ("/interactions/?last", "interactions/interaction"),
    "interactions of a campaign": ("/interactions/?campaign=7", "interactions/interaction"),
    "interactions of a salesperson": ("/interactions/?salesperson=3", "interactions/interaction"),
}

SHAPES: Pages = {
    "board of tasks": ("/tasks/board/", "activities/task"),
    "calendar of tasks": ("/tasks/calendar/", "activities/task"),
    "tasks by person and day": ("/tasks/matrix/", "activities/task"),
}
"""The same tasks in other shapes than a list's."""


def of_pages(size: Size, client: Client, site: Site) -> Iterator[Operation]:
    """Lists are asked over HTTP; their statements are counted on the same page asked inside this process.

    What is searched is part of as many names in every size, so that growth is not that of the rows that are drawn; and
    three letters or more, as shorter words are not searched inside of names.
    """
    part = "1234567"[: len(str(size.contacts)) - 2]
    get: Callable[[str], Callable[[], str]] = lambda path: partial(site.get, path)  # noqa: E731
    limits = Limits(ratio=4, ratio_p95=8, statements=8, growth=1.3)
    for name, (asked, table) in (PAGES | SHAPES).items():
        path = asked.replace("{part}", part)
        inside = partial(client.get, path)
        yield Operation("G10", f"list: {name}", get(path), FLOOR, get(f"/floor/{table}/"), limits, counted=inside)
        if name.endswith("last page"):
            first = get(path.removesuffix("?last"))
            again = Limits(ratio=1.5, statements=8)
            yield Operation("G10", f"list: {name} beside the first", get(path), "page 1", first, again, counted=inside)


def of_crowds(client: Client, crowd: Crowd) -> Iterator[Operation]:
    """Eight connections, two workers. With the same number at once, as many times the wait is as many fewer pages."""
    limits = Limits(ratio=4, tail=6)
    for name in ("contacts", "campaigns", "lines of a segment", "sales prices"):
        path, table = PAGES[name]
        ask, floor = partial(crowd.get, path), partial(crowd.get, f"/floor/{table}/")
        inside = partial(client.get, path)
        yield Operation("G11", f"8 at once: {name}", ask, FLOOR, floor, limits, counted=inside, waits=list)
