"""New quotes: what they take over from customer and contact, and who gets none."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact, Customer
from core.models import CompanyInformation, User
from sales.models import SalesDocument
from tests import factories as f

pytestmark = pytest.mark.django_db
NEW = "/sales/new/"


def typed(**values: object) -> dict[str, object]:
    return {"document_date": "2026-03-10", "sell_to": "", "bill_to": "", "currency": "", "number": "", **values}


@pytest.fixture(autouse=True)
def numbers() -> None:
    CompanyInformation(local_currency=f.CurrencyFactory(code="EUR")).save()


def test_a_quote_for_a_person_is_billed_to_the_company(as_bob: Client) -> None:
    company = f.CompanyFactory(name="New Concepts")
    person = f.PersonFactory(name="Ada Vos", company=company)
    as_bob.post(NEW, typed(sell_to=person.pk))
    quote = SalesDocument.objects.get()
    assert (quote.sell_to.name, quote.bill_to.name) == ("Ada Vos", "New Concepts")


def test_a_quote_takes_bill_to_currency_and_salesperson_from_the_customer(as_bob: Client) -> None:
    dollar = f.CurrencyFactory(code="USD")
    seller = f.SalespersonFactory(name="Marit Solheim")
    payer = f.CustomerFactory(contact__name="The holding")
    customer = f.CustomerFactory(contact__name="A branch", bill_to=payer, currency=dollar, salesperson=seller)
    as_bob.post(NEW, typed(customer=customer.pk))
    quote = SalesDocument.objects.get()
    assert quote.sell_to.name == "A branch"
    assert (quote.bill_to.name, quote.currency, quote.salesperson) == ("The holding", dollar, seller)


def test_the_person_at_work_sells_when_nobody_else_is_named(as_bob: Client, bob: User) -> None:
    seller = f.SalespersonFactory(user=bob)
    as_bob.post(NEW, typed(sell_to=f.CompanyFactory().pk))
    assert SalesDocument.objects.get().salesperson == seller


def test_a_new_quote_has_the_work_date_and_the_contact_it_was_started_from(as_bob: Client, bob: User) -> None:
    bob.work_date = date(2026, 4, 2)
    bob.save()
    contact = f.CompanyFactory(name="New Concepts")
    page = as_bob.get(reverse("sales:new"), {"contact": contact.pk}).content.decode()
    assert 'value="2026-04-02"' in page
    assert "New Concepts" in page


def blocked_for_privacy() -> Contact:
    return f.CompanyFactory(name="Shy", privacy_blocked=True)


def blocked_customer() -> Contact:
    return f.CustomerFactory(contact__name="Slow payer", blocked=True).contact


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        pytest.param(blocked_for_privacy, "Shy is blocked for privacy.", id="a contact whose privacy is blocked"),
        pytest.param(blocked_customer, "Slow payer is blocked.", id="a blocked customer"),
    ],
)
def test_nobody_sells_to(contact: object, sentence: str, as_bob: Client) -> None:
    answer = as_bob.post(NEW, typed(sell_to=contact().pk))  # type: ignore[operator]
    assert sentence in answer.content.decode()
    assert not SalesDocument.objects.exists()


def test_a_blocked_payer_is_refused_too(as_bob: Client) -> None:
    payer = f.CustomerFactory(contact__name="Slow payer", blocked=True)
    branch = f.CustomerFactory(bill_to=payer)
    answer = as_bob.post(NEW, typed(sell_to=branch.contact.pk))
    assert "Slow payer is blocked." in answer.content.decode()
    assert not SalesDocument.objects.exists()


def test_a_currency_without_a_rate_on_the_day_is_refused_in_words(as_bob: Client) -> None:
    dollar = f.CurrencyFactory(code="USD")
    f.ExchangeRateFactory(currency=dollar, starting_date=date(2026, 3, 11))
    answer = as_bob.post(NEW, typed(sell_to=f.CompanyFactory().pk, currency=dollar.pk))
    assert "USD has no exchange rate on 2026-03-10." in answer.content.decode()
    assert not SalesDocument.objects.exists()


def test_the_local_currency_is_a_blank_one(as_bob: Client) -> None:
    euro = f.CurrencyFactory(code="EUR")
    as_bob.post(NEW, typed(sell_to=f.CompanyFactory().pk, currency=euro.pk))
    assert SalesDocument.objects.get().currency is None


def test_another_sell_to_contact_brings_its_own_bill_to(as_bob: Client) -> None:
    quote = f.SalesDocumentFactory()
    other = f.CustomerFactory(contact__name="Another")
    old = {"sell_to": quote.sell_to_id, "bill_to": quote.bill_to_id, "number": quote.number}
    as_bob.post(quote.get_absolute_url(), typed(**{**old, "sell_to": other.contact_id}))
    quote.refresh_from_db()
    assert (quote.sell_to.name, quote.bill_to.name) == ("Another", "Another")


def test_somebody_must_be_chosen(as_bob: Client) -> None:
    assert "Choose the customer or the contact" in as_bob.post(NEW, typed()).content.decode()


def test_the_list_shows_totals_and_finds_by_contact(as_bob: Client) -> None:
    quote = f.SalesDocumentFactory(sell_to__name="New Concepts")
    f.SalesLineFactory(document=quote, amount="1200.50")
    f.SalesLineFactory(document=quote, amount="34.00")
    f.SalesDocumentFactory(sell_to__name="Somebody else")
    page = as_bob.get(reverse("sales:list"), {"q": "new con"}).content.decode()
    assert "1,234.50" in page
    assert "Somebody else" not in page


def test_management_reads_quotes_and_changes_none(client: Client, cleo: User) -> None:
    quote = f.SalesDocumentFactory()
    client.force_login(cleo)
    assert client.get(quote.get_absolute_url()).status_code == 200
    assert client.post(reverse("sales:add_line", args=[quote.number])).status_code == 403
    assert client.post(reverse("sales:delete", args=[quote.number])).status_code == 403
    assert client.get(reverse("sales:new")).status_code == 403


def test_a_quote_can_be_started_from_a_contact_and_from_a_customer(as_bob: Client) -> None:
    customer: Customer = f.CustomerFactory()
    for card in (customer, customer.contact):
        assert f"/sales/new/?contact={customer.contact_id}" in as_bob.get(card.get_absolute_url()).content.decode()
