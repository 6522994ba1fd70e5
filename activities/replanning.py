"""Another start for a campaign, and with it the work that counts from there (product, plan board)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities import notices
from activities.copies import follow
from activities.models import Task
from activities.models.rules import FIRST_DAY, LAST_DAY
from activities.ownership import refuse_others
from campaigns.models import Campaign
from core import workdays
from core.bulk import editing
from core.errors import Refused
from core.extensions import objections
from core.kinds import said
from core.models import ChangeSet, User

MOST_LISTED = 300


class CannotMove(Refused):
    pass


@dataclass(frozen=True)
class Move:
    task: Task
    to: date
    warning: str


@dataclass(frozen=True)
class Preview:
    """What another start would do: its first tasks one by one, the others (`more`) and those that stay as numbers."""

    days: int
    starting_date: date
    ending_date: date | None
    moves: Sequence[Move]
    more: int
    staying: int
    against: Sequence[str]

    @property
    def warned(self) -> int:
        return sum(bool(move.warning) for move in self.moves)


@dataclass(frozen=True)
class Choice:
    """Which open tasks move along: all of them but those `without`, or `only` these; and whether the end does."""

    only: Collection[int] | None = None
    without: Collection[int] = ()
    with_end: bool = True

    def of(self, rows: QuerySet[Task]) -> QuerySet[Task]:
        return rows.exclude(pk__in=self.without) if self.only is None else rows.filter(pk__in=self.only)


def preview(campaign: Campaign, *, start: date) -> Preview:
    """What would move; nothing is changed. Four statements. Refused as `replan`, but for the guards, which answer."""
    days = _distance(campaign, start)
    open_tasks = _open(campaign)
    calendar = workdays.ours(get_language())
    moves = [_move(task, days, calendar) for task in open_tasks.for_list().order_by("date", "pk")[:MOST_LISTED]]
    count = open_tasks.count()
    end = _shifted(campaign.ending_date, days) if campaign.ending_date else None
    return Preview(
        days,
        start,
        end,
        moves,
        more=count - len(moves),
        staying=Task.objects.main().filter(campaign=campaign, closed=True).count(),
        against=objections(campaign, "dates", starting_date=start, ending_date=end),
    )


@transaction.atomic
def replan(campaign: Campaign, *, start: date, choice: Choice, by: User, at: datetime) -> tuple[int, ChangeSet | None]:
    """Move the start, the end by as many days, and the chosen open tasks with their copies; closed ones stay.

    Answers how many tasks moved, and what takes them back. A number of statements that does not grow with theirs but
    by blocks. Refused when the campaign has no start or that one already, when something would leave the calendar or
    the end would lie before the start, when a guard of the dates objects, for more tasks than one edit takes
    (CannotMove), and for somebody else's tasks (ownership NotYours).
    """
    days = _distance(campaign, start)
    end = campaign.ending_date
    if end and choice.with_end:
        end = _shifted(end, days)
    _refuse(campaign, start, end)
    chosen = choice.of(_open(campaign))
    locked = chosen.select_for_update(of=("self",)).select_related("salesperson", "team")
    tasks = list(locked[: editing.MOST_ROWS + 1])
    _refuse_too_many(tasks)
    refuse_others(tasks, by=by)
    before = campaign.period
    campaign.starting_date, campaign.ending_date = start, end
    campaign.changed(by=by, at=at)
    campaign._change_reason = _reason(days, len(tasks), before)[:100]  # type: ignore[attr-defined]
    campaign.save()
    return len(tasks), _move_all(campaign, tasks, days, by=by, at=at)


def _move_all(campaign: Campaign, tasks: Sequence[Task], days: int, *, by: User, at: datetime) -> ChangeSet | None:
    if not tasks:
        return None
    reason = _("%(campaign)s moved by %(days)s days") % {"campaign": campaign.number, "days": f"{days:+d}"}
    words = _("Date: %(days)s days") % {"days": f"{days:+d}"}
    changes = [(task, {"date": _shifted(task.date, days)}) for task in tasks]
    change_set = editing.write(changes, words=words, by=by, at=at, reason=reason[:100])
    follow([task.pk for task in tasks])
    notices.tell_moved([*tasks, *Task.objects.filter(main_task__in=tasks)], by=by, at=at)
    return change_set


def _open(campaign: Campaign) -> Any:
    return Task.objects.open().main().filter(campaign=campaign)


def _distance(campaign: Campaign, start: date) -> int:
    if campaign.starting_date is None:
        raise CannotMove(_("%(campaign)s has no starting date yet. Give it one on its card.") % {"campaign": campaign})
    if start == campaign.starting_date:
        raise CannotMove(_("It starts on that day already. Choose another one."))
    return (_shifted(start, 0) - campaign.starting_date).days


def _refuse(campaign: Campaign, start: date, end: date | None) -> None:
    if end and end < start:
        raise CannotMove(_("The starting date must lie before the ending date."))
    if against := objections(campaign, "dates", starting_date=start, ending_date=end):
        raise CannotMove(" ".join(against))


def _refuse_too_many(tasks: Sequence[Task]) -> None:
    if len(tasks) > editing.MOST_ROWS:
        sentence = _("At most %(most)s tasks move at once. Untick the other open tasks, and move those in their list.")
        raise CannotMove(sentence % {"most": said(editing.MOST_ROWS)})


def _move(task: Task, days: int, calendar: workdays.Workdays) -> Move:
    to = _shifted(task.date, days)
    return Move(task, to, calendar.against(to))


def _shifted(day: date, days: int) -> date:
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        moved = date.max
    if not FIRST_DAY <= moved <= LAST_DAY:
        raise CannotMove(_("The dates must lie in the years 1900 to 2999."))
    return moved


def _reason(days: int, count: int, before: str) -> str:
    """What the history of the campaign says, and from it how to undo it."""
    sentence = ngettext(
        "Moved by %(days)s days with %(count)d task; before: %(before)s",
        "Moved by %(days)s days with %(count)d tasks; before: %(before)s",
        count,
    )
    return sentence % {"days": f"{days:+d}", "count": count, "before": before}
