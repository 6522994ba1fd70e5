"""Quotes and contacts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.role_centre.parts import MOST_SHOWN, Panel, Tile, address
from contacts.models import Contact
from core.access import may
from core.models import User
from core.paging import MOST_COUNTED
from sales.models import SalesDocument
from salespeople.models import Salesperson

RECENT = timedelta(days=30)


class CappedCount(Subquery):
    """How many rows there are, counted no further than one past MOST_COUNTED."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: MOST_COUNTED + 1])


def tiles(user: User, seller: Salesperson | None, on: date) -> Iterator[Tile]:
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
        yield label, mine, address("sales:list", query), _("of the last 30 days")
    if may(user, "view", Contact):
        for kind, label in [(Contact.Type.COMPANY, _("Companies")), (Contact.Type.PERSON, _("Persons"))]:
            yield label, Contact.objects.filter(type=kind), address("contacts:list", f"type={kind.value}"), ""


def panels(user: User, seller: Salesperson | None) -> Iterator[Panel]:
    if not may(user, "view", SalesDocument):
        return
    rows = SalesDocument.objects.quotes().for_list().order_by("-document_date", "-pk")
    mine = rows.filter(salesperson=seller) if seller else rows
    query = f"salesperson={seller.pk}" if seller else ""
    title = _("My newest quotes") if seller else _("Newest quotes")
    shown = list(mine[:MOST_SHOWN])
    yield Panel(title, _("No quote yet."), shown, address("sales:list", query), "home/_quotes.html")
