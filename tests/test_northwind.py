"""A real company's data imports as it lies there, twice over; its broken twin is refused row by row."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.conf import settings

from contacts.models import Contact, Country, Customer
from core.importing import checking
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from items.models import Item, SalesEntry
from sales.models import SalesDocument, SalesLine
from salespeople.models import Salesperson

DATA = settings.SHARED / "data"
AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
FILES = [("salespeople", "employees", 9), ("item-discount-groups", "categories", 8), ("items", "products", 77)]
FILES += [("customers", "customers", 91), ("orders", "orders", 830), ("order-lines", "order-details", 2155)]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (DATA / "northwind").is_dir(), reason="Northwind is not there (setting SHARED)"),
]


def test_northwind_imports_as_it_lies_there_and_again_without_duplicates() -> None:
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        for kind, file, count in FILES:
            content = (DATA / "northwind" / f"{file}.csv").read_bytes()
            assert checking.run(kinds[kind], content, user=None, at=AT).counts[outcome] == count
    assert (Customer.objects.count(), Contact.objects.count(), Country.objects.count()) == (91, 182, 21)
    alfreds = Customer.objects.get(number="ALFKI").contact
    assert (alfreds.name, alfreds.country.name) == ("Alfreds Futterkiste", "Germany")
    assert list(alfreds.persons.values_list("name", "job_title")) == [("Maria Anders", "Sales Representative")]
    assert Salesperson.objects.get(code="2").name == "Andrew Fuller"
    cabrales = Item.objects.get(description="Queso Cabrales")
    assert (cabrales.number, cabrales.unit_price, cabrales.discount_group.description) == ("11", 21, "Dairy Products")
    assert SalesDocument.objects.orders().filter(posting_date=date(1996, 7, 4)).get().number == "10248"
    assert (SalesLine.objects.count(), SalesEntry.objects.count()) == (2155, 2155)
    for number in ("ALFKI", "SAVEA"):
        bought = [entry.amount for entry in SalesEntry.objects.filter(customer__number=number)]
        assert sorted(bought) == sorted(reckoned(number))
    assert sum(reckoned("ALFKI")) == Decimal("4273.00")


def reckoned(customer: str) -> Iterator[Decimal]:
    """What the customer paid for each line, reckoned from the files alone."""
    orders = {row["orderID"] for row in rows("orders") if row["customerID"] == customer}
    for row in rows("order-details"):
        if row["orderID"] in orders:
            gross = Decimal(row["unitPrice"]) * Decimal(row["quantity"])
            yield gross - (gross * Decimal(row["discount"])).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / "northwind" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("file", "count", "first"), [("customers", 24, (8, "BLONP")), ("orders", 176, (4, "10250"))])
def test_every_shifted_row_of_a_broken_file_is_named_and_nothing_is_written(
    file: str, count: int, first: tuple[int, str]
) -> None:
    before = FILES[: [name for _kind, name, _count in FILES].index(file)]
    for kind, name, _count in before:
        checking.run(kinds[kind], (DATA / "northwind" / f"{name}.csv").read_bytes(), user=None, at=AT)
    content = (DATA / "northwind-broken" / f"{file}.csv").read_bytes()
    found = checking.check(kinds[file], content, user=None)
    refused = found.told[Outcome.REFUSED]
    assert len(refused) == found.counts[Outcome.REFUSED] == count
    assert all("its values are shifted" in row.errors[0] for row in refused)
    assert (refused[0].line, refused[0].title) == first
    with pytest.raises(checking.RowsRefused, match=f"{count} rows are refused, so nothing was imported"):
        checking.run(kinds[file], content, user=None, at=AT)
    assert not (Contact if file == "customers" else SalesDocument).objects.exists()
