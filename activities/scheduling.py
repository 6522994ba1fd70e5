"""What an activity makes for somebody from a day on: tasks that are not saved yet, to be looked at and changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from activities.assigning import refuse_blocked, refuse_empty, refuse_without_organizer
from activities.models import Activity, ActivityStep, Task, TaskType, times
from campaigns.models import Campaign
from contacts.models import Contact
from core.errors import Refused
from opportunities.models import Opportunity
from salespeople.models import Salesperson, Team


class NoOwner(Refused):
    pass


@dataclass(frozen=True)
class Target:
    """Who does the tasks, a salesperson or a team, and what they are about; each contact gets tasks of its own.

    `organizer` is who holds the meetings of a team; he need not belong to it. `segment_number` is text from above.
    With `each_own` every contact's own salesperson does them, and `salesperson` those of contacts without one.
    """

    salesperson: Salesperson | None = None
    team: Team | None = None
    organizer: Salesperson | None = None
    contacts: Sequence[Contact] = ()
    campaign: Campaign | None = None
    opportunity: Opportunity | None = None
    segment_number: str = ""
    each_own: bool = False


def schedule(activity: Activity, *, start: date, target: Target) -> list[Task]:
    """The tasks of the activity, contact by contact, in the order of its steps; each date counts from `start` (4.9).

    An activity without steps makes one task, on the first day. Meetings last all day until somebody says when.
    Refused without an owner or with two (NoOwner), where a formula leads out of the calendar (core FormulaRefused), and
    for the same people, teams and contacts as `assigning.assign`.
    """
    steps = list(activity.steps.all())
    _refuse_owners(target)
    refuse_empty([target.team])
    refuse_blocked(people=[target.salesperson, target.organizer], contacts=target.contacts)
    planned = steps or [ActivityStep(activity=activity, description=activity.description)]
    contacts: Sequence[Contact | None] = target.contacts or [None]
    tasks = [
        task_of(step, on=step.date_formula.apply(start), contact=contact, target=target)
        for contact in contacts
        for step in planned
    ]
    refuse_without_organizer(tasks)
    return tasks


def without_email(team: Team) -> list[Salesperson]:
    """Members who cannot be told by mail: their tasks are made all the same, with a warning (decision 25)."""
    return list(team.members.filter(email="").order_by("code"))


def task_of(step: ActivityStep, *, on: date, contact: Contact | None, target: Target) -> Task:
    is_meeting = step.type == TaskType.MEETING
    return Task(
        activity=step.activity,
        type=step.type,
        description=step.description or step.activity.description,
        priority=step.priority,
        date=on,
        all_day=is_meeting,
        duration=times.CALL if step.type == TaskType.PHONE_CALL else times.DAY,
        salesperson=None if target.each_own else target.salesperson,
        team=target.team,
        organizer=target.organizer if is_meeting and target.team else None,
        contact=contact,
        campaign=target.campaign,
        opportunity=target.opportunity,
        segment_number=target.segment_number,
    )


def _refuse_owners(target: Target) -> None:
    if not target.salesperson and not target.team and not target.each_own:
        raise NoOwner(_("Say who does the tasks: choose a salesperson or a team."))
    if target.team and target.each_own:
        raise NoOwner(_("Choose a team or each contact's own salesperson, not both."))
    if target.salesperson and target.team:
        raise NoOwner(_("Choose a salesperson or a team, not both."))
