"""How a contact is addressed: by the formula of its salutation, in its language (SAL-1 … SAL-4)."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from contacts.models import Contact, SalutationFormula
from contacts.salutations import NoSalutation, formulas, salutation_of, salutations_of
from core.models import User
from tests.conftest import Queries
from tests.factories import (
    CompanyFactory,
    LanguageFactory,
    PersonFactory,
    SalutationFactory,
    SalutationFormulaFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Contact:
    company = CompanyFactory(name="Fjordmat AS")
    return PersonFactory(
        name="Anna Berg", company=company, job_title="Buyer", initials="A.", salutation=SalutationFactory(code="F")
    )


@pytest.fixture
def english() -> Any:
    return LanguageFactory(code="ENG", name="English")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("Dear {first_name} {surname},", "Dear Anna Berg,"),
        ("Dear {first_name} {middle_name} {surname},", "Dear Anna Berg,"),
        ("Dear {initials} {surname} of {company_name},", "Dear A. Berg of Fjordmat AS,"),
        ("{middle_name} {job_title} {surname}", "Buyer Berg"),
        ("Dear colleague {middle_name}", "Dear colleague"),
    ],
)
def test_sal_2_what_a_contact_lacks_leaves_no_gap(formula: str, said: str, anna: Contact, english: Any) -> None:
    SalutationFormulaFactory(salutation=anna.salutation, language=english, text=formula)
    assert salutation_of(anna, "formal", english) == said


def test_sal_2_a_company_is_addressed_by_its_name_and_a_lone_person_has_none(english: Any) -> None:
    formula = SalutationFormulaFactory(language=english, text="Dear {company_name} {surname}")
    company = CompanyFactory(name="Fjordmat AS", salutation=formula.salutation)
    alone = PersonFactory(name="Ole Dahl", salutation=formula.salutation)
    assert salutation_of(company, "formal", english) == "Dear Fjordmat AS"
    assert salutation_of(alone, "formal", english) == "Dear Dahl"


def test_sal_3_no_other_language_stands_in_for_a_missing_formula(anna: Contact, english: Any) -> None:
    SalutationFormulaFactory(salutation=anna.salutation, language=LanguageFactory(name="Norwegian"))
    with pytest.raises(NoSalutation, match="Salutation F of Anna Berg has no formula in English: Formal") as refused:
        salutation_of(anna, "formal", english)
    assert refused.value.where == "contacts:salutation_formulas"


def test_sal_3_no_other_kind_stands_in_either(anna: Contact, english: Any) -> None:
    SalutationFormulaFactory(salutation=anna.salutation, language=english, kind="informal")
    with pytest.raises(NoSalutation, match="English: Formal"):
        salutation_of(anna, "formal", english)


def test_sal_3_a_formula_of_which_nothing_is_left_is_refused(anna: Contact, english: Any) -> None:
    SalutationFormulaFactory(salutation=anna.salutation, language=english, text="{middle_name}")
    with pytest.raises(NoSalutation, match="Nothing is left of the salutation of Anna Berg in English"):
        salutation_of(anna, "formal", english)


def test_sal_3_a_contact_without_salutation_is_told_where_to_choose_one(english: Any) -> None:
    with pytest.raises(NoSalutation, match="Ole Dahl has no salutation"):
        salutation_of(PersonFactory(name="Ole Dahl"), "formal", english)


def test_a_batch_of_contacts_asks_for_the_formulas_once(anna: Contact, english: Any, queries: Queries) -> None:
    SalutationFormulaFactory(salutation=anna.salutation, language=english)
    PersonFactory.create_batch(5, salutation=anna.salutation, name="Ole Dahl")

    def letters() -> None:
        known = formulas()
        for contact in Contact.objects.select_related("company", "salutation").filter(type="person"):
            assert salutation_of(contact, "formal", english, among=known)

    assert queries(letters) == 2


def test_sal_4_a_page_shows_every_salutation_of_a_contact(anna: Contact, english: Any, as_ann: Client) -> None:
    SalutationFormulaFactory(salutation=anna.salutation, language=english)
    SalutationFormulaFactory(salutation=anna.salutation, language=english, kind="informal", text="Hi {first_name}!")
    norwegian = LanguageFactory(code="NOR", name="Norwegian")
    SalutationFormulaFactory(salutation=anna.salutation, language=norwegian, text="Kjære {first_name}")
    soup = BeautifulSoup(as_ann.get(f"/contacts/{anna.number}/salutations/").content, "html.parser")
    rows = [row.get_text("|", strip=True) for row in soup.select("tbody tr")]
    assert rows == ["English|Dear Anna Berg,|Hi Anna!", "Norwegian|Kjære Anna|–"]
    assert len(salutations_of(anna)) == 2


@pytest.mark.parametrize("text", ["Dear {nickname}", "Dear {surname", "Dear }", "{}"])
def test_sal_1_a_formula_knows_only_the_parts_of_a_contact(text: str) -> None:
    formula = SalutationFormulaFactory.build(text=text)
    with pytest.raises(ValidationError, match="Between braces stands one of"):
        formula.clean_fields(exclude=["salutation", "language"])


def test_an_administrator_types_formulas_in_place(dana: User, client: Client, english: Any) -> None:
    salutation = SalutationFactory(code="F")
    client.force_login(dana)
    typed = {"salutation": salutation.pk, "language": english.pk, "kind": "formal", "text": "Dear {surname},"}
    client.post("/contacts/salutation-formulas/", typed, HTTP_HX_REQUEST="true")
    assert SalutationFormula.objects.get().text == "Dear {surname},"
    answer = client.post("/contacts/salutation-formulas/", typed, HTTP_HX_REQUEST="true").content.decode()
    assert "The salutation already has this formula in this language." in answer


def test_con_3_a_new_contact_begins_with_the_salutation_of_its_type(as_ann: Client) -> None:
    SalutationFactory(code="COMPANY", for_companies=True)
    person = SalutationFactory(code="PERSON", for_persons=True)
    soup = BeautifulSoup(as_ann.get("/contacts/new/?type=person").content, "html.parser")
    chosen = soup.select_one("select[name=salutation] option[selected]")
    assert chosen is not None
    assert chosen["value"] == str(person.pk)
