"""A real company's data imports as it lies there, twice over; its broken twin is refused row by row."""

from datetime import UTC, datetime

import pytest
from django.conf import settings

from contacts.models import Contact, Country, Customer
from core.importing import checking
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from items.models import Item
from salespeople.models import Salesperson

DATA = settings.SHARED / "data"
AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
FILES = [("salespeople", "employees", 9), ("item-discount-groups", "categories", 8), ("items", "products", 77)]
FILES += [("customers", "customers", 91)]

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


def test_every_shifted_row_of_the_broken_file_is_named_and_nothing_is_written() -> None:
    content = (DATA / "northwind-broken" / "customers.csv").read_bytes()
    found = checking.check(kinds["customers"], content, user=None)
    refused = [draft for draft in found.drafts if draft.outcome is Outcome.REFUSED]
    assert len(refused) == 24
    assert all("its values are shifted" in draft.record.errors[0] for draft in refused)
    assert (refused[0].record.line, refused[0].title) == (8, "BLONP")
    with pytest.raises(checking.RowsRefused, match="24 rows are refused, so nothing was imported"):
        checking.run(kinds["customers"], content, user=None, at=AT)
    assert not Contact.objects.exists()
