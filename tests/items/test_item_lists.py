"""Finding items, and reading what was sold."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import (
    CampaignFactory,
    CompanyFactory,
    CustomerFactory,
    ItemDiscountGroupFactory,
    ItemFactory,
    SalesEntryFactory,
)

pytestmark = pytest.mark.django_db


def test_items_are_found_by_number_description_group_and_blocked(as_ann: Client) -> None:
    ItemFactory(number="1000", description="Bicycle", discount_group=ItemDiscountGroupFactory(code="RIDE"))
    ItemFactory(number="2000", description="Old lamp", blocked=True)

    def found(query: str) -> list[str]:
        page = as_ann.get(f"/items/?{query}").content.decode()
        return [number for number in ("1000", "2000") if f">{number}</a>" in page]

    assert found("q=10") == ["1000"]
    assert found("q=LAMP") == ["2000"]
    assert found("discount_group=RIDE") == ["1000"]
    assert found("blocked=true") == ["2000"]
    assert found("") == ["1000", "2000"]


def test_a_look_up_of_items_leaves_out_the_blocked(as_ann: Client) -> None:
    ItemFactory(number="1000", description="Bicycle")
    ItemFactory(number="1001", description="Old bicycle", blocked=True)
    found = as_ann.get("/lookup/items.item/?q=bicycle").json()["results"]
    assert [row["text"] for row in found] == ["1000 Bicycle"]


def test_sales_entries_are_read_newest_first(as_bob: Client) -> None:
    customer = CustomerFactory(number="10000", contact=CompanyFactory(name="The Cannon Group"))
    SalesEntryFactory(document_number="SO-OLD", customer=customer, posting_date=date(2026, 1, 5))
    newest = SalesEntryFactory(
        document_number="SO-NEW", campaign=CampaignFactory(number="CP1"), posting_date=date(2026, 2, 1)
    )
    page = as_bob.get("/items/entries/").text
    assert page.index("SO-NEW") < page.index("SO-OLD")
    assert "The Cannon Group" in page

    def found(query: str) -> list[str]:
        page = as_bob.get(f"/items/entries/?{query}").text
        return [number for number in ("SO-OLD", "SO-NEW") if number in page]

    assert found(f"customer={customer.pk}") == ["SO-OLD"]
    assert found(f"campaign={newest.campaign.pk}") == ["SO-NEW"]
    assert found(f"item={newest.item.pk}") == ["SO-NEW"]
    assert found("since=2026-01-31") == ["SO-NEW"]
