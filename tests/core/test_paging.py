from datetime import date
from typing import Any

import pytest

from campaigns.models import Campaign
from core.paging import Order, Page, capped_count, neighbours, page
from tests.conftest import Queries
from tests.factories import CampaignFactory, SalespersonFactory

pytestmark = pytest.mark.django_db

DAYS = [None, date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 5), None, date(2026, 4, 1), date(2026, 3, 5)]


@pytest.fixture
def campaigns() -> list[Campaign]:
    return [CampaignFactory(starting_date=day, salesperson=SalespersonFactory()) for day in DAYS]


def walked(order: Order, *, last: bool = False) -> list[Page]:
    """All pages of two rows, from the first one on, or from the last one back."""
    found = [page(Campaign.objects.all(), order, size=2, last=last)]
    while token := (found[-1].before if last else found[-1].after):
        asked: dict[str, Any] = {"before": token} if last else {"after": token}
        found.append(page(Campaign.objects.all(), order, size=2, **asked))
    return found


@pytest.mark.parametrize("field", ["starting_date", "number", "pk"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_row_is_on_exactly_one_page(campaigns: list[Campaign], field: str, descending: bool) -> None:
    order = Order(field, descending)
    expected = list(Campaign.objects.order_by(*order.by))
    assert [row for each in walked(order) for row in each.rows] == expected
    assert [row for each in reversed(walked(order, last=True)) for row in each.rows] == expected


def test_a_page_is_fetched_as_another_query_says(campaigns: list[Campaign], queries: Queries) -> None:
    order = Order("starting_date", descending=True)
    rows, fetched = Campaign.objects.exclude(number=campaigns[1].number), Campaign.objects.select_related("salesperson")
    first = page(rows, order, size=3, fetched=fetched)
    assert first.rows == page(rows, order, size=3).rows
    assert queries(lambda: [each.salesperson for each in first.rows]) == 0
    second = page(rows, order, size=3, after=first.after, fetched=fetched)
    assert second.rows == page(rows, order, size=3, after=first.after).rows


def test_the_first_page_has_nothing_before_and_the_last_nothing_after(campaigns: list[Campaign]) -> None:
    pages = walked(Order("starting_date"))
    assert [(bool(each.before), bool(each.after)) for each in pages] == [
        (False, True),
        (True, True),
        (True, True),
        (True, False),
    ]


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c"])
def test_a_token_that_cannot_be_read_is_the_beginning(campaigns: list[Campaign], token: str) -> None:
    first = page(Campaign.objects.all(), Order("number"), size=2)
    assert page(Campaign.objects.all(), Order("number"), size=2, after=token).rows == first.rows


def test_a_token_of_another_order_is_the_beginning(campaigns: list[Campaign]) -> None:
    by_day = page(Campaign.objects.all(), Order("starting_date"), size=2)
    by_number = page(Campaign.objects.all(), Order("number"), size=2, after=by_day.after)
    assert by_number.rows == page(Campaign.objects.all(), Order("number"), size=2).rows


@pytest.mark.parametrize("field", ["starting_date", "number"])
def test_previous_and_next_are_the_neighbours_in_the_list(campaigns: list[Campaign], field: str) -> None:
    order = Order(field)
    rows = list(Campaign.objects.order_by(*order.by))
    found = [neighbours(Campaign.objects.all(), order, row) for row in rows]
    assert [before for before, _after in found] == [None, *rows[:-1]]
    assert [after for _before, after in found] == [*rows[1:], None]


def test_counting_stops_one_past_the_most(campaigns: list[Campaign], monkeypatch: pytest.MonkeyPatch) -> None:
    assert capped_count(Campaign.objects.all()) == 7
    monkeypatch.setattr("core.paging.MOST_COUNTED", 3)
    assert capped_count(Campaign.objects.all()) == 4
