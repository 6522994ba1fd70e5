"""What is and was sold: quotes and orders of the last weeks at the prices they get, and a year of sales entries."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from random import Random
from typing import NamedTuple

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core.models import User
from core.money import CENT, rounded
from items.models import Item, SalesEntry
from pricing.models import SalesPrice
from sales.documents import create
from sales.lines import change_line
from sales.models import SalesDocument, SalesLine
from sales.ordering import make_order
from sales.posting import post
from sales.repricing import price
from salespeople.models import Salesperson
from segments.targets import targets_of

ANSWERS = 3
ORDERS, OPEN_ORDERS = 8, 3
ENTRIES = 360
DEAR = 200
KEY_ACCOUNTS = "Key accounts all year"
REFERENCES = ["Phone call", "Mail of Monday", "Visit", "", "", ""]


class Wish(NamedTuple):
    """Who asks for a quote, on which day, and what he has seen in which campaign, if in any."""

    buyer: Contact
    day: date
    campaign: Campaign | None = None
    seen: Sequence[Item] = ()


def quotes(items: dict[str, Item], campaigns: dict[str, Campaign], *, by: User, at: datetime, random: Random) -> None:
    """Quotes for customers, persons and shops that are no customer yet; one price is set by hand."""
    wishes = [*_answers_to(campaigns, on=at.date(), random=random), *_others(by, on=at.date(), random=random)]
    for wish in sorted(wishes, key=attrgetter("day")):
        lines = _asked_for(wish, items, by=by, at=at, random=random)
    first = lines[0]
    change_line(first, {"unit_price": rounded(first.unit_price * Decimal("0.95"), CENT)}, by=by, at=at)


def orders(items: dict[str, Item], campaigns: dict[str, Campaign], *, by: User, at: datetime, random: Random) -> None:
    """Quotes that customers said yes to; all but the newest are posted, on their day."""
    wishes = sorted(_answers_to(campaigns, on=at.date(), random=random), key=attrgetter("day"))
    sold = [wish for wish in wishes if Customer.objects.filter(contact=wish.buyer).exists()][:ORDERS]
    for wish in sold:
        quote = _asked_for(wish, items, by=by, at=at, random=random)[0].document
        order = make_order(quote, by=by, at=at)
        if wish not in sold[-OPEN_ORDERS:]:
            post(order, on=wish.day, by=by, at=at)


def _asked_for(wish: Wish, items: dict[str, Item], *, by: User, at: datetime, random: Random) -> list[SalesLine]:
    """The lines of a new quote: what was seen in the campaign, and something else."""
    quote = SalesDocument(sell_to=wish.buyer, document_date=wish.day, campaign=wish.campaign)
    quote.your_reference = random.choice(REFERENCES)
    if wish.campaign and wish.campaign.description == KEY_ACCOUNTS:
        quote.salesperson = wish.campaign.salesperson
    more = random.sample(list(items.values()), random.choice([1, 2, 2, 3]))
    return _lines(create(quote, by=by, at=at), {item.pk: item for item in [*wish.seen, *more]}, random)


def _answers_to(campaigns: dict[str, Campaign], *, on: date, random: Random) -> Iterator[Wish]:
    """Three targets of every campaign that runs ask for what it offers."""
    for campaign in campaigns.values():
        if campaign.is_activated:
            prices = SalesPrice.objects.of_campaign(campaign).select_related("item__base_unit").order_by("pk")
            offered = [row.item for row in prices]
            for buyer in random.sample(list(targets_of(campaign).order_by("pk")), ANSWERS):
                longest = min(20, (on - (campaign.starting_date or on)).days)
                yield Wish(buyer, on - timedelta(days=random.randint(0, longest)), campaign, offered)


def _others(by: User, *, on: date, random: Random) -> Iterator[Wish]:
    seller = Salesperson.objects.of(by)
    everybody = Contact.objects.filter(privacy_blocked=False).order_by("pk")
    own = random.sample(list(everybody.filter(salesperson=seller, customer__isnull=False)), 6)
    for buyer in [*own, *random.sample(list(everybody.exclude(salesperson=seller)), 4)]:
        yield Wish(buyer, on - timedelta(days=random.randint(1, 40)))


def _lines(document: SalesDocument, items: dict[int, Item], random: Random) -> list[SalesLine]:
    lines = [
        SalesLine(
            document=document,
            position=place + 1,
            item=item,
            unit=item.base_unit,
            quantity=Decimal(random.choice([1, 2, 5, 10, 20] if item.unit_price < DEAR else [1, 1, 2, 3])),
        )
        for place, item in enumerate(items.values())
    ]
    price(lines, of=document)
    return SalesLine.objects.bulk_create(lines)


def entries(items: dict[str, Item], campaigns: dict[str, Campaign], *, on: date, random: Random) -> None:
    customers = list(Customer.objects.select_related("salesperson", "contact").order_by("number"))
    dealer_days = campaigns["Dealer days"]
    SalesEntry.objects.bulk_create(
        _entry(
            f"SI{20001 + number // 3}",
            on - timedelta(days=(ENTRIES - number) // 3 * 3),
            customers[number // 3 % len(customers)],
            random.choice(list(items.values())),
            dealer_days,
            random,
        )
        for number in range(ENTRIES)
    )


def _entry(document: str, day: date, customer: Customer, item: Item, campaign: Campaign, random: Random) -> SalesEntry:
    quantity = Decimal(random.choice([1, 2, 5, 10, 20] if item.unit_price < DEAR else [1, 1, 2]))
    at_fair = campaign.is_in_force(on=day) and random.random() < 0.5
    percent = Decimal(8 if at_fair else random.choice([0, 0, 0, 5]))
    return SalesEntry(
        posting_date=day,
        document_number=document,
        item=item,
        customer=customer,
        contact=customer.contact,
        campaign=campaign if at_fair else None,
        salesperson=customer.salesperson,
        quantity=quantity,
        list_price=item.unit_price,
        unit_price=item.unit_price,
        discount_percent=percent,
        amount=rounded(quantity * item.unit_price * (100 - percent) / 100, CENT),
        unit_cost=item.unit_cost,
        price_without_campaign=item.unit_price * (100 - (percent if quantity == 1 else 0)) / 100 if at_fair else None,
    )
