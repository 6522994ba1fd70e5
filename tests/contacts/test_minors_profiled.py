"""Minors get no profile answers, by hand or by figures, and keep none (CON-34)."""

from typing import Any

import pytest
from django.test import Client

from contacts import consequences, merging, unmerging
from contacts.models import Contact, ContactProfileAnswer, ProfileQuestion
from contacts.profiles import answering, ratings, updating
from contacts.profiles.answering import OfMinor
from core.importing import checking
from core.importing.kinds import kinds
from tests import factories as f
from tests.conftest import Queries
from tests.contacts.test_minors import save

pytestmark = pytest.mark.django_db

MINOR = {"minor": True, "privacy_blocked": True}


def question_of(measure: str, **quest: Any) -> ProfileQuestion:
    """With one answer, for whatever figure."""
    question = f.ProfileQuestionFactory(
        questionnaire=f.ProfileQuestionnaireFactory(**quest),
        measure=measure,
        starting_formula="-1Y",
        ending_formula="0D",
    )
    f.ProfileAnswerFactory(question=question, from_value=0)
    return question


def having(question: ProfileQuestion) -> set[str]:
    given = ContactProfileAnswer.objects.to_question(question)
    return set(given.values_list("contact__number", flat=True))


def update(question: ProfileQuestion) -> None:
    updating.update_classification([question.questionnaire], on=f.A_DAY, today=f.A_DAY, at=f.A_MOMENT)


@pytest.mark.parametrize("contact_type", ["", "person"])
def test_con_34_an_update_passes_minors_over(contact_type: str) -> None:
    question = question_of("interactions", contact_type=contact_type)
    company = f.CompanyFactory(number="CO")
    f.PersonFactory(number="GROWN", company=company)
    f.PersonFactory(number="YOUNG", company=company, **MINOR)
    f.PersonFactory(number="ALONE", **MINOR)
    update(question)
    assert having(question) == ({"GROWN"} if contact_type else {"CO", "GROWN"})


def test_con_34_no_points_make_a_rating_of_a_minor() -> None:
    points = f.RatingPointsFactory()
    f.ProfileAnswerFactory(question=points.rating, from_value=0)
    for number, about in {"GROWN": {}, "YOUNG": MINOR}.items():
        f.ContactProfileAnswerFactory(contact=f.PersonFactory(number=number, **about), answer=points.answer)
    ratings.rate_all(on=f.A_DAY)
    assert having(points.rating) == {"GROWN"}


def test_con_34_by_hand_it_is_refused_with_a_sentence_even_when_the_parents_agree() -> None:
    anna = f.PersonFactory(name="Anna Berg", minor=True, parental_consent_received=True)
    answer = f.ProfileAnswerFactory()
    with pytest.raises(OfMinor, match="Anna Berg is a minor; minors have no profile answers"):
        answering.answer(contact=anna, chosen={answer.question: [answer]}, by=None, on=f.A_DAY, at=f.A_MOMENT)
    assert not anna.profile_answers.exists()


def test_con_34_the_pages_of_a_minor_ask_nothing_and_say_why(as_ann: Client) -> None:
    f.ProfileAnswerFactory()
    anna = f.PersonFactory(number="CT1", name="Anna Berg", **MINOR)
    asked = as_ann.get("/contacts/CT1/profile/").content.decode()
    assert "Minors have no profile answers." in asked
    assert "<fieldset" not in asked
    card = as_ann.get(f"{anna.get_absolute_url()}?boxes").content.decode()
    assert "Minors have no profile answers." in card
    assert "/contacts/CT1/profile/" not in card


def test_con_34_who_becomes_a_minor_loses_the_answers_and_the_page_says_so(as_ann: Client) -> None:
    anna, other = f.PersonFactory(number="CT1", name="Anna Berg"), f.PersonFactory()
    for contact in (anna, anna, other):
        f.ContactProfileAnswerFactory(contact=contact)
    assert "Anna Berg is a minor: 2 profile answers are deleted." in save(as_ann, anna, minor=True)
    assert not anna.profile_answers.exists()
    assert other.profile_answers.count() == 1


def test_con_34_a_file_that_makes_minors_takes_their_answers(queries: Queries) -> None:
    people = [f.PersonFactory(number=f"CT{number}") for number in range(1, 4)]
    for contact in people:
        f.ContactProfileAnswerFactory(contact=contact)
    checking.run(kinds["contacts"], b"number,minor\nCT1,yes\nCT2,yes\nCT3,no\n", user=None, at=f.A_MOMENT)
    assert set(ContactProfileAnswer.objects.values_list("contact__number", flat=True)) == {"CT3"}
    assert queries(lambda: answering.keep_none_of_minors(Contact.objects.filter(minor=False))) == 1


def test_con_34_a_merge_that_makes_a_minor_takes_the_answers_and_its_undo_brings_them_back() -> None:
    anna, young = f.PersonFactory(name="Anna Berg"), f.PersonFactory(name="A. Berg", **MINOR)
    for _each in range(2):
        f.ContactProfileAnswerFactory(contact=anna)
    before = set(ContactProfileAnswer.objects.values_list())
    assert "2 profile answers go, because minors have none." in consequences.foretold(anna, young)
    done = merging.merge(survivor=anna, duplicate=young, theirs=[], by=None, at=f.A_MOMENT)
    assert not ContactProfileAnswer.objects.exists()
    unmerging.undo(done, by=None, at=f.A_MOMENT)
    assert set(ContactProfileAnswer.objects.values_list()) == before
