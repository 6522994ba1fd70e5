"""A company of a file that is perhaps here already: a person says whether it is."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contacts.models import Contact, Customer
from core.importing import checking
from core.importing.checking import Check
from core.importing.kinds import kinds
from core.models import Import
from tests.factories import CompanyFactory, CustomerFactory, PersonFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
CONTACTS = "external_id,name,post_code,city\nX1,holzapfel feinkost,28195,Bremen\nX2,Other,,\n"
CUSTOMERS = "customerID,companyName,city\nHOLZ,Holzapfel Feinkost,Bremen\n"


def run(text: str, choices: Mapping[str, str], kind: str = "contacts") -> Check:
    return checking.run(kinds[kind], text.encode(), user=None, at=AT, choices=choices)


def outcomes(text: str, kind: str = "contacts") -> list[str]:
    return [row.outcome.value for row in checking.check(kinds[kind], text.encode(), user=None).rows]


@pytest.fixture
def holzapfel() -> Contact:
    return CompanyFactory(name="Holzapfel Feinkost")


def test_a_company_of_the_same_name_is_pointed_out_and_new_without_a_word(holzapfel: Contact) -> None:
    found = checking.check(kinds["contacts"], CONTACTS.encode(), user=None)
    assert [(row.outcome.value, row.alike) for row in found.rows] == [
        ("alike", f"{holzapfel.number} · Holzapfel Feinkost"),
        ("new", ""),
    ]
    assert run(CONTACTS, {}).new == 2
    assert Contact.objects.count() == 3


def test_that_one_is_changed_and_found_again_by_its_external_id(holzapfel: Contact) -> None:
    run(CONTACTS, {"2": "same"})
    holzapfel.refresh_from_db()
    assert (holzapfel.external_id, holzapfel.city, holzapfel.post_code) == ("X1", "Bremen", "28195")
    assert outcomes(CONTACTS) == ["unchanged", "unchanged"]


@pytest.mark.usefixtures("holzapfel")
def test_it_can_be_left_out() -> None:
    found = run(CONTACTS, {"": "leave"})
    assert [row.outcome.value for row in found.rows] == ["left", "new"]
    assert not Contact.objects.filter(external_id="X1").exists()


@pytest.mark.usefixtures("holzapfel")
def test_a_word_about_one_line_counts_before_the_word_about_all() -> None:
    found = run(CONTACTS, {"": "leave", "2": "new"})
    assert [row.outcome.value for row in found.rows] == ["new", "new"]


@pytest.mark.parametrize("known", [{"post_code": "10115"}, {"external_id": "OTHER"}])
def test_what_contradicts_is_another_company(holzapfel: Contact, known: dict[str, str]) -> None:
    Contact.objects.filter(pk=holzapfel.pk).update(**known)
    assert outcomes(CONTACTS) == ["new", "new"]


def test_a_person_of_the_name_is_nobody_to_ask_about() -> None:
    PersonFactory(name="Holzapfel Feinkost")
    assert outcomes(CONTACTS) == ["new", "new"]


@pytest.mark.usefixtures("holzapfel")
def test_two_lines_are_not_both_the_same_one() -> None:
    text = "external_id,name\nX1,Holzapfel Feinkost\nX2,Holzapfel Feinkost\n"
    found = checking.check(kinds["contacts"], text.encode(), user=None, choices={"": "same"})
    assert [row.outcome.value for row in found.rows] == ["changed", "new"]


def test_a_company_that_is_a_contact_becomes_the_customer(holzapfel: Contact) -> None:
    assert outcomes(CUSTOMERS, "customers") == ["alike"]
    run(CUSTOMERS, {"": "same"}, "customers")
    customer = Customer.objects.get()
    assert (customer.contact, customer.number, customer.contact.external_id) == (holzapfel, "HOLZ", "HOLZ")


def test_a_company_that_is_a_customer_stays_that_customer(holzapfel: Contact) -> None:
    customer = CustomerFactory(contact=holzapfel, number="C1")
    run(CUSTOMERS, {"": "same"}, "customers")
    assert list(Customer.objects.values_list("pk", "number")) == [(customer.pk, "C1")]
    assert outcomes(CUSTOMERS, "customers") == ["unchanged"]


@pytest.mark.usefixtures("holzapfel")
def test_the_page_asks_and_the_answer_is_kept(as_ann: Client) -> None:
    file = SimpleUploadedFile("contacts.csv", CONTACTS.encode(), "text/csv")
    page = as_ann.post("/import/", {"kind": "contacts", "file": file}, follow=True)
    assert "1 new row looks like one that is here" in page.content.decode()
    address = page.request["PATH_INFO"]
    page = as_ann.post(f"{address}choices/", {"choice-": "", "choice-2": "same", "choice-3": "nonsense"}, follow=True)
    assert Import.objects.get().choices == {"2": "same"}
    as_ann.post(address, {"seen": page.context["check"].fingerprint})
    assert Contact.objects.filter(name="holzapfel feinkost", external_id="X1").count() == 1
    assert Contact.objects.count() == 2


def test_persons_go_with_the_company_that_is_left_out(holzapfel: Contact) -> None:
    text = "external_id,company,name\nX1,,Holzapfel Feinkost\nP1,X1,Ann Berg\n"
    assert [row.outcome.value for row in run(text, {"": "leave"}).rows] == ["left", "left"]
    assert list(Contact.objects.all()) == [holzapfel]


@pytest.mark.parametrize("head", ["external_id", "number"])
def test_persons_belong_to_the_company_that_it_is(holzapfel: Contact, head: str) -> None:
    run(f"{head},company,name\nX1,,Holzapfel Feinkost\nP1,X1,Ann Berg\n", {"": "same"})
    assert Contact.objects.get(name="Ann Berg").company == holzapfel


def test_persons_of_the_company_that_it_is_are_found_again(holzapfel: Contact) -> None:
    PersonFactory(name="Jan Ek", company=holzapfel)
    run("customerID,companyName,contactName\nHOLZ,Holzapfel Feinkost,Jan Ek\n", {"": "same"}, "customers")
    assert Contact.objects.filter(name="Jan Ek").count() == 1


def test_a_privacy_blocked_company_becomes_no_customer(holzapfel: Contact) -> None:
    Contact.objects.filter(pk=holzapfel.pk).update(privacy_blocked=True)
    found = checking.check(kinds["customers"], CUSTOMERS.encode(), user=None, choices={"": "same"})
    assert [error for row in found.rows for error in row.errors] == [
        "Holzapfel Feinkost is privacy blocked and cannot become a customer."
    ]


@pytest.mark.usefixtures("holzapfel")
def test_a_choice_that_was_not_checked_is_looked_at_before_it_counts(as_ann: Client) -> None:
    file = SimpleUploadedFile("contacts.csv", CONTACTS.encode(), "text/csv")
    page = as_ann.post("/import/", {"kind": "contacts", "file": file}, follow=True)
    sent = {"seen": page.context["check"].fingerprint, "choice-": "", "choice-2": "leave"}
    page = as_ann.post(page.request["PATH_INFO"], sent, follow=True)
    assert "checked with your choices" in page.content.decode()
    assert Contact.objects.count() == 1
    assert [(row.line, choice) for row, choice in page.context["rows"] if choice] == [(2, "leave")]
