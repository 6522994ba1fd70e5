"""The FactBoxes beside a card: those that stand with it, and those it asks for once it stands."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from core import extensions
from core.extensions import FactBox
from core.models import User

Filled = list[tuple[FactBox, Mapping[str, Any]]]


def beside(row: Any, user: User) -> list[FactBox]:
    """The boxes of a card that the person may see, in the order they stand in."""
    of_row = (box for box in extensions.fact_boxes.of(type(row)) if box.shown(row))
    found = (box for box in of_row if not box.permission or user.has_perm(box.permission))
    return sorted(found, key=lambda box: (box.last, not box.first))


def split(boxes: Sequence[FactBox]) -> tuple[list[FactBox], list[FactBox]]:
    """Those that stand with the card, and those that come later: the first that is slow, and all below it, so that
    none of them moves."""
    now = list(takewhile(lambda box: not box.later, boxes))
    return now, list(boxes[len(now) :])


def filled(boxes: Iterable[FactBox], row: Any, user: User) -> Filled:
    """Each box with its figures; one without any is left out."""
    asked = ((box, box.figures(row, user)) for box in boxes)
    return [(box, figures) for box, figures in asked if figures is not None]
