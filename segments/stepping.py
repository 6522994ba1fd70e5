"""Adding to a segment, reducing and refining it, keeping some of it; and doing the same elsewhere (4.2, 4.3, 4.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from core.models import User
from segments import building
from segments.consent import LeftOut
from segments.criteria import Criteria
from segments.keeping import Keep
from segments.models import Segment, SegmentStep

Kind = SegmentStep.Kind


@dataclass(frozen=True)
class Step:
    """What is done to a segment: which kind of step, by which criteria, and whether a contact may stand there twice."""

    kind: SegmentStep.Kind
    criteria: Criteria
    allow_existing: bool = False

    @property
    def kept(self) -> dict[str, Any]:
        """As a step of the segment, and saved criteria, keep it."""
        asked = {"typed": self.criteria.typed, "companies": self.criteria.companies}
        return asked | {"language": self.criteria.language or get_language(), "allow_existing": self.allow_existing}

    def in_words(self) -> str:
        return self.criteria.in_words()

    def going(self, lines: building.Lines) -> building.Lines:
        """Which of the lines leave: reducing, those that fit; refining, those that do not (4.3)."""
        fits = self.criteria.of_line()
        return lines.filter(fits if self.kind == Kind.REDUCE else ~fits)

    @classmethod
    def of(cls, kind: str, kept: Mapping[str, Any], *, today: date, work_date: date) -> "Step":
        criteria = Criteria(kept["typed"], today, work_date, kept["companies"], kept["language"])
        return cls(Kind(kind), criteria, kept["allow_existing"])


Repeatable = Step | Keep
"""What a segment's history keeps in such a way that it can be taken once more."""


def step_of(kind: str, *, today: date, work_date: date, **kept: Any) -> Repeatable:
    """The step that was kept, to be asked of the contacts of today."""
    return Keep(**kept) if kind == Kind.KEEP else Step.of(kind, kept, today=today, work_date=work_date)


def is_repeatable(kind: str, kept: Mapping[str, Any]) -> bool:
    return kind == Kind.KEEP or "typed" in kept


def take(step: Repeatable, *, segment: Segment, by: User | None, at: datetime) -> building.Added | SegmentStep:
    """Take a step with a segment; it is recorded whatever comes of it. At most six statements for any number of lines.

    Refused (ExpressionRefused): a criterion that makes no sense.
    """
    told: dict[str, Any] = {"words": step.in_words(), "criteria": step.kept, "by": by, "at": at}
    if isinstance(step, Step) and step.kind == Kind.ADD:
        found = step.criteria.contacts()
        return building.add(segment=segment, contacts=found, allow_existing=step.allow_existing, **told)
    return building.narrow(segment, step.going(segment.lines.in_segment()), step.kind, **told)


def take_all(steps: Iterable[Repeatable], *, segment: Segment, by: User | None, at: datetime) -> list[LeftOut]:
    """Take steps one after the other, all or none: against the contacts of today, not those of then (4.5).

    Answers whom the gate left out of them. Refused (ExpressionRefused) besides: what they name does not exist any more.
    """
    steps = list(steps)
    for step in steps:
        if isinstance(step, Step):
            step.criteria.refuse_unknown()
    with transaction.atomic():
        taken = [take(step, segment=segment, by=by, at=at) for step in steps]
    return [reason for done in taken if isinstance(done, building.Added) for reason in done.left_out]
