"""Letters and mails: the text of a template in the language of whoever reads it, filled with his own values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from contacts.languages import spoken
from contacts.models import AlternativeAddress, Contact, Language
from contacts.salutations import formulas
from core.errors import Refused
from core.models import CompanyInformation
from interactions.letters.merging import Facts, merge
from interactions.models import Attachment, InteractionTemplate, TemplateLanguage
from salespeople.models import Salesperson


class NothingToSay(Refused):
    pass


class Said(Protocol):
    """A line of a segment or an interaction: what is said to whom."""

    contact: Contact | None
    template: InteractionTemplate | None
    language: Language | None
    salesperson: Salesperson | None
    alternative_address: AlternativeAddress | None
    attachment: Attachment | None
    subject: str

    @property
    def template_id(self) -> int | None: ...

    @property
    def language_id(self) -> int | None: ...


WITH = [
    *["contact__company", "contact__country", "contact__language", "contact__salutation", "template", "language"],
    *["salesperson", "attachment", "alternative_address__country"],
]
"""What is fetched along with the rows of a batch, so that writing them asks nothing."""


@dataclass(frozen=True)
class Letter:
    contact: Contact
    address: list[str]
    day: date
    speaks: str
    """The language of the product nearest to the text's."""
    subject: str
    text: str
    attachment: Attachment | None
    salesperson: Salesperson | None

    @property
    def day_in_words(self) -> str:
        """The day as the one who reads it writes days."""
        with translation.override(self.speaks):
            return date_format(self.day, "DATE_FORMAT")


class Writer:
    """Writes the letters of a batch; what they have in common is fetched once, in three statements."""

    def __init__(self, templates: Iterable[int | None]) -> None:
        rows = TemplateLanguage.objects.filter(template__in={key for key in templates if key})
        known = rows.select_related("language", "attachment")
        self.texts = {(row.template_id, row.language_id): row for row in known}
        self.formulas = formulas()
        self.us = CompanyInformation.get()

    def letter(self, row: Said, *, day: date, campaign: Campaign | None) -> Letter:
        """Refused (NothingToSay, NoSalutation) when the contact, a text, a file or the salutation is missing."""
        text, contact = self.text_for(row), row.contact
        if contact is None:
            raise NothingToSay(_("The contact was deleted."))
        attachment = row.attachment or (text.attachment if text else None)
        if text is None and attachment is None:
            raise NothingToSay(_("The template says nothing in the contact's language, and there is no attachment."))
        language = text.language if text else row.language or contact.language
        facts = Facts(contact, language, day, self.formulas, row.salesperson, campaign, self.us.name)
        speaks = spoken(language)
        with translation.override(speaks):
            return Letter(
                contact=contact,
                address=address_lines(contact, row.alternative_address),
                day=day,
                speaks=speaks,
                subject=merge(row.subject or (text.subject if text else ""), facts),
                text=merge(text.text, facts) if text else "",
                attachment=attachment,
                salesperson=row.salesperson,
            )

    def text_for(self, row: Said) -> TemplateLanguage | None:
        """In the row's language, else the contact's, else the template's own (INT-15)."""
        template, contact = row.template, row.contact
        if template is None:
            return None
        wanted = [row.language_id, contact.language_id if contact else None, template.language_id]
        known = (self.texts.get((template.pk, key)) for key in wanted if key)
        return next((text for text in known if text), None)


@dataclass
class Draft:
    """What a template says to a contact, not logged."""

    contact: Contact | None
    template: InteractionTemplate | None
    language: Language | None = None
    salesperson: Salesperson | None = None
    alternative_address: AlternativeAddress | None = None
    attachment: Attachment | None = None
    subject: str = ""

    @property
    def template_id(self) -> int | None:
        return self.template.pk if self.template else None

    @property
    def language_id(self) -> int | None:
        return self.language.pk if self.language else None


def preview(text: TemplateLanguage, *, contact: Contact, day: date) -> Letter:
    """What the contact would get; the text need not be saved. Refused as `Writer.letter` refuses."""
    writer = Writer([])
    writer.texts = {(text.template_id, text.language_id): text}
    template = text.template
    return writer.letter(
        Draft(contact, template, text.language, contact.salesperson), day=day, campaign=template.campaign
    )


def address_lines(contact: Contact, alternative: AlternativeAddress | None) -> list[str]:
    """Name and address as on an envelope; those of an alternative address where there is one (6)."""
    return list(filter(None, _lines(contact, alternative)))


def _lines(contact: Contact, alternative: AlternativeAddress | None) -> Iterator[str]:
    place = alternative or contact
    if alternative and alternative.name:
        yield alternative.name
    elif contact.company:
        yield contact.company.name
    yield contact.name if not (alternative and alternative.name == contact.name) else ""
    yield place.name_2
    yield place.address
    yield place.address_2
    yield f"{place.post_code} {place.city}".strip()
    yield place.country.name if place.country else ""
