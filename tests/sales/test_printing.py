"""A quote or order on paper, in the language of the customer."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact, Language
from core.models import CompanyInformation
from sales.models import SalesDocument
from sales.printing import language_of
from tests import factories as f

Queries = Callable[[Callable[[], Any]], int]
pytestmark = pytest.mark.django_db


def speaking(code: str, **values: Any) -> Contact:
    language, _made = Language.objects.get_or_create(code=code, defaults={"name": code})
    contact: Contact = f.CompanyFactory(language=language, **values)
    return contact


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("NLB", "nl"), ("NLD", "nl"), ("NL", "nl"), ("NB-NO", "nb"), ("NOR", "nb"), ("ENU", "en"), ("FRA", "en")],
)
def test_the_contact_is_spoken_to_in_his_language_as_far_as_we_speak_it(code: str, spoken: str) -> None:
    assert language_of(speaking(code)) == spoken


def test_a_person_without_a_language_is_spoken_to_in_the_companys() -> None:
    assert language_of(f.PersonFactory(company=speaking("NLB"))) == "nl"
    assert language_of(f.CompanyFactory()) == "en"


def paper(client: Client, document: SalesDocument) -> str:
    return client.get(reverse("sales:print", args=[document.number])).content.decode()


def test_the_paper_has_what_a_customer_needs_and_nothing_internal(as_bob: Client) -> None:
    CompanyInformation(name="Fjord & Flanders", local_currency=f.CurrencyFactory(code="EUR")).save()
    payer = f.CompanyFactory(name="The holding", city="Gent")
    person = f.PersonFactory(name="Ada Vos", company=f.CompanyFactory(name="New Concepts"))
    quote = f.SalesDocumentFactory(number="SQ1", sell_to=person, bill_to=payer, your_reference="PO 7")
    item = f.ItemFactory(description="London chair", unit_cost=Decimal(61))
    f.SalesLineFactory(
        document=quote, item=item, quantity=3, unit_price=80, discount_percent=10, discount_amount=24, amount=216
    )
    page = paper(as_bob, quote)
    for shown in ("Quote SQ1", "Fjord &amp; Flanders", "New Concepts", "Ada Vos", "The holding", "Gent", "PO 7"):
        assert shown in page
    for shown in ("London chair", "80.00", "10\xa0%", "216.00", "240.00", "Total in EUR"):
        assert shown in page
    assert "61" not in page


def test_dates_numbers_and_the_page_are_in_the_customers_language(as_bob: Client) -> None:
    order = f.OrderFactory(number="SO1", sell_to=f.CustomerFactory(contact=speaking("NLB")).contact)
    f.SalesLineFactory(document=order, amount=Decimal("1234.5"))
    page = paper(as_bob, order)
    assert '<html lang="nl">' in page
    assert "1.234,50" in page
    assert "10-3-2026" in page
    assert 'lang="en"' in as_bob.get(order.get_absolute_url()).content.decode()


def test_a_column_of_discounts_only_where_there_is_one(as_bob: Client) -> None:
    page = paper(as_bob, f.SalesLineFactory(amount=100).document)
    assert "Line Discount" not in page
    assert "Amount before discount" not in page


@pytest.mark.parametrize("count", [1, 100])
def test_the_paper_asks_the_same_for_any_number_of_lines(count: int, as_bob: Client, queries: Queries) -> None:
    quote = f.SalesDocumentFactory()
    item = f.ItemFactory()
    for _position in range(count):
        f.SalesLineFactory(document=quote, item=item)
    assert queries(lambda: paper(as_bob, quote)) <= 8
