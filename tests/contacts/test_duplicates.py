"""Companies that look the same (7.1, 7.2)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from contacts import duplicates
from contacts.models import Contact, Duplicate, DuplicateSearch, SearchLine, SearchString
from core import blocks
from core.importing import checking
from core.importing.kinds import kinds
from tests.conftest import Queries
from tests.factories import A_MOMENT, CompanyFactory, DuplicateFactory, PersonFactory

pytestmark = pytest.mark.django_db

FJORDMAT = {
    "name": "Fjordmat AS",
    "address": "Sjøgata 12",
    "city": "Tromsø",
    "phone": "+47 77 12 34 56",
    "home_page": "https://www.fjordmat.no",
    "post_code": "NO-9008",
    "email": "post@fjordmat.no",
    "mobile_phone": "+47 900 11 222",
}


def found_at(percentage: int) -> list[tuple[str, str, int]]:
    DuplicateSearch.objects.update(hit_percentage=percentage)
    duplicates.generate(at=A_MOMENT)
    return list(Duplicate.objects.values_list("contact__name", "other__name", "matching"))


def test_ci_109_companies_alike_in_all_fields_are_found_at_90_percent() -> None:
    CompanyFactory(**FJORDMAT)
    CompanyFactory(**FJORDMAT)
    CompanyFactory(name="Hansen Bakeri")
    assert found_at(90) == [("Fjordmat AS", "Fjordmat AS", 16)]


def test_ci_109_companies_that_share_only_the_city_are_none_at_60_percent_but_are_at_10() -> None:
    CompanyFactory(name="Fjordmat AS", city="Tromsø")
    CompanyFactory(name="Hansen Bakeri", city="tromsø")
    assert found_at(60) == []
    assert found_at(10) == [("Fjordmat AS", "Hansen Bakeri", 2)]


def test_ci_110_persons_are_never_duplicates() -> None:
    PersonFactory(**FJORDMAT)
    PersonFactory(**FJORDMAT)
    assert found_at(1) == []
    assert not SearchString.objects.exists()


def test_a_company_that_becomes_a_person_has_no_strings_any_more() -> None:
    company = CompanyFactory(**FJORDMAT)
    assert SearchString.objects.filter(contact=company).count() == 16
    company.type = Contact.Type.PERSON
    company.save()
    assert not SearchString.objects.exists()


@pytest.mark.parametrize(("percentage", "hits"), [(60, 10), (90, 15), (10, 2), (1, 1), (100, 16)])
def test_ten_of_sixteen_strings_are_sixty_percent(percentage: int, hits: int) -> None:
    assert DuplicateSearch(hit_percentage=percentage).hits(16) == hits


@given(st.text(max_size=30), st.integers(2, 10), st.sampled_from(["first", "last"]))
def test_a_string_is_capitals_and_digits_of_its_length_or_nothing(name: str, length: int, part: str) -> None:
    text = SearchLine(field="name", part=part, length=length).text_of(Contact(name=name))
    assert text == "" or (len(text) == length and "_" not in text and text.isalnum())
    with_signs = Contact(name="-".join(f" {sign}." for sign in name))
    assert text == SearchLine(field="name", part=part, length=length).text_of(with_signs)


def test_signs_capitals_and_how_a_home_page_begins_do_not_tell_companies_apart() -> None:
    first = SearchLine(field="home_page", part="first", length=5)
    pages = ["https://www.Fjordmat.no", "fjord-mat.no", "http://fjordmat.no/", "WWW.FJORDMAT.NO"]
    assert {first.text_of(Contact(home_page=page)) for page in pages} == {"FJORD"}
    assert first.text_of(Contact(home_page="a.no")) == ""


def test_strings_follow_the_company_when_it_is_saved_or_written_with_many() -> None:
    company = CompanyFactory(name="Fjordmat AS")
    company.name = "Hansen Bakeri"
    company.save()
    assert set(SearchString.objects.values_list("text", flat=True)) == {"HANSE", "AKERI"}
    company.name = "Nordlys Kafé"
    blocks.update(Contact, [company], ["name"], by=None, at=A_MOMENT)
    assert set(SearchString.objects.values_list("text", flat=True)) == {"NORDL", "SKAFÉ"}
    blocks.delete(Contact, [company], by=None, at=A_MOMENT, reason="Gone")
    assert not SearchString.objects.exists()


@pytest.mark.parametrize("automatic", [True, False])
def test_companies_of_an_import_are_compared_with_those_that_are_here(
    automatic: bool,
    django_capture_on_commit_callbacks: Any,
) -> None:
    CompanyFactory(**FJORDMAT)
    DuplicateSearch.objects.update(automatic=automatic)
    columns = [name for name in FJORDMAT if name != "mobile_phone"]
    line = ",".join(FJORDMAT[name] for name in columns)
    file = f"external_id,{','.join(columns)}\nX1,{line}\nX2,Hansen Bakeri{',' * (len(columns) - 1)}\n"
    with django_capture_on_commit_callbacks(execute=True):
        checking.run(kinds["contacts"], file.encode(), user=None, at=A_MOMENT, choices={})
    found = list(Duplicate.objects.values_list("contact__external_id", "other__external_id"))
    assert found == ([("", "X1")] if automatic else [])


def test_looking_at_a_file_compares_nothing(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        checking.check(kinds["contacts"], b"external_id,name\nX1,Fjordmat AS\n", user=None)
    assert not waiting


def test_nothing_is_kept_while_nobody_wants_it() -> None:
    DuplicateSearch.objects.update(maintain=False)
    CompanyFactory(**FJORDMAT)
    assert not SearchString.objects.exists()
    assert duplicates.looked_for(CompanyFactory(**FJORDMAT)) == 0


def test_pairs_told_apart_stay_so_when_strings_are_generated_anew(as_ann: Client) -> None:
    CompanyFactory(**FJORDMAT)
    CompanyFactory(**FJORDMAT)
    found_at(60)
    pair = Duplicate.objects.get()
    as_ann.post(reverse("contacts:separate"), {"selected": [pair.pk]})
    found_at(60)
    assert Duplicate.objects.get().separate
    page = reverse("contacts:duplicates")
    assert "Fjordmat" not in as_ann.get(page).content.decode()
    assert "Fjordmat" in as_ann.get(f"{page}?separate=all").content.decode()
    as_ann.post(reverse("contacts:compare_again"), {"selected": [pair.pk]})
    assert not Duplicate.objects.get().separate


def test_a_pair_that_no_longer_looks_the_same_goes(as_ann: Client) -> None:
    CompanyFactory(**FJORDMAT)
    other = CompanyFactory(**FJORDMAT)
    assert duplicates.looked_for(other) == 1
    Contact.objects.filter(pk=other.pk).update(name="Hansen Bakeri", address="", city="", phone="", email="")
    as_ann.post(reverse("contacts:generate_strings"))
    assert not Duplicate.objects.exists()
    assert DuplicateSearch.get().generated_at


def test_who_makes_a_company_that_is_there_already_is_told(as_ann: Client) -> None:
    CompanyFactory(**FJORDMAT)
    response = as_ann.post(reverse("contacts:new"), {**FJORDMAT, "type": "company"}, follow=True)
    assert "1 other company looks the same." in response.content.decode()
    assert "Look at them" in response.content.decode()


def test_only_who_may_merge_tells_pairs_apart(as_bob: Client) -> None:
    pair = DuplicateFactory()
    assert as_bob.get(reverse("contacts:duplicates")).status_code == 200
    assert as_bob.post(reverse("contacts:separate"), {"selected": [pair.pk]}).status_code == 403


def test_the_strings_of_many_companies_cost_a_few_statements(queries: Queries) -> None:
    companies = [Contact(number=f"CT{number}", **FJORDMAT) for number in range(40)]
    Contact.objects.bulk_create(companies)
    assert queries(lambda: SearchString.objects.keep(companies)) == 3
    assert queries(lambda: SearchString.objects.keep(companies)) == 2
    assert queries(lambda: duplicates.search()) <= 12
    assert Duplicate.objects.count() == 40 * 39 // 2


def test_the_set_up_names_fields_and_refuses_a_percentage_beyond_100(client: Client, dana: object) -> None:
    client.force_login(dana)  # type: ignore[arg-type]
    page = reverse("contacts:duplicate_search_card")
    assert "Search hit %" in client.get(page).content.decode()
    lines = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"}
    response = client.post(page, {"hit_percentage": "101", "maintain": "on", **lines})
    assert "less than or equal to 100" in response.content.decode()
    client.post(page, {"hit_percentage": "75", "maintain": "on", **lines})
    assert DuplicateSearch.get().hit_percentage == 75
