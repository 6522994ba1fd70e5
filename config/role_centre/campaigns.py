"""The campaigns that run, end and start."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from campaigns.models import ACTIVATED, Campaign, When
from config.role_centre.parts import MOST_SHOWN, Panel, Tile, address


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


def panels(on: date, counted: dict[str, int]) -> Iterator[Panel]:
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
