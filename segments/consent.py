"""Who may stand in a segment: the one gate for every way in, and for the target question (decision 16)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact

MOST_NAMED = 10


@dataclass(frozen=True)
class Reason:
    """A switch on the contact that keeps it out, and the words for it."""

    switch: str
    words: str | Promise

    @property
    def alias(self) -> str:
        """The name under which `counts` answers."""
        return f"left_{self.switch}"


REASONS = [
    Reason("privacy_blocked", _("privacy blocked")),
    Reason("exclude_from_segments", _("excluded from segments")),
]


@dataclass(frozen=True)
class LeftOut:
    """How many contacts the gate left out for one reason, and the first of them by name."""

    words: str | Promise
    count: int
    first: list[Contact]


def admitted() -> Q:
    """The contacts that pass."""
    return Q(**{reason.switch: False for reason in REASONS})


def against(contact: Contact) -> str | Promise | None:
    """The words for what keeps this contact out; None if it passes."""
    return next((reason.words for reason in REASONS if getattr(contact, reason.switch)), None)


def counts() -> dict[str, Count]:
    """Aggregates for a question over contacts: `asked`, and how many each reason leaves out (the first one counts)."""
    return {"asked": Count("pk"), **{reason.alias: Count("pk", filter=_left_by(reason)) for reason in REASONS}}


def left_out(contacts: QuerySet[Contact], counted: dict[str, int]) -> list[LeftOut]:
    """What the gate leaves out of `contacts`, given the answers to `counts`; one statement, none if nobody is."""
    if not any(counted[reason.alias] for reason in REASONS):
        return []
    first = list(contacts.exclude(admitted()).order_by("search_name", "pk")[: MOST_NAMED * len(REASONS)])
    return [
        LeftOut(reason.words, counted[reason.alias], list(_of(reason, first)))
        for reason in REASONS
        if counted[reason.alias]
    ]


def _left_by(reason: Reason) -> Q:
    earlier = REASONS[: REASONS.index(reason)]
    return Q(**{reason.switch: True}, **{other.switch: False for other in earlier})


def _of(reason: Reason, contacts: Iterable[Contact]) -> Iterator[Contact]:
    """Those of the contacts whose first reason this is."""
    for contact in contacts:
        if next(each for each in REASONS if getattr(contact, each.switch)) == reason:
            yield contact
