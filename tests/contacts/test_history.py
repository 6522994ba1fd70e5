"""Moving, retyping and deleting contacts: what forbids it and what happens to what hangs on them."""

from collections.abc import Iterator

import pytest

from contacts import history
from contacts.forms import CompanyForm, PersonForm
from contacts.models import Contact, ContactComment, Customer
from core import extensions
from core.deletion import InUse
from tests.factories import (
    A_DAY,
    CompanyFactory,
    CurrencyFactory,
    CustomerFactory,
    PersonFactory,
    SalesDocumentFactory,
    SalesEntryFactory,
    SegmentLineFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def guards() -> Iterator[dict[str, list[str]]]:
    """Sentences an upper app would have against an act on a contact."""
    said: dict[str, list[str]] = {}
    mine = [
        extensions.Guard(act, lambda contact, act=act, **asked: said.get(act, []))
        for act in ("type", "company", "delete")
    ]
    extensions.guards.add(Contact, *mine)
    yield said
    for guard in mine:
        extensions.guards._added[Contact].remove(guard)


def errors(contact: Contact, **values: object) -> dict[str, list[str]]:
    """What the contact's card says when these values are saved."""
    kind = CompanyForm if contact.is_company else PersonForm
    stands = {name: value for name, value in kind(instance=contact).initial.items() if value is not None}
    return dict(kind({**stands, "version": "", **values}, instance=contact).errors)


# --- deleting -------------------------------------------------------------------------------------


def test_a_company_takes_its_persons_and_comments_along() -> None:
    company = CompanyFactory(name="Fjordmat AS")
    PersonFactory(company=company)
    ContactComment.objects.create(contact=company, date=A_DAY, text="Likes fish")
    history.delete(company)
    assert not Contact.objects.exists()
    assert not ContactComment.objects.exists()


def test_con_40_a_contact_on_a_segment_line_cannot_be_deleted() -> None:
    anna = SegmentLineFactory(contact=PersonFactory(name="Anna Berg")).contact
    with pytest.raises(InUse, match="Anna Berg cannot be deleted; it is used by: 1 segment line"):
        history.delete(anna)


def test_con_40_a_company_cannot_be_deleted_when_one_of_its_persons_cannot() -> None:
    company = CompanyFactory(name="Fjordmat AS")
    anna = PersonFactory(name="Anna Berg", company=company)
    SegmentLineFactory.create_batch(2, contact=anna)
    with pytest.raises(InUse, match="Fjordmat AS cannot be deleted; it is used by: 2 segment lines of Anna Berg"):
        history.delete(company)
    assert Contact.objects.filter(pk=anna.pk).exists()


def test_a_customer_keeps_its_contact_and_all_obstacles_are_said_at_once() -> None:
    company = CustomerFactory(contact=CompanyFactory(name="Fjordmat AS")).contact
    SegmentLineFactory(contact=company)
    with pytest.raises(InUse) as refusal:
        history.delete(company)
    assert "1 customer" in str(refusal.value)
    assert "1 segment line" in str(refusal.value)


def test_a_guard_of_an_upper_app_keeps_a_contact(guards: dict[str, list[str]]) -> None:
    guards["delete"] = ["an open task"]
    with pytest.raises(InUse, match="it is used by: an open task"):
        history.delete(CompanyFactory())


def test_con_42_a_person_who_goes_leaves_its_history_to_the_company() -> None:
    company = CompanyFactory()
    entry = SalesEntryFactory(contact=PersonFactory(company=company))
    history.delete(entry.contact)
    entry.refresh_from_db()
    assert entry.contact == company


def test_a_refused_deletion_leaves_the_history_where_it_was() -> None:
    anna = PersonFactory(company=CompanyFactory())
    entry = SalesEntryFactory(contact=anna)
    SegmentLineFactory(contact=anna)
    with pytest.raises(InUse):
        history.delete(anna)
    entry.refresh_from_db()
    assert entry.contact == anna


def test_con_41_what_was_sold_remains_when_the_company_goes() -> None:
    entry = SalesEntryFactory(contact=CompanyFactory())
    history.delete(entry.contact)
    entry.refresh_from_db()
    assert entry.contact is None


def test_deleting_a_customer_keeps_the_contact() -> None:
    customer = CustomerFactory()
    contact = customer.contact
    customer.delete()
    assert Contact.objects.filter(pk=contact.pk).exists()


# --- another company ------------------------------------------------------------------------------


def test_con_12_a_guard_keeps_a_person_in_its_company(guards: dict[str, list[str]]) -> None:
    guards["company"] = ["Anna Berg is on segment SM1."]
    anna = PersonFactory(name="Anna Berg", company=CompanyFactory())
    assert errors(anna, company=CompanyFactory().pk) == {"company": ["Anna Berg is on segment SM1."]}


def test_con_13_the_history_stays_with_the_old_company() -> None:
    old, new = CompanyFactory(), CompanyFactory()
    anna = PersonFactory(company=old)
    entry = SalesEntryFactory(contact=anna)
    anna.company = new
    anna.save()
    assert history.stay_behind(anna, was_at=old) == (old, 1)
    entry.refresh_from_db()
    assert entry.contact == old


def test_the_history_of_a_person_without_company_goes_to_its_first() -> None:
    company = CompanyFactory()
    anna = PersonFactory(company=company)
    SalesEntryFactory(contact=anna)
    assert history.stay_behind(anna, was_at=None) == (company, 1)


def test_a_person_who_is_a_customer_cannot_join_a_company() -> None:
    anna = CustomerFactory(number="C1", contact=PersonFactory(name="Anna Berg")).contact
    assert errors(anna, company=CompanyFactory().pk) == {"company": ["Anna Berg is customer C1."]}


def test_a_person_cannot_be_the_company_of_a_person() -> None:
    found = errors(PersonFactory(), company=PersonFactory().pk)
    assert found == {"company": ["Choose a company; persons belong to companies."]}


# --- company or person ----------------------------------------------------------------------------


def test_con_8_a_guard_keeps_the_type(guards: dict[str, list[str]]) -> None:
    guards["type"] = ["It has interactions."]
    assert errors(CompanyFactory(), type="person") == {"type": ["It has interactions."]}


def test_con_9_a_company_with_persons_stays_a_company() -> None:
    company = CompanyFactory()
    PersonFactory.create_batch(2, company=company)
    assert errors(company, type="person") == {"type": ["2 persons belong to it."]}


def test_con_9_a_company_with_a_currency_stays_a_company() -> None:
    assert errors(CompanyFactory(currency=CurrencyFactory()), type="person") == {
        "type": ["It has a currency; clear that first."]
    }


def test_con_9_a_customer_keeps_its_type() -> None:
    company = CustomerFactory(number="C1", contact=CompanyFactory(name="Fjordmat AS")).contact
    assert errors(company, type="person") == {"type": ["Fjordmat AS is customer C1."]}


def test_a_person_who_becomes_a_company_leaves_its_own() -> None:
    anna = PersonFactory(name="Anna Berg", company=CompanyFactory())
    stands = {name: value for name, value in PersonForm(instance=anna).initial.items() if value is not None}
    form = PersonForm({**stands, "version": "", "type": "company"}, instance=anna)
    assert form.is_valid(), form.errors
    form.save()
    anna.refresh_from_db()
    assert (anna.company, anna.first_name, anna.party) == (None, "", anna.pk)


def test_the_customer_of_a_person_is_its_companys() -> None:
    customer = CustomerFactory()
    assert Customer.objects.of(PersonFactory(company=customer.contact)) == customer


def test_a_quote_that_names_a_contact_twice_is_one_obstacle() -> None:
    quote = SalesDocumentFactory()
    assert quote.bill_to == quote.sell_to
    with pytest.raises(InUse, match=r"it is used by: 1 [^,\d]*$"):
        history.delete(quote.sell_to)
