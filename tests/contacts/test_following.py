"""Persons follow companies that many are changed of at once, and those that a file changes (CON-23)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from contacts.models import Contact
from core.bulk import editing
from core.importing import checking, runs
from core.importing.checking import Check
from core.importing.kinds import kinds
from core.models import Import, User
from tests.conftest import Queries
from tests.contacts.test_contact_pages import as_shown
from tests.factories import (
    CompanyFactory,
    ContactDefaultsFactory,
    CountryFactory,
    CustomerFactory,
    LanguageFactory,
    PersonFactory,
    SalespersonFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ADDRESS = {"address": "Kai 1", "city": "Bergen", "phone": "020-1"}


@pytest.fixture
def company() -> Contact:
    return CompanyFactory(number="CT100", name="Fjordmat AS", external_id="FJORD", **ADDRESS)


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


# --- many companies are edited at once ----------------------------------------------------------------


def edited(by: User, **values: Any) -> Any:
    rows = Contact.objects.companies()
    seen = editing.propose(rows, values).seen
    return editing.edit(rows, values, by=by, at=AT, reason="Jonas left", seen=seen)


def test_con_23_persons_follow_companies_that_are_edited_together_and_come_back_with_them(ann: User) -> None:
    jonas, rita, own = (SalespersonFactory(code=code) for code in ("JR", "RL", "MS"))
    nb = LanguageFactory(code="NB")
    first, second = CompanyFactory(salesperson=jonas), CompanyFactory(salesperson=None, language=nb)
    follows, keeps = PersonFactory(company=first, salesperson=jonas), PersonFactory(company=first, salesperson=own)
    blank, lone = PersonFactory(company=second, language=nb), PersonFactory(salesperson=jonas)
    proposal = editing.propose(Contact.objects.companies(), {"salesperson": rita})
    assert (proposal.changing, proposal.following) == (2, 2)
    assert [str(row) for row, _differences in proposal.shown] == [str(row) for row in (first, second, follows, blank)]
    change_set = edited(ann, salesperson=rita)
    assert [again(row).salesperson for row in (follows, keeps, blank, lone)] == [rita, own, rita, jonas]
    assert again(follows).history.latest("history_id").history_change_reason == "Jonas left"
    assert editing.take_back(change_set, by=ann, at=AT) == (4, 0)
    assert [again(row).salesperson for row in (first, second, follows, blank)] == [jonas, None, jonas, None]


def test_con_23_a_person_follows_in_the_fields_it_shares_alone(ann: User) -> None:
    nb, nl, rita, own = LanguageFactory(code="NB"), LanguageFactory(code="NL"), *SalespersonFactory.create_batch(2)
    anna = PersonFactory(company=CompanyFactory(language=nb), language=nb, salesperson=own)
    edited(ann, language=nl, salesperson=rita, exclude_from_segments=True)
    assert (again(anna).language, again(anna).salesperson, again(anna).exclude_from_segments) == (nl, own, False)


def test_con_23_a_switch_that_is_off_lets_nobody_follow_an_edit(ann: User) -> None:
    ContactDefaultsFactory(inherit_salesperson=False)
    anna = PersonFactory(company=CompanyFactory())
    edited(ann, salesperson=SalespersonFactory())
    assert again(anna).salesperson is None


def test_an_edit_is_refused_when_somebody_changed_a_person_who_follows(ann: User) -> None:
    rows, values = Contact.objects.companies(), {"salesperson": SalespersonFactory()}
    anna = PersonFactory(company=CompanyFactory())
    seen = editing.propose(rows, values).seen
    Contact.objects.filter(pk=anna.pk).update(version=9)
    with pytest.raises(editing.EditRefused, match="Somebody changed"):
        editing.edit(rows, values, by=ann, at=AT, reason="Because", seen=seen)


def test_an_edit_takes_no_more_rows_than_allowed_with_those_who_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "MOST_ROWS", 2)
    PersonFactory.create_batch(2, company=CompanyFactory())
    with pytest.raises(editing.EditRefused, match="With those who follow, more than 2 rows"):
        editing.propose(Contact.objects.companies(), {"salesperson": SalespersonFactory()})


def test_as_many_statements_ask_who_follows_twenty_companies_as_two(queries: Queries) -> None:
    def asked(count: int) -> int:
        Contact.objects.all().delete()
        for company in CompanyFactory.create_batch(count):
            PersonFactory(company=company)
        return queries(lambda: editing.propose(Contact.objects.companies(), {"salesperson": SalespersonFactory()}))

    assert asked(20) == asked(2)


def test_the_page_of_an_edit_tells_how_many_follow(as_ann: Client) -> None:
    rita, company = SalespersonFactory(code="RL"), CompanyFactory()
    PersonFactory.create_batch(2, company=company)
    sent = {"edit": "", "selected": company.pk, "change_salesperson": "on", "salesperson": rita.pk, "look": ""}
    answer = as_ann.post("/contacts/", sent)
    assert "1 row changes" in answer.text
    assert "2 more follow, which had the same value" in answer.text
    assert "Change 3 rows" in answer.text


# --- a file changes companies -------------------------------------------------------------------------


def run(kind: str, text: str) -> Check:
    return checking.run(kinds[kind], text.encode(), user=None, at=AT)


def told(found: Check) -> list[tuple[str, str, str]]:
    return [(change.label, change.before, change.after) for row in found.rows for change in row.differences]


def test_con_23_persons_follow_a_company_that_a_file_changes_and_the_check_tells_it(company: Contact) -> None:
    follows = PersonFactory(name="Anna Berg", company=company, **ADDRESS)
    keeps = PersonFactory(company=company, **(ADDRESS | {"phone": "020-9", "city": "Oslo"}))
    text = "external_id,name,phone,city\nFJORD,Fjordmat AS,020-2,Voss\n"
    found = checking.check(kinds["contacts"], text.encode(), user=None)
    assert told(found) == [
        ("City", "Bergen", "Voss"),
        ("Phone No.", "020-1", "020-2"),
        ("1 person follows", "", "Anna Berg"),
    ]
    assert again(follows).phone == "020-1"
    run("contacts", text)
    assert (again(follows).phone, again(follows).city, again(follows).address) == ("020-2", "Voss", "Kai 1")
    assert (again(keeps).phone, again(keeps).city) == ("020-9", "Oslo")
    assert again(follows).version == follows.version + 1


def test_con_23_a_line_of_its_own_decides_before_the_company(company: Contact) -> None:
    anna = PersonFactory(external_id="P1", name="Anna Berg", company=company, email="post@fjord.example", **ADDRESS)
    Contact.objects.filter(pk=company.pk).update(email="post@fjord.example")
    text = (
        "external_id,name,company,phone,city,email\n"
        "FJORD,Fjordmat AS,,020-2,Voss,new@fjord.example\n"
        "P1,Anna Berg,FJORD,020-1,,\n"
    )
    found = run("contacts", text)
    assert (again(anna).phone, again(anna).city, again(anna).email) == ("020-1", "Voss", "")
    assert ("City", "Bergen", "Voss") in told(found)
    assert again(anna).version == anna.version + 1


def test_con_23_a_country_that_the_file_makes_is_followed_too(company: Contact) -> None:
    anna = PersonFactory(company=company, country=None)
    run("contacts", "external_id,name,country\nFJORD,Fjordmat AS,Norway\n")
    assert again(company).country is not None
    assert again(anna).country == again(company).country


def test_con_23_persons_follow_the_company_of_a_customer_that_a_file_changes(company: Contact) -> None:
    CustomerFactory(number="FJORD", contact=company)
    anna, ben = (PersonFactory(name=name, company=company, phone="020-1") for name in ("Anna Berg", "Ben Dahl"))
    norway = CountryFactory(code="NO", name="Norway")
    found = run("customers", "customerID,companyName,contactName,phone,country\nFJORD,Fjordmat AS,Anna Berg,020-2,NO\n")
    assert {(again(row).phone, again(row).country) for row in (anna, ben)} == {("020-2", norway)}
    assert ("1 person follows", "", "Ben Dahl") in told(found)


def test_con_23_who_followed_comes_back_when_the_import_is_taken_back(
    ann: User, company: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person's own line comes in a later block than the company that it follows."""
    monkeypatch.setattr(checking, "BLOCK", 1)
    anna = PersonFactory(external_id="P1", name="Anna Berg", company=company, job_title="Buyer", **ADDRESS)
    text = "external_id,name,company,phone,job_title\nFJORD,Fjordmat AS,,020-2,\nP1,Anna Berg,FJORD,,Owner\n"
    record = Import.objects.create(
        kind="contacts", name="a.csv", content=text.encode(), uploaded_by=ann, uploaded_at=AT
    )
    runs.look(record, user=ann)
    runs.goes_on(again(record), to=Import.State.WRITING)
    runs.carry_out(record, by=ann, at=AT)
    assert (again(anna).phone, again(anna).job_title) == ("020-2", "Owner")
    runs.goes_on(again(record), to=Import.State.TAKING_BACK)
    runs.take_back(again(record), by=ann, at=AT)
    assert again(record).state == Import.State.TAKEN_BACK
    assert (again(anna).phone, again(anna).job_title) == ("020-1", "Buyer")


def test_as_many_statements_ask_who_follows_the_companies_of_a_long_file_as_of_a_short_one(queries: Queries) -> None:
    def asked(count: int) -> int:
        companies = [CompanyFactory(external_id=f"K{count}-{place}", phone="020-1") for place in range(count)]
        for company in companies:
            PersonFactory(company=company, phone="020-1")
        lines = "\n".join(f"{each.external_id},{each.name},020-2" for each in companies)
        text = f"external_id,name,phone\n{lines}\n"
        return queries(lambda: checking.check(kinds["contacts"], text.encode(), user=None))

    assert asked(20) == asked(2)


def test_the_card_still_tells_who_follows(as_bob: Client, company: Contact) -> None:
    PersonFactory(company=company, phone="020-1")
    page = as_shown(as_bob, "/contacts/CT100/")
    assert "1 person follows" in as_bob.post("/contacts/CT100/", {**page, "phone": "020-2"}, follow=True).text
