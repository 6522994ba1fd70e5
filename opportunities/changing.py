"""An opportunity gets another salesperson, campaign or contact: do its open tasks follow? (4.10, TO-163)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise

from core.models import User
from opportunities import work
from opportunities.models import Opportunity

PASSED_ON = ("salesperson", "campaign", "contact")


@dataclass(frozen=True)
class Change:
    """What the opportunity has, and what it shall have."""

    name: str
    label: str | Promise
    before: Any
    after: Any


@dataclass(frozen=True)
class Question:
    """Asked before the changes are saved: `tasks` of the opportunity are open and have what it had before."""

    changes: Sequence[Change]
    tasks: int


def question(opportunity: Opportunity, *, before: Opportunity) -> Question | None:
    """What is to be asked about a changed opportunity that is not saved yet; None where no open task is concerned."""
    changes = _changes(opportunity, before)
    tasks = work.open_for(before, **{change.name: change.before for change in changes}) if changes else 0
    return Question(changes, tasks) if tasks else None


def save(
    opportunity: Opportunity, *, before: Opportunity, with_tasks: bool = False, by: User | None, at: datetime
) -> None:
    """Save what was changed; open tasks follow if asked for. With another campaign its segment is another one, too."""
    changes = _changes(opportunity, before)
    if any(change.name == "campaign" for change in changes):
        opportunity.segment_number = ""
    with transaction.atomic():
        opportunity.changed(by=by, at=at)
        opportunity.save()
        if with_tasks and changes:
            work.pass_on(opportunity, before={change.name: change.before for change in changes}, by=by, at=at)


def _changes(opportunity: Opportunity, before: Opportunity) -> list[Change]:
    label = opportunity._meta.get_field
    pairs = [(name, getattr(before, name), getattr(opportunity, name)) for name in PASSED_ON]
    return [
        Change(name, label(name).verbose_name, old, new)  # type: ignore[union-attr]
        for name, old, new in pairs
        if old != new
    ]
