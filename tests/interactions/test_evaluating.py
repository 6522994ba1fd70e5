"""How conversations went (CI-76, 77)."""

import pytest

from interactions.evaluating import NoEvaluation, evaluate
from interactions.models import Evaluation, Interaction
from tests import factories as f

pytestmark = pytest.mark.django_db


def evaluations() -> list[str]:
    return list(Interaction.objects.order_by("pk").values_list("evaluation", flat=True))


def test_ci_76_several_are_evaluated_at_once_canceled_ones_too() -> None:
    f.InteractionFactory.create_batch(2)
    f.InteractionFactory(cancelled=True)
    assert evaluate(Interaction.objects.all(), evaluation="very positive") == 3
    assert evaluations() == [Evaluation.VERY_POSITIVE] * 3


def test_ci_77_evaluating_again_overwrites() -> None:
    f.InteractionFactory(evaluation="very positive")
    evaluate(Interaction.objects.all(), evaluation="negative")
    assert evaluations() == [Evaluation.NEGATIVE]


@pytest.mark.parametrize("word", ["", "splendid"])
def test_a_word_that_is_no_evaluation_is_refused(word: str) -> None:
    f.InteractionFactory(evaluation="neutral")
    with pytest.raises(NoEvaluation, match="one of the five"):
        evaluate(Interaction.objects.all(), evaluation=word)
    assert evaluations() == [Evaluation.NEUTRAL]
