"""What is wrong with the set-up of questionnaires: overlapping ranges, questions without answers (PRO-17)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from contacts.models import ProfileAnswer, ProfileQuestion, ProfileQuestionnaire
from contacts.profiles.measures import span_of
from core.dateformulas import FormulaRefused
from core.errors import Refused

LOWEST, HIGHEST = Decimal("-Infinity"), Decimal("Infinity")


class WronglySetUp(Refused):
    pass


def refuse_mistakes(questionnaires: Iterable[ProfileQuestionnaire], *, on: date) -> None:
    """Refused (WronglySetUp) with everything that keeps automatic questions from being answered; before any is."""
    found = [sentence for each in questionnaires for sentence in mistakes_in(each, on=on, of_automatic=True)]
    if found:
        raise WronglySetUp(" ".join([*found, _("Nothing was changed.")]))


def refuse_overlaps(question: ProfileQuestion) -> None:
    """Refused (WronglySetUp) when two answers of an automatic question hold for the same figure."""
    found = list(_overlaps(question, list(question.answers.all()))) if question.measure else []
    if found:
        raise WronglySetUp(" ".join(found))


def mistakes_in(questionnaire: ProfileQuestionnaire, *, on: date, of_automatic: bool = False) -> Iterator[str]:
    """A sentence for each mistake, question by question; two statements."""
    questions = questionnaire.questions.prefetch_related("answers")
    for question in questions.exclude(measure="") if of_automatic else questions:
        yield from _mistakes_of(question, on)


def _mistakes_of(question: ProfileQuestion, on: date) -> Iterator[str]:
    answers = list(question.answers.all())
    if not answers:
        yield _("“%(question)s” has no answers yet. Add some.") % {"question": question}
    if not question.measure:
        return
    yield from _of_ranges(question, answers)
    if not question.is_rating:
        yield from _of_days(question, on)


def _of_ranges(question: ProfileQuestion, answers: Sequence[ProfileAnswer]) -> Iterator[str]:
    for answer in answers:
        if answer.from_value is None and answer.to_value is None:
            sentence = _("“%(answer)s” of “%(question)s” has no values, so nobody gets it. Say from or to which value.")
            yield sentence % {"answer": answer, "question": question}
    yield from _overlaps(question, answers)


def _overlaps(question: ProfileQuestion, answers: Iterable[ProfileAnswer]) -> Iterator[str]:
    """Both ends count, so a range that begins where another ends overlaps it (PRO-7). Neighbours tell of every one."""
    ranges = sorted(filter(None, map(_range_of, answers)), key=lambda each: each[:2])
    for (_since, until, first), (since, _until, second) in pairwise(ranges):
        if since <= until:
            sentence = _("In “%(question)s” the ranges of “%(first)s” and “%(second)s” overlap. Change one of them.")
            yield sentence % {"question": question, "first": first, "second": second}


def _range_of(answer: ProfileAnswer) -> tuple[Decimal, Decimal, ProfileAnswer] | None:
    since, until = answer.from_value, answer.to_value
    if since is None and until is None:
        return None
    return LOWEST if since is None else since, HIGHEST if until is None else until, answer


def _of_days(question: ProfileQuestion, on: date) -> Iterator[str]:
    named = {"question": question}
    if not (question.starting_formula and question.ending_formula):
        yield _("“%(question)s” has no period. Give it a starting and an ending date formula.") % named
        return
    try:
        span = span_of(question, on=on)
    except FormulaRefused as refusal:
        yield f"“{question}”: {refusal.worded(_)}"
        return
    if span.until < span.since:
        yield _("The period of “%(question)s” ends before it starts. Change one of its date formulas.") % named
