"""The opportunities in progress."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from config.role_centre.parts import MOST_SHOWN, Panel, Tile, address
from core.access import may
from core.models import User
from opportunities.models import Opportunity, OpportunityEntry, Status
from salespeople.models import Salesperson


def tiles(user: User, seller: Salesperson | None, on: date) -> Iterator[Tile]:
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
    listed = address("opportunities:list", whose)
    yield Tile(label, counted["all"], listed, _("in progress"))
    yield Tile(_("Closing within 7 days"), counted["soon"], f"{listed}&since={on}&until={week}", _("opportunities"))
    if counted["late"]:
        yield Tile(_("Overdue"), counted["late"], f"{listed}&until={before}", _("opportunities"))


def panels(user: User, seller: Salesperson | None) -> Iterator[Panel]:
    """His own that close first."""
    if not seller or not may(user, "view", Opportunity):
        return
    mine: Any = (
        Opportunity.objects.filter(salesperson=seller, status=Status.IN_PROGRESS).with_now().select_related("contact")
    )
    rows = list(mine.order_by("closes_on", "pk")[:MOST_SHOWN])
    empty = _("None of your opportunities is in progress. Start one from the card of a contact.")
    whole = address("opportunities:list", f"status=in+progress&sort=closes_on&salesperson={seller.pk}")
    yield Panel(_("My opportunities"), empty, rows, whole, "home/_opportunities.html")
