"""How the contacts of the demo company are addressed, what some of them do not want, and where one is in summer."""

from datetime import date, datetime

from contacts import channels
from contacts.models import AddressPeriod, AlternativeAddress, Contact, Language, Salutation, SalutationFormula
from core.models import User

Kind = SalutationFormula.Kind
SAID = {
    "ENU": ("Dear Sir or Madam,", "Dear {first_name} {surname},", "Hello {first_name},"),
    "NLD": ("Geachte heer, mevrouw,", "Geachte {first_name} {surname},", "Beste {first_name},"),
    "NLB": ("Geachte heer, mevrouw,", "Geachte {first_name} {surname},", "Beste {first_name},"),
    "FRA": ("Madame, Monsieur,", "Bonjour {first_name} {surname},", "Bonjour {first_name},"),
    "DEU": ("Sehr geehrte Damen und Herren,", "Guten Tag {first_name} {surname},", "Hallo {first_name},"),
    "NOR": ("Til rette vedkommende", "Kjære {first_name} {surname},", "Hei {first_name},"),
}
"""By language: to a company, and to a person formally and informally."""
WISHES = [
    ("email", "Too many newsletters", "An e-mail"),
    ("phone", "Wants to be written to", "A call"),
    ("letter", "Reads no paper", "The fair"),
    ("visit", "Only by appointment", "A visit"),
]


def salutations() -> None:
    company = Salutation.objects.create(code="COMPANY", description="Companies", for_companies=True)
    person = Salutation.objects.create(code="PERSON", description="Persons", for_persons=True)
    for language in Language.objects.filter(code__in=SAID):
        to_company, formal, informal = SAID[language.code]
        company.formulas.create(language=language, kind=Kind.FORMAL, text=to_company)
        person.formulas.create(language=language, kind=Kind.FORMAL, text=formal)
        person.formulas.create(language=language, kind=Kind.INFORMAL, text=informal)
    Contact.objects.filter(type=Contact.Type.COMPANY).update(salutation=company)
    Contact.objects.filter(type=Contact.Type.PERSON).update(salutation=person)


def wishes(*, by: User, at: datetime) -> None:
    persons = list(Contact.objects.filter(type=Contact.Type.PERSON).order_by("number"))
    for number, contact in enumerate(persons[3::20]):
        channel, reason, source = WISHES[number % len(WISHES)]
        channels.note(contact=contact, channel=channel, reason=reason, source=source, date=at.date(), by=by, at=at)
    cabin = AlternativeAddress.objects.create(contact=persons[-1], code="CABIN", address="Fjellvegen 3", city="Geilo")
    summer = {"starting_date": date(at.year, 6, 20), "ending_date": date(at.year, 8, 15)}
    AddressPeriod.objects.create(address=cabin, **summer)
