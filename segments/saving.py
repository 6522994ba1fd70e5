"""Criteria kept under a code, and taken again with another segment (4.5)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.errors import Refused
from core.models import User
from segments.models import SavedCriteria, Segment
from segments.stepping import Step


class NothingToSave(Refused):
    pass


class NotSaved(Refused):
    pass


def save(*, segment: Segment, code: str, description: str, by: User, at: datetime) -> SavedCriteria:
    """Keep the segment's steps by criteria under a code.

    Refused: a segment without such a step (NothingToSave); a blank, wrong or known code (NotSaved).
    """
    steps = [{"kind": step.kind, **step.criteria} for step in segment.steps.order_by("number") if step.criteria]
    steps = [step for step in steps if "typed" in step]
    if not steps:
        raise NothingToSave(_("%(segment)s has no step by criteria yet. Add contacts first.") % {"segment": segment})
    saved = SavedCriteria(code=code, description=description, steps=steps, user=by, at=at)
    try:
        saved.full_clean()
    except ValidationError as error:
        raise NotSaved(" ".join(error.messages)) from error
    saved.save()
    return saved


def steps_of(saved: SavedCriteria, *, today: date, work_date: date) -> Sequence[Step]:
    """What was saved, to be asked of the contacts of today."""
    return [Step.of(kept["kind"], kept, today=today, work_date=work_date) for kept in saved.steps]
