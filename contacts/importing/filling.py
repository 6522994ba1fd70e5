"""What a line of a file gives its contact: what it says, the parts of the name, and what the company hands down."""

from typing import Any

from django.utils.translation import gettext as _

from contacts import minors, nobody
from contacts.importing.known import Known
from contacts.models import Contact
from contacts.models.names import Parts, joined, split
from core.importing.drafts import Draft, Part
from core.importing.records import Record

SWITCHES = ["exclude_from_segments", "privacy_blocked", "no_campaign_prices"]
PERSONAL = ["job_title", *minors.SWITCHES]
HANDED_DOWN = "salesperson territory country language address address_2 post_code city county phone".split()
"""An e-mail that a file leaves blank stays blank: a list of persons is not to be written to at their company's."""
WRITTEN = [
    *HANDED_DOWN,
    *"external_id name_2 mobile_phone email home_page currency correspondence_type salutation".split(),
    *SWITCHES,
]


def fill(draft: Draft, contact: Contact, known: Known) -> None:
    record = draft.record
    said = _said(record, contact)
    if said.get("country") is not None:
        said["country"] = known.countries.named(said["country"]) if said["country"] else None
    part = draft.add(contact, said)
    _name(draft, part)
    if part.is_new:
        _take_over(draft, part, known)
    _protect(draft, part)
    if contact.country and contact.country.pk is None:
        draft.add(contact.country, {})
    contact.fill_names()
    known.remember(contact)


def _protect(draft: Draft, part: Part) -> None:
    """Minors are blocked as on the card (CON-33); who was erased is nobody any more."""
    contact = part.row
    draft.put(part, "privacy_blocked", contact.privacy_blocked or minors.blocks(part.before, minor=contact.minor))
    for sentence in nobody.against(contact):
        draft.record.refuse(sentence)
    if contact.lacks_parental_consent and not contact.privacy_blocked:
        draft.record.refuse(_("A minor without parental consent stays privacy blocked."))


def says(record: Record, name: str) -> bool:
    """Whether the line decides about the field; an address it leaves blank it leaves to the company."""
    return bool(record.values.get(name)) or (name in record.values and name not in HANDED_DOWN)


def _said(record: Record, contact: Contact) -> dict[str, Any]:
    """The columns the file fills; what it leaves blank of a person's address is the company's."""
    values = record.values
    said = {name: values[name] for name in WRITTEN if name in values}
    if contact.company:
        said = {name: value for name, value in said.items() if value or name not in HANDED_DOWN}
        if said.pop("no_campaign_prices", False):
            record.refuse(_("No campaign prices: the card of the company decides this."))
    if not contact.is_company:
        said |= {name: values[name] for name in PERSONAL if name in values}
    if contact.pk is None and "number" in values:
        said["number"] = values["number"]
    return said


def _name(draft: Draft, part: Part) -> None:
    """A name falls into parts and parts make a name, as on the card (CON-10); the search name follows it."""
    contact, parts = part.row, _parts(draft.record, part.row)
    name = draft.record.values.get("name") or (joined(contact.parts._replace(**parts)) if parts else contact.name)
    if not name:
        draft.record.refuse(_("Type the name, or a first name and surname."))
    if contact.pk and name != contact.name and not (parts or contact.is_company):
        parts = split(name)._asdict()
    names = {"name": name, **parts}
    if contact.search_name == contact.name.upper():
        names["search_name"] = name.upper()
    for column, value in names.items():
        if not draft.record.errors:
            draft.put(part, column, value)


def _parts(record: Record, contact: Contact) -> dict[str, str]:
    """The parts of a person's name that the file has; all of them blank, they are the name's."""
    parts = {name: record.values[name] for name in Parts._fields if name in record.values}
    return parts if any(parts.values()) and not contact.is_company else {}


def _take_over(draft: Draft, part: Part, known: Known) -> None:
    """A new contact begins with what its company hands down, else with what the set-up proposes (CON-3, CON-24)."""
    company, given = part.row.company, known.proposed | {"salutation": known.salutations.get(part.row.type)}
    if company:
        given |= {name: getattr(company, name) or given.get(name) for name in HANDED_DOWN if name in known.inherited}
    for name, value in given.items():
        if value and not draft.record.values.get(name):
            draft.put(part, name, value)
