"""What can be done with many tasks at once: each act says what a task would hold, or why it stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.handing_over import owners, refuse_owner
from activities.many import Stays
from activities.models import Status, Task
from activities.models.rules import FIRST_DAY, LAST_DAY
from core.dateformulas import DateFormula
from core.differences import Difference
from core.kinds import said
from salespeople.models import Salesperson, Team

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """To a day, or to where a date formula leads from the day of each."""

    to: date | None = None
    formula: DateFormula = field(default_factory=DateFormula)

    @property
    def words(self) -> str:
        if self.to:
            return _("Tasks moved to %(day)s") % {"day": said(self.to)}
        return _("Tasks moved by %(formula)s") % {"formula": self.formula.show(get_language() or "en")}

    def values(self, task: Task) -> Values:
        """Stays: a closed one, one of that day, one that would leave the calendar."""
        stay_if_closed(task)
        day = self.to or self.formula.apply(task.date)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise Stays(_("The date must lie in the years 1900 to 2999."))
        if day == task.date:
            raise Stays(_("It is on that day already."))
        return {"date": day}

    def difference(self, task: Task, values: Values) -> Difference:
        return Difference(_("Date"), said(task.date), said(values["date"]))


@dataclass(frozen=True)
class HandOver:
    """To a salesperson or to a team."""

    salesperson: Salesperson | None = None
    team: Team | None = None

    @property
    def words(self) -> str:
        return _("Tasks handed over to %(owner)s") % {"owner": self.salesperson or self.team}

    def values(self, task: Task) -> Values:
        """Stays: a closed one, a meeting, one that has that owner; all of them for a blocked one."""
        stay_if_closed(task)
        if task.is_meeting:
            raise Stays(_("It is a meeting: hand it over on its own card, as who attends it changes too."))
        refuse_owner(task, salesperson=self.salesperson, team=self.team)
        if task.owner == (self.salesperson or self.team):
            raise Stays(_("It has that owner already."))
        return owners(task, salesperson=self.salesperson, team=self.team)

    def difference(self, task: Task, values: Values) -> Difference:
        return Difference(_("Who does it"), str(task.owner), str(self.salesperson or self.team))


@dataclass(frozen=True)
class Complete:
    """On a day; the tasks of teams by a salesperson."""

    on: date
    completed_by: Salesperson | None = None

    @property
    def words(self) -> str:
        return _("Tasks completed")

    @cached_property
    def _teams(self) -> set[int]:
        """Of who completed them; asked once, however many tasks there are."""
        return set(self.completed_by.teams.values_list("pk", flat=True)) if self.completed_by else set()

    @cached_property
    def _had_copies(self) -> set[int]:
        """Open tasks of teams that he has a copy of since he was a member; asked once as well."""
        copies = Task.objects.open().filter(salesperson=self.completed_by, main_task__isnull=False)
        return set(copies.values_list("main_task_id", flat=True))

    def values(self, task: Task) -> Values:
        """Stays: a closed one, one that recurs, one of a team when nobody is named, or one who is not in it."""
        stay_if_closed(task)
        stay_if_recurring(task)
        if task.team and not self.completed_by:
            raise Stays(_("It is a team's task: say above who completed it."))
        if task.team and task.team_id not in self._teams and task.pk not in self._had_copies:
            sentence = _("%(salesperson)s is not in the team %(team)s.")
            raise Stays(sentence % {"salesperson": self.completed_by, "team": task.team})
        return closed(self.on) | {"cancelled": False, "completed_by": self.completed_by if task.team else None}

    def difference(self, task: Task, values: Values) -> Difference:
        return Difference(_("Status"), task.get_status_display(), str(Status.COMPLETED.label))


@dataclass(frozen=True)
class Cancel:
    on: date

    @property
    def words(self) -> str:
        return _("Tasks canceled")

    def values(self, task: Task) -> Values:
        """Stays: a closed one, one that recurs."""
        stay_if_closed(task)
        stay_if_recurring(task)
        return closed(self.on) | {"cancelled": True}

    def difference(self, task: Task, values: Values) -> Difference:
        return Difference(_("Status"), task.get_status_display(), _("Canceled"))


def closed(on: date) -> dict[str, Any]:
    return {"closed": True, "date_closed": on, "status": Status.COMPLETED}


def stay_if_closed(task: Task) -> None:
    if task.closed:
        raise Stays(_("It is closed."))


def stay_if_recurring(task: Task) -> None:
    """Its next one is looked at when it is made, and taking back would leave both."""
    if task.recurring:
        raise Stays(_("It recurs: close it on its own card, where the next one is shown."))
