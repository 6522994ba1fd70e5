"""A quote becomes an order: once, for customers only, its lines as they were."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core import deletion
from core.errors import Refused
from core.models import User
from sales import documents
from sales.models import SalesDocument
from sales.ordering import AlreadyOrdered, make_order
from tests import factories as f

Make = Callable[..., Any]
Queries = Callable[[Callable[[], Any]], int]


@pytest.fixture
def document(quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer) -> SalesDocument:
    price(80, campaign=k1)
    made: SalesDocument = quote(c_a, number="SQ1")
    add(made, 2)
    return made


def prospect_of(campaign: Campaign) -> Contact:
    contact: Contact = f.CompanyFactory(name="New Concepts")
    f.SegmentLineFactory(segment=campaign.segment_set.get(), contact=contact, campaign_target=True)
    return contact


def test_a_quote_becomes_an_order_with_its_lines_and_a_number_of_its_own(
    document: SalesDocument, k1: Campaign, bob: User
) -> None:
    k1.deactivate(by=None, at=f.A_MOMENT)
    order = make_order(document, by=bob, at=f.A_MOMENT)
    assert (order.pk, order.kind, order.number, order.quote_number) == (document.pk, "order", "SO1001", "SQ1")
    assert (order.document_date, order.modified_by) == (document.document_date, bob)
    line = order.lines.get()
    assert (line.unit_price, line.amount, line.price_campaign) == (Decimal(80), Decimal(160), k1)


def test_a_second_time_is_refused_in_words(document: SalesDocument, bob: User) -> None:
    """Both persons have the quote on their screen."""
    make_order(document, by=bob, at=f.A_MOMENT)
    with pytest.raises(AlreadyOrdered, match="Quote SQ1 is order SO1001 already"):
        make_order(document, by=bob, at=f.A_MOMENT)
    assert SalesDocument.objects.get().number == "SO1001"
    with pytest.raises(AlreadyOrdered, match="is an order already"):
        make_order(f.OrderFactory(), by=bob, at=f.A_MOMENT)


def test_the_quote_is_read_under_a_lock_so_that_the_second_waits(document: SalesDocument, bob: User) -> None:
    with CaptureQueriesContext(connection) as captured:
        make_order(document, by=bob, at=f.A_MOMENT)
    first = next(query["sql"] for query in captured if "SAVEPOINT" not in query["sql"])
    assert ("FOR UPDATE" in first) == connection.features.has_select_for_update


def test_only_customers_order(quote: Make, campaign: Make, bob: User) -> None:
    prospect = prospect_of(campaign())
    made = quote(f.PersonFactory(company=prospect), bill_to=prospect)
    with pytest.raises(documents.NoCustomer, match="New Concepts: no customer yet"):
        make_order(made, by=bob, at=f.A_MOMENT)
    made.refresh_from_db()
    assert not made.is_order


def test_cp_74_the_contact_becomes_a_customer_with_the_order_and_keeps_the_campaign_price(
    quote: Make, add: Make, price: Make, campaign: Make, bob: User
) -> None:
    aimed = campaign()
    price(80, campaign=aimed)
    prospect = prospect_of(aimed)
    made = quote(prospect)
    add(made)
    order = make_order(made, by=bob, at=f.A_MOMENT, create_customers=True)
    assert Customer.objects.get().contact == prospect
    add(order)
    assert [line.unit_price for line in order.lines.all()] == [Decimal(80), Decimal(80)]


@pytest.mark.parametrize("role", ["sell_to", "bill_to"])
def test_a_blocked_customer_orders_nothing(role: str, quote: Make, c_a: Customer, c_c: Customer, bob: User) -> None:
    made = quote(c_a, bill_to=c_c.contact)
    Customer.objects.filter(contact=getattr(made, role)).update(blocked=True)
    with pytest.raises(Refused, match="is blocked"):
        make_order(made, by=bob, at=f.A_MOMENT)


def test_making_an_order_costs_the_same_for_any_number_of_lines(
    document: SalesDocument, bob: User, queries: Queries
) -> None:
    for position in range(2, 101):
        f.SalesLineFactory(document=document, position=position, item=document.lines.first().item)
    assert queries(lambda: make_order(document, by=bob, at=f.A_MOMENT)) <= 16


def test_the_button_makes_the_order_and_opens_it(as_bob: Client, document: SalesDocument) -> None:
    assert "Make order" in as_bob.get(document.get_absolute_url()).content.decode()
    page = as_bob.post(reverse("sales:make_order", args=["SQ1"]), follow=True)
    assert page.redirect_chain == [("/sales/orders/SO1001/", 302)]
    shown = page.content.decode()
    assert "Quote SQ1 is order SO1001 now." in shown
    assert "Was quote SQ1" in shown
    assert "Make order" not in shown


def test_a_stale_page_of_the_quote_leads_to_the_order(as_bob: Client, document: SalesDocument) -> None:
    as_bob.post(reverse("sales:make_order", args=["SQ1"]))
    again = as_bob.post(reverse("sales:make_order", args=["SQ1"]), follow=True)
    assert "Quote SQ1 is order SO1001 already." in again.content.decode()
    for ask in (as_bob.get, as_bob.post):
        answer = ask("/sales/SQ1/")
        assert (answer.status_code, answer.url) == (302, "/sales/orders/SO1001/")
    line = document.lines.get()
    as_bob.post(reverse("sales:delete_line", args=["SQ1", line.pk]))
    assert not document.lines.exists()


def test_a_card_under_the_other_kinds_address_leads_to_its_own(as_bob: Client, document: SalesDocument) -> None:
    order = f.OrderFactory()
    assert as_bob.get(f"/sales/{order.number}/").url == order.get_absolute_url()
    assert as_bob.get("/sales/orders/SQ1/").url == "/sales/SQ1/"
    assert as_bob.get("/sales/orders/NONE/").status_code == 404


def test_the_button_says_who_becomes_a_customer(as_bob: Client, quote: Make) -> None:
    made = quote(f.CompanyFactory(name="New Concepts"))
    assert "becomes one with it: New Concepts." in as_bob.get(made.get_absolute_url()).content.decode()
    as_bob.post(reverse("sales:make_order", args=[made.number]))
    assert Customer.objects.get().contact.name == "New Concepts"


def test_quotes_and_orders_have_lists_of_their_own(as_bob: Client) -> None:
    quote, order = f.SalesDocumentFactory(sell_to__name="Asks"), f.OrderFactory(quote_number="SQ7")
    quotes, orders = (as_bob.get(reverse(name)).content.decode() for name in ("sales:list", "sales:orders"))
    assert quote.number in quotes
    assert quote.number not in orders
    assert order.number in orders
    assert order.number not in quotes
    assert order.number in as_bob.get(reverse("sales:orders"), {"q": "SQ7"}).content.decode()


def test_open_orders_are_found_and_posted_ones(as_bob: Client) -> None:
    is_open, customer = f.OrderFactory(), f.CustomerFactory()
    posted = f.OrderFactory(posting_date=f.A_DAY, customer=customer, sell_to=customer.contact)
    for asked, found in (("false", is_open), ("true", posted)):
        rows = as_bob.get(reverse("sales:orders"), {"posted": asked}).context["rows"]
        assert [row.row for row in rows] == [found]


def test_an_order_can_be_typed_without_a_quote_for_customers_only(as_bob: Client, c_a: Customer) -> None:
    typed = {"document_date": "2026-03-10", "bill_to": "", "currency": "", "number": ""}
    answer = as_bob.post(reverse("sales:new_order"), {**typed, "sell_to": f.CompanyFactory(name="Nobody").pk})
    assert "Nobody: no customer yet" in answer.content.decode()
    as_bob.post(reverse("sales:new_order"), {**typed, "sell_to": c_a.contact_id})
    order = SalesDocument.objects.get()
    assert (order.kind, order.number, order.bill_to) == ("order", "SO1001", c_a.contact)


def test_an_order_is_not_turned_over_to_somebody_who_is_no_customer(as_bob: Client) -> None:
    order = f.OrderFactory()
    stands = {"document_date": "2026-03-10", "sell_to": f.CompanyFactory(name="Nobody").pk, "number": order.number}
    answer = as_bob.post(order.get_absolute_url(), {**stands, "bill_to": order.bill_to_id, "currency": ""})
    assert "Nobody: no customer yet" in answer.content.decode()


def test_a_customer_with_an_open_order_is_not_deleted(c_a: Customer) -> None:
    f.OrderFactory(sell_to=c_a.contact)
    with pytest.raises(deletion.InUse, match="1 open order"):
        deletion.delete(c_a)


def test_management_orders_nothing(client: Client, cleo: User, document: SalesDocument) -> None:
    client.force_login(cleo)
    assert "Make order" not in client.get(document.get_absolute_url()).content.decode()
    for address in ("sales:make_order", "sales:post"):
        assert client.post(reverse(address, args=["SQ1"])).status_code == 403
