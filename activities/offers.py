"""What may be offered to the contact of a task. Upper apps that know of offers say so in `AppConfig.ready`:

    offers.sources.append(offers_of)

A source is asked once for all companies of a page, the person and the day, in a bounded number of statements.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from activities.models import Task
from core.models import User


@dataclass(frozen=True)
class Offer:
    """`note` says how much and until when, `text` what one tells the customer."""

    label: str
    url: str
    note: str = ""
    text: str = ""


Source = Callable[[Collection[int], User, date], Mapping[int, Sequence[Offer]]]
sources: list[Source] = []


def fill_in(tasks: Sequence[Task], *, user: User, on: date) -> None:
    """Give each task the `offers` for the company of its contact (a person without one stands for himself)."""
    parties = {task.contact.party for task in tasks if task.contact}
    found = [source(parties, user, on) for source in sources] if parties else []
    for task in tasks:
        if task.contact:
            task.offers = [offer for offers in found for offer in offers.get(task.contact.party, [])]
