"""Whose price is asked: the company behind a contact, its customer's terms and the campaigns aimed at it."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from contacts.models import Contact
from pricing import sql


class KnownCampaign(NamedTuple):
    """What the price question knows of a campaign; a blank date is open."""

    id: int
    number: str
    description: str
    starting_date: date | None
    ending_date: date | None

    def is_in_force(self, *, on: date) -> bool:
        started = self.starting_date is None or self.starting_date <= on
        return started and (self.ending_date is None or on <= self.ending_date)


BY_NUMBER = attrgetter("number")


@dataclass(frozen=True, slots=True)
class Party:
    """The one who pays. Without a customer (a quote for a contact) only all customers' and campaigns' rows count."""

    company_id: int
    """The contact of the company, or of the person who has none: the entitled unit (decision 3)."""
    company_name: str
    customer_id: int | None
    customer_number: str
    price_group_id: int | None
    price_group_code: str
    discount_group_id: int | None
    discount_group_code: str
    allow_line_discount: bool
    withheld: str
    """Why no campaign counts for it: "privacy_blocked", "no_campaign_prices", "customer_blocked"; else blank."""
    campaigns: tuple[KnownCampaign, ...]
    """Those activated that the company is a target of, in force or not, by number."""


def party_of(contact: Contact) -> Party:
    """The party behind the contact that is billed (a document's bill-to contact), in one statement.

    A customer's own bill-to customer is not followed here: who is billed is the document's to say (8.2, CP-91).
    """
    found = sql.party(contact.party)
    name, private, switched_off, blocked, *terms = found[0][:11]
    withheld = {"privacy_blocked": private, "no_campaign_prices": switched_off, "customer_blocked": blocked}
    customer_id, number, allows, price_group_id, price_group, discount_group_id, discount_group = terms
    return Party(
        company_id=contact.party,
        company_name=name,
        customer_id=customer_id,
        customer_number=number or "",
        price_group_id=price_group_id,
        price_group_code=price_group or "",
        discount_group_id=discount_group_id,
        discount_group_code=discount_group or "",
        allow_line_discount=customer_id is None or bool(allows),
        withheld=next((why for why, is_so in withheld.items() if is_so), ""),
        campaigns=tuple(sorted((known_campaign(*row[11:]) for row in found if row[11] is not None), key=BY_NUMBER)),
    )


def known_campaign(pk: int, number: str, description: str, starts: str | None, ends: str | None) -> KnownCampaign:
    return KnownCampaign(pk, number, description, _day(starts), _day(ends))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
