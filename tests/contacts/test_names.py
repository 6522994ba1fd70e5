"""Names of companies and persons: what is typed and what follows from it (CON-7, CON-10)."""

import pytest

from contacts.forms import CompanyForm, PersonForm
from contacts.models import Contact
from contacts.models.names import Parts, joined, split
from tests.factories import CompanyFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "first", "middle", "surname"),
    [
        ("Anna Berg", "Anna", "", "Berg"),
        ("Anna Marie Berg", "Anna", "Marie", "Berg"),
        pytest.param("Anna Maria van Dijk", "Anna Maria", "van", "Dijk", id="CI-98 four words"),
        pytest.param("Cher", "", "", "Cher", id="CI-98 one word"),
        ("Anna Lise Marie Berg", "Anna Lise", "Marie", "Berg"),
        ("  Anna   Berg ", "Anna", "", "Berg"),
        ("", "", "", ""),
    ],
)
def test_a_name_falls_into_first_middle_and_surname(name: str, first: str, middle: str, surname: str) -> None:
    assert split(name) == Parts(first, middle, surname)


def test_parts_make_a_name_without_gaps() -> None:
    assert joined(Parts("Anna", "", "Berg")) == "Anna Berg"


def test_a_part_is_never_longer_than_its_field() -> None:
    assert len(split("A" * 60 + " Berg").first_name) == 30


def saved(form: PersonForm | CompanyForm) -> Contact:
    assert form.is_valid(), form.errors
    contact: Contact = form.save()
    return contact


def person(**values: object) -> Contact:
    return PersonFactory(**{"name": "Anna Berg", **values})


def typed(contact: Contact, **values: object) -> Contact:
    """The card of a contact, saved with these values changed."""
    kind = CompanyForm if contact.is_company else PersonForm
    stands = {name: value for name, value in kind(instance=contact).initial.items() if value is not None}
    return saved(kind({**stands, "version": "", **values}, instance=contact))


def test_typing_a_persons_name_splits_it() -> None:
    anna = typed(person(), name="Anna Marie Lund")
    assert anna.parts == Parts("Anna", "Marie", "Lund")


def test_typing_the_parts_makes_the_name() -> None:
    assert typed(person(), surname="Lund").name == "Anna Lund"


def test_who_types_both_keeps_both() -> None:
    anna = typed(person(), name="Dr. Anna Lund", first_name="Anna", surname="Lund")
    assert (anna.name, anna.parts) == ("Dr. Anna Lund", Parts("Anna", "", "Lund"))


def test_the_search_name_follows_the_name() -> None:
    assert typed(CompanyFactory(name="Fjordmat AS"), name="Fjordfisk AS").search_name == "FJORDFISK AS"


def test_a_search_name_edited_by_hand_stays() -> None:
    company = typed(CompanyFactory(name="Fjordmat AS"), search_name="fish")
    assert company.search_name == "FISH"
    assert typed(company, name="Fjordfisk AS").search_name == "FISH"


def test_a_company_has_no_person_names() -> None:
    company = CompanyFactory(name="Fjordmat AS", first_name="Anna", job_title="Buyer", initials="AB")
    assert (company.first_name, company.job_title, company.initials) == ("", "", "")


def test_a_person_without_any_name_is_told_to_type_one() -> None:
    form = PersonForm({"type": "person", "name": "", "version": ""})
    assert not form.is_valid()
    assert form.errors["name"] == ["Type the name, or a first name and surname."]


@pytest.mark.parametrize("field", ["phone", "mobile_phone"])
def test_a_phone_number_with_letters_is_refused(field: str) -> None:
    company = CompanyFactory(name="Fjordmat AS")
    form = CompanyForm({"type": "company", "name": "Fjordmat AS", field: "22 33 FOOD", "version": ""}, instance=company)
    assert form.errors[field] == ["A phone number has no letters."]
