"""What contacts begin with, what companies hand down, and who follows a company that changes (CON-3, CON-20 … 24)."""

from typing import Any

import pytest
from django.test import Client

from contacts import conversion, defaults, inheriting
from contacts.models import Contact, ContactDefaults
from core.models import User
from opportunities.creation import seller_for
from tests.conftest import Queries
from tests.contacts.test_contact_pages import as_shown
from tests.factories import (
    A_MOMENT,
    CompanyFactory,
    ContactDefaultsFactory,
    CountryFactory,
    CustomerFactory,
    LanguageFactory,
    PersonFactory,
    SalespersonFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Contact:
    return CompanyFactory(number="CT100", name="Fjordmat AS", phone="020-1", address="Kai 1", city="Bergen")


def changed(contact: Contact, **values: Any) -> inheriting.Followed:
    """The company after these values were saved, and who followed."""
    was = Contact.objects.get(pk=contact.pk)
    for name, value in values.items():
        setattr(contact, name, value)
    contact.save()
    return inheriting.spread(contact, was=was, by=None, at=A_MOMENT)


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


# --- what a contact begins with -----------------------------------------------------------------------


def test_ci_95_whoever_makes_a_contact_comes_before_the_default_of_the_set_up(as_bob: Client, bob: User) -> None:
    md = SalespersonFactory(code="MD")
    ContactDefaultsFactory(salesperson=md)
    as_bob.post("/contacts/new/", {**as_shown(as_bob, "/contacts/new/"), "name": "Fjordmat AS"})
    assert Contact.objects.get(name="Fjordmat AS").salesperson == md
    jan = SalespersonFactory(code="JR", user=bob)
    as_bob.post("/contacts/new/", {**as_shown(as_bob, "/contacts/new/"), "name": "Nordkyst AS"})
    assert Contact.objects.get(name="Nordkyst AS").salesperson == jan


def test_ci_95_the_same_for_opportunities_segments_and_customers(as_ann: Client, ann: User) -> None:
    md = SalespersonFactory(code="MD")
    ContactDefaultsFactory(salesperson=md)
    assert seller_for(contact=None, campaign=None, by=ann) == md
    assert conversion.create_as_customer(contact=CompanyFactory(), by=ann, at=A_MOMENT).salesperson == md
    assert as_ann.get("/segments/new/").context["form"].initial["salesperson"] == md
    as_ann.post("/contacts/customers/new/", {"contact": CompanyFactory(name="Third").pk})
    assert Contact.objects.get(name="Third").customer.salesperson == md
    jan = SalespersonFactory(code="JR", user=ann)
    assert seller_for(contact=None, campaign=None, by=ann) == jan
    assert conversion.create_as_customer(contact=CompanyFactory(), by=ann, at=A_MOMENT).salesperson == jan
    assert as_ann.get("/segments/new/").context["form"].initial["salesperson"] == jan


def test_con_3_the_set_up_proposes_where_nothing_else_is_known(as_bob: Client) -> None:
    north, norway, nb = TerritoryFactory(code="NORTH"), CountryFactory(code="NO"), LanguageFactory(code="NB")
    ContactDefaultsFactory(territory=north, country=norway, language=nb, correspondence_type="email")
    as_bob.post("/contacts/new/", {**as_shown(as_bob, "/contacts/new/"), "name": "Fjordmat AS"})
    found = Contact.objects.get()
    assert (found.territory, found.country, found.language, found.correspondence_type) == (north, norway, nb, "email")


def test_a_blocked_salesperson_is_not_proposed() -> None:
    ContactDefaultsFactory(salesperson=SalespersonFactory(blocked=True))
    assert defaults.salesperson_for(None) is None


def test_con_24_what_the_company_has_comes_before_the_set_up(as_bob: Client) -> None:
    norway = CountryFactory(code="NO")
    ContactDefaultsFactory(country=CountryFactory(code="NL"), language=LanguageFactory(code="NL"))
    url = f"/contacts/new/?company={CompanyFactory(country=norway).pk}"
    as_bob.post(url, {**as_shown(as_bob, url), "name": "Anna Berg"})
    anna = Contact.objects.get(name="Anna Berg")
    assert anna.country == norway
    assert anna.language.code == "NL"  # type: ignore[union-attr]


def test_a_company_that_is_chosen_on_the_new_card_hands_down_what_nobody_typed(
    as_bob: Client, company: Contact
) -> None:
    url = "/contacts/new/?type=person"
    typed = {"name": "Anna Berg", "company": company.pk, "phone": "020-9"}
    as_bob.post(url, {**as_shown(as_bob, url), **typed})
    anna = Contact.objects.get(name="Anna Berg")
    assert (anna.address, anna.city, anna.phone) == ("Kai 1", "Bergen", "020-9")


def test_con_20_a_switch_that_is_off_hands_nothing_down(company: Contact) -> None:
    ContactDefaultsFactory(inherit_communication=False)
    assert inheriting.handed_down(company) == {"address": "Kai 1", "city": "Bergen"}


# --- who comes to a company ---------------------------------------------------------------------------


def test_con_14_a_person_takes_over_from_its_new_company(company: Contact) -> None:
    old = CompanyFactory(phone="010-1", address="Old 1", salesperson=SalespersonFactory())
    anna = PersonFactory(company=company, phone="010-1", address="Old 1", email="anna@old.example")
    anna.salesperson = old.salesperson
    told = inheriting.take_over(anna, was_at=old)
    assert (anna.phone, anna.address, anna.city, anna.email) == ("020-1", "Kai 1", "Bergen", "anna@old.example")
    assert anna.salesperson == old.salesperson  # the new one has none
    assert [(each.label, each.before, each.after) for each in told] == [
        ("Address", "Old 1", "Kai 1"),
        ("City", "", "Bergen"),
        ("Phone No.", "010-1", "020-1"),
    ]


def test_con_22_an_address_and_a_phone_of_its_own_a_person_keeps(company: Contact) -> None:
    anna = PersonFactory(company=company, phone="020-9", city="Oslo")
    assert inheriting.take_over(anna) == []
    assert (anna.address, anna.city, anna.phone) == ("", "Oslo", "020-9")


# --- who follows a company ----------------------------------------------------------------------------


def test_ci_97_persons_with_the_companys_value_follow_and_others_keep_theirs(company: Contact) -> None:
    follows = PersonFactory(number="CT101", company=company, phone="020-1")
    deviates = PersonFactory(number="CT102", company=company, phone="020-9")
    assert changed(company, phone="020-2") == inheriting.Followed(1, ["Phone No."])
    assert (again(follows).phone, again(deviates).phone) == ("020-2", "020-9")
    assert (again(follows).version, again(deviates).version) == (follows.version + 1, deviates.version)
    assert again(follows).history.latest("history_id").history_change_reason == "Follows Fjordmat AS"


def test_ci_97_the_name_of_the_company_is_that_of_its_persons(company: Contact) -> None:
    anna = PersonFactory(company=company)
    changed(company, name="Fjordmat Group")
    assert again(anna).company.name == "Fjordmat Group"


def test_con_23_an_address_follows_as_a_whole(company: Contact) -> None:
    same = PersonFactory(company=company, address="Kai 1", city="Bergen")
    other = PersonFactory(company=company, address="Kai 1", city="Oslo")
    followed = changed(company, city="Voss")
    assert followed.persons == 1
    assert (again(same).city, again(other).city) == ("Voss", "Oslo")


def test_con_23_a_switch_that_is_off_lets_nobody_follow(company: Contact) -> None:
    ContactDefaultsFactory(inherit_communication=False)
    PersonFactory(company=company, phone="020-1")
    assert changed(company, phone="020-2").persons == 0


def test_con_23_a_salesperson_who_was_blank_is_followed_too(company: Contact) -> None:
    jan, marit = SalespersonFactory(code="JR"), SalespersonFactory(code="MS")
    blank, own = PersonFactory(company=company), PersonFactory(company=company, salesperson=marit)
    changed(company, salesperson=jan)
    assert (again(blank).salesperson, again(own).salesperson) == (jan, marit)


def test_what_does_not_change_asks_nobody(company: Contact, queries: Queries) -> None:
    was = again(company)
    assert queries(lambda: inheriting.spread(company, was=was, by=None, at=A_MOMENT)) == 1  # the set-up


def test_twenty_persons_follow_in_as_many_statements_as_two(queries: Queries) -> None:
    def asked(count: int) -> int:
        company = CompanyFactory(phone="020-1")
        PersonFactory.create_batch(count, company=company, phone="020-1")
        was, company.phone = again(company), "020-2"
        return queries(lambda: inheriting.spread(company, was=was, by=None, at=A_MOMENT))

    asked(1)
    assert asked(20) == asked(2)


def test_the_card_says_how_many_persons_follow(as_bob: Client, company: Contact) -> None:
    PersonFactory.create_batch(2, company=company, phone="020-1")
    page = as_shown(as_bob, "/contacts/CT100/")
    answer = as_bob.post("/contacts/CT100/", {**page, "phone": "020-2"}, follow=True)
    assert "2 persons follow (Phone No.)." in answer.text
    assert f"/contacts/?company={company.pk}" in answer.text
    assert set(company.persons.values_list("phone", flat=True)) == {"020-2"}


def test_moving_on_the_card_takes_over_but_for_what_is_typed(as_bob: Client, company: Contact) -> None:
    PersonFactory(number="CT2", company=CompanyFactory(phone="010-1"), phone="010-1")
    page = as_shown(as_bob, "/contacts/CT2/")
    as_bob.post("/contacts/CT2/", {**page, "company": company.pk, "city": "Voss"})
    anna = Contact.objects.get(number="CT2")
    assert (anna.phone, anna.city, anna.address) == ("020-1", "Voss", "")


# --- the set-up ---------------------------------------------------------------------------------------


def test_the_set_up_is_kept_by_administration_and_read_by_all(client: Client, dana: User, as_bob: Client) -> None:
    client.force_login(dana)
    marit = SalespersonFactory(code="MS")
    page = as_shown(client, "/contacts/defaults/")
    client.post("/contacts/defaults/", {**page, "salesperson": marit.pk, "inherit_address": ""})
    found = ContactDefaults.get()
    assert (found.salesperson, found.inherit_address, found.inherit_country) == (marit, False, True)
    assert "/contacts/defaults/" in client.get("/setup/").text
    assert as_bob.get("/contacts/defaults/").status_code == 200
    assert as_bob.post("/contacts/defaults/", page).status_code == 403


def test_a_customer_keeps_its_own_salesperson_when_its_company_gets_another(company: Contact) -> None:
    marit = SalespersonFactory(code="MS")
    customer = CustomerFactory(contact=company, salesperson=marit)
    changed(company, salesperson=SalespersonFactory(code="JR"))
    assert again(customer).salesperson == marit
