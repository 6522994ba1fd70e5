"""A person changes company: looked at first, then done at once (CON-12, CON-13, CON-14)."""

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Status as TaskStatus
from contacts import history, moving
from contacts.models import Contact, ContactComment
from core.deletion import InUse
from opportunities.models import Opportunity, Status
from tests.conftest import Queries
from tests.factories import (
    A_DAY,
    A_MOMENT,
    CompanyFactory,
    CustomerFactory,
    InteractionFactory,
    InteractionTemplateFactory,
    OpportunityFactory,
    PersonFactory,
    SalesDocumentFactory,
    SalesEntryFactory,
    SegmentFactory,
    SegmentLineFactory,
    TaskFactory,
)
from tests.segments.test_recording import line, log

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Contact:
    return CompanyFactory(number="CT100", name="Fjordmat AS", phone="020-1")


@pytest.fixture
def new() -> Contact:
    return CompanyFactory(number="CT200", name="Nordkyst AS", phone="030-1", city="Oslo")


@pytest.fixture
def anna(old: Contact) -> Contact:
    return PersonFactory(number="CT101", name="Anna Berg", company=old, phone="020-1")


def move(person: Contact, to: Contact) -> tuple[Contact | None, int]:
    return moving.move(person=person, to=to, seen=person.version, by=None, at=A_MOMENT)


def test_ci_100_a_person_in_a_segment_stays_and_moves_once_it_is_logged(
    anna: Contact, old: Contact, new: Contact
) -> None:
    segment = SegmentFactory(number="SM1", description="Letter", template=InteractionTemplateFactory())
    line(segment, anna)
    with pytest.raises(moving.CannotMove, match="Anna Berg is in SM1"):
        move(anna, new)
    log(segment)
    assert move(anna, new) == (old, 1)
    anna.refresh_from_db()
    assert (anna.company, anna.phone, anna.city, anna.version) == (new, "030-1", "Oslo", 2)
    assert old.interaction_set.count() == 1  # type: ignore[attr-defined]


def test_con_13_quotes_and_opportunities_stay_with_the_old_company(anna: Contact, old: Contact, new: Contact) -> None:
    won = OpportunityFactory(contact=anna, status=Status.WON, date_closed=A_DAY)
    quote = SalesDocumentFactory(sell_to=anna, bill_to=old)
    both = SalesDocumentFactory(sell_to=anna, bill_to=anna)
    assert move(anna, new) == (old, 3)
    for row in (won, quote, both):
        row.refresh_from_db()
    assert won.contact == old
    assert {quote.sell_to, quote.bill_to, both.sell_to, both.bill_to} == {old}


def test_an_open_opportunity_speaks_against_the_move(anna: Contact, new: Contact) -> None:
    OpportunityFactory(contact=anna, number="OP1")
    with pytest.raises(moving.CannotMove, match="Anna Berg has open opportunities: OP1"):
        move(anna, new)
    assert Opportunity.objects.get().contact == anna


@pytest.mark.parametrize("case", ["a company", "to a person", "to where it is", "a customer"])
def test_moves_that_make_no_sense_are_refused(case: str, anna: Contact, old: Contact, new: Contact) -> None:
    alone = CustomerFactory(contact=PersonFactory(name="Cher")).contact
    who, where, why = {
        "a company": (old, new, "only persons change company"),
        "to a person": (anna, alone, "Choose a company"),
        "to where it is": (anna, old, "works for Fjordmat AS already"),
        "a customer": (alone, new, "Cher is customer"),
    }[case]
    with pytest.raises(moving.CannotMove, match=why):
        move(who, where)


def test_somebody_who_changed_the_person_meanwhile_is_not_overruled(anna: Contact, new: Contact) -> None:
    Contact.objects.filter(pk=anna.pk).update(version=2)
    with pytest.raises(moving.CannotMove, match="Look at the move again"):
        move(anna, new)


def test_con_13_who_had_no_company_takes_the_history_along_to_the_first(new: Contact) -> None:
    alone = PersonFactory(name="Cher")
    SalesEntryFactory(contact=alone)
    assert move(alone, new) == (new, 1)


def test_the_page_shows_what_the_move_means_and_changes_nothing(
    as_bob: Client, anna: Contact, old: Contact, new: Contact
) -> None:
    InteractionFactory.create_batch(2, contact=anna)
    page = as_bob.get(f"/contacts/CT101/company/?company={new.pk}")
    shown = " ".join(page.text.split())
    for words in ("Move Anna Berg to Nordkyst AS", "What belongs to Fjordmat AS from then on", "030-1", "Interactions"):
        assert words in shown
    anna.refresh_from_db()
    assert anna.company == old
    typed = {"company": new.pk, "version": anna.version}
    answer = as_bob.post("/contacts/CT101/company/", typed, follow=True)
    assert "Anna Berg works for Nordkyst AS now." in answer.text
    assert "2 records of the past belong to Fjordmat AS." in answer.text
    anna.refresh_from_db()
    assert (anna.company, anna.phone) == (new, "030-1")


def test_the_page_says_what_speaks_against_it(as_bob: Client, anna: Contact, new: Contact) -> None:
    SegmentLineFactory(contact=anna, segment__number="SM1")
    page = as_bob.get(f"/contacts/CT101/company/?company={new.pk}").text
    assert "Anna Berg is in SM1" in page
    assert 'form="move"' not in page


def test_the_card_of_a_person_leads_there_and_that_of_a_company_does_not(
    as_bob: Client, anna: Contact, old: Contact
) -> None:
    assert "/contacts/CT101/company/" in as_bob.get("/contacts/CT101/").text
    assert "/contacts/CT100/company/" not in as_bob.get("/contacts/CT100/?boxes").text


# --- deleting -----------------------------------------------------------------------------------------


def test_ci_101_only_closed_things_go_to_the_company_when_the_person_is_deleted(anna: Contact, old: Contact) -> None:
    lost = OpportunityFactory(contact=anna, status=Status.LOST, date_closed=A_DAY)
    said = InteractionFactory(contact=anna)
    history.delete(anna)
    lost.refresh_from_db()
    said.refresh_from_db()
    assert (lost.contact, said.contact) == (old, old)


@pytest.mark.parametrize("closed", [False, True])
def test_ci_101_open_work_keeps_the_person_and_the_company(closed: bool, anna: Contact, old: Contact) -> None:
    TaskFactory(
        contact=anna,
        closed=closed,
        status=TaskStatus.COMPLETED if closed else TaskStatus.NOT_STARTED,
        date_closed=A_DAY if closed else None,
    )
    if closed:
        history.delete(anna)
        assert not old.persons.exists()
        return
    for contact in (anna, old):
        with pytest.raises(InUse, match="1 open task"):
            history.delete(contact)


@pytest.mark.parametrize("status", [Status.NOT_STARTED, Status.IN_PROGRESS])
def test_ci_101_an_open_opportunity_keeps_the_person_and_the_company(
    status: Status, anna: Contact, old: Contact
) -> None:
    opportunity = OpportunityFactory(contact=anna, status=status)
    closed = OpportunityFactory(contact=anna, status=Status.WON, date_closed=A_DAY)
    for contact in (anna, old):
        with pytest.raises(InUse, match="opportunit"):
            history.delete(contact)
    for row in (opportunity, closed):
        row.refresh_from_db()
        assert row.contact == anna  # a refusal leaves everything where it was


def test_cp_68_ci_101_who_is_in_an_open_segment_is_not_deleted_until_it_is_logged() -> None:
    co_b = CompanyFactory(name="CO-B")
    segment = SegmentFactory(number="SM1", description="Letter", template=InteractionTemplateFactory())
    line(segment, co_b)
    with pytest.raises(InUse, match="CO-B cannot be deleted; it is used by: 1 segment line"):
        history.delete(co_b)
    log(segment)
    history.delete(co_b)
    assert not Contact.objects.filter(name="CO-B").exists()


def test_the_page_names_what_stands_in_the_way_and_leads_there(as_ann: Client, anna: Contact, old: Contact) -> None:
    segment = SegmentLineFactory(contact=anna, segment__number="SM1").segment
    TaskFactory(contact=anna)
    OpportunityFactory(contact=old, number="OP1", description="New shelves")
    page = " ".join(as_ann.get("/contacts/CT100/delete/").text.split())
    assert "Fjordmat AS cannot be deleted yet." in page
    tasks = reverse("activities:tasks", query={"contact": old.pk})
    for where in (tasks, segment.get_absolute_url(), "/opportunities/OP1/"):
        assert f'href="{where}"' in page
    assert "1 person" in page
    assert 'form="delete"' not in page


def test_the_page_says_what_goes_along_and_what_stays(as_ann: Client, anna: Contact, old: Contact) -> None:
    InteractionFactory.create_batch(2, contact=anna)
    OpportunityFactory(contact=anna, status=Status.LOST, date_closed=A_DAY)
    ContactComment.objects.create(contact=anna, date=A_DAY, text="Likes fish")
    page = " ".join(as_ann.get("/contacts/CT101/delete/").text.split())
    for words in ("What is handed over to Fjordmat AS", "2 interactions", "1 opportunity", "This cannot be undone."):
        assert words in page
    assert Contact.objects.filter(pk=anna.pk).exists()
    as_ann.post("/contacts/CT101/delete/")
    assert not Contact.objects.filter(pk=anna.pk).exists()
    assert old.opportunities.count() == 1  # type: ignore[attr-defined]


def test_the_page_asks_no_more_for_twenty_persons_than_for_six(as_ann: Client, queries: Queries, old: Contact) -> None:
    PersonFactory.create_batch(6, company=old)
    as_ann.get("/contacts/CT100/delete/")
    for_six = queries(lambda: as_ann.get("/contacts/CT100/delete/"))
    PersonFactory.create_batch(14, company=old)
    assert queries(lambda: as_ann.get("/contacts/CT100/delete/")) == for_six


def test_the_menu_of_the_card_leads_to_the_page(as_ann: Client, as_bob: Client, old: Contact) -> None:
    assert 'href="/contacts/CT100/delete/"' in as_ann.get("/contacts/CT100/").text
    assert "/contacts/CT100/delete/" not in as_bob.get("/contacts/CT100/?boxes").text
    assert as_bob.get("/contacts/CT100/delete/").status_code == 403
