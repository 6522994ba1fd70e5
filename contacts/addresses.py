"""Where a contact is on a day: its own address, or the alternative one whose period holds (ALT-3)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from contacts import nobody
from contacts.models import AddressPeriod, AlternativeAddress, Contact
from core.models import User


def address_on(day: date | OuterRef, *, contact: str = "pk") -> Subquery:
    """The key of the alternative address on a day as an expression, blank where none holds.

    `contact` is the path from the rows asked to their contact; `day` may be a column of them: OuterRef("date").
    """
    holding = AddressPeriod.objects.in_force(on=day).filter(contact=OuterRef(contact))  # type: ignore[arg-type]
    return Subquery(holding.order_by("-starting_date").values("address")[:1])


def address_of(contact: Contact, *, on: date) -> AlternativeAddress | None:
    """The alternative address of one contact on a day; None when its own counts."""
    return AlternativeAddress.objects.filter(contact=contact, pk=address_on(on, contact="contact")).first()


@transaction.atomic
def moved(contact: Contact, *, by: User | None, at: datetime) -> None:
    """What changes an alternative address stamps its contact (CON-5). Refused (IsNobody): of whom was erased."""
    stands = Contact.objects.select_for_update().get(pk=contact.pk)
    nobody.refuse(stands)
    stands.changed(by=by, at=at)
    stands.save()


@dataclass(frozen=True)
class Periods:
    """The periods of many contacts, for days that differ."""

    by_contact: Mapping[int, list[AddressPeriod]]

    @classmethod
    def of(cls, contacts: Collection[int]) -> "Periods":
        """Of the contacts with these keys, in one statement."""
        found: dict[int, list[AddressPeriod]] = {}
        for period in AddressPeriod.objects.filter(contact__in=contacts).order_by("-starting_date"):
            found.setdefault(period.contact_id, []).append(period)
        return cls(found)

    def on(self, day: date, *, contact: int) -> int | None:
        """The key of the contact's alternative address on the day."""
        holding = (period for period in self.by_contact.get(contact, []) if period.is_in_force(on=day))
        return next((period.address_id for period in holding), None)
