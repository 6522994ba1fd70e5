"""Companies and persons from one file: found again by their External ID or number, each person under its company."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.countries import Countries
from contacts.importing.headings import REACHED, code_of
from contacts.importing.namesakes import Namesakes
from contacts.models import Contact, Country, Language
from contacts.models.names import Parts, joined, split
from core.codes import as_code
from core.importing import values as cells
from core.importing.drafts import Draft, Part
from core.importing.kinds import Heading, Kind, folded
from core.importing.records import Record, rows_by, rows_with

SWITCHES = ["exclude_from_segments", "privacy_blocked", "no_campaign_prices"]
PERSONAL = ["job_title"]
HANDED_DOWN = "salesperson country language address address_2 post_code city county phone".split()
WRITTEN = [*HANDED_DOWN, *"external_id name_2 mobile_phone email home_page currency".split(), *SWITCHES]


@dataclass(frozen=True)
class Known:
    """The contacts a file names, there already or made by an earlier line; `seen` says which line is about which."""

    by_number: dict[str, Contact]
    by_external_id: dict[str, list[Contact]]
    countries: Countries
    seen: dict[int, tuple[Contact, Record]] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    """What the file calls companies that are left out, and their persons with them."""

    @classmethod
    def of(cls, records: Sequence[Record]) -> "Known":
        def named(*names: str) -> list[str]:
            return [record.values[name] for record in records for name in names if record.values.get(name)]

        contacts = Contact.objects.for_list()
        by_number = rows_by(contacts, "number", {*named("number"), *map(as_code, named("company"))})
        same = {contact.pk: contact for contact in by_number.values()}
        by_external_id = defaultdict(list)
        for contact in rows_with(contacts.order_by("pk"), "external_id", named("external_id", "company")):
            by_external_id[contact.external_id].append(same.get(contact.pk, contact))
        return cls(by_number, by_external_id, Countries(Country.objects.all()))

    def contact(self, record: Record) -> Contact:
        """The contact of that External ID, else of that number, else a new one."""
        external_id, number = record.values.get("external_id", ""), record.values.get("number", "")
        found = self.by_external_id.get(external_id, []) if external_id else []
        if len(found) > 1:
            names = {"one": found[0].number, "other": found[1].number, "number": external_id}
            record.refuse(_("Contacts %(one)s and %(other)s both have the External ID %(number)s; clear one.") % names)
        contact = next(iter(found), None) or self.by_number.get(number) or Contact()
        if not (external_id or number):
            record.refuse(_("Give it an External ID or a No., so that the next import finds it again."))
        return self.same(contact, record)

    def same(self, contact: Contact, record: Record) -> Contact:
        """The contact, unless another line is about it."""
        _same, first = self.seen.setdefault(id(contact), (contact, record))
        if first is not record:
            record.refuse(_("It is the same contact as line %(line)d.") % {"line": first.line})
        return contact

    def decided(self, contact: Contact, draft: Draft, namesakes: Namesakes) -> Contact:
        """The new company, or the one here that it is; persons find either by what the file calls it."""
        same, record = namesakes.decided(draft), draft.record
        contact = self.same(same, record) if same else contact
        external_id, number = record.values.get("external_id", ""), record.values.get("number", "")
        if draft.is_left:
            self.left.update(filter(None, (external_id, number)))
        elif same and external_id:
            self.by_external_id.setdefault(external_id, [contact])
        elif same:
            self.by_number.setdefault(number, contact)
        return contact

    def is_left(self, company: str) -> bool:
        """A person goes with the company that is left out."""
        return company in self.left or as_code(company) in self.left

    def company(self, text: str) -> Contact | None:
        named = self.by_external_id.get(text, [])
        return named[0] if len(named) == 1 else self.by_number.get(as_code(text))

    def remember(self, contact: Contact) -> None:
        if contact.external_id:
            self.by_external_id.setdefault(contact.external_id, [contact])
        if contact.number:
            self.by_number.setdefault(contact.number, contact)


def draft(records: Sequence[Record]) -> list[Draft]:
    known, namesakes = Known.of(records), Namesakes.of(records)
    drafts = [Draft(record) for record in records]
    for each in drafts:
        _look_at(each, known, namesakes)
    return drafts


def _look_at(draft: Draft, known: Known, namesakes: Namesakes) -> None:
    record = draft.record
    contact = known.contact(record)
    _settle_type(record, contact)
    if contact.pk is None and contact.is_company:
        contact = known.decided(contact, draft, namesakes)
    if known.is_left(record.values.get("company", "")):
        draft.is_left = True
    else:
        _settle_company(record, contact, known)
    if not (record.errors or draft.is_left):
        _fill(draft, contact, known)


def _fill(draft: Draft, contact: Contact, known: Known) -> None:
    record = draft.record
    said = _said(record, contact)
    if said.get("country") is not None:
        said["country"] = known.countries.named(said["country"]) if said["country"] else None
    part = draft.add(contact, said)
    _name(draft, part)
    if part.is_new:
        _take_over(draft, part)
    if contact.country and contact.country.pk is None:
        draft.add(contact.country, {})
    contact.fill_names()
    known.remember(contact)


def _settle_type(record: Record, contact: Contact) -> None:
    """Who belongs to a company is a person; without a word, others are companies. A card alone changes the type."""
    said = record.values.get("type")
    if contact.pk is None:
        contact.type = said or (Contact.Type.PERSON if record.values.get("company") else Contact.Type.COMPANY)
    elif said and said != contact.type:
        sentence = _("%(contact)s is a contact of another type here; that is changed on its card.")
        record.refuse(sentence % {"contact": contact})


def _settle_company(record: Record, contact: Contact, known: Known) -> None:
    text = record.values.get("company", "")
    company = known.company(text) if text else None
    if text and company is None:
        record.refuse(_("%(heading)s %(code)s does not exist.") % {"heading": _("Company"), "code": text})
    elif company and contact.is_company:
        record.refuse(_("Only a person can belong to a company."))
    elif company and not company.is_company:
        record.refuse(_("Choose a company; persons belong to companies."))
    elif contact.pk is None:
        contact.company = company
    elif "company" in record.values and company != contact.company:
        sentence = _("%(contact)s belongs to another company here; that is changed on the card.")
        record.refuse(sentence % {"contact": contact})


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


def _take_over(draft: Draft, part: Part) -> None:
    """A new person begins with what the company hands down (CON-6)."""
    company = part.row.company
    for name in HANDED_DOWN if company else []:
        if not draft.record.values.get(name):
            draft.put(part, name, getattr(company, name))


def _type(cell: str) -> str:
    words = {folded(str(word)): kind for kind in Contact.Type for word in (kind.value, kind.label)}
    if folded(cell) not in words:
        raise ValueError(_("“%(typed)s” is neither a company nor a person.") % {"typed": cell.strip()})
    return words[folded(cell)]


def _switch(name: str, label: Any) -> Heading:
    return Heading(name, label, read=cells.yes_no, clears=False)


CONTACTS = Kind(
    "contacts",
    gettext_lazy("Contacts: companies and persons"),
    "contacts.import_contact",
    headings=[
        Heading("external_id", gettext_lazy("External ID"), also=("contactID", "id"), clears=False),
        Heading(
            "number",
            gettext_lazy("No."),
            also=("contact_number", "contact_no", "no"),
            read=cells.code,
            clears=False,
        ),
        Heading("type", gettext_lazy("Type"), read=_type, clears=False),
        Heading("name", gettext_lazy("Name"), also=("full_name", "display_name", "company_name"), clears=False),
        Heading("company", gettext_lazy("Company"), also=("company_number", "company_no", "company_id")),
        Heading("first_name", gettext_lazy("First Name"), also=("given_name",)),
        Heading("middle_name", gettext_lazy("Middle Name")),
        Heading("surname", gettext_lazy("Surname"), also=("last_name", "family_name")),
        Heading("job_title", gettext_lazy("Job Title"), also=("title",)),
        Heading("name_2", gettext_lazy("Name 2")),
        *REACHED,
        Heading("mobile_phone", gettext_lazy("Mobile Phone No."), also=("mobile", "mobile_phone_no")),
        code_of(Language, "language", gettext_lazy("Language"), also=("language_code",)),
        _switch("exclude_from_segments", gettext_lazy("Exclude from Segments")),
        _switch("privacy_blocked", gettext_lazy("Privacy Blocked")),
        _switch("no_campaign_prices", gettext_lazy("No campaign prices")),
    ],
    models=[Country, Contact],
    draft=draft,
    url_name="contacts:list",
    hint=gettext_lazy(
        "Found again by their External ID, or else by their number. A person names its company by either, in the same "
        "file or here already, and takes from it what the file leaves blank of the address."
    ),
    order=5,
    keys=("external_id", "number"),
    names_others="company",
)
