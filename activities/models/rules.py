"""What a task may be, held to by the database, and the indexes for the questions about tasks."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import times
from activities.models.activity import TaskType

IS_OPEN = Q(closed=False)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


class Status(models.TextChoices):
    NOT_STARTED = "not started", _("Not Started")
    IN_PROGRESS = "in progress", _("In Progress")
    COMPLETED = "completed", _("Completed")
    WAITING = "waiting", _("Waiting")
    POSTPONED = "postponed", _("Postponed")


class CountedFrom(models.TextChoices):
    """From which day the next one of a recurring task is counted."""

    DUE_DATE = "due date", _("Due Date")
    CLOSING_DATE = "closing date", _("Closing Date")


CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        name="activities_task_has_an_owner",
        condition=Q(salesperson__isnull=False) | Q(team__isnull=False),
        violation_error_message=_("Say whose task it is: a salesperson's or a team's."),
    ),
    models.CheckConstraint(
        name="activities_task_has_one_owner",
        condition=Q(main_task__isnull=False) | Q(salesperson__isnull=True) | Q(team__isnull=True),
        violation_error_message=_("A task belongs to a salesperson or to a team, not to both."),
    ),
    models.CheckConstraint(
        name="activities_task_in_the_calendar",
        condition=Q(date__gte=FIRST_DAY, date__lte=LAST_DAY),
        violation_error_message=_("The date must lie in the years 1900 to 2999."),
    ),
    models.CheckConstraint(
        name="activities_task_lasts",
        condition=Q(duration__gte=times.MINUTE, duration__lte=times.LONGEST),
        violation_error_message=_("A task must end at least a minute and at most ten years after its start."),
    ),
    models.CheckConstraint(
        name="activities_task_meeting_has_a_time",
        condition=~Q(type=TaskType.MEETING) | Q(all_day=True) | Q(start_time__isnull=False),
        violation_error_message=_("A meeting needs a start time, or lasts all day."),
    ),
    models.CheckConstraint(
        name="activities_task_closed_is_completed",
        condition=Q(closed=True, status=Status.COMPLETED, date_closed__isnull=False)
        | (Q(closed=False, cancelled=False, date_closed__isnull=True) & ~Q(status=Status.COMPLETED)),
        violation_error_message=_("A task is closed when it is completed or canceled, and open otherwise."),
    ),
    models.CheckConstraint(
        name="activities_task_recurs_by_a_rule",
        condition=Q(recurring=False, recurring_interval="", counted_from="")
        | (Q(recurring=True) & ~Q(recurring_interval="") & ~Q(counted_from="")),
        violation_error_message=_("A recurring task needs an interval and the date it is counted from."),
    ),
]
INDEXES = [
    models.Index(fields=["salesperson", "date", "id"], name="activities_task_by_person", condition=IS_OPEN),
    models.Index(fields=["salesperson", "status", "date", "id"], name="activities_task_own_board", condition=IS_OPEN),
    models.Index(fields=["team", "date"], name="activities_task_of_team", condition=IS_OPEN),
    models.Index(fields=["campaign", "date", "id", "closed", "main_task"], name="activities_task_by_campaign"),
    models.Index(fields=["contact", "date", "closed", "main_task"], name="activities_task_of_contact"),
    models.Index(fields=["opportunity", "date", "closed"], name="activities_task_of_opportunity"),
    models.Index(
        fields=["opportunity_entry"],
        name="activities_task_of_entry",
        condition=Q(opportunity_entry__isnull=False),
    ),
    models.Index(
        fields=["segment_number", "date", "closed"],
        name="activities_task_of_segment",
        condition=~Q(segment_number=""),
    ),
    models.Index(fields=["main_task"], name="activities_task_copies", condition=Q(main_task__isnull=False)),
    models.Index(fields=["date", "id"], name="activities_task_by_date"),
    models.Index(fields=["date", "id"], name="activities_task_open", condition=IS_OPEN & Q(main_task__isnull=True)),
    models.Index(
        fields=["status", "date", "id"],
        name="activities_task_by_status",
        condition=IS_OPEN & Q(main_task__isnull=True),
    ),
    models.Index(
        fields=["date", "closed", "-priority", "id"],
        name="activities_task_on_a_day",
        condition=Q(main_task__isnull=True),
    ),
    models.Index(
        fields=["date_closed", "id"],
        name="activities_task_closed_lately",
        condition=Q(closed=True),
    ),
]
