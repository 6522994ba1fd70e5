"""Where a contact is on a day: alternative addresses and their periods (ALT-1 … ALT-6)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from contacts.addresses import Periods, address_of, address_on
from contacts.models import AddressPeriod, AlternativeAddress, Contact
from core.models import User
from tests.conftest import Queries
from tests.factories import AddressPeriodFactory, AlternativeAddressFactory, CompanyFactory, PersonFactory

pytestmark = pytest.mark.django_db

MARCH = {"starting_date": date(2026, 3, 1), "ending_date": date(2026, 3, 31)}


@pytest.fixture
def summer() -> AlternativeAddress:
    return AlternativeAddressFactory(contact=PersonFactory(number="CT101"), code="SUMMER", city="Bergen")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), "SUMMER"),
        (date(2026, 3, 10), "SUMMER"),
        (date(2026, 3, 31), "SUMMER"),
        (date(2026, 4, 1), None),
    ],
)
def test_alt_3_an_address_holds_from_its_first_day_to_its_last(
    day: date, code: str | None, summer: AlternativeAddress
) -> None:
    AddressPeriodFactory(address=summer, **MARCH)
    found = address_of(summer.contact, on=day)
    assert (found.code if found else None) == code
    asked = Contact.objects.values_list(address_on(day), flat=True).get(number="CT101")
    assert asked == (summer.pk if code else None)
    known = Periods.of([summer.contact_id])
    assert known.on(day, contact=summer.contact_id) == asked


def test_alt_3_of_two_that_hold_the_one_that_began_last_counts(summer: AlternativeAddress) -> None:
    cabin = AlternativeAddressFactory(contact=summer.contact, code="CABIN")
    AddressPeriodFactory(address=summer, starting_date=date(2026, 1, 1), ending_date=None)
    AddressPeriodFactory(address=cabin, **MARCH)
    assert address_of(summer.contact, on=date(2026, 3, 10)) == cabin
    assert address_of(summer.contact, on=date(2026, 4, 10)) == summer
    assert Periods.of([summer.contact_id]).on(date(2026, 3, 10), contact=summer.contact_id) == cabin.pk


def test_alt_2_two_periods_of_a_contact_cannot_begin_on_one_day(summer: AlternativeAddress) -> None:
    AddressPeriodFactory(address=summer, **MARCH)
    cabin = AlternativeAddressFactory(contact=summer.contact, code="CABIN")
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressPeriodFactory(address=cabin, starting_date=date(2026, 3, 1))
    AddressPeriodFactory(address=AlternativeAddressFactory(), starting_date=date(2026, 3, 1))


def test_alt_6_a_person_does_not_live_where_its_company_does(summer: AlternativeAddress) -> None:
    company = CompanyFactory()
    AddressPeriodFactory(address=AlternativeAddressFactory(contact=company), **MARCH)
    assert address_of(PersonFactory(company=company), on=date(2026, 3, 10)) is None


def test_many_contacts_are_asked_in_one_statement(summer: AlternativeAddress, queries: Queries) -> None:
    AddressPeriodFactory(address=summer, **MARCH)
    PersonFactory.create_batch(5)
    assert queries(lambda: list(Contact.objects.values_list("pk", address_on(date(2026, 3, 10))))) == 1


# --- the pages --------------------------------------------------------------------------------------


def lines(*periods: tuple[str, str], **more: Any) -> dict[str, Any]:
    sent = {"periods-TOTAL_FORMS": len(periods), "periods-INITIAL_FORMS": 0, **more}
    for number, (start, end) in enumerate(periods):
        sent |= {f"periods-{number}-starting_date": start, f"periods-{number}-ending_date": end}
    return sent


def test_a_salesperson_adds_an_address_and_says_when_it_holds(as_bob: Client) -> None:
    PersonFactory(number="CT101")
    answer = as_bob.post("/contacts/CT101/addresses/new/", {"code": "summer", "city": "Bergen"})
    assert answer.url == "/contacts/CT101/addresses/SUMMER/"
    sent = lines(("2026-03-01", "2026-03-31"), code="SUMMER", city="Voss")
    assert as_bob.post(answer.url, sent).status_code == 302
    period = AddressPeriod.objects.get()
    assert (period.address.city, period.contact.number, period.ending_date) == ("Voss", "CT101", date(2026, 3, 31))


def test_a_code_is_used_once_by_a_contact(summer: AlternativeAddress, as_bob: Client) -> None:
    page = as_bob.post("/contacts/CT101/addresses/new/", {"code": "SUMMER"}).content.decode()
    assert "The contact already has an address with this code." in page


@pytest.mark.parametrize(
    ("periods", "sentence"),
    [
        ([("2026-03-31", "2026-03-01")], "The starting date must lie before the ending date."),
        ([("2026-03-01", ""), ("2026-03-01", "")], "Another address of the contact holds from this day too."),
        ([("2026-01-01", "")], "Another address of the contact holds from this day too."),
    ],
)
def test_alt_2_periods_that_cannot_be_are_refused(
    periods: list[tuple[str, str]], sentence: str, summer: AlternativeAddress, as_bob: Client
) -> None:
    cabin = AlternativeAddressFactory(contact=summer.contact, code="CABIN")
    AddressPeriodFactory(address=cabin, starting_date=date(2026, 1, 1))
    page = as_bob.post("/contacts/CT101/addresses/SUMMER/", lines(*periods, code="SUMMER")).content.decode()
    assert sentence in page
    assert not summer.periods.exists()


def test_con_43_an_address_goes_with_its_periods_and_with_its_contact(
    summer: AlternativeAddress, as_bob: Client, dana: User
) -> None:
    AddressPeriodFactory(address=summer, **MARCH)
    as_bob.post("/contacts/CT101/addresses/SUMMER/delete/")
    assert not AddressPeriod.objects.exists()
    AddressPeriodFactory(address=AlternativeAddressFactory(contact=summer.contact))
    summer.contact.delete()
    assert not AlternativeAddress.objects.exists()


def test_con_5_what_changes_an_address_stamps_its_contact(
    summer: AlternativeAddress, ann: User, client: Client
) -> None:
    client.force_login(ann)
    person, at = summer.contact, "/contacts/CT101/addresses/"
    no_periods = {"periods-TOTAL_FORMS": "0", "periods-INITIAL_FORMS": "0"}

    def stamped() -> bool:
        person.refresh_from_db()
        moved = person.modified_by == ann
        Contact.objects.update(modified_by=None)
        return moved

    client.post(f"{at}new/", {"code": "CABIN", "city": "Oslo"})
    assert stamped()
    client.post(f"{at}SUMMER/", {"code": "SUMMER", "city": "Voss", "version": summer.version, **no_periods})
    summer.refresh_from_db()
    assert (stamped(), summer.city) == (True, "Voss")
    client.post(f"{at}CABIN/delete/")
    assert stamped()


def test_an_address_keeps_its_history(summer: AlternativeAddress, ann: User, client: Client) -> None:
    client.force_login(ann)
    no_periods = {"periods-TOTAL_FORMS": "0", "periods-INITIAL_FORMS": "0"}
    client.post("/contacts/CT101/addresses/SUMMER/", {"code": "SUMMER", "city": "Voss", **no_periods})
    page = client.get("/contacts/CT101/addresses/SUMMER/history/").content.decode()
    assert "Voss" in page
    assert "Bergen" in page
    assert 'href="/contacts/CT101/addresses/"' in page
