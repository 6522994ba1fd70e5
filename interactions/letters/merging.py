"""Texts with fields in braces that each contact's letter or mail fills with its own values: {first_name}."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact, Language
from contacts.salutations import Formulas, salutation_of
from core.errors import Refused
from salespeople.models import Salesperson

FIELD = re.compile(r"\{([^{}\n]*)\}")
ALIKE = 3
"""So many fields are named when somebody typed one that there is not."""


class UnknownField(Refused):
    pass


class NoLanguage(Refused):
    pass


@dataclass(frozen=True)
class Facts:
    """What the fields of one letter or mail are filled from."""

    contact: Contact
    language: Language | None
    day: date
    formulas: Formulas
    salesperson: Salesperson | None = None
    campaign: Campaign | None = None
    sender: str = ""

    def salutation(self, kind: str) -> str:
        """Refused (NoSalutation) when the contact cannot be addressed so in the language (SAL-3)."""
        if self.language is None:
            raise NoLanguage(_now("There is no language to write %(contact)s in.") % {"contact": self.contact})
        return salutation_of(self.contact, kind, self.language, among=self.formulas)


@dataclass(frozen=True)
class Field:
    name: str
    label: str | Promise
    value: Callable[[Facts], str]

    @property
    def typed(self) -> str:
        return f"{{{self.name}}}"


def _of_contact(name: str) -> Callable[[Facts], str]:
    return lambda facts: str(getattr(facts.contact, name) or "")


def _of_salesperson(name: str) -> Callable[[Facts], str]:
    return lambda facts: str(getattr(facts.salesperson, name)) if facts.salesperson else ""


FIELDS = [
    Field("salutation", _("Salutation (formal)"), lambda facts: facts.salutation("formal")),
    Field("salutation_informal", _("Salutation (informal)"), lambda facts: facts.salutation("informal")),
    Field("name", _("Name"), _of_contact("name")),
    Field("first_name", _("First Name"), _of_contact("first_name")),
    Field("middle_name", _("Middle Name"), _of_contact("middle_name")),
    Field("surname", _("Surname"), _of_contact("surname")),
    Field("initials", _("Initials"), _of_contact("initials")),
    Field("job_title", _("Job Title"), _of_contact("job_title")),
    Field("company_name", _("Company"), lambda facts: facts.contact.head.name if facts.contact.head.is_company else ""),
    Field("number", _("Contact No."), _of_contact("number")),
    Field("address", _("Address"), _of_contact("address")),
    Field("post_code", _("Post Code"), _of_contact("post_code")),
    Field("city", _("City"), _of_contact("city")),
    Field("email", _("E-Mail"), _of_contact("email")),
    Field("phone", _("Phone No."), _of_contact("phone")),
    Field("salesperson", _("Salesperson"), _of_salesperson("name")),
    Field("salesperson_email", _("Salesperson's e-mail"), _of_salesperson("email")),
    Field("salesperson_phone", _("Salesperson's phone"), _of_salesperson("phone")),
    Field("campaign", _("Campaign"), lambda facts: facts.campaign.description if facts.campaign else ""),
    Field("sender", _("Our name"), lambda facts: facts.sender),
    Field("today", _("Date"), lambda facts: date_format(facts.day, "DATE_FORMAT")),
]
BY_NAME = {field.name: field for field in FIELDS}


def check(text: str) -> None:
    """Refused (UnknownField) with the nearest fields when the text has one in braces that there is not."""
    for name in FIELD.findall(text):
        if name not in BY_NAME:
            sentence = _now("There is no merge field {%(name)s}. Perhaps you mean %(fields)s.")
            raise UnknownField(sentence % {"name": name, "fields": get_text_list(_nearest(name), _now("or"))})


def merge(text: str, facts: Facts) -> str:
    """The text with its fields filled, in the language that is on now; a field nobody knows stays as it is."""
    return FIELD.sub(lambda found: _filled(found, facts), text)


def _filled(found: re.Match[str], facts: Facts) -> str:
    field = BY_NAME.get(found[1])
    return field.value(facts) if field else found[0]


def _nearest(name: str) -> list[str]:
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    names = get_close_matches(wanted, list(BY_NAME), ALIKE, cutoff=0.5) or ["name", "first_name", "salutation"]
    return [BY_NAME[each].typed for each in names]
