"""The open tasks of a salesperson: how many, and which come first."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from activities import offers
from activities.agenda import first_due
from activities.models import Task
from config.role_centre.parts import MOST_SHOWN, Panel, Tile, address
from core.access import may
from core.models import User
from salespeople.models import Salesperson


def tiles(user: User, seller: Salesperson | None, on: date) -> Iterator[Tile]:
    """His open tasks, those due today and those overdue (5.5)."""
    if not seller or not may(user, "view", Task):
        return
    late, due = Count("pk", filter=Q(date__lt=on)), Count("pk", filter=Q(date=on))
    counted = Task.objects.open().of(seller).aggregate(all=Count("pk"), late=late, due=due)
    mine = f"salesperson={seller.pk}"
    yield Tile(_("My open tasks"), counted["all"], address("activities:tasks", mine))
    yield Tile(_("Tasks due today"), counted["due"], address("activities:tasks", f"{mine}&since={on}&until={on}"))
    yield Tile(_("Overdue tasks"), counted["late"], address("activities:tasks", f"{mine}&state=overdue"))


def panels(user: User, seller: Salesperson | None, on: date) -> Iterator[Panel]:
    if not seller or not may(user, "view", Task):
        return
    tasks = first_due(seller, on=on, most=MOST_SHOWN)
    offers.fill_in(tasks, user=user, on=on)
    empty = _("Nothing is due within the next 7 days.")
    yield Panel(_("My day"), empty, tasks, address("activities:my_day"), "home/_tasks.html")
