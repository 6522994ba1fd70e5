"""Which contact a line of a file is about: one that is here, one that an earlier line made, or a new one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from contacts import inheriting, salutations
from contacts.countries import Countries
from contacts.defaults import proposed
from contacts.importing.namesakes import Namesakes
from contacts.models import Contact, Country, Salutation
from core.codes import as_code
from core.importing.drafts import Draft
from core.importing.records import Record, rows_by, rows_with


@dataclass(frozen=True)
class Known:
    """The contacts a file names, there already or made by an earlier line; `seen` says which line is about which."""

    by_number: dict[str, Contact]
    by_external_id: dict[str, list[Contact]]
    countries: Countries
    salutations: dict[str, Salutation]
    proposed: dict[str, Any]
    """What a new contact begins with, by field (CON-3)."""
    inherited: set[str]
    """The fields in which a new person takes after its company."""
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
        inherited = {name for parcel in inheriting.parcels() for name in parcel.names}
        return cls(
            by_number, by_external_id, Countries(Country.objects.all()), salutations.defaults(), proposed(), inherited
        )

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
