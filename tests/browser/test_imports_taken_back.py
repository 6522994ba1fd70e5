"""A company's files are imported in the browser, taken back, and imported again: the database is the same."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from contacts.models import Contact, Country, Customer
from core.models import Import, NumberSeries, User
from items.models import Item, ItemDiscountGroup, ItemUnit, SalesEntry, UnitOfMeasure
from sales.models import SalesDocument, SalesLine
from salespeople.models import Salesperson
from tests.browser.marketer import DAIRY, NORTHWIND, Data, Marketer, absent

FILES = {
    "Salespeople": "employees.csv",
    "Item discount groups": "categories.csv",
    "Items": "products.csv",
    "Customers with their contact persons": "customers.csv",
    "Past order headers": "orders.csv",
    "Past order lines": "order-details.csv",
}
TABLES: list[Any] = [NumberSeries, Salesperson, UnitOfMeasure, ItemDiscountGroup, Item, ItemUnit, Country, Contact]
TABLES += [Customer, SalesDocument, SalesLine, SalesEntry]


@pytest.mark.parametrize("data", [DAIRY, pytest.param(NORTHWIND, marks=absent)], ids=str)
def test_all_that_was_imported_can_be_taken_back(data: Data, page: Page, live_server: LiveServer, ann: User) -> None:
    page.set_default_timeout(20_000)
    marketer = Marketer(page, live_server.url, "en")
    marketer.logs_in("ann")
    empty = contents()
    import_all(marketer, data)
    imported = contents()
    assert SalesEntry.objects.count() == SalesLine.objects.count() > 0

    for record in Import.objects.order_by("-pk"):
        marketer.opens(record.get_absolute_url())
        marketer.button("Take back").click()
        page.locator("#ask").get_by_role("button", name="Take back").click()
        expect(page.get_by_role("link", name="Import another file")).to_be_visible()
    assert contents() == empty

    import_all(marketer, data)
    assert contents() == imported


def import_all(marketer: Marketer, data: Data) -> None:
    for kind, file in FILES.items():
        marketer.imports(kind, data.folder / file)


def contents() -> dict[str, list[dict[str, Any]]]:
    """All values of the tables; rows name each other by their place, as their keys are drawn anew; moments differ."""
    places = {table: {pk: place for place, pk in enumerate(keys(table))} for table in TABLES}

    def value(field: Any, stored: Any) -> Any:
        return places[field.related_model].get(stored) if field.related_model in places else stored

    def told(table: Any) -> list[dict[str, Any]]:
        fields = [field for field in table._meta.concrete_fields if not (field.primary_key or field.name in MOMENTS)]
        rows = table.objects.order_by("pk").values_list(*(field.attname for field in fields))
        return [{field.name: value(field, each) for field, each in zip(fields, row, strict=True)} for row in rows]

    return {table.__name__: told(table) for table in TABLES}


MOMENTS = {"modified_at", "posted_at", "party"}


def keys(table: Any) -> Any:
    return table.objects.order_by("pk").values_list("pk", flat=True)
