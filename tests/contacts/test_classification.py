"""The codes contacts are told apart by (4)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts import classifying, tables
from contacts.classifying import BUSINESS_RELATIONS, INDUSTRY_GROUPS, JOB_RESPONSIBILITIES, MAILING_GROUPS, WEB_SOURCES
from contacts.models import Contact
from core import deletion
from core.models import User
from tests.conftest import Queries
from tests.factories import (
    A_MOMENT,
    BusinessRelationFactory,
    CompanyFactory,
    CustomerFactory,
    IndustryGroupFactory,
    JobResponsibilityFactory,
    MailingGroupFactory,
    OrganizationalLevelFactory,
    PersonFactory,
    TerritoryFactory,
    WebSourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Contact:
    return CompanyFactory(number="CT100", name="Fjordmat & Co")


@pytest.fixture
def person(company: Contact) -> Contact:
    return PersonFactory(number="CT101", name="Eva Holm", company=company)


def classify(contact: Contact, sort: classifying.Sort, *codes: Any) -> bool:
    return classifying.classify(contact=contact, sort=sort, codes=codes, by=None, at=A_MOMENT)


def page_of(contact: Contact) -> str:
    return reverse("contacts:classification", args=[contact.number])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_ci_112_a_company_has_no_responsibilities_and_a_person_shows_the_industry_of_its_company(
    company: Contact, person: Contact
) -> None:
    retail = IndustryGroupFactory(code="RETAIL")
    with pytest.raises(classifying.WrongType, match="is a company; only persons have job responsibilities"):
        classify(company, JOB_RESPONSIBILITIES, JobResponsibilityFactory())
    classify(company, INDUSTRY_GROUPS, retail)
    assert classifying.codes_shown_on(person) == {INDUSTRY_GROUPS: ["RETAIL"]}
    with pytest.raises(classifying.WrongType, match="is a person; its company has the industry groups"):
        classify(person, INDUSTRY_GROUPS, retail)
    with pytest.raises(classifying.WrongType, match="only companies have industry groups"):
        classify(PersonFactory(), INDUSTRY_GROUPS, retail)


def test_ci_113_the_relation_that_stands_for_customers_is_not_given_by_hand(company: Contact) -> None:
    customers = BusinessRelationFactory(code="CUST", of_customers=True)
    with pytest.raises(classifying.GivenByItself, match="CUST stands for our customers"):
        classify(company, BUSINESS_RELATIONS, customers)
    assert customers not in BUSINESS_RELATIONS.given


def test_a_contact_carries_exactly_what_was_chosen_and_is_stamped_when_that_is_news(person: Contact) -> None:
    cards, gifts = MailingGroupFactory(code="X-CARD"), MailingGroupFactory(code="X-GIFT")
    assert classify(person, MAILING_GROUPS, cards, gifts)
    assert classify(person, MAILING_GROUPS, gifts)
    assert not classify(person, MAILING_GROUPS, gifts)
    assert classifying.codes_shown_on(person) == {MAILING_GROUPS: ["X-GIFT"]}
    assert (person.version, person.modified_at) == (3, A_MOMENT)


def test_cp_158_a_group_that_somebody_carries_stays(person: Contact) -> None:
    group = MailingGroupFactory(code="M")
    classify(person, MAILING_GROUPS, group)
    with pytest.raises(deletion.InUse, match="1 contact"):
        deletion.delete(group)


def test_the_codes_go_with_their_contact(person: Contact) -> None:
    classify(person, MAILING_GROUPS, MailingGroupFactory())
    deletion.delete(person)
    assert not Contact.objects.filter(pk=person.pk).exists()


def test_the_codes_are_ticked_on_a_page(as_ann: Client, ann: User, company: Contact) -> None:
    retail, web = IndustryGroupFactory(code="RETAIL"), WebSourceFactory(code="WEB", url="https://example.org/?q={word}")
    page = as_ann.post(page_of(company), {"industry_groups": [retail.pk], "web_sources": [web.pk]}, follow=True)
    assert "What Fjordmat &amp; Co is classified by is saved." in text_of(page)
    assert classifying.codes_shown_on(company) == {INDUSTRY_GROUPS: ["RETAIL"], WEB_SOURCES: ["WEB"]}
    assert "https://example.org/?q=Fjordmat%20%26%20Co" in text_of(as_ann.get(page_of(company)))
    words = {"industry_groups": [retail.pk], "web_sources": [web.pk], f"word-{web.pk}": "fjord"}
    as_ann.post(page_of(company), words)
    assert "https://example.org/?q=fjord" in text_of(as_ann.get(page_of(company)))
    company.refresh_from_db()
    assert company.modified_by == ann


def test_what_is_refused_on_the_way_changes_nothing(
    as_ann: Client, company: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    retail, news = IndustryGroupFactory(code="RETAIL"), MailingGroupFactory(code="NEWS")
    act = classifying.classify

    def refusing(*, sort: classifying.Sort, **told: Any) -> bool:
        if sort is MAILING_GROUPS:
            raise classifying.WrongType("Not this one")
        return act(sort=sort, **told)

    monkeypatch.setattr(classifying, "classify", refusing)
    page = as_ann.post(page_of(company), {"industry_groups": [retail.pk], "mailing_groups": [news.pk]})
    assert "Not this one" in text_of(page)
    assert classifying.codes_shown_on(company) == {}


def test_an_unknown_code_gets_a_sentence_and_changes_nothing(as_ann: Client, company: Contact) -> None:
    page = as_ann.post(page_of(company), {"industry_groups": ["4711"]})
    assert "4711 is not one of the available choices" in text_of(page)
    assert classifying.codes_shown_on(company) == {}


def test_a_person_sees_the_codes_of_its_company_without_boxes(
    as_ann: Client, company: Contact, person: Contact
) -> None:
    classify(company, INDUSTRY_GROUPS, IndustryGroupFactory(code="RETAIL"))
    page = text_of(as_ann.get(page_of(person)))
    assert "they are changed on its card" in page
    assert 'name="industry_groups"' not in page
    assert "RETAIL" in text_of(as_ann.get(f"{person.get_absolute_url()}?boxes"))


def test_a_page_costs_no_more_with_many_codes(as_ann: Client, company: Contact, queries: Any) -> None:
    few = queries(lambda: as_ann.get(company.get_absolute_url()))
    classify(company, INDUSTRY_GROUPS, *IndustryGroupFactory.create_batch(9))
    classify(company, MAILING_GROUPS, *MailingGroupFactory.create_batch(9))
    assert queries(lambda: as_ann.get(company.get_absolute_url())) == few


def test_a_table_of_codes_says_who_carries_each_and_leads_there(
    client: Client, dana: User, as_ann: Client, person: Contact
) -> None:
    client.force_login(dana)
    group = MailingGroupFactory(code="NEWS")
    classify(person, MAILING_GROUPS, group)
    assert '<a href="/contacts/?mailing_groups=NEWS">1</a>' in text_of(client.get(reverse("core:mailing_groups")))
    page = text_of(as_ann.get("/contacts/?mailing_groups=NEWS"))
    assert "Eva Holm" in page
    assert "CT100" not in page
    assert "Mailing group" not in text_of(as_ann.get("/contacts/"))


@pytest.mark.parametrize(
    ("name", "field", "make"),
    [
        ("territories", "territory", TerritoryFactory),
        ("organizational_levels", "organizational_level", OrganizationalLevelFactory),
    ],
)
def test_a_table_that_contacts_point_at_counts_them_and_leads_there(
    name: str, field: str, make: Any, client: Client, dana: User, person: Contact, queries: Queries
) -> None:
    client.force_login(dana)
    Contact.objects.filter(pk=person.pk).update(**{field: make(code="NORTH")})
    page = reverse(f"core:{name}")
    assert f'<a href="/contacts/?{field}=NORTH">1</a>' in text_of(client.get(page))
    found = text_of(client.get(f"/contacts/?{field}=NORTH"))
    assert "Eva Holm" in found
    assert "CT100" not in found
    few = queries(lambda: client.get(page))
    make.create_batch(9)
    assert queries(lambda: client.get(page)) == few


def test_the_relation_of_our_customers_counts_whoever_is_one(client: Client, dana: User, company: Contact) -> None:
    client.force_login(dana)
    BusinessRelationFactory(code="CUST", of_customers=True)
    CustomerFactory(contact=company)
    assert '<a href="/contacts/?customer=true">1</a>' in text_of(client.get(reverse("core:business_relations")))
    assert "CT100" in text_of(client.get("/contacts/?customer=true"))


def test_con_a_the_list_says_in_a_word_what_each_company_is_to_us(queries: Queries) -> None:
    press, dealer = BusinessRelationFactory(code="PRESS"), BusinessRelationFactory(code="DEALER")
    wanted = {
        "None": [],
        "Other": [press],
        "Multiple": [press, dealer],
    }
    rows, words = [], []
    for word, codes in wanted.items():
        company = CompanyFactory()
        for code in codes:
            BUSINESS_RELATIONS.carried.objects.create(contact=company, code=code)
        rows += [company, PersonFactory(company=company)]
        words += [word, word]
    ours, both = CompanyFactory(), CompanyFactory()
    CustomerFactory(contact=ours), CustomerFactory(contact=both)
    BUSINESS_RELATIONS.carried.objects.create(contact=both, code=press)
    rows, words = [*rows, ours, both], [*words, "Customer", "Multiple"]
    shown = Contact.objects.filter(pk__in=[row.pk for row in rows])
    said = tables.BUSINESS_RELATION.values(list(shown))
    assert [said[row.pk] for row in rows] == words
    assert queries(lambda: tables.BUSINESS_RELATION.values(list(shown))) == 2
