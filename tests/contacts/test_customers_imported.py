"""Customers with their contact persons from a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from contacts.countries import Countries
from contacts.models import Contact, Country, Customer
from core.importing import checking
from core.importing.checking import Check
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from core.models import NumberSeries
from core.numbering import NoSeries
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    CustomerFactory,
    PersonFactory,
    PriceGroupFactory,
    SalespersonFactory,
)

pytestmark = pytest.mark.django_db

DAIRY = Path(settings.BASE_DIR) / "tests" / "data" / "dairy" / "customers.csv"
AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
HEADINGS = "customerID,companyName,contactName,contactTitle,city,country,phone\n"
HOLZ = HEADINGS + "HOLZ,Holzapfel,Lena Brandt,Buyer,Bremen,Germany,0421\n"


def run(content: bytes | str) -> Check:
    return checking.run(
        kinds["customers"], content if isinstance(content, bytes) else content.encode(), user=None, at=AT
    )


def said(text: str) -> list[str]:
    found = checking.check(kinds["customers"], text.encode(), user=None)
    return [sentence for row in found.rows for sentence in row.errors]


def differences(found: Check) -> list[tuple[str, str, str]]:
    return [(change.label, change.before, change.after) for row in found.rows for change in row.differences]


def test_a_line_makes_a_company_its_contact_person_and_a_customer() -> None:
    assert run(DAIRY.read_bytes()).counts[Outcome.NEW] == 5
    customer = Customer.objects.select_related("contact__country").get(number="KORN")
    company = customer.contact
    assert (company.type, company.name, company.search_name) == ("company", "Kornblume Markt", "KORNBLUME MARKT")
    assert (company.address, company.post_code, company.city) == ("Am Hafen 2, Halle 3", "18055", "Rostock")
    assert (company.country.code, company.phone, company.external_id) == ("DE", "0381-55534", "KORN")
    person = Contact.objects.get(company=company)
    assert (person.name, person.first_name, person.surname) == ("Jonas Pohl", "Jonas", "Pohl")
    assert (person.type, person.job_title, person.city, person.country) == (
        "person",
        "Owner",
        "Rostock",
        company.country,
    )
    assert person.external_id == ""


def test_numbers_of_contacts_come_from_the_series_in_one_block() -> None:
    series = NumberSeries.objects.get(numberseriesuse__purpose="contacts")
    series.next_number = "CT100"
    series.save()
    run(DAIRY.read_bytes())
    assert sorted(Contact.objects.values_list("number", flat=True)) == [f"CT{number}" for number in range(100, 110)]
    series.refresh_from_db()
    assert series.next_number == "CT110"


def test_without_a_series_for_contacts_the_refusal_names_it_and_nothing_is_written() -> None:
    NumberSeries.objects.get(numberseriesuse__purpose="contacts").numberseriesuse_set.all().delete()
    with pytest.raises(NoSeries, match="No number series is set for Contacts"):
        run(HOLZ)
    assert not Country.objects.exists()


def test_the_same_file_twice_makes_no_duplicates() -> None:
    run(DAIRY.read_bytes())
    assert run(DAIRY.read_bytes()).counts[Outcome.UNCHANGED] == 5
    counted = (Customer.objects.count(), Contact.objects.count(), Country.objects.count())
    assert counted == (5, 10, 3)
    assert (Customer.history.count(), Contact.history.count()) == (5, 10)


def test_what_changed_is_named_and_the_person_follows_the_company() -> None:
    run(HOLZ)
    found = run(HOLZ.replace("Bremen", "Emden").replace("Buyer", "Owner"))
    assert differences(found) == [
        ("City", "Bremen", "Emden"),
        ("Contact person · Job Title", "Buyer", "Owner"),
        ("Contact person · City", "Bremen", "Emden"),
    ]
    assert set(Contact.objects.values_list("city", flat=True)) == {"Emden"}


def test_a_person_whose_own_address_differs_keeps_it() -> None:
    run(HOLZ)
    Contact.objects.filter(type="person").update(city="Leer")
    run(HOLZ.replace("Bremen", "Emden"))
    assert Contact.objects.get(type="person").city == "Leer"


def test_a_new_company_name_is_searched_by_unless_a_search_name_was_typed() -> None:
    run(HOLZ)
    run(HOLZ.replace("Holzapfel", "Apfelholz"))
    assert Contact.objects.get(type="company").search_name == "APFELHOLZ"
    Contact.objects.filter(type="company").update(search_name="FRUIT")
    run(HOLZ)
    assert Contact.objects.get(type="company").search_name == "FRUIT"


def test_another_contact_person_joins_the_company_and_nobody_is_overwritten() -> None:
    run(HOLZ)
    found = run(HOLZ.replace("Lena Brandt", "Udo Thiel"))
    assert differences(found) == [("Contact person", "", "Udo Thiel")]
    assert sorted(Contact.objects.filter(type="person").values_list("name", flat=True)) == ["Lena Brandt", "Udo Thiel"]


def test_a_person_is_found_again_whatever_the_capitals_and_without_a_name_nobody_is_made() -> None:
    run(HOLZ)
    run(HOLZ.replace("Lena Brandt", "LENA BRANDT"))
    run(HOLZ.replace("Lena Brandt", "NULL"))
    assert Contact.objects.filter(type="person").count() == 1


# --- finding again ----------------------------------------------------------------------------------------------------


def test_a_customer_that_was_made_by_hand_is_found_by_its_number() -> None:
    customer = CustomerFactory(number="HOLZ", contact=CompanyFactory(name="Holz"))
    run(HOLZ)
    customer.contact.refresh_from_db()
    assert (customer.contact.name, customer.contact.external_id) == ("Holzapfel", "HOLZ")
    assert Customer.objects.count() == 1


def test_a_renumbered_customer_is_found_by_the_external_id_and_keeps_its_number() -> None:
    run(HOLZ)
    Customer.objects.update(number="10000")
    assert run(HOLZ).counts[Outcome.UNCHANGED] == 1
    assert Customer.objects.get().number == "10000"


def test_a_contact_with_the_external_id_becomes_a_customer() -> None:
    company = CompanyFactory(name="Holzapfel", external_id="HOLZ")
    run(HOLZ)
    assert Customer.objects.get(number="HOLZ").contact == company


def test_two_contacts_with_one_external_id_are_refused() -> None:
    CompanyFactory(number="C1", external_id="HOLZ")
    CompanyFactory(number="C2", external_id="HOLZ")
    assert said(HOLZ) == ["Contacts C1 and C2 both have the External ID HOLZ; clear one."]


def test_an_external_id_that_belongs_to_another_customer_is_refused() -> None:
    CompanyFactory(number="C1", external_id="HOLZ")
    CustomerFactory(number="HOLZ")
    assert said(HOLZ) == ["Contact C1 has the External ID of customer HOLZ but is not it; clear it."]


def test_two_lines_of_one_customer_are_refused() -> None:
    CustomerFactory(number="HOLZ", contact=CompanyFactory(external_id="OLD"))
    told = said(HOLZ + "OLD,Holzapfel,NULL,NULL,Bremen,Germany,0421\n")
    assert told == ["It is the same customer as HOLZ in line 2."]


def test_who_is_privacy_blocked_cannot_become_a_customer() -> None:
    CompanyFactory(name="Holz", external_id="HOLZ", privacy_blocked=True)
    assert said(HOLZ) == ["Holz is privacy blocked and cannot become a customer."]


def test_a_customer_who_is_a_person_has_no_contact_person() -> None:
    CustomerFactory(number="HOLZ", contact=PersonFactory(name="Lena"))
    assert said(HOLZ) == ["Customer Holzapfel is a person and has no contact person."]


# --- terms and countries ----------------------------------------------------------------------------------------------


def test_terms_are_given_by_codes_that_exist() -> None:
    seller, group = SalespersonFactory(code="MS"), PriceGroupFactory(code="RETAIL")
    run("number;name;contact_name;salesperson;price_group\n10000;Holz;Lena Brandt;ms;retail\n")
    customer = Customer.objects.get()
    assert (customer.salesperson, customer.price_group) == (seller, group)
    assert set(Contact.objects.values_list("salesperson", flat=True)) == {seller.pk}
    assert said("number,name,price_group\n1,Holz,NONE\n") == ["Customer price group NONE does not exist."]


def test_a_phone_number_with_letters_is_refused() -> None:
    assert said(HOLZ.replace("0421", "call me")) == ["Phone No.: A phone number has no letters."]


@pytest.mark.parametrize(
    ("written", "code", "name"),
    [
        ("Germany", "DE", "Germany"),
        ("de", "DE", "Germany"),
        ("UK", "GB", "United Kingdom"),
        ("usa", "US", "United States"),
        ("Atlantis", "ATL", "Atlantis"),
        ("Å", "XXX", "Å"),
    ],
)
def test_a_country_is_made_from_what_people_write(written: str, code: str, name: str) -> None:
    made = Countries([]).named(written)
    assert (made.code, made.name) == (code, name)


def test_countries_that_begin_alike_get_codes_of_their_own() -> None:
    countries = Countries([])
    assert [countries.named(name).code for name in ("Atlantis", "Atlas", "Atlantis")] == ["ATL", "ATL1", "ATL"]


def test_a_country_that_is_there_is_used_by_name_or_code() -> None:
    duitsland = CountryFactory(code="DE", name="Duitsland")
    run(HOLZ)
    run(HOLZ.replace("HOLZ", "KORN").replace("Germany", "duitsland"))
    assert set(Contact.objects.values_list("country", flat=True)) == {duitsland.pk}


def test_a_thousand_customers_take_few_statements(queries: Any) -> None:
    lines = "".join(f"N{number},Company {number},Person {number},Buyer,Oslo,Norway,1\n" for number in range(1000))
    assert queries(lambda: run(HEADINGS + lines)) <= 400
    assert queries(lambda: checking.check(kinds["customers"], (HEADINGS + lines).encode(), user=None)) <= 10
    assert Contact.objects.count() == 2000
