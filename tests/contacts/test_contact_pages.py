"""The pages of contacts and customers."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client

from contacts.models import Contact, ContactComment, Customer
from core.models import NumberSeries, User
from tests.conftest import Queries
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    CustomerFactory,
    PersonFactory,
    PriceGroupFactory,
    SalesEntryFactory,
    SalespersonFactory,
    SegmentLineFactory,
)

pytestmark = pytest.mark.django_db


def as_shown(client: Client, url: str) -> dict[str, Any]:
    """What the form of the page would send as it stands."""
    form = BeautifulSoup(client.get(url).content, "html.parser").select_one("#card-form")
    assert form is not None
    values = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    values |= {field["name"]: "on" for field in form.select("input[type=checkbox][checked]")}
    for select in form.select("select[name]"):
        chosen = select.select_one("option[selected]")
        values[select["name"]] = chosen["value"] if chosen else ""
    return values


def shown_rows(client: Client, query: str, url: str = "/contacts/") -> list[str]:
    soup = BeautifulSoup(client.get(url + query).content, "html.parser")
    return [cell.get_text(strip=True) for cell in soup.select("tbody tr > td:nth-of-type(2)")]


# --- the list ---------------------------------------------------------------------------------------


@pytest.fixture
def a_few() -> None:
    norway, marit = CountryFactory(code="NO", name="Norway"), SalespersonFactory(code="MS", name="Marit")
    fjordmat = CompanyFactory(id=900001, number="CT1", name="Fjordmat AS", country=norway, salesperson=marit)
    CompanyFactory(number="CT2", name="Zuivel BV", exclude_from_segments=True)
    PersonFactory(number="CT3", name="Anna Berg", company=fjordmat, privacy_blocked=True)
    CustomerFactory(number="C1", contact=fjordmat)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["CT3", "CT1", "CT2"]),
        ("?sort=number", ["CT1", "CT2", "CT3"]),
        ("?sort=-number", ["CT3", "CT2", "CT1"]),
        ("?sort=-search_name", ["CT2", "CT1", "CT3"]),
        ("?q=ordma", ["CT1"]),
        ("?type=person", ["CT3"]),
        ("?company=900001", ["CT3"]),
        ("?country=NO", ["CT1"]),
        ("?customer=true", ["CT1"]),
        ("?customer=false", ["CT3", "CT2"]),
        ("?excluded=true", ["CT2"]),
        ("?blocked=true", ["CT3"]),
        ("?blocked=false&type=company", ["CT1", "CT2"]),
    ],
)
@pytest.mark.usefixtures("a_few")
def test_the_list_is_sorted_and_filtered(as_ann: Client, query: str, numbers: list[str]) -> None:
    assert shown_rows(as_ann, query) == numbers


@pytest.mark.usefixtures("a_few")
def test_the_list_is_filtered_by_salesperson(as_ann: Client) -> None:
    marit = Contact.objects.get(number="CT1").salesperson
    assert marit
    assert shown_rows(as_ann, f"?salesperson={marit.pk}") == ["CT1"]


@pytest.mark.usefixtures("a_few")
def test_a_filtered_list_needs_at_most_eight_statements(eve: User, client: Client, queries: Queries) -> None:
    eve.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(eve)
    marit = Contact.objects.get(number="CT1").salesperson
    assert marit
    url = f"/contacts/?q=fjord&country=NO&customer=true&salesperson={marit.pk}"
    client.get(url)
    assert queries(lambda: client.get(url)) <= 8


@pytest.mark.usefixtures("a_few")
def test_customers_show_their_contacts_name_and_city(as_ann: Client) -> None:
    Contact.objects.filter(number="CT1").update(city="Bergen")
    page = as_ann.get("/contacts/customers/?q=fjord").text
    assert "Fjordmat AS" in page
    assert "Bergen" in page
    assert shown_rows(as_ann, "?country=NO", "/contacts/customers/") == ["C1"]
    assert shown_rows(as_ann, "?q=zuivel", "/contacts/customers/") == []


# --- a new contact ----------------------------------------------------------------------------------


def test_con_1_a_new_contact_gets_the_next_number(as_bob: Client) -> None:
    page = as_shown(as_bob, "/contacts/new/")
    answer = as_bob.post("/contacts/new/", {**page, "name": "Fjordmat AS"}, follow=True)
    assert answer.redirect_chain == [("/contacts/CT000001/", 302)]
    assert Contact.objects.get().type == "company"


def test_con_1_a_number_that_is_taken_is_skipped(as_bob: Client) -> None:
    CompanyFactory(number="CT000001")
    as_bob.post("/contacts/new/", {**as_shown(as_bob, "/contacts/new/"), "name": "Fjordmat AS"})
    assert Contact.objects.get(name="Fjordmat AS").number == "CT000002"


def test_con_1_a_number_can_be_typed_where_the_series_allows_it(as_bob: Client) -> None:
    typed = {**as_shown(as_bob, "/contacts/new/"), "name": "Fjordmat AS", "number": "mine-1"}
    as_bob.post("/contacts/new/", typed)
    assert Contact.objects.get().number == "CT000001"
    NumberSeries.objects.filter(code="CONT").update(allow_manual=True)
    as_bob.post("/contacts/new/", typed)
    assert Contact.objects.filter(number="MINE-1").exists()


def test_con_1_without_a_series_the_page_says_where_to_choose_one(as_bob: Client) -> None:
    NumberSeries.objects.get(code="CONT").numberseriesuse_set.update(series=None)
    answer = as_bob.post("/contacts/new/", {**as_shown(as_bob, "/contacts/new/"), "name": "Fjordmat AS"})
    assert "No number series is set for Contacts" in answer.text
    assert not Contact.objects.exists()


def test_con_6_a_new_person_takes_after_its_company(as_bob: Client) -> None:
    norway, marit = CountryFactory(code="NO"), SalespersonFactory(code="MS")
    company = CompanyFactory(
        name="Fjordmat AS", address="Kai 1", city="Bergen", phone="55 10", country=norway, salesperson=marit
    )
    url = f"/contacts/new/?company={company.pk}"
    as_bob.post(url, {**as_shown(as_bob, url), "name": "Anna Berg"})
    anna = Contact.objects.get(name="Anna Berg")
    assert (anna.type, anna.company, anna.party) == ("person", company, company.pk)
    assert (anna.address, anna.city, anna.phone, anna.country, anna.salesperson) == (
        *("Kai 1", "Bergen", "55 10"),
        *(norway, marit),
    )


def test_con_4_a_new_contact_gets_the_salesperson_who_makes_it(as_bob: Client, bob: User) -> None:
    jan = SalespersonFactory(code="JR", user=bob)
    as_bob.post("/contacts/new/", {**as_shown(as_bob, "/contacts/new/"), "name": "Fjordmat AS"})
    assert Contact.objects.get().salesperson == jan


def test_con_24_what_the_company_has_comes_before_who_makes_it(as_bob: Client, bob: User) -> None:
    SalespersonFactory(code="JR", user=bob)
    marit = SalespersonFactory(code="MS")
    url = f"/contacts/new/?company={CompanyFactory(salesperson=marit).pk}"
    as_bob.post(url, {**as_shown(as_bob, url), "name": "Anna Berg"})
    assert Contact.objects.get(name="Anna Berg").salesperson == marit


def test_con_6_the_filtered_list_leads_to_a_new_person_of_the_company(as_bob: Client) -> None:
    company = CompanyFactory()
    assert f"/contacts/new/?type=person&amp;company={company.pk}" in as_bob.get(f"/contacts/?company={company.pk}").text


@pytest.mark.parametrize("asked", ["company=x", "company=999999999999999999999", "type=robot", "country=zz"])
def test_a_new_contact_survives_odd_addresses(as_bob: Client, asked: str) -> None:
    assert as_bob.get(f"/contacts/new/?{asked}").status_code == 200


# --- the card ---------------------------------------------------------------------------------------


def test_a_company_shows_its_persons_and_a_person_its_company(as_bob: Client) -> None:
    company = CompanyFactory(number="CT1", name="Fjordmat AS", city="Bergen")
    PersonFactory(number="CT2", name="Anna Berg", company=company, job_title="Buyer")
    of_company = as_bob.get("/contacts/CT1/?boxes").text
    assert 'href="/contacts/CT2/"' in of_company
    assert "Buyer" in of_company
    assert f"/contacts/new/?company={company.pk}" in of_company
    assert 'name="first_name"' not in of_company
    of_person = as_bob.get("/contacts/CT2/?boxes").text
    assert 'href="/contacts/CT1/"' in of_person
    assert 'name="first_name"' in of_person


def test_a_contact_leads_to_its_customer_and_back(as_bob: Client) -> None:
    group = PriceGroupFactory(code="RETAIL")
    customer = CustomerFactory(number="C1", contact=CompanyFactory(number="CT1"), price_group=group)
    PersonFactory(number="CT2", company=customer.contact)
    for number in ("CT1", "CT2"):
        page = as_bob.get(f"/contacts/{number}/?boxes").text
        assert 'href="/contacts/customers/C1/"' in page
        assert "RETAIL" in page
    assert 'href="/contacts/CT1/"' in as_bob.get("/contacts/customers/C1/").text


def test_saving_notes_who_and_when(as_bob: Client, bob: User) -> None:
    CompanyFactory(number="CT1", name="Fjordmat AS")
    as_bob.post("/contacts/CT1/", {**as_shown(as_bob, "/contacts/CT1/"), "city": "Bergen"})
    contact = Contact.objects.get()
    assert (contact.city, contact.modified_by, contact.version) == ("Bergen", bob, 2)
    assert contact.modified_at is not None


def test_a_contact_is_renamed_with_its_address(as_bob: Client) -> None:
    CompanyFactory(number="CT1")
    answer = as_bob.post("/contacts/CT1/", {**as_shown(as_bob, "/contacts/CT1/"), "number": "ct9"}, follow=True)
    assert answer.redirect_chain == [("/contacts/CT9/", 302)]


def test_a_number_that_exists_or_has_odd_characters_is_refused(as_bob: Client) -> None:
    CompanyFactory(number="CT1")
    CompanyFactory(number="CT2")
    page = as_shown(as_bob, "/contacts/CT1/")
    assert "Contact with this No. already exists." in as_bob.post("/contacts/CT1/", {**page, "number": "CT2"}).text
    assert "Use only the letters A–Z" in as_bob.post("/contacts/CT1/", {**page, "number": "CT/1"}).text
    assert Contact.objects.filter(number="CT1").exists()


def test_moving_a_person_says_how_much_stays_behind(as_bob: Client) -> None:
    old, new = CompanyFactory(name="Fjordmat AS"), CompanyFactory()
    entry = SalesEntryFactory(contact=PersonFactory(number="CT2", company=old))
    page = as_shown(as_bob, "/contacts/CT2/")
    answer = as_bob.post("/contacts/CT2/", {**page, "company": new.pk}, follow=True)
    assert "1 record of the past belongs to Fjordmat AS." in answer.text
    entry.refresh_from_db()
    assert entry.contact == old


def test_con_12_a_person_on_a_segment_stays_in_its_company(as_bob: Client) -> None:
    old = CompanyFactory()
    anna = SegmentLineFactory(
        segment__number="SM1", contact=PersonFactory(number="CT2", name="Anna Berg", company=old)
    ).contact
    page = as_shown(as_bob, "/contacts/CT2/")
    answer = as_bob.post("/contacts/CT2/", {**page, "company": CompanyFactory().pk})
    assert "SM1" in answer.text
    anna.refresh_from_db()
    assert anna.company == old


# --- two people at once -----------------------------------------------------------------------------


def test_two_people_change_different_fields_and_both_are_kept(as_ann: Client, as_bob: Client) -> None:
    CompanyFactory(number="CT1", name="Fjordmat AS")
    for_ann, for_bob = as_shown(as_ann, "/contacts/CT1/"), as_shown(as_bob, "/contacts/CT1/")
    as_ann.post("/contacts/CT1/", {**for_ann, "city": "Bergen"})
    as_bob.post("/contacts/CT1/", {**for_bob, "phone": "55 10"})
    contact = Contact.objects.get()
    assert (contact.city, contact.phone) == ("Bergen", "55 10")


def test_two_people_change_the_same_field_and_both_values_are_shown(as_ann: Client, as_bob: Client) -> None:
    CompanyFactory(number="CT1", name="Fjordmat AS")
    for_ann, for_bob = as_shown(as_ann, "/contacts/CT1/"), as_shown(as_bob, "/contacts/CT1/")
    as_ann.post("/contacts/CT1/", {**for_ann, "city": "Bergen"})
    answer = as_bob.post("/contacts/CT1/", {**for_bob, "city": "Oslo", "phone": "55 10"})
    assert "ann saved this card" in answer.text
    row = BeautifulSoup(answer.content, "html.parser").select_one(".notice tbody tr")
    assert row is not None
    assert row.get_text(" ", strip=True) == "City Oslo Bergen"
    contact = Contact.objects.get()
    assert (contact.city, contact.phone) == ("Bergen", "")


def test_who_saves_again_after_the_comparison_decides(as_ann: Client, as_bob: Client) -> None:
    CompanyFactory(number="CT1", name="Fjordmat AS")
    for_ann, for_bob = as_shown(as_ann, "/contacts/CT1/"), as_shown(as_bob, "/contacts/CT1/")
    as_ann.post("/contacts/CT1/", {**for_ann, "city": "Bergen"})
    shown = as_bob.post("/contacts/CT1/", {**for_bob, "city": "Oslo"})
    form = BeautifulSoup(shown.content, "html.parser").select_one("#card-form")
    assert form is not None
    again = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    assert again["city"] == "Oslo"
    as_bob.post("/contacts/CT1/", {**for_bob, **again})
    assert Contact.objects.get().city == "Oslo"


# --- comments and deleting --------------------------------------------------------------------------


def test_a_comment_is_added_and_shown(as_bob: Client, bob: User) -> None:
    CompanyFactory(number="CT1")
    as_bob.post("/contacts/CT1/comment/", {"text": " Likes fish "})
    comment = ContactComment.objects.get()
    assert (comment.text, comment.author) == ("Likes fish", bob)
    assert "Likes fish" in as_bob.get("/contacts/CT1/?boxes").text


@pytest.mark.parametrize(
    ("text", "said"), [("  ", "Write the comment first"), ("x" * 501, "A comment has at most 500 characters")]
)
def test_a_comment_that_is_blank_or_too_long_is_refused(as_bob: Client, text: str, said: str) -> None:
    CompanyFactory(number="CT1")
    assert said in as_bob.post("/contacts/CT1/comment/", {"text": text}, follow=True).text
    assert not ContactComment.objects.exists()


def test_marketing_deletes_a_contact_and_sales_does_not(as_ann: Client, as_bob: Client) -> None:
    CompanyFactory(number="CT1")
    assert as_bob.post("/contacts/CT1/delete/").status_code == 403
    as_ann.post("/contacts/CT1/delete/")
    assert not Contact.objects.exists()


def test_what_stands_in_the_way_of_a_deletion_is_shown(as_ann: Client) -> None:
    SegmentLineFactory(contact=CompanyFactory(number="CT1", name="Fjordmat AS"))
    answer = as_ann.post("/contacts/CT1/delete/", follow=True)
    assert "Fjordmat AS cannot be deleted; it is used by: 1 segment line." in answer.text


def test_a_customer_with_sales_is_blocked_instead_of_deleted(as_ann: Client) -> None:
    SalesEntryFactory(customer=CustomerFactory(number="C1", contact__name="Fjordmat AS"))
    answer = as_ann.post("/contacts/customers/C1/delete/", follow=True)
    assert "it is used by: 1 sales entry. Block it instead." in answer.text
    assert Customer.objects.exists()


# --- who may do what --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cleo", "dana"])
def test_management_and_administration_read_contacts_without_changing_them(
    name: str, request: pytest.FixtureRequest, client: Client
) -> None:
    client.force_login(request.getfixturevalue(name))
    CompanyFactory(number="CT1", name="Fjordmat AS")
    assert "Fjordmat AS" in client.get("/contacts/CT1/").text
    assert client.post("/contacts/CT1/", {"name": "Other"}).status_code == 403
    assert client.get("/contacts/new/").status_code == 403
    assert client.post("/contacts/CT1/comment/", {"text": "x"}).status_code == 403


def test_administration_may_delete_a_contact(dana: User, client: Client) -> None:
    client.force_login(dana)
    CompanyFactory(number="CT1")
    client.post("/contacts/CT1/delete/")
    assert not Contact.objects.exists()
