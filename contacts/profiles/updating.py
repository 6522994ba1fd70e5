"""Automatic questions answered anew, for all contacts at once (PRO-8): never by itself, somebody asks for it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts import sql
from contacts.models import Contact, ContactProfileAnswer, Measure, ProfileQuestion, ProfileQuestionnaire
from contacts.profiles import measures, ratings
from contacts.profiles.fitting import contacts_for, heads_for
from contacts.profiles.mistakes import refuse_mistakes
from core import progress
from core.errors import Refused

MANY = 5_000
"""Contacts, from which on it is done in the background."""


class NothingAutomatic(Refused):
    pass


def update_classification(
    questionnaires: Sequence[ProfileQuestionnaire], *, on: date, today: date, at: datetime
) -> int:
    """Answer the automatic questions by figures of periods counted from `on`, then all ratings; answers how many
    questions that were.

    The answers of before go. What is true of a company is shown by its persons, unless the questionnaire is for
    companies only. Refused, before anything is changed: as `refuse` says. Some statements a question.
    """
    refuse(questionnaires, on=on)
    questions = ProfileQuestion.objects.measured().filter(questionnaire__in=questionnaires)
    waiting = list(questions.select_related("questionnaire__business_relation").order_by("questionnaire", "position"))
    steps = len(waiting) + 1
    for done, question in enumerate(waiting):
        _tell(questionnaires, done, steps)
        _answer(question, on=on, today=today)
    _tell(questionnaires, len(waiting), steps)
    ratings.rate_all(on=today)
    keys = [questionnaire.pk for questionnaire in questionnaires]
    ProfileQuestionnaire.objects.filter(pk__in=keys).update(classified_at=at)
    _tell(questionnaires, steps, steps)
    return len(waiting)


def refuse(questionnaires: Sequence[ProfileQuestionnaire], *, on: date) -> None:
    """Refused: mistakes of the set-up (WronglySetUp), a rating that depends on itself (Circular), and questionnaires
    without an automatic question (NothingAutomatic)."""
    automatic = ProfileQuestion.objects.filter(questionnaire__in=questionnaires).exclude(measure="")
    if not automatic.exists():
        raise NothingAutomatic(_("No question is answered automatically. Say on a question what it is answered by."))
    refuse_mistakes(questionnaires, on=on)
    ratings.in_order()


def are_many() -> bool:
    return Contact.objects.order_by()[MANY : MANY + 1].exists()


@transaction.atomic
def _answer(question: ProfileQuestion, *, on: date, today: date) -> None:
    """A figure is that of a company with all its persons, but of persons alone where only those are asked about."""
    ProfileQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    standing = ContactProfileAnswer.objects.to_question(question)
    standing.delete()
    is_personal = question.questionnaire.contact_type == Contact.Type.PERSON
    by_person = is_personal and not Measure(question.measure).is_of_customers
    whose, shown_by = ("pk", "id") if by_person else ("party", "party")
    sql.answer_by_figures(
        question,
        of=(contacts_for(question.questionnaire) if by_person else heads_for(question)).values("pk"),
        figures=measures.figures_of(question, on=on, whose=whose),
        shown_by=shown_by,
        on=today,
        others_have_nothing=True,
    )


def _tell(questionnaires: Sequence[ProfileQuestionnaire], done: int, of: int) -> None:
    for questionnaire in questionnaires:
        progress.tell(questionnaire, done, of)
