"""A rating made in one go: its answers, and from how many points each holds (PRO-13)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Measure, ProfileAnswer, ProfileQuestion, ProfileQuestionnaire
from contacts.models.profile import APART
from core import blocks
from core.errors import Refused
from core.models import User

STEP = Decimal("0.01")
"""Points have two decimals; ranges hold both their ends, so one begins a step after another ends."""
FEWEST, MOST = 2, 20
Range = tuple[Decimal | None, Decimal | None]


class CannotRate(Refused):
    pass


def create_rating(
    *,
    questionnaire: ProfileQuestionnaire,
    description: str,
    answers: Sequence[str],
    lowest: Decimal,
    highest: Decimal,
    by: User | None,
    at: datetime,
) -> ProfileQuestion:
    """A rating as the last question, with these answers from the best to the lowest; the points of other answers are
    given afterwards. `lowest` and `highest` as in `ranges`, which says what is refused; the same answer twice is, too.
    """
    if len({answer.casefold() for answer in answers}) < len(answers):
        raise CannotRate(_("Two answers are the same. Name each differently."))
    spans = list(ranges(len(answers), lowest=lowest, highest=highest))
    with transaction.atomic():
        rating = ProfileQuestion(questionnaire=questionnaire, description=description, measure=Measure.RATING)
        rating.changed(by=by, at=at)
        rating.save()
        rows = [
            ProfileAnswer(question=rating, description=answer, position=place * APART, from_value=since, to_value=until)
            for place, (answer, (since, until)) in enumerate(zip(answers, reversed(spans), strict=True), start=1)
        ]
        blocks.create(ProfileAnswer, rows, by=by, at=at)
    return rating


def ranges(count: int, *, lowest: Decimal, highest: Decimal) -> Iterator[Range]:
    """The points of so many answers, from the lowest on: the best from `highest` on, the lowest below `lowest`, those
    between in equal parts. They leave no gap, so of two answers only `highest` counts.

    Refused (CannotRate): fewer than 2 or more than 20 answers; a `lowest` that is not below `highest`, or too close.
    """
    if not FEWEST <= count <= MOST:
        raise CannotRate(_("A rating has %(fewest)d to %(most)d answers.") % {"fewest": FEWEST, "most": MOST})
    between = count - 2
    if between and highest - lowest < STEP * between:
        raise CannotRate(_("There is no room between these points. Let the best answer begin higher."))
    part = (highest - lowest) / between if between else Decimal(0)
    inner = [(lowest + part * place).quantize(STEP) for place in range(between)]
    starts = [*inner, highest]
    yield None, starts[0] - STEP
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        yield start, following - STEP if following is not None else None
