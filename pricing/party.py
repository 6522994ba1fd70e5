"""Whose price is asked: the company behind a contact, its customer's terms and the campaigns aimed at it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from contacts.models import Contact


class AimedCampaign(NamedTuple):
    """An activated campaign the company is a target of; a blank date is open."""

    id: int
    number: str
    description: str
    starting_date: date | None
    ending_date: date | None

    def is_in_force(self, *, on: date) -> bool:
        started = self.starting_date is None or self.starting_date <= on
        return started and (self.ending_date is None or on <= self.ending_date)


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
    campaigns: tuple[AimedCampaign, ...]


def party_of(contact: Contact) -> Party:
    """The party behind the contact that is billed (a document's bill-to contact), in one statement.

    A customer's own bill-to customer is not followed here: who is billed is the document's to say (8.2, CP-91).
    """
    raise NotImplementedError
