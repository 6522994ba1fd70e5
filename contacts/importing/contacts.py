"""Companies and persons from one file: found again by their External ID or number, each person under its company."""

from collections.abc import Sequence
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.importing.filling import fill
from contacts.importing.following import go_along
from contacts.importing.headings import REACHED, code_of
from contacts.importing.known import Known
from contacts.importing.namesakes import Namesakes
from contacts.models import Contact, CorrespondenceType, Country, Language, Salutation
from core.importing import values as cells
from core.importing.drafts import Draft
from core.importing.kinds import Heading, Kind, folded
from core.importing.records import Record


def draft(records: Sequence[Record]) -> list[Draft]:
    known, namesakes = Known.of(records), Namesakes.of(records)
    drafts = [Draft(record) for record in records]
    for each in drafts:
        _look_at(each, known, namesakes)
    go_along(drafts)
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
        fill(draft, contact, known)


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


def _type(cell: str) -> str:
    words = _words_of(Contact.Type)
    if folded(cell) not in words:
        raise ValueError(_("“%(typed)s” is neither a company nor a person.") % {"typed": cell.strip()})
    return words[folded(cell)]


def _correspondence_type(cell: str) -> str:
    words = _words_of(CorrespondenceType)
    if folded(cell) not in words:
        raise ValueError(_("“%(typed)s” is neither hard copy nor e-mail.") % {"typed": cell.strip()})
    return words[folded(cell)]


def _words_of(choices: type[TextChoices]) -> dict[str, str]:
    """What a cell may say for each of them: its own word, or how it is shown."""
    return {folded(str(word)): each.value for each in choices for word in (each.value, each.label)}


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
        Heading("correspondence_type", gettext_lazy("Correspondence Type"), read=_correspondence_type, clears=False),
        code_of(Salutation, "salutation", gettext_lazy("Salutation"), also=("salutation_code",)),
        code_of(Language, "language", gettext_lazy("Language"), also=("language_code",)),
        _switch("exclude_from_segments", gettext_lazy("Exclude from Segments")),
        _switch("privacy_blocked", gettext_lazy("Privacy Blocked")),
        _switch("minor", gettext_lazy("Minor")),
        _switch("parental_consent_received", gettext_lazy("Parental Consent Received")),
        _switch("no_campaign_prices", gettext_lazy("No campaign prices")),
    ],
    models=[Country, Contact],
    draft=draft,
    url_name="contacts:list",
    hint=gettext_lazy(
        "Found again by their External ID, or else by their number. A person names its company by either, in the same "
        "file or here already, and takes from it what the file leaves blank of the address. Where the file changes "
        "a company, persons who still have its old value follow."
    ),
    order=5,
    keys=("external_id", "number"),
    names_others="company",
)
