"""How contacts are addressed: the formula of their salutation, filled with their names (5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from re import Match

from django.utils.translation import gettext as _

from contacts.models import Contact, Language, Salutation, SalutationFormula
from contacts.models.salutation import PARTS, PLACE
from core.errors import Refused

Kind = SalutationFormula.Kind
Formulas = Mapping[tuple[int, int, str], str]
"""The words by salutation, language (their keys) and kind."""


class NoSalutation(Refused):
    pass


@dataclass(frozen=True)
class Spoken:
    """How a contact is addressed in one language; a kind that has no words is blank."""

    language: Language
    formal: str
    informal: str


def formulas() -> Formulas:
    """The words of all salutations, for a batch of contacts; one statement."""
    rows = SalutationFormula.objects.values_list("salutation", "language", "kind", "text")
    return {(salutation, language, kind): text for salutation, language, kind, text in rows}


def salutation_of(
    contact: Contact, kind: SalutationFormula.Kind | str, language: Language, *, among: Formulas | None = None
) -> str:
    """ "Dear Ms. Berg,": the formula of the contact's salutation, filled; what the contact lacks leaves no gap (SAL-2).

    Of many contacts, fetched with their company and salutation, give `among` = formulas(): then nothing is asked.
    Refused (NoSalutation) without a salutation, without a formula of that kind in that language, for which no other
    stands in, and when nothing is left of it (SAL-3).
    """
    if contact.salutation_id is None:
        raise NoSalutation(_("%(contact)s has no salutation. Choose one on the contact's card.") % {"contact": contact})
    known = {"contact": contact, "kind": Kind(kind).label, "language": language}
    formula = (formulas() if among is None else among).get((contact.salutation_id, language.pk, kind))
    if formula is None:
        sentence = _(
            "Salutation %(code)s of %(contact)s has no formula in %(language)s: %(kind)s. Add it to the salutation "
            "formulas."
        )
        raise NoSalutation(sentence % {**known, "code": contact.salutation}, where="contacts:salutation_formulas")
    text = filled(formula, contact)
    if not text:
        sentence = _("Nothing is left of the salutation of %(contact)s in %(language)s: %(kind)s. Complete the name.")
        raise NoSalutation(sentence % known)
    return text


def salutations_of(contact: Contact) -> list[Spoken]:
    """How the contact is addressed in every language its salutation has words in (SAL-4); one statement."""
    found = SalutationFormula.objects.filter(salutation=contact.salutation_id).select_related("language")
    words: dict[Language, dict[str, str]] = {}
    for formula in found.order_by("language__name"):
        words.setdefault(formula.language, {})[formula.kind] = filled(formula.text, contact)
    return [
        Spoken(language, said.get(Kind.FORMAL, ""), said.get(Kind.INFORMAL, "")) for language, said in words.items()
    ]


def filled(formula: str, contact: Contact) -> str:
    """A part that the contact lacks takes the blank after it along."""
    parts = {name: getattr(contact, name) for name in PARTS if name != "company_name"}
    parts["company_name"] = contact.head.name if contact.is_company or contact.company_id else ""

    def part(place: Match[str]) -> str:
        value = parts[place[1]]
        return f"{value}{place[2]}" if value else ""

    return PLACE.sub(part, formula).strip()


def defaults() -> dict[str, Salutation]:
    """The salutation that a new contact begins with, by its type (CON-3); one statement."""
    return {
        kind: row
        for row in Salutation.objects.all()
        for kind, chosen in ((Contact.Type.COMPANY, row.for_companies), (Contact.Type.PERSON, row.for_persons))
        if chosen
    }
