"""What is looked at before tasks are created: the rows, the calendar, and how much their owners have to do already."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities import scheduling
from activities.calendar import StepDay, Typed, weeks_of
from activities.forms import AssignForm, ReviewFormSet, review_rows
from activities.models import Task
from core import workdays
from core.dateformulas.landing import on
from core.dateformulas.views import asked_day
from core.workdays import Workdays

NOTHING_TICKED = _("Tick the tasks that are to be created.")
MOVES = {"before": Workdays.before, "after": Workdays.after}


class Review:
    """The tasks an activity would make, as scheduled or as somebody sent them changed.

    A button beside a day that is free moves it to the working day before or after; nothing is created by that.
    """

    def __init__(self, request: HttpRequest, form: AssignForm) -> None:
        self.form = form
        self.workdays = workdays.ours(get_language())
        sent = _moved(request.POST, self.workdays) if request.method == "POST" else None
        shown = {"sent": sent} if sent else {"tasks": form.tasks}
        self.rows: ReviewFormSet = review_rows(form.target, self.workdays, **shown)
        self.is_decided = bool(sent) and "working" not in request.POST and self.rows.is_valid()

    @property
    def chosen(self) -> list[Task]:
        return self.rows.chosen(self.form.cleaned_data["activity"])

    @property
    def tasks(self) -> Sequence[Task]:
        """As they stand on the page; as scheduled while something there makes no sense."""
        return self.chosen if self.rows.is_bound and self.rows.is_valid() else self.form.tasks

    def context(self) -> dict[str, Any]:
        start, team = self.form.cleaned_data["start"], self.form.cleaned_data["team"]
        free = self.workdays
        days = [
            StepDay(Typed("", "", task.description, task.type), number, on(task.date, start=start, workdays=free))
            for number, task in enumerate(self.tasks, 1)
        ]
        weeks = weeks_of(days, start=start, workdays=free)
        return {
            "form": self.form,
            "rows": self.rows,
            "plan": {"start": start, "days": days, "weeks": weeks},
            "team": team,
            "silent": scheduling.without_email(team) if team else [],
        }


def _moved(sent: QueryDict, free: Workdays) -> QueryDict:
    """What was sent, with one row's day moved if that was asked."""
    row, _blank, way = sent.get("working", "").partition(" ")
    day = asked_day(sent.get(f"{row}-date", ""))
    if way not in MOVES or day is None:
        return sent
    changed = sent.copy()
    changed[f"{row}-date"] = MOVES[way](free, day).isoformat()
    return changed
