from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from activities.models import times
from activities.models.activity import Activity, Priority, TaskType
from activities.models.rules import CONSTRAINTS, INDEXES, CountedFrom, Status
from activities.models.task_rows import TaskQuerySet
from campaigns.models import Campaign
from contacts.models import Contact
from core import numbering
from core.addresses import address
from core.dateformulas import DateFormula
from core.dateformulas.fields import DateFormulaField
from core.models import Card, Comment, User
from core.words import HasWords
from opportunities.models import Opportunity, OpportunityEntry
from salespeople.models import Salesperson, Team

TASKS = numbering.purpose("tasks", _("Tasks"))
STATUSES = dict(Status.choices)


def _person(label: Any, **options: Any) -> Any:
    return models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=label, null=True, blank=True, db_index=False, **options
    )


class Task(Card, numbering.Numbered):
    """A piece of work for a salesperson, or for a team: then each member has a copy, which follows its main task."""

    purpose = TASKS
    copy_of = "main_task"
    offers: Any = ()
    """What may be offered to its contact; a page that shows it fills it in (activities.offers)."""
    unwanted: Any = ""
    """The words for a call or a visit that its contact does not want; filled in likewise (activities.consent)."""

    description = models.CharField(_("Description"), max_length=100)
    type = models.CharField(_("Type"), max_length=10, choices=TaskType, blank=True)
    status = models.CharField(_("Status"), max_length=11, choices=Status, default=Status.NOT_STARTED)
    priority = models.SmallIntegerField(_("Priority"), choices=Priority, default=Priority.NORMAL)
    date = models.DateField(_("Date"))
    start_time = models.TimeField(_("Start Time"), null=True, blank=True)
    duration = models.DurationField(_("Duration"), default=times.DAY)
    all_day = models.BooleanField(_("All Day Event"), default=False)
    location = models.CharField(_("Location"), max_length=100, blank=True)

    salesperson = _person(_("Salesperson"))
    team = models.ForeignKey(
        Team, models.PROTECT, verbose_name=_("Team"), null=True, blank=True, related_name="+", db_index=False
    )
    organizer = _person(_("Meeting organizer"), related_name="+")
    main_task = models.ForeignKey(
        "self",
        models.CASCADE,
        verbose_name=_("Main task"),
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, verbose_name=_("Contact"), null=True, blank=True, db_index=False
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, verbose_name=_("Campaign"), null=True, blank=True, db_index=False
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, verbose_name=_("Opportunity"), null=True, blank=True, db_index=False
    )
    opportunity_entry = models.ForeignKey(
        OpportunityEntry,
        models.SET_NULL,
        verbose_name=_("Opportunity entry"),
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        help_text=_("The step of the opportunity that started the task."),
    )
    activity = models.ForeignKey(Activity, models.SET_NULL, verbose_name=_("Activity"), null=True, editable=False)
    segment_number = models.CharField(_("Segment No."), max_length=20, blank=True, editable=False)

    closed = models.BooleanField(_("Closed"), default=False, editable=False)
    date_closed = models.DateField(_("Date Closed"), null=True, editable=False)
    cancelled = models.BooleanField(_("Canceled"), default=False, editable=False)
    completed_by = _person(_("Completed By"), editable=False, related_name="+")

    recurring = models.BooleanField(_("Recurring"), default=False)
    recurring_interval = DateFormulaField(_("Recurring Date Interval"), blank=True)
    counted_from = models.CharField(_("Calc. Due Date From"), max_length=12, choices=CountedFrom, blank=True)

    history = HistoricalRecords()
    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("Task")
        verbose_name_plural = _("Tasks")
        permissions = [("change_others_task", "Can change the tasks of others")]
        constraints = CONSTRAINTS
        indexes = INDEXES

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    def get_absolute_url(self) -> str:
        """A copy has no card of its own: it follows its main task."""
        return address("activities:task_card", self.main.number)

    @property
    def main(self) -> "Task":
        return self.main_task or self

    @property
    def family(self) -> "list[Task]":
        """This main task and its copies."""
        return [self, *self.copies.all()] if self.may_have_copies else [self]

    @property
    def may_have_copies(self) -> bool:
        """What one person does alone has none."""
        return self.team_id is not None or self.is_meeting

    @property
    def owner(self) -> Salesperson | Team | None:
        return self.team or self.salesperson

    @property
    def leader(self) -> Salesperson | None:
        """Who organizes it: of a team's meeting somebody who is named, else whose task it is."""
        leader: Salesperson | None = self.organizer or self.salesperson
        return leader

    @property
    def is_invitation(self) -> bool:
        """A copy for somebody who attends the meeting of one person."""
        return self.main_task is not None and self.team_id is None

    @property
    def is_meeting(self) -> bool:
        return self.type == TaskType.MEETING

    @property
    def is_call(self) -> bool:
        return self.type == TaskType.PHONE_CALL

    @property
    def phone(self) -> str:
        """The number under which its contact is called: his mobile, his own, else his company's."""
        contact = self.contact
        if contact is None:
            return ""
        return contact.mobile_phone or contact.phone or (contact.company.phone if contact.company else "")

    @property
    def end(self) -> times.End:
        return times.end_of(self.date, self.start_time, self.duration, all_day=self.all_day)

    @property
    def state(self) -> str:
        """The status in words; of a cancelled task, that it is."""
        return gettext("Canceled") if self.cancelled else str(STATUSES.get(self.status, self.status))

    @property
    def last_day(self) -> times.Day:
        """What has no times lasts a day; all else as long as it takes."""
        return self.end[0] if self.all_day or self.start_time else self.date

    def reopened(self, status: Status) -> None:
        """Take back that it was closed; the caller saves. Its next one is there already, and recurs instead of it."""
        if self.closed and self.recurring:
            self.recurring, self.recurring_interval, self.counted_from = False, DateFormula(), ""
        self.closed = self.cancelled = False
        self.date_closed = self.completed_by = None
        self.status = status

    def follow_me(self) -> None:
        """Let the copies be as this main task; one update, none for what one person does alone (4.3)."""
        if self.may_have_copies:
            self.copies.update(**{name: getattr(self, name) for name in FOLLOWED})

    def write(self, *, by: User | None, at: datetime) -> None:
        """Save this main task, changed by somebody, and its copies with it."""
        self.changed(by=by, at=at)
        self.save()
        self.follow_me()


FOLLOWED = [
    *["description", "type", "status", "priority", "date", "start_time", "duration", "all_day", "location"],
    *["team", "organizer", "contact", "campaign", "opportunity", "opportunity_entry", "activity", "segment_number"],
    *["closed", "date_closed", "cancelled", "completed_by", "recurring", "recurring_interval", "counted_from"],
    *["version", "modified_at", "modified_by"],
]
"""What a copy has in common with its main task: everything but the number, the person and the main task itself."""


Task._meta.get_field("description").register_lookup(HasWords)


class TaskComment(Comment):
    task = models.ForeignKey(Task, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")
