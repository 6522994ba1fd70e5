"""Which customer a line of a file means: by the External ID of its company, then by its number."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.countries import Countries
from contacts.models import Contact, Country, Customer
from core.codes import as_code
from core.importing.records import Record, rows_by, rows_with


@dataclass(frozen=True)
class Known:
    """What is there already of the customers a file names, fetched at once."""

    by_number: dict[str, Customer]
    companies: dict[str, list[Contact]]
    by_company: dict[int, Customer]
    persons: dict[int, list[Contact]]
    countries: Countries

    @classmethod
    def of(cls, numbers: Sequence[str], also: Sequence[int] = ()) -> "Known":
        """By the numbers, and by the keys of companies that they may mean `also`."""
        by_number = rows_by(Customer.objects.for_list().select_related("contact__salesperson"), "number", numbers)
        companies = defaultdict(list)
        for company in rows_with(Contact.objects.companies().for_list().order_by("pk"), "external_id", numbers):
            companies[company.external_id].append(company)
        named = [*also, *(company.pk for found in companies.values() for company in found)]
        by_company = rows_by(Customer.objects.for_list(), "contact_id", named)
        persons = defaultdict(list)
        all_companies = {*named, *(customer.contact_id for customer in by_number.values())}
        for person in rows_with(Contact.objects.for_list(), "company_id", all_companies):
            persons[person.company_id].append(person)
        return cls(by_number, companies, by_company, persons, Countries(Country.objects.all()))


def customer_of(record: Record, known: Known) -> Customer | None:
    """The customer of that number or of the company with that External ID, or a new one; nothing when refused."""
    number = record.values["number"]
    companies, by_number = known.companies.get(number, []), known.by_number.get(number)
    if len(companies) > 1:
        names = {"one": companies[0].number, "other": companies[1].number, "number": number}
        record.refuse(_("Contacts %(one)s and %(other)s both have the External ID %(number)s; clear one.") % names)
        return None
    if not companies:
        return by_number or Customer(contact=Contact())
    company = companies[0]
    customer = known.by_company.get(company.pk)
    if by_number and by_number != customer:
        names = {"number": number, "other": company.number}
        record.refuse(
            _("Contact %(other)s has the External ID of customer %(number)s but is not it; clear it.") % names
        )
        return None
    return customer_at(record, company, known)


def customer_at(record: Record, company: Contact, known: Known) -> Customer | None:
    """The customer that the company is or becomes; nothing when refused."""
    customer = known.by_company.get(company.pk)
    if customer is None and company.privacy_blocked:
        sentence = _("%(contact)s is privacy blocked and cannot become a customer.")
        record.refuse(sentence % {"contact": company})
        return None
    return customer or Customer(contact=company)


def customers_known_as(texts: Collection[str]) -> dict[str, Customer]:
    """The customers a file names by the External ID of their company, or else by their number."""
    return _known_as(texts, Customer.objects.select_related("contact"), "contact.external_id")


def contacts_known_as(texts: Collection[str]) -> dict[str, Contact]:
    """The contacts a file names by their External ID, or else by their number."""
    return _known_as(texts, Contact.objects.for_list(), "external_id")


def _known_as(texts: Collection[str], rows: QuerySet[Any], external_id: str) -> dict[str, Any]:
    """An External ID that several have names none of them."""
    named = defaultdict(list)
    for row in rows_with(rows, external_id.replace(".", "__"), texts):
        named[attrgetter(external_id)(row)].append(row)
    numbered = rows_by(rows, "number", map(as_code, texts))
    found = {text: named[text][0] if len(named[text]) == 1 else numbered.get(as_code(text)) for text in texts}
    return {text: row for text, row in found.items() if row}
