"""The pages of profiles: set-up, answering on a contact, updating (9)."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact, ContactProfileAnswer, ProfileAnswer, ProfileQuestion, ProfileQuestionnaire
from contacts.profiles import updating
from core import progress
from core.models import User
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_dana(dana: User) -> Client:
    client = Client()
    client.force_login(dana)
    return client


def lines(prefix: str, *rows: dict[str, Any], standing: int = 0) -> dict[str, Any]:
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": standing}
    return sent | {f"{prefix}-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}


def of(question: ProfileQuestion, **typed: Any) -> dict[str, Any]:
    fields = ["description", "measure", "starting_formula", "ending_formula", "method", "decimals", "minimum_answered"]
    return {name: str(getattr(question, name)) for name in fields} | typed


def test_an_administrator_sets_up_a_questionnaire_with_questions_and_answers(as_dana: Client) -> None:
    typed = {"code": "company", "description": "About companies", "contact_type": "company", "priority": "2"}
    as_dana.post(reverse("contacts:new_questionnaire"), typed)
    questionnaire = ProfileQuestionnaire.objects.get(code="COMPANY")
    asked = lines("questions", {"description": "Turnover"}, {"description": "Brands"})
    response = as_dana.post(questionnaire.get_absolute_url(), {**typed, **asked})
    assert response.status_code == 302
    turnover, _brands = questionnaire.questions.all()
    assert [question.position for question in questionnaire.questions.all()] == [10, 20]
    offered = lines("answers", {"description": "Small", "priority": "2"}, {"description": "Big", "priority": "4"})
    as_dana.post(turnover.get_absolute_url(), {**of(turnover), **offered})
    assert [answer.description for answer in turnover.answers.all()] == ["Small", "Big"]


def test_overlapping_ranges_are_refused_when_they_are_typed(as_dana: Client) -> None:
    question = f.ProfileQuestionFactory(measure="sales", starting_formula="-1Y", ending_formula="0D")
    ranges = [
        {"description": "Small", "priority": "2", "to_value": "10"},
        {"description": "Big", "priority": "2", "from_value": "10"},
    ]
    response = as_dana.post(question.get_absolute_url(), {**of(question), **lines("ranges", *ranges)})
    assert "the ranges of “Small” and “Big” overlap" in response.content.decode()
    assert not ProfileAnswer.objects.exists()
    ranges[0]["to_value"] = "9.99"
    assert as_dana.post(question.get_absolute_url(), {**of(question), **lines("ranges", *ranges)}).status_code == 302
    assert question.answers.get(description="Small").to_value == Decimal("9.99")


@pytest.mark.parametrize("measure", ["", "sales"])
def test_the_card_of_a_question_leads_to_who_gave_each_answer(as_dana: Client, measure: str) -> None:
    question = f.ProfileQuestionFactory(measure=measure, starting_formula="-1Y", ending_formula="0D")
    given = f.ContactProfileAnswerFactory(answer=f.ProfileAnswerFactory(question=question))
    shown = as_dana.get(question.get_absolute_url()).content.decode()
    assert f"?profile_answer={given.answer.pk}" in shown


def test_points_that_would_close_a_circle_are_refused(as_dana: Client) -> None:
    rating = f.ProfileQuestionFactory(measure="rating")
    own = f.ProfileAnswerFactory(question=rating, from_value=1)
    typed = {**of(rating), **lines("ranges"), **lines("points", {"answer": own.pk, "points": "1"})}
    assert "A rating cannot depend on itself" in as_dana.post(rating.get_absolute_url(), typed).content.decode()
    assert not rating.points.exists()


def test_a_question_with_a_measure_needs_a_period(as_dana: Client) -> None:
    question = f.ProfileQuestionFactory()
    response = as_dana.post(question.get_absolute_url(), {**of(question, measure="sales"), **lines("answers")})
    assert "What is measured needs a period" in response.content.decode()


def test_what_was_answered_by_hand_is_not_overwritten_by_figures(as_dana: Client) -> None:
    given = f.ContactProfileAnswerFactory()
    question = given.answer.question
    typed = of(question, measure="rating") | lines("answers")
    assert "Take these answers away first" in as_dana.post(question.get_absolute_url(), typed).content.decode()
    as_dana.post(reverse("contacts:take_answers_away", args=[question.pk]))
    assert not ContactProfileAnswer.objects.exists()
    assert as_dana.post(question.get_absolute_url(), typed).status_code == 302


def test_what_is_in_use_is_not_deleted(as_dana: Client) -> None:
    given = f.ContactProfileAnswerFactory()
    question = given.answer.question
    card = question.questionnaire.get_absolute_url()
    asked = {"id": question.pk, "description": question.description, "position": question.position, "DELETE": "on"}
    general = {name: getattr(question.questionnaire, name) for name in ("code", "description", "priority")}
    response = as_dana.post(card, {**general, **lines("questions", asked, standing=1)})
    assert "1 answer" in response.content.decode()
    as_dana.post(f"{card}delete/")
    answer = {"id": given.answer.pk, "description": "A", "position": 10, "priority": 2, "DELETE": "on"}
    as_dana.post(question.get_absolute_url(), {**of(question), **lines("answers", answer, standing=1)})
    assert ContactProfileAnswer.objects.exists()
    given.delete()
    rated = f.RatingPointsFactory(answer=given.answer)
    as_dana.post(question.get_absolute_url(), {**of(question), **lines("answers", answer, standing=1)})
    assert ProfileAnswer.objects.filter(pk=rated.answer.pk).exists()
    rated.delete()
    as_dana.post(f"{card}delete/")
    assert not ProfileQuestion.objects.filter(pk=question.pk).exists()


def test_a_marketer_may_not_set_up(as_ann: Client) -> None:
    question = f.ProfileQuestionFactory()
    assert as_ann.get(question.get_absolute_url()).status_code == 200
    assert as_ann.post(question.get_absolute_url(), of(question)).status_code == 403


@pytest.fixture
def asked() -> tuple[Contact, ProfileQuestion, ProfileQuestion]:
    questionnaire = f.ProfileQuestionnaireFactory(code="COMPANY", description="About companies")
    single = f.ProfileQuestionFactory(questionnaire=questionnaire, description="Turnover")
    several = f.ProfileQuestionFactory(questionnaire=questionnaire, description="Brands", several_answers=True)
    for question in (single, several):
        for name in ("Small", "Big"):
            f.ProfileAnswerFactory(question=question, description=name)
    return f.CompanyFactory(number="CT1", name="Fjordmat"), single, several


def test_a_salesperson_answers_on_the_contact_and_the_card_shows_it(as_bob: Client, asked: Any) -> None:
    contact, single, several = asked
    page = reverse("contacts:profile", args=["CT1"])
    assert "Several answers are allowed." in as_bob.get(page).content.decode()
    small, big = single.answers.all()
    ticked = {
        f"question-{single.pk}": small.pk,
        f"question-{several.pk}": [each.pk for each in several.answers.all()],
        "version": contact.version,
    }
    assert as_bob.post(page, ticked).status_code == 302
    assert contact.profile_answers.count() == 3
    boxes = f"{contact.get_absolute_url()}?boxes"
    shown = as_bob.get(boxes).content.decode()
    assert "Turnover" in shown
    assert "Small" in shown
    late = {f"question-{single.pk}": big.pk, "version": contact.version}
    assert "Somebody changed Fjordmat meanwhile" in as_bob.post(page, late).content.decode()
    assert contact.profile_answers.count() == 3
    ProfileAnswer.objects.filter(pk=small.pk).update(priority=0)
    assert "Turnover" not in as_bob.get(boxes).content.decode()


def test_a_question_without_answers_says_so(as_bob: Client, asked: Any) -> None:
    _contact, single, _several = asked
    f.ProfileQuestionFactory(questionnaire=single.questionnaire, description="Not thought out")
    page = as_bob.get(reverse("contacts:profile", args=["CT1"])).content.decode()
    assert "This question has no answers to choose from yet." in page


def test_questionnaires_for_others_and_automatic_questions_are_not_asked(as_bob: Client, asked: Any) -> None:
    contact, single, _several = asked
    for_persons = f.ProfileQuestionnaireFactory(description="About persons", contact_type="person")
    f.ProfileQuestionFactory(questionnaire=for_persons, description="Likes coffee")
    f.ProfileQuestionFactory(questionnaire=single.questionnaire, description="ABC", measure="sales")
    press = f.ProfileQuestionnaireFactory(
        description="About the press", business_relation=f.BusinessRelationFactory(code="PRESS")
    )
    written = f.ProfileQuestionFactory(questionnaire=press, description="Circulation")
    page = as_bob.get(reverse("contacts:profile", args=["CT1"])).content.decode()
    for text in ("About persons", "ABC", "About the press"):
        assert text not in page
    f.ContactProfileAnswerFactory(contact=contact, answer__question=written)  # answered already
    page = as_bob.get(reverse("contacts:profile", args=["CT1"])).content.decode()
    assert "About the press" in page


def test_a_contact_without_questions_is_told_so(as_bob: Client) -> None:
    page = reverse("contacts:profile", args=[f.CompanyFactory().number])
    assert "Nothing to answer" in as_bob.get(page).content.decode()


def test_a_profile_asks_the_database_no_more_for_many_questions(as_bob: Client, asked: Any, queries: Queries) -> None:
    _contact, single, _several = asked
    page = reverse("contacts:profile", args=["CT1"])
    as_bob.get(page)
    before = queries(lambda: as_bob.get(page))
    for _each in range(10):
        f.ProfileAnswerFactory(question=f.ProfileQuestionFactory(questionnaire=single.questionnaire))
    assert queries(lambda: as_bob.get(page)) == before


def test_the_number_of_contacts_leads_to_them(as_ann: Client, asked: Any) -> None:
    contact, single, _several = asked
    answer = single.answers.get(description="Big")
    f.ContactProfileAnswerFactory(contact=contact, answer=answer)
    f.CompanyFactory(name="Somebody else")
    where = f"{reverse('contacts:list')}?profile_answer={answer.pk}"
    assert where in as_ann.get(single.get_absolute_url()).content.decode()
    listed = as_ann.get(where).content.decode()
    assert "Fjordmat" in listed
    assert "Somebody else" not in listed


@pytest.fixture
def by_interactions() -> ProfileQuestion:
    question = f.ProfileQuestionFactory(measure="interactions", starting_formula="-1Y", ending_formula="0D")
    f.ProfileAnswerFactory(question=question, description="None", from_value=0, to_value=0)
    f.CompanyFactory(number="CT1")
    return question


@pytest.mark.parametrize("is_all", [False, True])
def test_a_marketer_updates_the_classification(as_ann: Client, by_interactions: ProfileQuestion, is_all: bool) -> None:
    name, key = ("update_classifications", []) if is_all else ("update_classification", ["QUEST1"])
    page = reverse(f"contacts:{name}", args=key)
    assert as_ann.get(page).status_code == 200
    assert as_ann.post(page, {"on": "2026-03-10"}).status_code == 302
    assert ContactProfileAnswer.objects.get().contact.number == "CT1"
    by_interactions.questionnaire.refresh_from_db()
    assert by_interactions.questionnaire.classified_at


def test_very_many_contacts_are_classified_in_the_background(
    as_ann: Client,
    by_interactions: ProfileQuestion,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(updating, "MANY", 0)
    questionnaire = by_interactions.questionnaire
    with django_capture_on_commit_callbacks() as waiting:
        as_ann.post(reverse("contacts:update_classification", args=[questionnaire.code]), {"on": "2026-03-10"})
    where = reverse("contacts:classification_progress", args=[questionnaire.code])
    box = as_ann.get(where)
    assert "It waits for its turn." in box.content.decode()
    progress.tell(questionnaire, 1, 2)
    assert "The questions are being answered anew." in as_ann.get(where).content.decode()
    for begin in waiting:
        begin()
    assert ContactProfileAnswer.objects.exists()
    assert as_ann.get(where).headers["HX-Refresh"] == "true"


def test_a_mistake_is_told_on_the_card_and_before_an_update(as_ann: Client, by_interactions: ProfileQuestion) -> None:
    f.ProfileAnswerFactory(question=by_interactions, description="Again", from_value=0)
    overlap = "the ranges of “None” and “Again” overlap"
    assert overlap in as_ann.get(by_interactions.questionnaire.get_absolute_url()).content.decode()
    page = reverse("contacts:update_classification", args=[by_interactions.questionnaire.code])
    assert overlap in as_ann.post(page, {"on": "2026-03-10"}).content.decode()
    assert not ContactProfileAnswer.objects.exists()


def test_a_salesperson_does_not_update(as_bob: Client) -> None:
    assert as_bob.get(reverse("contacts:update_classifications")).status_code == 403


def test_a_handout_has_the_automatic_questions_when_asked(as_bob: Client, asked: Any) -> None:
    _contact, single, _several = asked
    f.ProfileQuestionFactory(questionnaire=single.questionnaire, description="Our figures", measure="sales")
    paper = reverse("contacts:handout", args=["COMPANY"])
    page = as_bob.get(paper).content.decode()
    assert "Turnover" in page
    assert "Our figures" not in page
    assert "Our figures" in as_bob.get(f"{paper}?automatic").content.decode()
