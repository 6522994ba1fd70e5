"""The role centre: the figures and lists a person starts the day with, each leading to the list behind it.

Eight statements beside the frame's own at most; who may not see a table is not asked about it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.agenda import first_due
from activities.models import Task
from campaigns.models import ACTIVATED, Campaign, CampaignStatus, When
from contacts.models import Contact
from core.access import may
from core.models import User
from core.paging import MOST_COUNTED
from opportunities.models import Opportunity, OpportunityEntry
from sales.models import SalesDocument
from salespeople.models import Salesperson

MOST_SHOWN = 8
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Tile:
    """A figure and the address of the list that shows its rows; `capped` when there are more than were counted."""

    label: str | Promise
    value: int
    url: str
    note: str | Promise = ""
    capped: bool = False


@dataclass(frozen=True)
class Panel:
    """A short list of rows, with the address of the whole one."""

    title: str | Promise
    empty: str | Promise
    rows: list[Any]
    url: str
    template: str


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    icon: str


@dataclass(frozen=True)
class FirstStep:
    """Something to do before the product is of use, with the page to do it on for those who may."""

    label: str | Promise
    why: str | Promise
    url: str
    done: bool = False


def seen_by(user: User, *, on: date) -> dict[str, Any]:
    """`tiles`, `panels`, `links` and `first_steps` (none once there is a campaign) for the person, on that day."""
    sees_campaigns = may(user, "view", Campaign)
    counted = _campaign_counts(on) if sees_campaigns else {}
    seller = Salesperson.objects.of(user)
    tiles = [*_task_tiles(user, seller, on), *_campaign_tiles(counted), *_opportunity_tiles(user, seller, on)]
    tiles += _other_tiles(user, seller, on)
    return {
        "tiles": tiles,
        "panels": [*_task_panels(user, seller, on), *_campaign_panels(on, counted), *_quote_panels(user, seller)],
        "links": list(_links(user)),
        "first_steps": list(_first_steps(user)) if sees_campaigns and not counted["all"] else [],
        "seller": seller,
        "on": on,
    }


def _address(name: str, query: str = "") -> str:
    return reverse(name) + (f"?{query}" if query else "")


# --- tasks of the salesperson --------------------------------------------------------------------------


def _task_tiles(user: User, seller: Salesperson | None, on: date) -> Iterator[Tile]:
    """His open tasks, those due today and those overdue (5.5)."""
    if not seller or not may(user, "view", Task):
        return
    late, due = Count("pk", filter=Q(date__lt=on)), Count("pk", filter=Q(date=on))
    counted = Task.objects.open().of(seller).aggregate(all=Count("pk"), late=late, due=due)
    mine = f"salesperson={seller.pk}"
    yield Tile(_("My open tasks"), counted["all"], _address("activities:tasks", mine))
    yield Tile(_("Tasks due today"), counted["due"], _address("activities:tasks", f"{mine}&since={on}&until={on}"))
    yield Tile(_("Overdue tasks"), counted["late"], _address("activities:tasks", f"{mine}&state=overdue"))


def _task_panels(user: User, seller: Salesperson | None, on: date) -> Iterator[Panel]:
    if not seller or not may(user, "view", Task):
        return
    tasks = first_due(seller, on=on, most=MOST_SHOWN)
    empty = _("Nothing is due within the next 7 days.")
    yield Panel(_("My day"), empty, tasks, _address("activities:my_day"), "home/_tasks.html")


# --- campaigns --------------------------------------------------------------------------------------


def _campaign_counts(on: date) -> dict[str, int]:
    conditions = {"activated": ACTIVATED, **{when.value: when.condition(on=on) for when in When}}
    parts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return Campaign.objects.order_by().aggregate(all=Count("pk"), **parts)


def _campaign_tiles(counted: dict[str, int]) -> Iterator[Tile]:
    if not counted:
        return
    yield Tile(_("Active campaigns"), counted["activated"], _of("activated=true"), _("their prices count"))
    yield Tile(_("Running today"), counted[When.RUNNING], _of_when(When.RUNNING), _("activated or not"))
    yield Tile(_("Ending within 7 days"), counted[When.ENDING], _of_when(When.ENDING))
    yield Tile(_("Starting within 30 days"), counted[When.STARTING], _of_when(When.STARTING))


def _of(query: str) -> str:
    return _address("campaigns:list", query)


def _of_when(when: When) -> str:
    return _of(f"when={when.value}&sort=ending_date")


def _campaign_panels(on: date, counted: dict[str, int]) -> Iterator[Panel]:
    if not counted or not counted["all"]:
        return
    rows = Campaign.objects.for_list()
    for when, by, title, empty in [
        (When.RUNNING, "ending_date", _("Campaigns running today"), _("No campaign runs today.")),
        (When.STARTING, "starting_date", _("Starting soon"), _("No campaign starts within 30 days.")),
    ]:
        ordered = rows.when(when, on=on).order_by(F(by).asc(nulls_last=True), "pk")
        shown = list(ordered[:MOST_SHOWN]) if counted[when] else []
        yield Panel(title, empty, shown, _of(f"when={when.value}&sort={by}"), "home/_campaigns.html")


# --- opportunities ----------------------------------------------------------------------------------


def _opportunity_tiles(user: User, seller: Salesperson | None, on: date) -> Iterator[Tile]:
    """Those in progress: one's own where there are such, else everybody's (5.5)."""
    if not may(user, "view", Opportunity):
        return
    week, before = on + timedelta(days=7), on - timedelta(days=1)
    late, soon = Q(closes_on__lt=on), Q(closes_on__gte=on, closes_on__lte=week)
    running = OpportunityEntry.objects.open()
    mine = running.filter(opportunity__salesperson=seller) if seller else running
    counted = mine.aggregate(all=Count("pk"), late=Count("pk", filter=late), soon=Count("pk", filter=soon))
    whose = f"status=in+progress&sort=closes_on{f'&salesperson={seller.pk}' if seller else ''}"
    label = _("My opportunities") if seller else _("Opportunities")
    address = _address("opportunities:list", whose)
    yield Tile(label, counted["all"], address, _("in progress"))
    yield Tile(_("Closing within 7 days"), counted["soon"], f"{address}&since={on}&until={week}", _("opportunities"))
    if counted["late"]:
        yield Tile(_("Overdue"), counted["late"], f"{address}&until={before}", _("opportunities"))


# --- contacts and quotes ----------------------------------------------------------------------------


class CappedCount(Subquery):
    """How many rows there are, counted no further than one past MOST_COUNTED."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: MOST_COUNTED + 1])


def _other_tiles(user: User, seller: Salesperson | None, on: date) -> Iterator[Tile]:
    """Quotes, and the contacts (TO-172); one statement counts all of them."""
    asked = list(_others(user, seller, on))
    counts = [CappedCount(rows) for _label, rows, _url, _note in asked]
    found = User.objects.values_list(*counts).get(pk=user.pk) if counts else ()
    for (label, _rows, url, note), count in zip(asked, found, strict=True):
        yield Tile(label, min(count, MOST_COUNTED), url, note, capped=count > MOST_COUNTED)


Asked = tuple[str | Promise, QuerySet[Any], str, str | Promise]


def _others(user: User, seller: Salesperson | None, on: date) -> Iterator[Asked]:
    if may(user, "view", SalesDocument):
        since = on - RECENT
        quotes = SalesDocument.objects.quotes().filter(document_date__gte=since)
        mine = quotes.filter(salesperson=seller) if seller else quotes
        query = f"since={since.isoformat()}" + (f"&salesperson={seller.pk}" if seller else "")
        label = _("My quotes") if seller else _("Quotes")
        yield label, mine, _address("sales:list", query), _("of the last 30 days")
    if may(user, "view", Contact):
        for kind, label in [(Contact.Type.COMPANY, _("Companies")), (Contact.Type.PERSON, _("Persons"))]:
            yield label, Contact.objects.filter(type=kind), _address("contacts:list", f"type={kind.value}"), ""


def _quote_panels(user: User, seller: Salesperson | None) -> Iterator[Panel]:
    if not may(user, "view", SalesDocument):
        return
    rows = SalesDocument.objects.quotes().for_list().order_by("-document_date", "-pk")
    mine = rows.filter(salesperson=seller) if seller else rows
    query = f"salesperson={seller.pk}" if seller else ""
    title = _("My newest quotes") if seller else _("Newest quotes")
    shown = list(mine[:MOST_SHOWN])
    yield Panel(title, _("No quote yet."), shown, _address("sales:list", query), "home/_quotes.html")


# --- where to go and how to begin ---------------------------------------------------------------------


def _links(user: User) -> Iterator[Link]:
    offered = [
        (_("New campaign"), "campaigns:new", "speakerphone", "campaigns.add_campaign"),
        (_("New segment"), "segments:new", "users-group", "segments.add_segment"),
        (_("New opportunity"), "opportunities:new", "trending-up", "opportunities.add_opportunity"),
        (_("New quote"), "sales:new", "file-invoice", "sales.add_salesdocument"),
        (_("New task"), "activities:new_task", "checklist", "activities.add_task"),
        (_("Import"), "core:import", "table-import", "contacts.import_contact"),
        (_("What does it cost?"), "sales:why", "zoom-question", "sales.view_salesdocument"),
    ]
    for label, name, icon, permission in offered:
        if user.has_perm(permission):
            yield Link(label, reverse(name), icon)


def _first_steps(user: User) -> Iterator[FirstStep]:
    sets_up = user.is_staff and may(user, "add", CampaignStatus)
    yield FirstStep(
        _("Set up the campaign statuses"),
        _("The steps of your pipeline, such as Planned, Approved, Started and Done. An administrator does this."),
        reverse("admin:campaigns_campaignstatus_changelist") if sets_up else "",
        done=CampaignStatus.objects.exists(),
    )
    yield FirstStep(
        _("Import your contacts"),
        _("Customers with their persons, salespeople and items, from CSV files."),
        reverse("core:import") if user.has_perm("contacts.import_contact") else "",
        done=Contact.objects.exists(),
    )
    yield FirstStep(
        _("Create the first campaign"),
        _("Say what it is about and when; then choose its targets and register its prices."),
        reverse("campaigns:new") if may(user, "add", Campaign) else "",
    )
