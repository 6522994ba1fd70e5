"""A contact becomes a customer (CUS-1, CUS-2, CUS-4)."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from contacts import conversion
from contacts.models import Contact, Customer
from core.models import User
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    CurrencyFactory,
    CustomerFactory,
    CustomerTemplateFactory,
    DiscountGroupFactory,
    PersonFactory,
    PriceGroupFactory,
    SalespersonFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def converted(contact: Contact, by: User | None = None) -> Customer:
    return conversion.create_as_customer(contact=contact, by=by, at=NOON)


def test_ci_103_a_company_becomes_a_customer_with_its_currency_and_salesperson(ann: User) -> None:
    nok, marit = CurrencyFactory(code="NOK"), SalespersonFactory(code="MS")
    company = CompanyFactory(name="Fjordmat AS", currency=nok, salesperson=marit)
    customer = converted(company, by=ann)
    assert (customer.name, customer.currency, customer.salesperson) == ("Fjordmat AS", nok, marit)
    assert (customer.number, customer.modified_by, customer.modified_at) == ("C00001", ann, NOON)


def test_ci_104_a_person_of_a_company_is_converted_through_it() -> None:
    company = CompanyFactory(name="Fjordmat AS")
    assert converted(PersonFactory(company=company)).contact == company


def test_a_person_without_company_becomes_a_customer_itself() -> None:
    anna = PersonFactory(name="Anna Berg")
    assert converted(anna).contact == anna


def test_who_is_a_customer_already_is_named() -> None:
    company = CustomerFactory(number="C9", contact=CompanyFactory(name="Fjordmat AS")).contact
    for contact in (company, PersonFactory(company=company)):
        with pytest.raises(conversion.AlreadyCustomer, match="Fjordmat AS is customer C9 already"):
            converted(contact)


def test_a_privacy_blocked_contact_is_not_converted() -> None:
    with pytest.raises(conversion.PrivacyBlocked, match="Anna Berg is privacy blocked"):
        converted(PersonFactory(name="Anna Berg", company=CompanyFactory(), privacy_blocked=True))
    assert not Customer.objects.exists()


def test_a_person_of_a_privacy_blocked_company_is_not_converted() -> None:
    with pytest.raises(conversion.PrivacyBlocked, match="Fjordmat AS is privacy blocked"):
        converted(PersonFactory(company=CompanyFactory(name="Fjordmat AS", privacy_blocked=True)))


def test_the_button_leads_to_the_new_customer(as_bob: Client) -> None:
    company = CompanyFactory(number="CT1")
    card = as_bob.get(company.get_absolute_url())
    assert "Create as customer" in card.text
    answer = as_bob.post("/contacts/CT1/create-customer/", follow=True)
    assert answer.redirect_chain == [(f"/contacts/customers/{company.customer.number}/", 302)]
    assert "Create as customer" not in as_bob.get(f"{company.get_absolute_url()}?boxes").text


def test_a_refusal_is_shown_on_the_contact(as_bob: Client) -> None:
    company = CustomerFactory(number="C9", contact__number="CT1", contact__name="Fjordmat AS").contact
    answer = as_bob.post("/contacts/CT1/create-customer/", follow=True)
    assert answer.redirect_chain == [(company.get_absolute_url(), 302)]
    assert "Fjordmat AS is customer C9 already." in answer.text


def test_management_only_looks(cleo: User, client: Client) -> None:
    client.force_login(cleo)
    CompanyFactory(number="CT1")
    assert "Create as customer" not in client.get("/contacts/CT1/?boxes").text
    assert client.post("/contacts/CT1/create-customer/").status_code == 403


def test_a_customer_can_be_made_by_choosing_a_person_of_the_company(as_bob: Client) -> None:
    marit = SalespersonFactory(code="MS")
    company = CompanyFactory(name="Fjordmat AS", salesperson=marit)
    anna = PersonFactory(company=company)
    as_bob.post("/contacts/customers/new/", {"number": "C7", "contact": anna.pk, "allow_line_discount": "on"})
    customer = Customer.objects.get(number="C7")
    assert (customer.contact, customer.salesperson) == (company, marit)


def test_a_second_customer_of_a_contact_is_refused_in_the_form(as_bob: Client) -> None:
    company = CustomerFactory(number="C9", contact=CompanyFactory(name="Fjordmat AS")).contact
    answer = as_bob.post("/contacts/customers/new/", {"contact": company.pk})
    assert "Fjordmat AS is customer C9 already." in answer.text
    assert Customer.objects.count() == 1


# --- templates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contact", "template", "expected"),
    [("NO", "NL", "NO"), ("", "NL", "NL"), ("NO", "", "NO"), ("", "", "")],
)
def test_ci_107_the_country_of_the_contact_comes_before_the_templates(
    contact: str, template: str, expected: str
) -> None:
    countries = {"": None, "NO": CountryFactory(code="NO"), "NL": CountryFactory(code="NL")}
    company = CompanyFactory(country=countries[contact])
    chosen = CustomerTemplateFactory(country=countries[template])
    customer = conversion.create_as_customer(contact=company, template=chosen, by=None, at=NOON)
    found = Customer.objects.select_related("contact__country").get(pk=customer.pk).contact.country
    assert (found.code if found else "") == expected


def test_ci_103_the_template_gives_the_terms_that_the_contact_lacks() -> None:
    nok, eur, dealer, small = (
        *(CurrencyFactory(code="NOK"), CurrencyFactory(code="EUR")),
        *(PriceGroupFactory(code="DEALER"), DiscountGroupFactory(code="SMALL")),
    )
    template = CustomerTemplateFactory(
        currency=eur, price_group=dealer, discount_group=small, allow_line_discount=False
    )
    terms = ["price_group", "discount_group", "allow_line_discount"]
    for own, expected in ((nok, nok), (None, eur)):
        company = CompanyFactory(currency=own)
        customer = conversion.create_as_customer(contact=company, template=template, by=None, at=NOON)
        assert customer.currency == expected
        assert [getattr(customer, name) for name in terms] == [dealer, small, False]


def test_a_template_of_the_other_type_is_refused() -> None:
    template = CustomerTemplateFactory(code="HOME", contact_type="person")
    with pytest.raises(conversion.WrongTemplate, match="HOME is not for Fjordmat AS"):
        conversion.create_as_customer(contact=CompanyFactory(name="Fjordmat AS"), template=template, by=None, at=NOON)
    assert not Customer.objects.exists()


def test_the_button_offers_the_templates_that_fit(as_bob: Client) -> None:
    company = CompanyFactory(number="CT1")
    CustomerTemplateFactory(code="HOME", contact_type="person")
    dealers = CustomerTemplateFactory(code="DEALERS", price_group=PriceGroupFactory(code="DEALER"))
    asked = as_bob.post("/contacts/CT1/create-customer/")
    assert "DEALERS" in asked.text
    assert "HOME" not in asked.text
    assert not Customer.objects.exists()
    as_bob.post("/contacts/CT1/create-customer/", {"template": dealers.pk})
    assert company.customer.price_group.code == "DEALER"


def test_without_a_template_the_contact_keeps_its_own_terms(as_bob: Client) -> None:
    company = CompanyFactory(number="CT1")
    CustomerTemplateFactory(price_group=PriceGroupFactory())
    as_bob.post("/contacts/CT1/create-customer/", {"template": ""})
    assert company.customer.price_group is None
