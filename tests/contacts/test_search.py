"""Finding contacts: numbers by their beginning, names by any part, never by reading all of them (goal G13)."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from contacts.models import Contact, Customer
from tests.factories import CompanyFactory, CustomerFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> None:
    for number, name in [
        ("CT100", "Fjordmat AS"),
        ("CT101", "Nordfjord Kontor"),
        ("CT200", "Müller & Söhne GmbH"),
        ("CT201", 'The "Best" 100% Co_op'),
        ("XCT1", "O'Hara's"),
    ]:
        CompanyFactory(number=number, name=name)


def numbers(typed: str) -> list[str]:
    return sorted(Contact.objects.search(typed).values_list("number", flat=True))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("ct10", ["CT100", "CT101"], id="a number by its beginning, in small letters"),
        pytest.param("CT", ["CT100", "CT101", "CT200", "CT201"], id="two letters: only beginnings"),
        pytest.param("fjord", ["CT100", "CT101"], id="a name by a part inside"),
        pytest.param("FJORDMAT", ["CT100"], id="capitals do not matter"),
        pytest.param("fj", ["CT100"], id="two letters of a name: its beginning"),
        pytest.param("kontor nord", ["CT101"], id="all words, in any order"),
        pytest.param("kontor fjordmat", [], id="all words, not one of them"),
        pytest.param("müller", ["CT200"], id="letters with marks"),
        pytest.param("SÖHNE", ["CT200"], id="capitals with marks"),
        pytest.param("& gmbh", ["CT200"], id="a short word is passed over"),
        pytest.param('"best"', ["CT201"], id="quotes"),
        pytest.param("100%", ["CT201"], id="a per cent sign is no wildcard"),
        pytest.param("1%0", [], id="a per cent sign is only itself"),
        pytest.param("co_op", ["CT201"], id="an underscore"),
        pytest.param("coxop", [], id="an underscore is only itself"),
        pytest.param("o'hara", ["XCT1"], id="an apostrophe"),
        pytest.param("fjord OR gmbh", [], id="words of the search engine mean nothing"),
        pytest.param("nobody", [], id="nothing"),
    ],
)
@pytest.mark.usefixtures("known")
def test_contacts_are_found(typed: str, found: list[str]) -> None:
    assert numbers(typed) == found


@pytest.mark.usefixtures("known")
def test_a_search_name_by_hand_is_found_by_its_beginning() -> None:
    Contact.objects.filter(number="XCT1").update(search_name="PUB OF THE IRISH")
    assert numbers("pub of") == ["XCT1"]


@pytest.mark.usefixtures("known")
def test_the_index_follows_every_way_of_writing() -> None:
    Contact.objects.filter(number="CT100").update(name="Havmat AS", search_name="HAVMAT AS")
    assert (numbers("fjordmat"), numbers("avmat")) == ([], ["CT100"])
    Contact.objects.bulk_create([Contact(number="CT300", name="Skogmat AS")])
    assert numbers("kogmat") == ["CT300"]
    Contact.objects.filter(number="CT100").delete()
    assert numbers("avmat") == []


def test_customers_are_found_by_their_number_and_their_contacts_name() -> None:
    customer = CustomerFactory(number="C77", contact=CompanyFactory(name="Fjordmat AS"))
    CustomerFactory(number="X1")
    assert list(Customer.objects.search("c7")) == [customer]
    assert list(Customer.objects.search("ordma")) == [customer]


# --- the plans -------------------------------------------------------------------------------------


@pytest.fixture
def many() -> None:
    """Enough contacts for a planner to prefer an index, and what it wants to know about them."""
    Contact.objects.bulk_create(
        Contact(number=f"K{n}", name=f"{n} Nordfjord {n}", search_name=f"{n} NORDFJORD {n}") for n in range(5000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contacts_contact")
        if connection.vendor == "postgresql":
            # Five thousand rows are soon read whole, a million are not: forbid what only small tables allow.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")


def reads_all_contacts(rows: QuerySet[Any]) -> bool:
    """Whether the plan walks through the whole table of contacts or the whole of one of its indexes."""
    lines = [line.strip() for line in rows.explain().splitlines()]
    if connection.vendor == "sqlite":
        return any("SCAN contacts_contact" in line and "VIRTUAL" not in line for line in lines)
    scans = [n for n, line in enumerate(lines) if "Scan" in line and " on contacts_contact" in line]
    return any("Seq Scan" in lines[n] or not lines[n + 1].startswith(("Index Cond", "Recheck Cond")) for n in scans)


@pytest.mark.usefixtures("many")
def test_no_search_reads_all_contacts() -> None:
    searches = {
        (typed, order): Contact.objects.search(typed).order_by(order, "pk")[:51]
        for typed in ["K10", "4711", "rdfjord 47", "fj"]
        for order in ["number", "search_name"]
    }
    assert not [asked for asked, rows in searches.items() if reads_all_contacts(rows)]


@pytest.mark.usefixtures("many")
def test_no_search_of_customers_reads_all_contacts() -> None:
    assert not [typed for typed in ["C10", "4711", "fj"] if reads_all_contacts(Customer.objects.search(typed))]


@pytest.mark.usefixtures("many")
def test_the_test_of_plans_sees_a_search_that_reads_everything() -> None:
    assert reads_all_contacts(Contact.objects.filter(city__contains="x"))
    assert reads_all_contacts(Contact.objects.filter(city__contains="x").order_by("number", "pk")[:51])


# --- the look-up -----------------------------------------------------------------------------------


def found(client: Client, label: str, typed: str) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = client.get(f"/lookup/{label}/", {"q": typed}).json()["results"]
    return results


def test_a_look_up_tells_namesakes_apart(as_ann: Client) -> None:
    fjordmat = CompanyFactory(number="CT1", name="Fjordmat AS", city="Bergen")
    anna = PersonFactory(number="CT2", name="Anna Berg", company=fjordmat)
    assert found(as_ann, "contacts.contact", "anna") == [
        {"value": anna.pk, "text": "Anna Berg", "hint": "CT2 · Fjordmat AS"}
    ]
    assert found(as_ann, "contacts.contact", "ct1") == [
        {"value": fjordmat.pk, "text": "Fjordmat AS", "hint": "CT1 · Bergen"}
    ]


def test_a_look_up_of_companies_offers_no_persons(as_ann: Client) -> None:
    PersonFactory(name="Fjord, Anna")
    company = CompanyFactory(name="Fjordmat AS")
    assert [row["value"] for row in found(as_ann, "contacts.contact:companies", "fjord")] == [company.pk]


def test_a_look_up_offers_no_blocked_customer(as_ann: Client) -> None:
    CustomerFactory(number="C1", blocked=True)
    customer = CustomerFactory(number="C2", contact=CompanyFactory(name="Fjordmat AS", city="Bergen"))
    assert found(as_ann, "contacts.customer", "c") == [
        {"value": customer.pk, "text": "C2 Fjordmat AS", "hint": "Bergen"}
    ]


def test_a_look_up_survives_a_zero_byte(as_ann: Client) -> None:
    assert found(as_ann, "contacts.contact", "ab\0cd") == []
