"""Why this price: the answer first, then every candidate; beside a line, and as a page without a document."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from contacts.models import Customer
from items.models import Item
from sales.models import SalesDocument
from tests import factories as f

Make = Callable[..., Any]


def panel(client: Client, line: Any) -> str:
    return client.get(reverse("sales:why_line", args=[line.document.number, line.pk])).content.decode()


def asked(client: Client, **question: object) -> Any:
    return client.get(reverse("sales:why"), {"quantity": "1", "on": "2026-03-10", **question})


def test_the_panel_names_the_campaign_and_the_segment(
    as_bob: Client, quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer
) -> None:
    price(80, campaign=k1)
    page = panel(as_bob, add(quote(c_a)))
    assert "80.00" in page
    assert f"{k1.number} Spring chairs" in page
    assert k1.segment_set.get().number in page


def test_the_panel_says_why_a_campaign_does_not_count(
    as_bob: Client, quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer, c_c: Customer
) -> None:
    price(80, campaign=k1, minimum_quantity=10)
    assert "10" in panel(as_bob, add(quote(c_a), 6))
    page = panel(as_bob, add(quote(c_c), 10))
    assert "100.00" in page
    assert "Spring chairs" in page


def test_the_panel_says_what_would_come_out_now(
    as_bob: Client, quote: Make, add: Make, price: Make, k1: Campaign, c_a: Customer
) -> None:
    price(80, campaign=k1)
    line = add(quote(c_a))
    assert "Asked again now" not in panel(as_bob, line)
    k1.deactivate(by=None, at=f.A_MOMENT)
    page = panel(as_bob, line)
    assert "Asked again now, the system says 100.00" in page
    assert "80.00" in page


def test_the_page_answers_without_a_document(
    as_bob: Client, price: Make, k1: Campaign, c_a: Customer, i1: Item
) -> None:
    price(80, campaign=k1)
    page = asked(as_bob, contact=c_a.contact_id, item=i1.pk).content.decode()
    assert "80.00" in page
    assert "Spring chairs" in page
    page = asked(as_bob, contact=c_a.contact_id, item=i1.pk, on="2026-04-01").content.decode()
    assert '<strong class="why-price">100.00</strong>' in page
    assert not SalesDocument.objects.exists()


def test_the_page_and_the_line_give_the_same_answer(
    as_bob: Client, quote: Make, add: Make, price: Make, discount: Make, k1: Campaign, c_a: Customer, i1: Item
) -> None:
    price(90, minimum_quantity=2)
    discount(15, campaign=k1)
    line = add(quote(c_a), 4)
    answer = asked(as_bob, contact=c_a.contact_id, item=i1.pk, quantity="4").context["found"]
    assert (answer.unit_price, answer.discount_percent) == (line.unit_price, line.discount_percent)
    assert [candidate.reason.as_json() for candidate in [*answer.prices, *answer.discounts]]
    assert sorted(str(reason) for reason in line.reasons) == sorted(
        str(candidate.reason.as_json()) for candidate in [*answer.prices, *answer.discounts]
    )


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param({"variant": "X9"}, "has no X9. It has: V1, V2.", id="an unknown variant"),
        pytest.param({"unit": "TON"}, "has no TON. It has: PCS, BOX.", id="an unknown unit"),
        pytest.param({"currency": "USD"}, "USD has no exchange rate on 2026-03-10.", id="no rate on the day"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_a_sentence(
    question: dict[str, str], sentence: str, as_bob: Client, c_a: Customer, i1: Item
) -> None:
    f.ExchangeRateFactory(currency=f.CurrencyFactory(code="USD"), starting_date=date(2026, 3, 11))
    assert sentence in asked(as_bob, contact=c_a.contact_id, item=i1.pk, **question).content.decode()


def test_everybody_with_quotes_may_ask(client: Client, eve: Any) -> None:
    client.force_login(eve)
    assert asked(client).status_code == 403


def test_who_is_held_out_is_excluded_without_a_reason(as_bob: Client, k1: Campaign, c_a: Customer, price: Make) -> None:
    item = price(80, campaign=k1).item
    f.TargetExclusionFactory(campaign=k1, contact=c_a.contact, reason="Held out", held_out=True)
    shown = asked(as_bob, contact=c_a.contact_id, item=item.pk).content.decode()
    assert "This company is excluded from the campaign." in shown
    assert "Held out" not in shown
