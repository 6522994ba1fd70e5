"""What the contacts of the demo company are asked about: by hand, by their figures, and by points."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from contacts.models import (
    BusinessRelation,
    Contact,
    ContactProfileAnswer,
    Importance,
    Measure,
    Method,
    ProfileAnswer,
    ProfileQuestion,
    ProfileQuestionnaire,
    RatingPoints,
)
from contacts.profiles import updating

Texts = Mapping[str, Mapping[str, int]]
Ends = tuple[str | None, str | None]

ABOUT_COMPANIES: Texts = {
    "How many shops": {"One shop": 1, "Two to five shops": 3, "More than five shops": 5},
    "How often they buy": {"Once a year": 0, "Each season": 2, "Every month": 4},
    "What they sell": {"City bikes": 1, "E-bikes": 2, "Cargo bikes": 2, "Parts": 1},
}
"""Each question with its answers, and the points these give for how promising a company is."""
ABOUT_PERSONS: Texts = {
    "Rides": {"To work": 0, "Tours": 0, "Races": 0},
    "Comes to our fair": {"Yes": 0, "Perhaps": 0, "No": 0},
}
SEVERAL = {"What they sell", "Rides"}
A_YEAR = {"starting_formula": "-1Y+1D", "ending_formula": "0D"}
ABOUT_CUSTOMERS: Sequence[tuple[str, dict[str, Any], dict[str, Ends]]] = [
    (
        "ABC by turnover",
        {"measure": Measure.SALES},
        {"A": ("10000", None), "B": ("2000", "9999.99"), "C": (None, "1999.99")},
    ),
    (
        "Profit",
        {"measure": Measure.PROFIT, "method": Method.PERCENT_OF_CONTACTS, "descending": True},
        {"The best quarter": (None, "25"), "The middle": ("26", "75"), "The last quarter": ("76", None)},
    ),
    (
        "Orders in a year",
        {"measure": Measure.SALES_FREQUENCY},
        {"Two or more": ("2", None), "One": ("1", "1.99"), "None": (None, "0.99")},
    ),
]
PROMISING: dict[str, Ends] = {"High": ("8", None), "Middle": ("4", "7.99"), "Low": (None, "3.99")}


def profiles(companies: Sequence[Contact], persons: Sequence[Contact], *, at: datetime) -> None:
    random, today = Random(9), at.date()  # noqa: S311 - nothing secret
    of_companies = _questionnaire("COMPANY", "What companies are like", contact_type=Contact.Type.COMPANY)
    of_persons = _questionnaire("PERSON", "What persons are like", contact_type=Contact.Type.PERSON)
    asked = _by_hand(of_companies, ABOUT_COMPANIES)
    _answered(companies[::2], asked, random, on=today)
    _answered(persons[::3], _by_hand(of_persons, ABOUT_PERSONS), random, on=today)
    _rating(of_companies, [answer for answers in asked.values() for answer in answers])
    ours = BusinessRelation.objects.get(of_customers=True)
    of_customers = _questionnaire("CUSTOMER", "What customers buy", business_relation=ours, priority=Importance.HIGH)
    for place, (text, options, ranges) in enumerate(ABOUT_CUSTOMERS, 1):
        question = ProfileQuestion.objects.create(
            questionnaire=of_customers, position=10 * place, description=text, **A_YEAR, **options
        )
        _ranged(question, ranges)
    updating.update_classification([of_companies, of_customers], on=today, today=today, at=at)


def _questionnaire(code: str, text: str, **options: Any) -> ProfileQuestionnaire:
    return ProfileQuestionnaire.objects.create(code=code, description=text, **options)


def _by_hand(questionnaire: ProfileQuestionnaire, texts: Texts) -> dict[ProfileQuestion, list[ProfileAnswer]]:
    found = {}
    for place, (text, answers) in enumerate(texts.items(), 1):
        question = ProfileQuestion.objects.create(
            questionnaire=questionnaire, position=10 * place, description=text, several_answers=text in SEVERAL
        )
        rows = [
            ProfileAnswer(question=question, position=10 * number, description=each)
            for number, each in enumerate(answers, 1)
        ]
        found[question] = ProfileAnswer.objects.bulk_create(rows)
    return found


def _ranged(question: ProfileQuestion, ranges: Mapping[str, Ends]) -> None:
    ProfileAnswer.objects.bulk_create(
        ProfileAnswer(
            question=question,
            position=10 * number,
            description=text,
            priority=Importance.HIGH,
            from_value=None if since is None else Decimal(since),
            to_value=None if until is None else Decimal(until),
        )
        for number, (text, (since, until)) in enumerate(ranges.items(), 1)
    )


def _rating(questionnaire: ProfileQuestionnaire, answers: Sequence[ProfileAnswer]) -> None:
    points = {text: given for texts in ABOUT_COMPANIES.values() for text, given in texts.items()}
    rating = ProfileQuestion.objects.create(
        questionnaire=questionnaire,
        position=90,
        description="How promising",
        measure=Measure.RATING,
        minimum_answered=60,
    )
    _ranged(rating, PROMISING)
    RatingPoints.objects.bulk_create(
        RatingPoints(rating=rating, answer=each, points=Decimal(points[each.description]))
        for each in answers
        if points[each.description]
    )


def _answered(
    contacts: Sequence[Contact],
    asked: Mapping[ProfileQuestion, Sequence[ProfileAnswer]],
    random: Random,
    *,
    on: date,
) -> None:
    ContactProfileAnswer.objects.bulk_create(
        ContactProfileAnswer(
            contact=contact,
            answer=answer,
            sole_answer_to=None if question.several_answers else question,
            updated_on=on,
        )
        for contact in contacts
        for question, answers in asked.items()
        for answer in random.sample(answers, k=random.randint(1, 2) if question.several_answers else 1)
    )
