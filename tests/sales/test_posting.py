"""Posting an order writes what was sold, once and for good."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Campaign
from contacts.models import Customer
from core import deletion
from core.errors import Refused
from core.models import User
from items.models import Item, SalesEntry
from sales import documents, lines, posting, repricing
from sales.models import SalesDocument
from sales.models.document import AlreadyPosted
from tests import factories as f

Make = Callable[..., Any]
Queries = Callable[[Callable[[], Any]], int]
POSTED = date(2026, 4, 5)


@pytest.fixture
def order(c_a: Customer) -> SalesDocument:
    return f.OrderFactory(number="SO1", sell_to=c_a.contact, salesperson=f.SalespersonFactory())


@pytest.fixture
def post(bob: User) -> Make:
    return lambda order: posting.post(order, on=POSTED, by=bob, at=f.A_MOMENT)


def test_cp_82_an_order_keeps_the_price_of_its_date_when_it_is_posted_later(
    order: SalesDocument, add: Make, price: Make, discount: Make, post: Make, k1: Campaign, c_a: Customer, i1: Item
) -> None:
    price(80, campaign=k1)
    discount(10, campaign=k1)
    i1.unit_cost = Decimal(60)
    i1.save()
    add(order, 5, variant=i1.variants.get(code="V1"))
    assert post(order) == 1
    entry = SalesEntry.objects.get()
    assert (entry.posting_date, entry.document_number, entry.item, entry.variant.code) == (POSTED, "SO1", i1, "V1")
    assert (entry.customer, entry.contact, entry.salesperson) == (c_a, c_a.contact, order.salesperson)
    assert (entry.list_price, entry.unit_price, entry.unit_cost) == (Decimal(100), Decimal(80), Decimal(60))
    assert (entry.quantity, entry.discount_percent, entry.amount) == (Decimal(5), Decimal(10), Decimal(360))
    assert entry.campaign == k1
    order.refresh_from_db()
    assert (order.posting_date, order.customer) == (POSTED, c_a)


def test_who_pays_is_the_customer_and_who_bought_the_contact(
    add: Make, post: Make, c_a: Customer, c_c: Customer
) -> None:
    person = f.PersonFactory(company=c_a.contact)
    order = f.OrderFactory(sell_to=person, bill_to=c_c.contact)
    add(order)
    post(order)
    assert SalesEntry.objects.values_list("customer", "contact").get() == (c_c.pk, person.pk)


def test_the_campaign_is_the_one_really_used_not_the_one_on_the_head(
    add: Make, discount: Make, post: Make, campaign: Make, k1: Campaign, c_a: Customer
) -> None:
    order = f.OrderFactory(sell_to=c_a.contact, campaign=campaign())
    add(order, item=f.ItemFactory())
    discount(10, campaign=k1)
    add(order)
    post(order)
    assert list(SalesEntry.objects.order_by("pk").values_list("campaign", flat=True)) == [None, k1.pk]


def test_entries_are_in_base_units_and_local_currency(add: Make, post: Make, c_a: Customer, i1: Item) -> None:
    dollar = f.CurrencyFactory(code="USD")
    f.ExchangeRateFactory(currency=dollar, rate=Decimal("0.8"))
    f.ExchangeRateFactory(currency=dollar, rate=Decimal("0.9"), starting_date=POSTED)
    order = f.OrderFactory(sell_to=c_a.contact, currency=dollar)
    line = add(order, 2, unit=f.UnitFactory(code="BOX"))
    assert (line.unit_price, line.amount) == (Decimal(625), Decimal(1250))
    post(order)
    entry = SalesEntry.objects.get()
    assert (entry.quantity, entry.unit_price, entry.amount) == (Decimal(10), Decimal("112.5"), Decimal(1125))


def test_a_line_without_quantity_is_left_out(order: SalesDocument, add: Make, post: Make) -> None:
    add(order, 0)
    add(order, 1)
    assert post(order) == 1


def test_posting_twice_is_refused_and_writes_nothing_more(order: SalesDocument, add: Make, post: Make) -> None:
    """Both persons have the open order on their screen."""
    add(order)
    stale = SalesDocument.objects.get(pk=order.pk)
    post(order)
    with pytest.raises(AlreadyPosted, match="Order SO1 was posted on 04/05/2026"):
        post(stale)
    assert SalesEntry.objects.count() == 1


def test_the_order_is_read_under_a_lock_so_that_the_second_waits(order: SalesDocument, add: Make, post: Make) -> None:
    """On SQLite there is one writer at a time anyway."""
    add(order)
    with CaptureQueriesContext(connection) as captured:
        post(order)
    first = next(query["sql"] for query in captured if "SAVEPOINT" not in query["sql"])
    assert "sales_salesdocument" in first
    assert ("FOR UPDATE" in first) == connection.features.has_select_for_update


def no_lines(order: SalesDocument, add: Make) -> None:
    pass


def only_nought(order: SalesDocument, add: Make) -> None:
    add(order, 0)


def blocked_item(order: SalesDocument, add: Make) -> None:
    Item.objects.filter(pk=add(order).item_id).update(number="LAMP", blocked=True)


def blocked_customer(order: SalesDocument, add: Make) -> None:
    add(order)
    Customer.objects.update(blocked=True)


def private_contact(order: SalesDocument, add: Make) -> None:
    add(order)
    type(order.sell_to).objects.update(privacy_blocked=True)


def no_customer(order: SalesDocument, add: Make) -> None:
    add(order)
    Customer.objects.all().delete()


def no_rate(order: SalesDocument, add: Make) -> None:
    add(order)
    SalesDocument.objects.update(currency=f.CurrencyFactory(code="USD"))


def still_a_quote(order: SalesDocument, add: Make) -> None:
    add(order)
    SalesDocument.objects.update(kind=SalesDocument.Kind.QUOTE)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (no_lines, "no line with a quantity"),
        (only_nought, "no line with a quantity"),
        (blocked_item, "Blocked items are not sold: LAMP"),
        (blocked_customer, "Customer .* is blocked"),
        (private_contact, "is blocked for privacy"),
        (no_customer, "no customer yet"),
        (no_rate, "USD has no exchange rate on 2026-04-05"),
        (still_a_quote, "is no order yet"),
    ],
)
def test_what_cannot_be_posted_is_refused_and_nothing_is_written(
    spoil: Make, sentence: str, order: SalesDocument, add: Make, post: Make
) -> None:
    spoil(order, add)
    with pytest.raises(Refused, match=sentence):
        post(order)
    order.refresh_from_db()
    assert (order.is_posted, SalesEntry.objects.count()) == (False, 0)


@pytest.fixture
def posted(order: SalesDocument, add: Make, post: Make) -> SalesDocument:
    """As somebody still sees it who opened it before."""
    add(order, 2)
    stale = SalesDocument.objects.for_card().get(pk=order.pk)
    post(order)
    return stale


def test_a_posted_order_stays_as_it_is(posted: SalesDocument, i1: Item, bob: User) -> None:
    line = posted.lines.for_card().select_related("document").get()
    told = {"by": bob, "at": f.A_MOMENT}
    acts: list[Callable[[], Any]] = [
        lambda: lines.add_line(document=posted, item=i1, **told),
        lambda: lines.change_line(line, {"quantity": Decimal(9)}, **told),
        lambda: lines.delete_line(line, **told),
        lambda: lines.pick(line, f.SalesPriceFactory(item=i1), **told),
        lambda: repricing.reprice(posted, only={line.pk}, **told),
        lambda: documents.delete(posted, **told),
    ]
    for act in acts:
        with pytest.raises(AlreadyPosted):
            act()
    assert list(posted.lines.values_list("quantity", flat=True)) == [Decimal(2)]


def test_posting_takes_few_statements_for_any_number_of_lines(
    order: SalesDocument, add: Make, post: Make, queries: Queries
) -> None:
    first = add(order)
    for position in range(2, 51):
        f.SalesLineFactory(document=order, position=position, item=first.item)
    assert queries(lambda: post(order)) <= 16
    assert SalesEntry.objects.count() == 50


def test_the_button_posts_on_the_work_date_and_leads_to_the_entries(
    as_bob: Client, bob: User, order: SalesDocument, add: Make
) -> None:
    bob.work_date = POSTED
    bob.save()
    add(order)
    assert "Post SO1 on 04/05/2026?" in as_bob.get(order.get_absolute_url()).content.decode()
    page = as_bob.post(reverse("sales:post", args=["SO1"]), follow=True).content.decode()
    assert "SO1 is posted: 1 sales entry." in page
    assert "Posted on 04/05/2026" in page
    assert as_bob.get("/items/entries/?document=so1").context["count"] == 1
    assert "/items/entries/?document=SO1" in page
    again = as_bob.post(reverse("sales:post", args=["SO1"]), follow=True).content.decode()
    assert "Order SO1 was posted on 04/05/2026." in again


def test_the_card_of_a_posted_order_is_locked(as_bob: Client, posted: SalesDocument) -> None:
    page = as_bob.get(posted.get_absolute_url())
    shown = page.content.decode()
    assert all(field.disabled for field in page.context["form"].fields.values())
    assert 'id="line-new"' not in shown
    for act in (">Save<", "/delete/", 'data-confirm-ok="Post"'):
        assert act not in shown


def test_what_a_stale_page_of_a_posted_order_sends_is_refused_in_words(
    as_bob: Client, posted: SalesDocument, i1: Item
) -> None:
    line, htmx = posted.lines.get(), {"HX-Request": "true"}
    head = {"document_date": "2026-03-11", "sell_to": posted.sell_to_id, "number": "SO1"}
    sentence = "Order SO1 was posted on 04/05/2026."
    assert sentence in as_bob.post(posted.get_absolute_url(), head).content.decode()
    cell = {"item": i1.pk, "quantity": "9", "unit": line.unit_id}
    for name in ("change_line", "delete_line", "system_price"):
        answer = as_bob.post(reverse(f"sales:{name}", args=["SO1", line.pk]), cell, headers=htmx)
        assert answer.headers["HX-Redirect"] == posted.get_absolute_url()
        assert sentence in as_bob.get(posted.get_absolute_url()).content.decode()
    added = as_bob.post(reverse("sales:add_line", args=["SO1"]), cell)
    assert added.url == posted.get_absolute_url()
    for name in ("order_delete", "reprice"):
        assert sentence in as_bob.post(reverse(f"sales:{name}", args=["SO1"]), follow=True).content.decode()
    assert sentence in as_bob.get(reverse("sales:reprice", args=["SO1"])).content.decode()
    assert posted.lines.get().quantity == Decimal(2)


def test_the_customer_of_a_posted_order_and_its_campaign_stay(posted: SalesDocument, c_a: Customer) -> None:
    with pytest.raises(deletion.InUse, match="1 sales entry"):
        deletion.delete(c_a)
