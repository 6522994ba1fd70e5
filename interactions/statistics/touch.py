"""How lately we were in touch with contacts (2.2). A company stands for its persons, too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from contacts.models import Contact
from interactions.models import InitiatedBy, Interaction
from interactions.models.interaction import COUNTS

DATES = {
    "last": Max("date", filter=COUNTS & Q(attempt_failed=False)),
    "attempted": Max("date", filter=Q(initiated_by=InitiatedBy.US)),
}


@dataclass
class Touch:
    """`last` is the Date of Last Interaction, which neither failed nor was canceled; `attempted` is the Last Date
    Attempted by us, whatever came of it."""

    last: date | None = None
    attempted: date | None = None

    def add(self, found: Mapping[str, Any]) -> None:
        self.last = max(filter(None, [self.last, found["last"]]), default=None)
        self.attempted = max(filter(None, [self.attempted, found["attempted"]]), default=None)


def touch_of(contacts: Sequence[Contact]) -> dict[int, Touch]:
    """Contact id → when we were in touch, for every one of these contacts; one statement."""
    touches = {contact.pk: Touch() for contact in contacts}
    companies = {contact.pk for contact in contacts if contact.is_company}
    asked = Contact.objects.filter(Q(party__in=companies) | Q(pk__in=touches.keys() - companies))
    rows = Interaction.objects.logged().filter(contact__in=asked).order_by().values("contact", "contact__party")
    for found in rows.annotate(**DATES):
        for key in {found["contact"], found["contact__party"]}:
            if key in touches and (key in companies or key == found["contact"]):
                touches[key].add(found)
    return touches
