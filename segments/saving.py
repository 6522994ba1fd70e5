"""Criteria kept under a code, and taken again with another segment (4.5)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.errors import Refused
from core.models import User
from segments.models import SavedCriteria, Segment
from segments.stepping import Repeatable, is_repeatable, step_of


class NothingToSave(Refused):
    pass


class NotSaved(Refused):
    pass


def save(*, segment: Segment, code: str, description: str, by: User, at: datetime) -> SavedCriteria:
    """Keep the segment's steps by criteria under a code.

    Refused: a segment without such a step (NothingToSave); a blank, wrong or known code (NotSaved).
    """
    taken = segment.steps.order_by("number").values_list("kind", "criteria")
    steps = [{"kind": kind, **kept} for kind, kept in taken if is_repeatable(kind, kept)]
    if not steps:
        raise NothingToSave(_("%(segment)s has no step by criteria yet. Add contacts first.") % {"segment": segment})
    saved = SavedCriteria(code=code, description=description, steps=steps, user=by, at=at)
    try:
        saved.full_clean()
    except ValidationError as error:
        raise NotSaved(" ".join(error.messages)) from error
    saved.save()
    return saved


def steps_of(saved: SavedCriteria, *, today: date, work_date: date) -> Sequence[Repeatable]:
    """What was saved, to be asked of the contacts of today."""
    return [step_of(today=today, work_date=work_date, **kept) for kept in saved.steps]
