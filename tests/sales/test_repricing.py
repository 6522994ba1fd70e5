"""A changed date, currency or customer previews new prices line by line and touches nothing silently."""

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
from core.models import User
from sales import repricing
from sales.models import SalesDocument, SalesLine
from tests import factories as f

Make = Callable[..., Any]


@pytest.fixture(params=list(SalesDocument.Kind))
def kind(request: pytest.FixtureRequest) -> str:
    """Quotes and orders alike."""
    return str(request.param)


@pytest.fixture
def document(quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer) -> SalesDocument:
    price(80, campaign=k1)
    made: SalesDocument = quote(c_a)
    add(made, 2)
    return made


def save_head(client: Client, document: SalesDocument, **values: object) -> Any:
    stands = {
        "number": document.number,
        "document_date": "2026-03-10",
        "sell_to": document.sell_to_id,
        "bill_to": document.bill_to_id,
        "your_reference": "",
        "salesperson": "",
        "campaign": "",
        "currency": "",
    }
    return client.post(document.get_absolute_url(), {**stands, **values})


def test_cp_83_a_new_date_previews_and_changes_only_what_is_ticked(as_bob: Client, document: SalesDocument) -> None:
    line = document.lines.get()
    answer = save_head(as_bob, document, document_date="2026-04-01")
    preview = reverse("sales:reprice", args=[document.number])
    assert answer.headers["Location"] == preview
    page = as_bob.get(preview).content.decode()
    assert f'value="{line.pk}" checked' in page
    assert "80.00" in page
    assert "100.00" in page
    as_bob.post(preview, {"line": []})
    line.refresh_from_db()
    assert line.unit_price == Decimal(80)
    as_bob.post(preview, {"line": [line.pk]})
    line.refresh_from_db()
    assert (line.unit_price, line.amount, line.priced_on) == (Decimal(100), Decimal(200), date(2026, 4, 1))


def test_cp_83_a_changed_quantity_is_asked_for_the_new_date(
    as_bob: Client, document: SalesDocument, change: Make
) -> None:
    save_head(as_bob, document, document_date="2026-04-01")
    line = change(document.lines.get(), discount_percent=Decimal(5))
    assert (line.unit_price, line.amount, line.priced_on) == (Decimal(80), Decimal(152), date(2026, 3, 10))
    line = change(line, quantity=Decimal(3))
    assert (line.unit_price, line.amount, line.priced_on) == (Decimal(100), Decimal(285), date(2026, 4, 1))


def test_an_untouched_row_sent_again_is_not_repriced(as_bob: Client, document: SalesDocument, change: Make) -> None:
    save_head(as_bob, document, document_date="2026-04-01")
    line = change(document.lines.get())
    line.refresh_from_db()
    assert line.unit_price == Decimal(80)


def test_a_line_set_by_hand_is_shown_but_not_ticked(as_bob: Client, document: SalesDocument, change: Make) -> None:
    line = change(document.lines.get(), unit_price=Decimal(77))
    save_head(as_bob, document, document_date="2026-04-01")
    page = as_bob.get(reverse("sales:reprice", args=[document.number])).content.decode()
    assert f'value="{line.pk}"' in page
    assert f'value="{line.pk}" checked' not in page
    assert "Set by hand" in page


def test_a_line_says_which_day_it_was_priced(as_bob: Client, document: SalesDocument) -> None:
    save_head(as_bob, document, document_date="2026-04-01")
    assert "Priced as of" in as_bob.get(document.get_absolute_url()).content.decode()


def test_another_payer_previews_too(as_bob: Client, document: SalesDocument, c_c: Customer) -> None:
    save_head(as_bob, document, bill_to=c_c.contact_id)
    document.refresh_from_db()
    assert [change.then.unit_price for change in repricing.preview(document)] == [Decimal(100)]
    assert document.lines.get().unit_price == Decimal(80)


def test_cp_101_another_campaign_on_the_head_reprices_nothing(
    as_bob: Client, document: SalesDocument, change: Make, k1: Campaign
) -> None:
    line = change(document.lines.get(), unit_price=Decimal(77))
    answer = save_head(as_bob, document, campaign=k1.pk)
    assert answer.headers["Location"] == document.get_absolute_url()
    line.refresh_from_db()
    assert line.unit_price == Decimal(77)


def test_nothing_is_previewed_when_every_price_stays(as_bob: Client, document: SalesDocument) -> None:
    answer = save_head(as_bob, document, document_date="2026-03-11")
    assert answer.headers["Location"] == document.get_absolute_url()


@pytest.mark.parametrize(
    ("count", "most"), [pytest.param(1, 14, id="1 line with all reasons"), pytest.param(100, 12, id="G3 100 lines")]
)
def test_repricing_and_saving_takes_few_statements_for_any_number_of_lines(
    count: int, most: int, document: SalesDocument, bob: User
) -> None:
    first = document.lines.get()
    for position in range(2, count + 1):
        f.SalesLineFactory(document=document, position=position, item=first.item)
    lines = set(document.lines.values_list("pk", flat=True))
    fresh = SalesDocument.objects.for_card().get(pk=document.pk)
    with CaptureQueriesContext(connection) as captured:
        repricing.reprice(fresh, only=lines, by=bob, at=f.A_MOMENT)
    assert len([query for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]) <= most
    assert set(SalesLine.objects.values_list("unit_price", "price_campaign__description")) == {
        (Decimal(80), "Spring chairs")
    }
