"""Profile questionnaires: answers by hand, by figures, and by points (9)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from contacts import sql
from contacts.models import Contact, ContactBusinessRelation, ContactProfileAnswer, ProfileAnswer, ProfileQuestion
from contacts.profiles import answering, mistakes, ratings, updating
from contacts.profiles.answering import AnsweredMeanwhile, SecondAnswer, WrongAnswer
from contacts.profiles.mistakes import WronglySetUp
from contacts.profiles.ratings import Circular
from contacts.profiles.updating import NothingAutomatic
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db

Ranges = dict[str, tuple[str | None, str | None]]
ABC: Ranges = {"A": ("500000", None), "B": ("100000", "499999"), "C": (None, "99999")}
A_YEAR = {"starting_formula": "-1Y", "ending_formula": "0D"}


def measured(measure: str, ranges: Ranges, *, quest: dict[str, Any] | None = None, **options: Any) -> ProfileQuestion:
    """An automatic question that looks at a year, with an answer for each range."""
    questionnaire = f.ProfileQuestionnaireFactory(**(quest or {}))
    question = f.ProfileQuestionFactory(questionnaire=questionnaire, measure=measure, **{**A_YEAR, **options})
    for name, (since, until) in ranges.items():
        f.ProfileAnswerFactory(
            question=question,
            description=name,
            from_value=since and Decimal(since),
            to_value=until and Decimal(until),
        )
    return question


def update(*questions: ProfileQuestion) -> int:
    questionnaires = [question.questionnaire for question in questions]
    return updating.update_classification(questionnaires, on=f.A_DAY, today=f.A_DAY, at=f.A_MOMENT)


def answers_to(question: ProfileQuestion) -> dict[str, str]:
    """By contact's number; a contact with two answers would be named twice."""
    rows = ContactProfileAnswer.objects.filter(answer__question=question)
    found = list(rows.order_by("contact__number").values_list("contact__number", "answer__description"))
    assert len(dict(found)) == len(found)
    return dict(found)


def customer(number: str, *amounts: str) -> Contact:
    bought = f.CustomerFactory(contact=f.CompanyFactory(number=number))
    for amount in amounts:
        f.SalesEntryFactory(customer=bought, posting_date=f.A_DAY, amount=Decimal(amount))
    return bought.contact


def tick(contact: Contact, *answers: ProfileAnswer, question: ProfileQuestion | None = None, **options: Any) -> bool:
    asked = question or answers[0].question
    return answering.answer(contact=contact, chosen={asked: answers}, by=None, on=f.A_DAY, at=f.A_MOMENT, **options)


def test_ci_116_customers_are_a_b_or_c_by_their_sales() -> None:
    question = measured("sales", ABC)
    for number, amounts in {
        "CT1": ["300000", "200000"],
        "CT2": ["499999"],
        "CT3": ["100000"],
        "CT4": ["99999"],
        "CT5": [],
    }.items():
        customer(number, *amounts)
    f.CompanyFactory(number="CT6")  # is no customer (PRO-9)
    assert update(question) == 1
    assert answers_to(question) == {"CT1": "A", "CT2": "B", "CT3": "B", "CT4": "C", "CT5": "C"}


def test_ci_118_interactions_are_counted_but_the_cancelled_and_the_postponed() -> None:
    question = measured("interactions", {"1": ("0", "2"), "2": ("3", "5"), "3": ("6", None)})
    for number, count in {"CT0": 0, "CT3": 3, "CT7": 7}.items():
        contact = f.CompanyFactory(number=number)
        f.InteractionFactory.create_batch(count, contact=contact, date=f.A_DAY)
        f.InteractionFactory.create_batch(4, contact=contact, date=f.A_DAY, cancelled=True)
        f.InteractionFactory(contact=contact, date=f.A_DAY, postponed=True)
        f.InteractionFactory(contact=contact, date=date(f.A_DAY.year - 2, 1, 1))
    update(question)
    assert answers_to(question) == {"CT0": "1", "CT3": "2", "CT7": "3"}


@pytest.fixture
def rated() -> tuple[ProfileQuestion, ProfileAnswer, ProfileAnswer]:
    rating = measured("rating", {"High": ("6", None), "Low": (None, "5.99")}, starting_formula="", ending_formula="")
    prints, buys = (f.ProfileAnswerFactory(description=name) for name in ("prints in house", "buys yearly"))
    f.RatingPointsFactory(rating=rating, answer=prints, points=5)
    f.RatingPointsFactory(rating=rating, answer=buys, points=3)
    return rating, prints, buys


def test_ci_119_points_of_answers_make_a_rating_at_once(rated: Any) -> None:
    rating, prints, buys = rated
    both, one, none = (f.CompanyFactory(number=number) for number in ("BOTH", "ONE", "ZERO"))
    for contact, answers in [(both, [prints, buys]), (one, [prints]), (none, [])]:
        for each in answers:
            tick(contact, each)
    assert answers_to(rating) == {"BOTH": "High", "ONE": "Low"}
    tick(both, question=buys.question)
    assert answers_to(rating) == {"BOTH": "Low", "ONE": "Low"}
    ContactProfileAnswer.objects.filter(answer__question=rating).delete()
    ratings.rate_all(on=f.A_DAY)
    assert answers_to(rating) == {"BOTH": "Low", "ONE": "Low"}


def test_a_rating_that_somebody_else_wrote_at_that_moment_stays(rated: Any) -> None:
    rating, first, second = rated
    contact = f.CompanyFactory()
    tick(contact, first)
    tick(contact, second)
    before = list(ContactProfileAnswer.objects.to_question(rating).values_list("answer", flat=True))
    points = ProfileAnswer.objects.filter(given__contact=contact, question=first.question)
    figures = points.values_list("given__contact", "points__points")
    sql.answer_by_figures(
        rating, of=Contact.objects.order_by().values("pk"), figures=figures, shown_by="id", on=f.A_DAY
    )
    assert before
    assert list(ContactProfileAnswer.objects.to_question(rating).values_list("answer", flat=True)) == before


def test_ci_119_who_answered_too_few_questions_is_not_rated(rated: Any) -> None:
    rating, prints, buys = rated
    ProfileQuestion.objects.filter(pk=rating.pk).update(minimum_answered=100)
    contact = f.CompanyFactory(number="CT1")
    tick(contact, prints)
    assert answers_to(rating) == {}
    tick(contact, buys)
    assert answers_to(rating) == {"CT1": "High"}


def test_ratings_of_ratings_are_computed_after_those_they_depend_on(rated: Any) -> None:
    rating, prints, buys = rated
    overall = measured("rating", {"Gold": ("10", None)})
    f.RatingPointsFactory(rating=overall, answer=rating.answers.get(description="High"), points=10)
    contact = f.CompanyFactory(number="CT1")
    answering.answer(
        contact=contact,
        chosen={prints.question: [prints], buys.question: []},
        by=None,
        on=f.A_DAY,
        at=f.A_MOMENT,
    )
    assert answers_to(overall) == {}
    tick(contact, buys)
    assert answers_to(overall) == {"CT1": "Gold"}


def test_a_rating_cannot_depend_on_itself(rated: Any) -> None:
    rating, _prints, _buys = rated
    overall = measured("rating", {"Gold": ("10", None)})
    f.RatingPointsFactory(rating=overall, answer=rating.answers.first())
    f.RatingPointsFactory(rating=rating, answer=overall.answers.first())
    with pytest.raises(Circular, match="cannot depend on itself"):
        ratings.in_order()


def test_ci_121_a_second_answer_to_a_question_that_takes_one_is_refused() -> None:
    question = f.ProfileQuestionFactory(description="Turnover")
    small, big = (f.ProfileAnswerFactory(question=question, description=name) for name in ("Small", "Big"))
    contact = f.CompanyFactory()
    with pytest.raises(SecondAnswer, match="“Turnover” takes one answer only; choose one of Small, Big"):
        tick(contact, small, big)
    assert not ContactProfileAnswer.objects.exists()
    tick(contact, small)
    assert tick(contact, big)
    assert answers_to(question) == {contact.number: "Big"}


def test_the_database_knows_no_second_answer_either() -> None:
    first = f.ContactProfileAnswerFactory()
    second = f.ProfileAnswerFactory(question=first.answer.question)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.ContactProfileAnswerFactory(contact=first.contact, answer=second)


def test_a_question_may_take_several_answers_and_no_longer_while_somebody_has_two() -> None:
    question = f.ProfileQuestionFactory(several_answers=True, description="Brands")
    one, two = f.ProfileAnswerFactory.create_batch(2, question=question)
    contact = f.CompanyFactory()
    assert tick(contact, one, two)
    assert not tick(contact, one, two)
    question.several_answers = False
    with pytest.raises(SecondAnswer, match="1 contact has several answers to “Brands”"):
        answering.follow(question)
    tick(contact, one)
    answering.follow(question)
    assert ContactProfileAnswer.objects.get().sole_answer_to == question


def test_answering_stamps_the_contact_and_dates_only_what_is_new() -> None:
    question = f.ProfileQuestionFactory(several_answers=True)
    one, two = f.ProfileAnswerFactory.create_batch(2, question=question)
    contact = f.CompanyFactory()
    tick(contact, one)
    later = date(f.A_DAY.year + 1, 1, 1)
    answering.answer(contact=contact, chosen={question: [one, two]}, by=None, on=later, at=f.A_MOMENT)
    dated = dict(ContactProfileAnswer.objects.values_list("answer", "updated_on"))
    assert dated == {one.pk: f.A_DAY, two.pk: later}
    contact.refresh_from_db()
    assert contact.modified_at == f.A_MOMENT


@pytest.mark.parametrize(
    ("quest", "options", "sentence"),
    [
        ({}, {"measure": "sales"}, "answered automatically"),
        ({"contact_type": "person"}, {}, "its questionnaire is for others"),
    ],
)
def test_what_is_not_asked_about_a_contact_cannot_be_answered(
    quest: dict[str, Any], options: dict[str, Any], sentence: str
) -> None:
    question = f.ProfileQuestionFactory(questionnaire=f.ProfileQuestionnaireFactory(**quest), **options)
    with pytest.raises(WrongAnswer, match=sentence):
        tick(f.CompanyFactory(), f.ProfileAnswerFactory(question=question))


def test_an_answer_of_another_question_is_refused() -> None:
    with pytest.raises(WrongAnswer, match="belongs to another question"):
        tick(f.CompanyFactory(), f.ProfileAnswerFactory(), question=f.ProfileQuestionFactory())


def test_who_saw_an_older_contact_is_told_so() -> None:
    contact, wanted = f.CompanyFactory(name="Fjordmat"), f.ProfileAnswerFactory()
    seen = contact.version
    tick(contact, wanted, version=seen)
    with pytest.raises(AnsweredMeanwhile, match="Somebody changed Fjordmat meanwhile"):
        tick(contact, question=wanted.question, version=seen)
    assert ContactProfileAnswer.objects.exists()


def test_overlapping_ranges_are_told_and_nothing_is_changed() -> None:
    good = measured("sales", ABC)
    customer("CT1", "500000")
    update(good)
    ContactProfileAnswer.objects.update(updated_on=date(2020, 1, 1))
    wrong = measured("sales", {"Small": ("0", "10"), "Big": ("10", None)}, description="Size")
    with pytest.raises(WronglySetUp, match="In “Size” the ranges of “Small” and “Big” overlap") as refusal:
        update(good, wrong)
    assert "Nothing was changed." in str(refusal.value)
    assert ContactProfileAnswer.objects.get().updated_on == date(2020, 1, 1)
    with pytest.raises(WronglySetUp):
        mistakes.refuse_overlaps(wrong)


@pytest.mark.parametrize(
    ("ranges", "options", "sentence"),
    [
        ({}, {}, "has no answers yet"),
        ({"A": (None, None)}, {}, "has no values, so nobody gets it"),
        (ABC, {"starting_formula": ""}, "has no period"),
        (ABC, {"starting_formula": "1D"}, "ends before it starts"),
        (ABC, {"starting_formula": "-9000Y"}, "out of the calendar"),
    ],
)
def test_other_mistakes_of_the_set_up_are_told(ranges: Ranges, options: dict[str, Any], sentence: str) -> None:
    question = measured("sales", ranges, **options)
    with pytest.raises(WronglySetUp, match=sentence):
        update(question)


def test_a_questionnaire_that_is_answered_by_hand_has_nothing_to_update() -> None:
    with pytest.raises(NothingAutomatic):
        update(f.ProfileQuestionFactory())


Bound = st.one_of(st.none(), st.integers(-5, 5).map(Decimal))


def in_order(ends: tuple[Decimal | None, Decimal | None]) -> tuple[Decimal | None, Decimal | None]:
    since, until = ends
    return ends if since is None or until is None else (min(since, until), max(since, until))


@given(st.lists(st.tuples(Bound, Bound).map(in_order), max_size=4))
def test_ranges_overlap_exactly_when_some_figure_lies_in_two(
    ends: Sequence[tuple[Decimal | None, Decimal | None]],
) -> None:
    answers = [ProfileAnswer(from_value=since, to_value=until) for since, until in ends]
    question = ProfileQuestion(description="Q", measure="sales")

    def holds(answer: ProfileAnswer, figure: int) -> bool:
        since, until = answer.from_value, answer.to_value
        return (
            not (since is until is None) and (since is None or figure >= since) and (until is None or figure <= until)
        )

    twice = any(sum(holds(answer, figure) for answer in answers) > 1 for figure in range(-7, 8))
    assert bool(list(mistakes._overlaps(question, answers))) == twice


def test_persons_show_what_is_true_of_their_company() -> None:
    for_all, for_companies = measured("sales", ABC), measured("sales", ABC, quest={"contact_type": "company"})
    for_persons = measured("sales", ABC, quest={"contact_type": "person"})
    f.PersonFactory(number="P1", company=customer("CT1", "500000"))
    update(for_all, for_companies, for_persons)
    assert answers_to(for_all) == {"CT1": "A", "P1": "A"}
    assert answers_to(for_companies) == {"CT1": "A"}
    assert answers_to(for_persons) == {"P1": "A"}


def test_a_company_has_the_interactions_of_its_persons_and_persons_alone_have_their_own() -> None:
    ranges: Ranges = {"none": ("0", "0"), "some": ("1", None)}
    together, alone = (
        measured("interactions", ranges),
        measured("interactions", ranges, quest={"contact_type": "person"}),
    )
    company = f.CompanyFactory(number="CT1")
    f.InteractionFactory(contact=f.PersonFactory(number="P1", company=company), date=f.A_DAY)
    f.PersonFactory(number="P2", company=company)
    update(together, alone)
    assert answers_to(together) == {"CT1": "some", "P1": "some", "P2": "some"}
    assert answers_to(alone) == {"P1": "some", "P2": "none"}


def test_only_contacts_of_the_business_relation_are_asked_about() -> None:
    press, ours = f.BusinessRelationFactory(code="PRESS"), f.BusinessRelationFactory(code="CUST", of_customers=True)
    ranges: Ranges = {"none": ("0", "0")}
    about_press = measured("interactions", ranges, quest={"business_relation": press})
    about_ours = measured("interactions", ranges, quest={"business_relation": ours})
    of_press = f.CompanyFactory(number="CT1")
    f.PersonFactory(number="P1", company=of_press)
    f.CompanyFactory(number="CT2")
    ContactBusinessRelation.objects.create(contact=of_press, code=press)
    customer("CT3")
    update(about_press, about_ours)
    assert answers_to(about_press) == {"CT1": "none", "P1": "none"}
    assert answers_to(about_ours) == {"CT3": "none"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"method": "percent of value"}, {"CT1": "low", "CT2": "low", "CT3": "mid", "CT4": "high"}),
        ({"method": "percent of contacts"}, {"CT1": "low", "CT2": "mid", "CT3": "mid", "CT4": "high"}),
        (
            {"method": "percent of contacts", "descending": True},
            {"CT1": "high", "CT2": "mid", "CT3": "mid", "CT4": "low"},
        ),
    ],
)
def test_percentages_of_value_and_of_contacts(options: dict[str, Any], expected: dict[str, str]) -> None:
    question = measured("sales", {"low": (None, "25"), "mid": ("26", "75"), "high": ("76", None)}, **options)
    if options["method"] == "percent of value":
        question.answers.filter(description="mid").update(to_value=Decimal(45))
        question.answers.filter(description="high").update(from_value=Decimal(46))
    for number, amount in {"CT1": "10", "CT2": "50", "CT3": "80", "CT4": "120"}.items():
        customer(number, amount)
    update(question)
    assert answers_to(question) == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("profit", "40"),  # 300 sold, 260 paid for it
        ("sales frequency", "2"),
        ("average invoice", "150"),
        ("discount", "25"),  # of 400
    ],
)
def test_what_is_measured_of_a_customer(measure: str, expected: str) -> None:
    question = measured(measure, {"right": (expected, expected)}, starting_formula="-1Y+1D")
    bought = f.CustomerFactory(contact=f.CompanyFactory(number="CT1"))
    for number, amount in [("I1", "150"), ("I1", "50"), ("I2", "100")]:
        f.SalesEntryFactory(
            customer=bought,
            posting_date=f.A_DAY,
            document_number=number,
            amount=Decimal(amount),
            quantity=Decimal(1),
            unit_cost={"150": Decimal(110), "50": Decimal(50), "100": Decimal(100)}[amount],
            list_price={"150": Decimal(200), "50": Decimal(75), "100": Decimal(125)}[amount],
        )
    update(question)
    assert answers_to(question) == {"CT1": "right"}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("interaction frequency", "3"), ("average cost", "4"), ("average duration", "20"), ("opportunities won", "50")],
)
def test_what_is_measured_of_a_contact(measure: str, expected: str) -> None:
    question = measured(measure, {"right": (expected, expected)}, starting_formula="-1Y+1D")
    contact = f.CompanyFactory(number="CT1")
    for cost, duration in [(2, 10), (4, 20), (6, 30)]:
        f.InteractionFactory(contact=contact, date=f.A_DAY, cost=cost, duration=duration)
    for status in ("won", "lost", "in progress"):
        closed = None if status == "in progress" else f.A_DAY
        f.OpportunityFactory(contact=contact, status=status, date_closed=closed)
    update(question)
    assert answers_to(question) == {"CT1": "right"}


def test_an_update_takes_as_many_statements_for_twenty_contacts_as_for_two(queries: Queries) -> None:
    question = measured("sales", ABC)
    for number in range(2):
        customer(f"CT{number}", "1")
    for_two = queries(lambda: update(question))
    for number in range(2, 20):
        customer(f"CT{number}", "1")
    assert queries(lambda: update(question)) == for_two
    assert len(answers_to(question)) == 20
