"""Adding, reducing and refining by criteria (4.1 to 4.4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client

from contacts import classifying
from contacts.models import Contact, Customer
from core.expressions.grammar import ExpressionRefused
from core.models import User
from segments import building, saving
from segments.criteria import Criteria
from segments.models import Segment, SegmentLine, SegmentStep
from segments.stepping import Step, take, take_all
from tests.conftest import Queries
from tests.factories import (
    A_DAY,
    A_MOMENT,
    BusinessRelationFactory,
    CompanyFactory,
    ContactProfileAnswerFactory,
    CustomerFactory,
    IndustryGroupFactory,
    InteractionFactory,
    ItemFactory,
    JobResponsibilityFactory,
    MailingGroupFactory,
    PersonFactory,
    ProfileAnswerFactory,
    SalesEntryFactory,
    SalespersonFactory,
    SegmentFactory,
)

pytestmark = pytest.mark.django_db
Typed = Mapping[str, Mapping[str, str]]
ADD, REDUCE, REFINE = SegmentStep.Kind.ADD, SegmentStep.Kind.REDUCE, SegmentStep.Kind.REFINE


@pytest.fixture
def people() -> dict[str, Contact]:
    """CO-A with its persons P-A1 and P-A2 is a customer, CO-C is one too, CO-B with P-B1 is none; P-0 is alone."""
    companies = {name: CompanyFactory(number=name, name=name) for name in ("CO-A", "CO-B", "CO-C")}
    for name in ("CO-A", "CO-C"):
        CustomerFactory(number=f"C-{name[-1]}", contact=companies[name])
    persons = {
        name: PersonFactory(number=name, name=name, company=companies.get(f"CO-{name[2]}"))
        for name in ("P-A1", "P-A2", "P-B1", "P-0")
    }
    return companies | persons


@pytest.fixture
def segment() -> Segment:
    return SegmentFactory()


def step(kind: str, typed: Typed, companies: str = "", **options: Any) -> Step:
    return Step(SegmentStep.Kind(kind), Criteria(typed, A_DAY, A_DAY, companies), **options)


def do(segment: Segment, kind: str, typed: Typed, companies: str = "", **options: Any) -> None:
    take(step(kind, typed, companies, **options), segment=segment, by=None, at=A_MOMENT)


def numbers(*wanted: str) -> Typed:
    return {"contact": {"number": "|".join(wanted)}}


def standing(segment: Segment) -> list[str]:
    lines = segment.lines.in_segment().order_by("pk")
    return list(lines.values_list("contact__number", flat=True))


def carry(contact: Contact, sort: classifying.Sort, code: Any) -> None:
    classifying.classify(contact=contact, sort=sort, codes=[code], by=None, at=A_MOMENT)


def test_cp_136_everybody_of_the_company_comes_along_the_company_first(people: Any, segment: Segment) -> None:
    do(segment, ADD, numbers("P-A1"), Criteria.Companies.ALL)
    assert standing(segment) == ["CO-A", "P-A1", "P-A2"]


@pytest.mark.parametrize(
    ("carrying", "companies", "expected"),
    [
        (["CO-A", "P-B1", "P-A2"], "", ["CO-A", "P-A2", "P-B1"]),
        (["P-A1", "P-A2"], "", ["P-A1", "P-A2"]),
        (["P-A1", "P-A2"], "related", ["CO-A", "P-A1", "P-A2"]),
        (["P-A1", "P-0"], "related", ["CO-A", "P-A1", "P-0"]),
    ],
)
def test_cp_137_a_mailing_group_and_the_companies_of_its_persons(
    people: dict[str, Contact], segment: Segment, carrying: list[str], companies: str, expected: list[str]
) -> None:
    group = MailingGroupFactory(code="M")
    for name in carrying:
        carry(people[name], classifying.MAILING_GROUPS, group)
    do(segment, ADD, {"mailing_groups": {"code": "M"}}, companies)
    assert standing(segment) == expected


def test_cp_139_persons_show_the_industry_and_the_relation_of_their_company_but_not_its_mailings(
    people: dict[str, Contact],
) -> None:
    carry(people["CO-A"], classifying.INDUSTRY_GROUPS, IndustryGroupFactory(code="RETAIL"))
    carry(people["CO-A"], classifying.BUSINESS_RELATIONS, BusinessRelationFactory(code="PRESS"))
    carry(people["CO-A"], classifying.MAILING_GROUPS, MailingGroupFactory(code="M"))
    BusinessRelationFactory(code="CUST", of_customers=True)
    assert found({"industry_groups": {"code": "RETAIL"}}) == ["CO-A", "P-A1", "P-A2"]
    assert found({"business_relations": {"code": "PRESS"}}) == ["CO-A", "P-A1", "P-A2"]
    assert found({"business_relations": {"code": "CUST"}}) == ["CO-A", "CO-C", "P-A1", "P-A2"]
    assert found({"mailing_groups": {"code": "M"}}) == ["CO-A"]


def test_ci_122_contacts_with_a_profile_answer_come_into_the_segment(
    people: dict[str, Contact], segment: Segment
) -> None:
    answer, other = (
        ProfileAnswerFactory(description=name, question__description="ABC", question__questionnaire__code=code)
        for name, code in {"A": "CUSTOMER", "B": "OTHER"}.items()
    )
    ContactProfileAnswerFactory(contact=people["CO-A"], answer=answer)
    ContactProfileAnswerFactory(contact=people["CO-B"], answer=other)
    asked = {"profile": {"questionnaire": "CUSTOMER", "question": "ABC", "answer": "A"}}
    do(segment, ADD, asked)
    assert standing(segment) == ["CO-A"]
    do(segment, ADD, {"profile": {"question": "ABC"}}, allow_existing=False)
    assert standing(segment) == ["CO-A", "CO-B"]
    do(segment, REDUCE, asked)
    assert standing(segment) == ["CO-B"]
    do(segment, REFINE, asked)
    assert standing(segment) == []


def test_cp_140_a_person_is_added_for_what_he_bought_and_reduced_for_what_his_company_bought(
    people: dict[str, Contact], segment: Segment
) -> None:
    customer = Customer.objects.get(number="C-A")
    SalesEntryFactory(item=ItemFactory(number="I1"), customer=customer, contact=people["P-A1"])
    bought = {"bought": {"item": "I1"}}
    assert found(bought) == ["CO-A", "P-A1"]
    do(segment, ADD, numbers("P-A2", "CO-C"))
    do(segment, REDUCE, bought)
    assert standing(segment) == ["CO-C"]


@pytest.mark.parametrize(("kind", "left"), [(REDUCE, ["CO-C"]), (REFINE, ["CO-A"])])
def test_cp_142_cp_143_reducing_takes_out_what_fits_and_refining_the_rest(
    people: dict[str, Contact], segment: Segment, kind: str, left: list[str]
) -> None:
    for name, code in [("CO-A", "HR"), ("CO-C", "BC")]:
        Contact.objects.filter(number=name).update(salesperson=SalespersonFactory(code=code))
    do(segment, ADD, numbers("CO-A", "CO-C"))
    do(segment, kind, {"contact": {"salesperson": "HR"}})
    assert standing(segment) == left
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    do(segment, kind, numbers("CO-A"))
    assert standing(segment) == left


def test_cp_145_reducing_by_nothing_empties_the_segment(people: Any, segment: Segment) -> None:
    do(segment, ADD, numbers("CO-A", "CO-C"))
    do(segment, REDUCE, {})
    assert standing(segment) == []


def test_cp_146_each_time_the_same_refining_is_a_step(people: Any, segment: Segment) -> None:
    do(segment, ADD, numbers("CO-A"))
    for steps in (2, 3):
        do(segment, REFINE, numbers("CO-A"))
        assert segment.steps.count() == steps
    assert standing(segment) == ["CO-A"]


def test_cp_151_going_back_removes_the_second_line_of_a_contact_alone(people: Any, segment: Segment) -> None:
    do(segment, ADD, numbers("CO-A"))
    do(segment, ADD, numbers("CO-A"), allow_existing=True)
    assert standing(segment) == ["CO-A", "CO-A"]
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    assert standing(segment) == ["CO-A"]


def test_cp_154_entire_companies_are_kept_when_steps_are_done_again(people: Any, segment: Segment) -> None:
    done = [
        step(ADD, numbers("CO-A", "CO-C"), Criteria.Companies.ALL),
        step(REFINE, numbers("P-A1"), Criteria.Companies.ALL),
    ]
    again = [Step.of(each.kind, each.kept, today=A_DAY, work_date=A_DAY) for each in done]
    take_all(again, segment=segment, by=None, at=A_MOMENT)
    assert standing(segment) == ["CO-A", "P-A1", "P-A2"]


def test_ci_22_contacts_are_added_by_their_responsibility(people: dict[str, Contact], segment: Segment) -> None:
    carry(people["P-A1"], classifying.JOB_RESPONSIBILITIES, JobResponsibilityFactory(code="PURCHASE"))
    do(segment, ADD, {"job_responsibilities": {"code": "PURCHASE"}})
    assert (standing(segment), segment.steps.count()) == (["P-A1"], 1)


def test_ci_23_customers_are_taken_out_with_their_persons(people: Any, segment: Segment) -> None:
    BusinessRelationFactory(code="CUST", of_customers=True)
    do(segment, ADD, numbers("CO-A", "P-A1", "P-B1"))
    do(segment, REDUCE, {"business_relations": {"code": "CUST"}}, Criteria.Companies.ALL)
    assert standing(segment) == ["P-B1"]


def test_ci_25_going_back_undoes_one_step_after_the_other(people: Any, segment: Segment) -> None:
    do(segment, ADD, numbers("CO-A", "CO-B", "CO-C"))
    do(segment, REDUCE, numbers("CO-B"))
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    assert (standing(segment), segment.steps.count()) == (["CO-A", "CO-B", "CO-C"], 1)
    building.go_back(segment=segment, to=0, by=None, at=A_MOMENT)
    assert standing(segment) == []


def test_several_sources_must_all_fit_and_the_fields_of_one_on_the_same_record(people: dict[str, Contact]) -> None:
    for name, day in [("P-A1", date(2026, 3, 2)), ("P-A2", date(2026, 2, 1)), ("P-B1", date(2026, 3, 3))]:
        InteractionFactory(contact=people[name], date=day, evaluation="positive")
    InteractionFactory(contact=people["P-A2"], date=date(2026, 3, 4), evaluation="negative")
    InteractionFactory(contact=people["CO-C"], date=date(2026, 3, 4), evaluation="positive", cancelled=True)
    asked = {"interactions": {"date": "2026-03-01..CM", "evaluation": "Positive"}}
    assert found(asked) == ["P-A1", "P-B1"]
    assert found(asked | numbers("P-A*")) == ["P-A1"]


def test_what_makes_no_sense_is_refused_and_changes_nothing(people: Any, segment: Segment) -> None:
    with pytest.raises(ExpressionRefused):
        do(segment, ADD, {"interactions": {"date": "yesteryear"}})
    assert not segment.steps.exists()


def test_a_step_says_in_words_what_was_asked() -> None:
    asked = {
        "contact": {"city": "B*"},
        "industry_groups": {"code": "RETAIL"},
        "bought": {"posting_date": "..2026-03-01"},
    }
    words = "City: beginning with B · Industry groups: RETAIL · What they bought, Posting Date: up to 03/01/2026"
    assert Criteria(asked, A_DAY, A_DAY).in_words() == words


def found(typed: Typed) -> list[str]:
    contacts = Criteria(typed, A_DAY, A_DAY).contacts()
    return sorted(contacts.values_list("number", flat=True))


# --- codes that nothing has -----------------------------------------------------------------------------


def refuse_unknown(typed: Typed) -> None:
    Criteria(typed, A_DAY, A_DAY).refuse_unknown()


@pytest.mark.parametrize("typed", ["RETIAL", "RETAIL|RETIAL", "<>RETIAL", "'RETIAL'"])
def test_a_code_that_does_not_exist_is_refused_and_those_that_do_are_named(typed: str) -> None:
    for code in ("RETAIL", "WHOLE"):
        IndustryGroupFactory(code=code)
    with pytest.raises(ExpressionRefused, match=r"RETIAL does not exist\. These exist: RETAIL, WHOLE\."):
        refuse_unknown({"industry_groups": {"code": typed}})


@pytest.mark.parametrize("typed", ["retail", "RETIAL*", "A..S", "<>''", "?ETAIL", ">B"])
def test_capitals_patterns_and_ranges_need_no_code_that_exists(typed: str) -> None:
    IndustryGroupFactory(code="RETAIL")
    refuse_unknown({"industry_groups": {"code": typed}})


def test_a_row_is_named_by_its_code_or_its_name_and_must_be_there() -> None:
    SalespersonFactory(code="JR", name="Jonas Reuter")
    refuse_unknown({"contact": {"salesperson": "JR|jonas reuter"}})
    with pytest.raises(ExpressionRefused, match=r"Salesperson Jonas does not exist\. These exist: JR\."):
        refuse_unknown({"contact": {"salesperson": "Jonas"}})


def test_where_many_codes_are_none_is_listed() -> None:
    MailingGroupFactory.create_batch(13)
    with pytest.raises(ExpressionRefused) as refused:
        refuse_unknown({"mailing_groups": {"code": "XX"}})
    assert str(refused.value) == "Mailing group XX does not exist."


def test_twenty_codes_are_looked_up_as_two_are(queries: Queries) -> None:
    codes = [MailingGroupFactory().code for _number in range(20)]

    def asked(count: int) -> int:
        return queries(lambda: refuse_unknown({"mailing_groups": {"code": "|".join(codes[:count])}}))

    assert asked(20) == asked(2)


def test_saved_criteria_that_name_what_is_gone_change_nothing(segment: Segment, ann: User) -> None:
    group = IndustryGroupFactory(code="RETAIL")
    take(step(ADD, {"industry_groups": {"code": "RETAIL"}}), segment=segment, by=None, at=A_MOMENT)
    saved = saving.save(segment=segment, code="SHOPS", description="", by=ann, at=A_MOMENT)
    group.delete()
    other = SegmentFactory()
    with pytest.raises(ExpressionRefused, match="Industry group RETAIL does not exist"):
        take_all(saving.steps_of(saved, today=A_DAY, work_date=A_DAY), segment=other, by=None, at=A_MOMENT)
    assert not other.steps.exists()


def test_the_page_says_who_is_found_by_what_was_bought(as_ann: Client, segment: Segment) -> None:
    assert "A person is found by what he bought himself." in as_ann.get(f"/segments/{segment.number}/add/").text
    assert "A person is found by what he bought himself." not in as_ann.get(f"/segments/{segment.number}/refine/").text


def test_the_page_says_below_the_field_that_a_code_does_not_exist(as_ann: Client, segment: Segment) -> None:
    IndustryGroupFactory(code="RETAIL")
    sent = {"industry_groups-code": "RETIAL", "last": "0"}
    answer = as_ann.post(f"/segments/{segment.number}/add/", sent)
    assert "Industry group RETIAL does not exist. These exist: RETAIL." in answer.text
    assert not segment.steps.exists()


def test_the_page_offers_the_codes_there_are(as_ann: Client, segment: Segment) -> None:
    IndustryGroupFactory(code="RETAIL", description="Shops")
    where = f"/segments/{segment.number}/add/"
    page = as_ann.get(where).text
    assert '<option value="RETAIL">Shops</option>' in page
    assert 'list="codes-industry_groups"' in page
    assert 'list="codes-mailing_groups"' not in page
    assert "<datalist" not in as_ann.get(where, headers={"HX-Request": "true"}).text


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [REDUCE, REFINE])
def test_which_lines_leave_is_asked_of_each_by_its_contact(kind: SegmentStep.Kind) -> None:
    """Where few lines were expected, each was compared with each of those that stay: minutes for forty thousand."""
    going = step(kind, {"contact": {"country": "DE"}}).going(SegmentLine.objects.in_segment())
    assert str(going.query).count('FROM "segments_segmentline"') == 1
