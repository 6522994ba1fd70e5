"""What the salespeople of the demo company have to do, and the activities it came from; days counted from today."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from activities.assigning import assign
from activities.models import Activity, ActivityStep, CountedFrom, Priority, Status, Task, TaskType, times
from activities.scheduling import Target, schedule
from campaigns.models import Campaign
from config.demo.rows import coded
from contacts.models import Contact
from core.dateformulas import DateFormula
from core.models import User
from salespeople.models import Salesperson, Team

CALL, MEETING = TaskType.PHONE_CALL, TaskType.MEETING
LOW, NORMAL, HIGH = Priority

ACTIVITIES = {
    "LAUNCH": (
        "Prepare a launch",
        [
            ("", "Brief the salespeople", HIGH, "-3W"),
            ("", "Send test bikes to key dealers", NORMAL, "-2W"),
            (CALL, "Call the dealers who got one", HIGH, "-1W"),
            ("", "Shop window material is up", NORMAL, "-1D"),
            (MEETING, "What did we learn?", LOW, "1M"),
        ],
    ),
    "FOLLOWUP": (
        "Follow up a quote",
        [
            (CALL, "Did the quote arrive?", NORMAL, "2D"),
            (CALL, "Ask what speaks against it", HIGH, "1W"),
            ("", "Make a last offer or close it", NORMAL, "3W"),
        ],
    ),
    "NEWSHOP": (
        "Welcome a new shop",
        [
            (CALL, "Welcome call", HIGH, ""),
            ("", "Send catalogue and price list", NORMAL, "1D"),
            (MEETING, "First visit", HIGH, "WD2+1W"),
            (CALL, "How do the first bikes sell?", LOW, "CM+10D"),
        ],
    ),
    "FAIR": (
        "Trade fair",
        [
            ("", "Book the stand", HIGH, "-3M"),
            ("", "Invite the dealers", NORMAL, "-1M"),
            ("", "Pack the van", NORMAL, "-1D"),
            (CALL, "Call everybody who left a card", HIGH, "1W"),
        ],
    ),
}


class Plan(NamedTuple):
    """A task of somebody; its day is counted from today."""

    description: str
    owner: str
    day: int
    type: str = ""
    campaign: str = ""
    priority: Priority = NORMAL
    with_contact: bool = True
    status: Status = Status.NOT_STARTED


PLANS = [
    Plan("Ask about the winter order", "SH", -4, CALL, "Ready for the rain", HIGH, status=Status.WAITING),
    Plan("Send the photos of the Dunes", "SH", -2, "", "Dunes city launch", status=Status.IN_PROGRESS),
    Plan("Does he take the jackets too?", "SH", 0, CALL, "Ready for the rain"),
    Plan("Confirm the test weekend", "SH", 0, CALL, "E-bike test month", HIGH),
    Plan("Collect the test bike", "SH", 1, "", "E-bike test month"),
    Plan("Show the Dunes Plus", "SH", 3, MEETING, "Dunes city launch", HIGH),
    Plan("Who wants the frames of last year?", "SH", 6, CALL, "Last year's frames", LOW),
    Plan("Visit to the workshop", "SH", 12, MEETING),
    Plan("Check stock for the tyre boxes", "JR", -1, "", "Tyre change"),
    Plan("Second call about tyres", "JR", 2, CALL, "Tyre change", status=Status.POSTPONED),
    Plan("Where are the studs?", "IT", 0, CALL, "Nordic winter grip", HIGH),
    Plan("Approve the spring budget", "MV", 1, "", "Spring catalogue", HIGH, with_contact=False),
    Plan(
        "Text for page 2 of the catalogue",
        "MV",
        5,
        "",
        "Spring catalogue",
        with_contact=False,
        status=Status.IN_PROGRESS,
    ),
    Plan("Birthday cakes for ten shops", "EW", 4, "", "Pebble birthday"),
]
START = {MEETING: time(14), CALL: time(10)}


def activities() -> dict[str, Activity]:
    found = coded([Activity(code=code, description=text) for code, (text, _steps) in ACTIVITIES.items()])
    ActivityStep.objects.bulk_create(
        ActivityStep(
            activity=found[code],
            position=10 * number,
            type=kind,
            description=text,
            priority=priority,
            date_formula=DateFormula(formula),
        )
        for code, (_text, steps) in ACTIVITIES.items()
        for number, (kind, text, priority, formula) in enumerate(steps, 1)
    )
    return found


def tasks(campaigns: dict[str, Campaign], sellers: dict[str, Salesperson], *, by: User, at: datetime) -> None:
    """Single tasks, one that recurs, one that is done, and two activities that were assigned."""
    today, known = at.date(), _contacts_of(sellers)
    rows = [_task(plan, campaigns, sellers, known, on=today) for plan in PLANS]
    weekly = Task(description="Report to management", salesperson=sellers["SH"], date=today + timedelta(days=2))
    weekly.recurring, weekly.recurring_interval = True, DateFormula("1W")
    weekly.counted_from = CountedFrom.DUE_DATE
    done = Task(description="Order the catalogue paper", salesperson=sellers["MV"], date=today - timedelta(days=9))
    done.closed, done.status, done.date_closed = True, Status.COMPLETED, today - timedelta(days=8)
    done.campaign = campaigns["Spring catalogue"]
    assign([*rows, weekly, done, *_assigned(campaigns, on=today)], by=by, at=at)


def _assigned(campaigns: dict[str, Campaign], *, on: date) -> list[Task]:
    known = {activity.code: activity for activity in Activity.objects.filter(code__in=ACTIVITIES)}
    benelux, launch = Team.objects.get(code="BENELUX"), campaigns["Dunes city launch"]
    organizer = launch.salesperson
    team = Target(team=benelux, organizer=organizer, campaign=launch)
    spring = campaigns["Spring catalogue"]
    return [
        *schedule(known["LAUNCH"], start=launch.starting_date or on, target=team),
        *schedule(known["FOLLOWUP"], start=on, target=Target(salesperson=spring.salesperson, campaign=spring)),
    ]


def _contacts_of(sellers: dict[str, Salesperson]) -> dict[str, list[Contact]]:
    found: dict[str, list[Contact]] = {code: [] for code in sellers}
    for contact in (
        Contact.objects.filter(salesperson__in=sellers.values()).select_related("salesperson").order_by("pk")
    ):
        if contact.salesperson:
            found[contact.salesperson.code].append(contact)
    return found


def _task(
    plan: Plan,
    campaigns: dict[str, Campaign],
    sellers: dict[str, Salesperson],
    known: dict[str, list[Contact]],
    *,
    on: date,
) -> Task:
    contacts = known[plan.owner] if plan.with_contact else []
    row = Task(description=plan.description, type=plan.type, priority=plan.priority, date=on + timedelta(days=plan.day))
    row.status = plan.status
    row.salesperson, row.campaign = sellers[plan.owner], campaigns.get(plan.campaign)
    row.contact = contacts[(7 * plan.day) % len(contacts)] if contacts else None
    if plan.type:
        row.start_time = START[TaskType(plan.type)]
        row.duration = times.CALL if plan.type == CALL else times.CALL * 3
    return row
