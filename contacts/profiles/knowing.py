"""What the profile says of a contact among all that is known of it."""

from typing import Any

from django.db.models import QuerySet

from contacts.models import ContactProfileAnswer
from contacts.profiles import measures
from contacts.traces import Trace
from core.models import User


def _seen_by(given: QuerySet[Any], user: User) -> QuerySet[Any]:
    hidden = measures.hidden_from(user)
    return given.exclude(answer__question__measure__in=hidden).select_related("answer__question")


ANSWERS = Trace(
    ContactProfileAnswer,
    hidden=["sole_answer_to"],
    told={"answer": lambda given: given.answer.with_its_question},
    seen_by=_seen_by,
)
