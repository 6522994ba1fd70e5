"""What the contacts of the demo company are told apart by: branches, mailings, responsibilities, relations, levels."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

from config.demo.rows import coded
from contacts.models import (
    BusinessRelation,
    Contact,
    ContactBusinessRelation,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    IndustryGroup,
    JobResponsibility,
    MailingGroup,
    OrganizationalLevel,
    Territory,
    WebSource,
)

INDUSTRIES = {"RETAIL": "Bicycle shops", "WHOLE": "Wholesale", "HIRE": "Bicycle hire", "REPAIR": "Workshops"}
MAILINGS = {"X-CARD": "New year's card", "X-GIFT": "Gift for good customers", "NEWS": "Quarterly news"}
RELATIONS = {"PARTNER": "Trains with us", "PRESS": "Writes about bicycles"}
LEVELS = {"OWNER": "Owner", "MANA": "Manager", "STAFF": "Employee"}
TERRITORIES = {
    "BENELUX": "Belgium and the Netherlands",
    "DACH": "Germany",
    "NORTH": "Norway",
    "WEST": "France and Britain",
}
RESPONSIBLE = {
    "Owner": ["PURCHASE", "APPROVE"],
    "Buyer": ["PURCHASE"],
    "Shop manager": ["SALE", "PURCHASE"],
    "Workshop manager": ["SERVICE"],
    "Office manager": ["MARKETING"],
}
RESPONSIBILITIES = {
    "PURCHASE": "Buys",
    "APPROVE": "Approves orders",
    "SALE": "Sells",
    "SERVICE": "Runs the workshop",
    "MARKETING": "Runs the marketing",
}
LEVEL_OF = {"Owner": "OWNER", "Shop manager": "MANA", "Workshop manager": "MANA"}
TERRITORY_OF = {"BE": "BENELUX", "NL": "BENELUX", "DE": "DACH", "NO": "NORTH", "FR": "WEST", "GB": "WEST"}


def classification(companies: Sequence[Contact], persons: Sequence[Contact]) -> None:
    random = Random(7)  # noqa: S311 - nothing secret
    coded([BusinessRelation(code="CUST", description="Our customers", of_customers=True)])
    coded([WebSource(code="SEARCH", description="Web search", url="https://duckduckgo.com/?q={word}")])
    industries, relations = _rows(IndustryGroup, INDUSTRIES), _rows(BusinessRelation, RELATIONS)
    _carry(ContactIndustryGroup, companies, lambda _company: [industries[_branch(random)]])
    _carry(ContactBusinessRelation, companies[::9], lambda _company: [relations[random.choice(list(RELATIONS))]])
    mailings = _rows(MailingGroup, MAILINGS)
    _carry(ContactMailingGroup, [*companies, *persons][::3], lambda _contact: [mailings[random.choice(list(MAILINGS))]])
    duties = _rows(JobResponsibility, RESPONSIBILITIES)
    _carry(ContactJobResponsibility, persons, lambda one: [duties[code] for code in RESPONSIBLE.get(one.job_title, [])])
    Contact.objects.bulk_update(list(_placed([*companies, *persons])), ["organizational_level", "territory"])


def _rows(model: Any, words: dict[str, str]) -> dict[str, Any]:
    return coded([model(code=code, description=text) for code, text in words.items()])


def _branch(random: Random) -> str:
    return random.choices(list(INDUSTRIES), weights=[6, 1, 2, 3])[0]


def _carry(carried: Any, contacts: Iterable[Contact], codes: Any) -> None:
    carried.objects.bulk_create(carried(contact=one, code=code) for one in contacts for code in codes(one))


def _placed(contacts: Iterable[Contact]) -> Iterator[Contact]:
    levels, territories = _rows(OrganizationalLevel, LEVELS), _rows(Territory, TERRITORIES)
    for contact in contacts:
        if contact.job_title:
            contact.organizational_level = levels[LEVEL_OF.get(contact.job_title, "STAFF")]
        if contact.country:
            contact.territory = territories[TERRITORY_OF[contact.country.code]]
        yield contact
