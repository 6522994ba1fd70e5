"""How a conversation went (15.1)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import Refused
from interactions.models import Evaluation


class NoEvaluation(Refused):
    pass


def evaluate(interactions: QuerySet[Any], *, evaluation: str) -> int:
    """Give all of them this evaluation, canceled ones too, over what they had; answers how many (EVA-1).

    Refused (NoEvaluation) for a word that is none of the five. One statement.
    """
    if evaluation not in Evaluation.values:
        raise NoEvaluation(_("Choose one of the five evaluations."))
    return interactions.logged().order_by().update(evaluation=evaluation)  # type: ignore[attr-defined, no-any-return]
