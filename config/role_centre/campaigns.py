"""The campaigns that run, end and start."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import ACTIVATED, Campaign, CampaignStatus, Overruling, When
from campaigns.models.campaign import CampaignQuerySet
from config.role_centre.parts import MOST_SHOWN, Panel, Tile, address
from core.access import may
from core.models import User
from pricing.models import SalesPrice
from pricing.preflight import Fault, faults_of


def counts(on: date) -> dict[str, int]:
    conditions = {"activated": ACTIVATED, **{when.value: when.condition(on=on) for when in When}}
    parts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return Campaign.objects.order_by().aggregate(all=Count("pk"), **parts)


def tiles(counted: dict[str, int]) -> Iterator[Tile]:
    if not counted:
        return
    yield Tile(_("Active campaigns"), counted["activated"], _of("activated=true"), _("their prices count"))
    yield Tile(_("Running today"), counted[When.RUNNING], _of_when(When.RUNNING), _("activated or not"))
    yield Tile(_("Ending within 7 days"), counted[When.ENDING], _of_when(When.ENDING))
    yield Tile(_("Starting within 30 days"), counted[When.STARTING], _of_when(When.STARTING))


def _of(query: str) -> str:
    return address("campaigns:list", query)


def _of_when(when: When) -> str:
    return _of(f"when={when.value}&sort=ending_date")


def pipeline(user: User) -> Iterator[Panel]:
    """How many campaigns stand at which status; for those who plan them."""
    if may(user, "add", Campaign):
        rows = list(CampaignStatus.objects.annotate(count=Count("campaign")).order_by("order"))
        empty = _("No status is set up yet.")
        yield Panel(_("Pipeline"), empty, rows, address("campaigns:list"), "home/_pipeline.html")


def this_week(user: User, on: date) -> Iterator[Panel]:
    """What starts and what ends within a week, and whether its prices count."""
    if not may(user, "add", Campaign):
        return
    empty = _("No campaign starts or ends within 7 days.")
    yield Panel(_("This week"), empty, list(of_week(on)[:MOST_SHOWN]), _of_when(When.ENDING), "home/_week.html")


def of_week(on: date) -> CampaignQuerySet:
    """Those that start or end within a week, the first to start first."""
    week = (on, on + timedelta(days=7))
    rows = Campaign.objects.for_list().filter(Q(starting_date__range=week) | Q(ending_date__range=week))
    return rows.order_by("starting_date", "pk")


def preflight(user: User) -> Iterator[Panel]:
    """What would go wrong with them; for those who put it right, and those who answer for it. Checked once the page
    stands."""
    if may(user, "view", SalesPrice) and (may(user, "add", Campaign) or may(user, "add", Overruling)):
        later = reverse("home_preflight")
        yield Panel(_("Pre-flight check"), "", [], _of_when(When.STARTING), "home/_preflight.html", later=later)


def faults_of_week(user: User, on: date) -> list[tuple[Campaign, list[Fault]]]:
    """Each campaign of the week with what nobody has overruled."""
    shown = list(of_week(on)[:MOST_SHOWN])
    found = faults_of(shown, on=on, with_cost=user.has_perm("items.view_unit_cost"))
    return [(each, [fault for fault in found[each.pk] if not fault.overruled]) for each in shown]


def panels(user: User, on: date, counted: dict[str, int]) -> Iterator[Panel]:
    """What runs; and what starts soon, for those who are not told about this week."""
    if not counted or not counted["all"]:
        return
    rows = Campaign.objects.for_list()
    for when, by, title, empty in [
        (When.RUNNING, "ending_date", _("Campaigns running today"), _("No campaign runs today.")),
        (When.STARTING, "starting_date", _("Starting soon"), _("No campaign starts within 30 days.")),
    ]:
        if when == When.STARTING and may(user, "add", Campaign):
            continue
        ordered = rows.when(when, on=on).order_by(F(by).asc(nulls_last=True), "pk")
        shown = list(ordered[:MOST_SHOWN]) if counted[when] else []
        yield Panel(title, empty, shown, _of(f"when={when.value}&sort={by}"), "home/_campaigns.html")
