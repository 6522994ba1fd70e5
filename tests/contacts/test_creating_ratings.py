"""A rating is made in one go, with its answers and their points (PRO-13)."""

from decimal import Decimal
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from contacts.models import ProfileQuestion
from contacts.profiles import mistakes, ratings
from contacts.profiles.creating import STEP, CannotRate, create_rating, ranges
from core.models import User
from tests import factories as f

points = st.decimals(min_value=0, max_value=1000, places=2)


@pytest.fixture
def as_dana(dana: User) -> Client:
    client = Client()
    client.force_login(dana)
    return client


@given(count=st.integers(2, 20), lowest=points, above=points)
def test_each_sum_of_points_has_one_answer(count: int, lowest: Decimal, above: Decimal) -> None:
    highest = lowest + above
    try:
        found = list(ranges(count, lowest=lowest, highest=highest))
    except CannotRate:
        assert above < STEP * (count - 2)
        return
    assert len(found) == count
    assert (found[0][0], found[-1]) == (None, (highest, None))
    for (since, until), (following, _until) in pairwise(found):
        assert until is not None
        assert until + STEP == following
        assert since is None or since <= until


@pytest.mark.parametrize(
    ("count", "lowest", "highest", "said"),
    [
        (2, "6", "6", ["..5.99", "6.."]),
        (3, "100", "500", ["..99.99", "100..499.99", "500.."]),
        (4, "0", "10", ["..-0.01", "0.00..4.99", "5.00..9.99", "10.."]),
    ],
)
def test_the_points_between_are_divided_evenly(count: int, lowest: str, highest: str, said: list[str]) -> None:
    found = ranges(count, lowest=Decimal(lowest), highest=Decimal(highest))
    ends = [(Decimal(end) if end else None) for text in said for end in text.split("..")]
    assert [end for span in found for end in span] == ends


@pytest.mark.parametrize(("count", "words"), [(1, "2 to 20 answers"), (21, "2 to 20 answers"), (3, "no room")])
def test_what_makes_no_rating_is_refused(count: int, words: str) -> None:
    with pytest.raises(CannotRate, match=words):
        list(ranges(count, lowest=Decimal(5), highest=Decimal(5)))


@pytest.mark.django_db
def test_the_answers_of_a_rating_count_at_once_when_points_are_given(ann: User) -> None:
    company = f.CompanyFactory()
    questionnaire = f.ProfileQuestionnaireFactory()
    given = f.ContactProfileAnswerFactory(contact=company)
    rating = create_rating(
        questionnaire=questionnaire,
        description="Promise",
        answers=["High", "Low"],
        lowest=Decimal(6),
        highest=Decimal(6),
        by=ann,
        at=f.A_MOMENT,
    )
    f.RatingPointsFactory(rating=rating, answer=given.answer, points=Decimal("5.99"))
    ratings.rate(company, on=f.A_DAY)
    assert str(company.profile_answers.to_question(rating).get().answer) == "Low"
    rating.points.update(points=6)
    ratings.rate(company, on=f.A_DAY)
    assert str(company.profile_answers.to_question(rating).get().answer) == "High"
    mistakes.refuse_overlaps(rating)
    assert rating.modified_by == ann


@pytest.mark.django_db
def test_administration_makes_a_rating_and_goes_on_with_its_points(as_dana: Client) -> None:
    questionnaire = f.ProfileQuestionnaireFactory(code="COMPANY")
    assert "/contacts/profiles/COMPANY/rating/" in as_dana.get(questionnaire.get_absolute_url()).text
    sent = {"description": "Class", "scheme": "abc", "highest": "500", "lowest": "100"}
    answer = as_dana.post("/contacts/profiles/COMPANY/rating/", sent, follow=True)
    rating = ProfileQuestion.objects.get(measure="rating")
    assert answer.redirect_chain[-1][0] == rating.get_absolute_url()
    assert "Class is made. Say which answers give it points." in answer.text
    said = [(each.description, each.from_value, each.to_value) for each in rating.answers.all()]
    assert said == [("A", 500, None), ("B", 100, Decimal("499.99")), ("C", None, Decimal("99.99"))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"scheme": "own"}, "Name the answers, the best first, each in a line."),
        ({"scheme": "own", "own": "Gold\ngold"}, "Two answers are the same."),
        ({"scheme": "own", "own": "Gold"}, "A rating has 2 to 20 answers."),
        ({"scheme": "abc"}, "Say below how many points the lowest answer holds."),
        ({"scheme": "abc", "lowest": "600"}, "There is no room between these points."),
        ({"scheme": "own", "own": "x" * 101 + "\ny"}, "An answer has at most 100 letters."),
    ],
)
def test_a_wrong_rating_is_said_and_nothing_is_made(as_dana: Client, typed: dict[str, str], words: str) -> None:
    f.ProfileQuestionnaireFactory(code="COMPANY")
    answer = as_dana.post("/contacts/profiles/COMPANY/rating/", {"description": "Class", "highest": "500", **typed})
    assert words in answer.text
    assert not ProfileQuestion.objects.exists()


@pytest.mark.django_db
def test_a_marketer_sets_up_no_rating(as_ann: Client) -> None:
    f.ProfileQuestionnaireFactory(code="COMPANY")
    assert as_ann.get("/contacts/profiles/COMPANY/rating/").status_code == 403
