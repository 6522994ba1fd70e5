"""Companies and persons from one file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from contacts.models import Contact, Country
from core.importing import checking
from core.importing.checking import Check
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    LanguageFactory,
    PersonFactory,
    SalespersonFactory,
    SalutationFactory,
)

pytestmark = pytest.mark.django_db

DAIRY = Path(settings.BASE_DIR) / "tests" / "data" / "dairy" / "contacts.csv"
AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def run(content: bytes | str) -> Check:
    return checking.run(
        kinds["contacts"], content if isinstance(content, bytes) else content.encode(), user=None, at=AT
    )


def said(text: str) -> list[str]:
    found = checking.check(kinds["contacts"], text.encode(), user=None)
    return [sentence for row in found.rows for sentence in row.errors]


def differences(found: Check) -> list[tuple[str, str, str]]:
    return [(change.label, change.before, change.after) for row in found.rows for change in row.differences]


def test_companies_and_persons_come_from_one_file_in_any_order() -> None:
    assert run(DAIRY.read_bytes()).counts[Outcome.NEW] == 4
    company = Contact.objects.select_related("country").get(external_id="HOLZ")
    assert (company.type, company.name, company.city, company.country.code) == (
        *("company", "Holzapfel Feinkost"),
        *("Bremen", "DE"),
    )
    lena = Contact.objects.get(external_id="P1")
    assert (lena.type, lena.company, lena.name, lena.surname) == ("person", company, "Lena Brandt", "Brandt")
    assert (lena.job_title, lena.phone, lena.search_name) == ("Buyer", "0421-55513", "LENA BRANDT")
    assert Country.objects.count() == 2
    assert all(Contact.objects.values_list("number", flat=True))


def test_a_person_takes_what_the_file_leaves_blank_of_the_address_from_the_company() -> None:
    run(DAIRY.read_bytes())
    addresses = dict(Contact.objects.exclude(company=None).values_list("external_id", "city"))
    assert addresses == {"P1": "Bremen", "P2": "Emden"}
    assert set(Contact.objects.exclude(company=None).values_list("country__code", flat=True)) == {"DE"}


def test_a_new_person_takes_country_and_salesperson_from_a_company_that_is_here() -> None:
    country, seller = CountryFactory(code="NO", name="Norway"), SalespersonFactory(code="MS")
    CompanyFactory(name="Nordlys", external_id="OSLO", country=country, salesperson=seller)
    text = "external_id,name,company,country,salesperson\nP1,Ingrid Vik,OSLO,,\n"
    run(text)
    person = Contact.objects.get(external_id="P1")
    assert (person.country, person.salesperson) == (country, seller)
    assert run(text).counts[Outcome.UNCHANGED] == 1


def test_the_same_file_twice_changes_nothing() -> None:
    run(DAIRY.read_bytes())
    assert run(DAIRY.read_bytes()).counts[Outcome.UNCHANGED] == 4
    assert (Contact.objects.count(), Contact.history.count()) == (4, 4)


def test_what_changed_is_named() -> None:
    run(DAIRY.read_bytes())
    found = run("external_id,name,city,email\nF1,Freelance Cheese BV,Brugge,info@freelance.example\n")
    assert sorted(differences(found)) == [
        ("City", "Gent", "Brugge"),
        ("E-Mail", "", "info@freelance.example"),
        ("Name", "Freelance Cheese", "Freelance Cheese BV"),
        ("Search Name", "FREELANCE CHEESE", "FREELANCE CHEESE BV"),
    ]


def test_a_contact_is_found_by_its_number_and_gets_the_external_id() -> None:
    company = CompanyFactory(name="Holz")
    run(f"number,external_id,name\n{company.number.lower()},HOLZ,Holz\n")
    company.refresh_from_db()
    assert (company.external_id, Contact.objects.count()) == ("HOLZ", 1)


def test_the_external_id_comes_before_the_number_which_stays() -> None:
    company = CompanyFactory(name="Holz", external_id="HOLZ")
    number = company.number
    run("number,external_id,name\nC77,HOLZ,Holz\n")
    company.refresh_from_db()
    assert (company.number, Contact.objects.count()) == (number, 1)


def test_a_new_contact_may_bring_its_number() -> None:
    run("number,type,name,company\nC77,company,Holz,\nC78,person,Lena Brandt,C77\nC79,Person,Udo Thiel,\n")
    assert list(Contact.objects.order_by("number").values_list("number", "type", "company__number")) == [
        ("C77", "company", None),
        ("C78", "person", "C77"),
        ("C79", "person", None),
    ]


def test_a_new_name_of_a_person_falls_into_parts_and_parts_make_a_name() -> None:
    lena = PersonFactory(name="Lena Brandt", external_id="P1")
    run("external_id,name\nP1,Lena Thiel\n")
    lena.refresh_from_db()
    assert (lena.first_name, lena.surname, lena.search_name) == ("Lena", "Thiel", "LENA THIEL")
    run("external_id,last name\nP1,Brandt\n")
    lena.refresh_from_db()
    assert (lena.name, lena.first_name) == ("Lena Brandt", "Lena")


def test_a_file_without_names_renames_nobody() -> None:
    lena = PersonFactory(name="Dr. Lena B.", first_name="Lena", surname="Brandt", external_id="P")
    run("external_id,city\nP,Bremen\n")
    lena.refresh_from_db()
    assert (lena.name, lena.surname, lena.city) == ("Dr. Lena B.", "Brandt", "Bremen")


def test_codes_and_switches_are_read() -> None:
    seller, language = SalespersonFactory(code="MS"), LanguageFactory(code="DE")
    run("external_id,name,salesperson,language,exclude from segments,no campaign prices\nX,Holz,ms,de,yes,1\n")
    contact = Contact.objects.get()
    assert (contact.salesperson, contact.language) == (seller, language)
    assert (contact.exclude_from_segments, contact.privacy_blocked, contact.no_campaign_prices) == (True, False, True)


def test_a_blank_cell_empties_a_company_and_leaves_the_address_of_a_person() -> None:
    company = CompanyFactory(name="Holz", external_id="H", city="Bremen", country=CountryFactory(name="Germany"))
    PersonFactory(name="Lena", external_id="P", company=company, city="Leer", mobile_phone="12")
    run("external_id,city,country,mobile\nH,,,\nP,,,\n")
    assert list(Contact.objects.order_by("pk").values_list("city", "country", "mobile_phone")) == [
        ("", None, ""),
        ("Leer", None, ""),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",,Holz,,", "Give it an External ID or a No., so that the next import finds it again."),
        ("N1,,NULL,,", "Type the name, or a first name and surname."),
        ("N1,,Holz,robot,", "Type: “robot” is neither a company nor a person."),
        ("N1,,Lena,,NOBODY", "Company NOBODY does not exist."),
        ("N1,,Holz,company,H", "Only a person can belong to a company."),
        ("N1,,Udo,,P", "Choose a company; persons belong to companies."),
        ("H,,Holz,person,", "Holz is a contact of another type here; that is changed on its card."),
        ("P,,Lena,,OTHER", "Lena belongs to another company here; that is changed on the card."),
        ("P,,Lena,,", "Lena belongs to another company here; that is changed on the card."),
        ("TWICE,,Holz,,", "Contacts C1 and C2 both have the External ID TWICE; clear one."),
        ("H,,Holz,,\n,C0,Holz,,", "It is the same contact as line 2."),
        ("N1,C9,Holz,,\nN2,C9,Holz,,", "It is the same contact as line 2."),
        ("H,,Holz,,\nH,,Holz,,", "External ID · No. H stands in line 2 already."),
        ("N1,C/9,Holz,,", "No.: Use only the letters A–Z, digits and the signs - _ . in a code."),
        (f"N1,,{'x' * 101},,", "Name: Ensure this value has at most 100 characters (it has 101)."),
    ],
)
def test_a_contact_that_makes_no_sense_is_refused_in_words(row: str, sentence: str) -> None:
    company = CompanyFactory(number="C0", name="Holz", external_id="H")
    PersonFactory(name="Lena", external_id="P", company=company)
    CompanyFactory(name="Other", external_id="OTHER")
    CompanyFactory(number="C1", external_id="TWICE")
    CompanyFactory(number="C2", external_id="TWICE")
    assert said(f"external_id,number,name,type,company\n{row}\n") == [sentence]


def test_a_person_in_a_company_cannot_refuse_campaign_prices_alone() -> None:
    PersonFactory(name="Lena", external_id="P", company=CompanyFactory())
    assert said("external_id,no campaign prices\nP,1\n") == [
        "No campaign prices: the card of the company decides this."
    ]
    assert said("external_id,no campaign prices\nP,0\n") == []


def test_two_thousand_contacts_take_few_statements(queries: Any) -> None:
    head = "external_id,name,company,city,country\n"
    lines = "".join(f"N{number},Company {number},,Oslo,Norway\n" for number in range(500))
    lines += "".join(f"P{number},Person {number},N{number},,\n" for number in range(500))
    assert queries(lambda: run(head + lines)) <= 250
    changed = (head + lines).replace("Oslo", "Bergen")
    assert queries(lambda: checking.check(kinds["contacts"], changed.encode(), user=None)) <= 10
    assert Contact.objects.count() == 1000


def test_a_file_says_how_a_contact_is_written_to_and_addressed() -> None:
    formal = SalutationFactory(code="F")
    run("number;name;correspondence type;salutation\nCT7;Fjordmat;E-Mail;f\nCT8;Zuivel;hard copy;\n")
    assert list(Contact.objects.order_by("number").values_list("correspondence_type", "salutation")) == [
        ("email", formal.pk),
        ("hard copy", None),
    ]
    assert said("number;name;correspondence type\nCT9;Hof;pigeon\n") == [
        "Correspondence Type: “pigeon” is neither hard copy nor e-mail."
    ]


def test_con_3_what_a_file_leaves_blank_is_the_salutation_of_the_type() -> None:
    SalutationFactory(code="COMPANY", for_companies=True)
    SalutationFactory(code="PERSON", for_persons=True)
    run("number;name;type\nCT7;Fjordmat;company\nCT8;Anna Berg;person\n")
    codes = Contact.objects.order_by("number").values_list("salutation__code", flat=True)
    assert list(codes) == ["COMPANY", "PERSON"]
    run("number;name;salutation\nCT7;Fjordmat AS;person\n")
    assert Contact.objects.get(number="CT7").salutation.code == "PERSON"
