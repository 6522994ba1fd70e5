"""What the pre-flight check needs to know of campaigns: asked of all of them at once, eight statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Count,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Round

from activities.models import Task
from campaigns.models import Campaign
from core.models import ExchangeRate
from items.models import ItemUnit
from pricing.models import SalesLineDiscount, SalesPrice, Source
from segments import consent
from segments.models import Segment, SegmentLine
from segments.outlook import NEEDS
from segments.targets import with_target

DECIMALS = 5
"""Of unit prices."""
HALF_A_STEP = Decimal("0.000005")
"""Unit prices that differ by less are the same."""
EXACT = DecimalField(max_digits=38, decimal_places=10)


@dataclass(frozen=True)
class Lines:
    """Of a segment: how many, how many lack what (by name of the need), and how many their contact does not want."""

    segment: Segment
    count: int = 0
    lacking: dict[str, int] = field(default_factory=dict)
    unwanted: int = 0


@dataclass
class Facts:
    has_target: bool = False
    has_rows: bool = False
    dearer: int = 0
    below_cost: dict[type[Any], int] = field(default_factory=dict)
    """Rows of each table whose price lies below the unit cost."""
    lines: list[Lines] = field(default_factory=list)
    due: list[tuple[date, int]] = field(default_factory=list)
    """The days on which its open tasks are due, and how many."""


def facts_of(campaigns: Sequence[Campaign], *, on: date) -> dict[int, Facts]:
    """By primary key of the campaign."""
    keys = [campaign.pk for campaign in campaigns]
    found = {key: Facts() for key in keys}
    for key in with_target(campaigns):
        found[key].has_target = True
    _look_at_rows(found, on=on)
    for each in _lines(keys):
        found[each.segment.campaign_id or 0].lines.append(each)
    for key, day, count in _due(keys):
        found[key].due.append((day, count))
    return found


def _look_at_rows(found: dict[int, Facts], *, on: date) -> None:
    """Their sales prices and line discounts; three statements."""
    for key in _with_rows(list(found)):
        found[key].has_rows = True
    for table in (SalesPrice, SalesLineDiscount):
        for key, dearer, below_cost in _compared(table, list(found), on=on):
            found[key].dearer += dearer
            found[key].below_cost[table] = below_cost


def _with_rows(keys: Sequence[int]) -> QuerySet[Any, int]:
    own = {"source_type": Source.CAMPAIGN, "source_key": OuterRef("pk")}
    has_rows = Exists(SalesPrice.objects.filter(**own)) | Exists(SalesLineDiscount.objects.filter(**own))
    return Campaign.objects.filter(has_rows, pk__in=keys).values_list("pk", flat=True)


def _compared(table: Any, keys: Sequence[int], *, on: date) -> QuerySet[Any]:
    """Campaign, how many of its rows are dearer than the item card, and how many lie below the unit cost; in the unit
    and at the rate of the row, as `pricing.comparison` does it for the rows of a page."""
    per_unit = ItemUnit.objects.filter(item=OuterRef("item"), unit=OuterRef("unit")).values("quantity_per_unit")[:1]
    rates = ExchangeRate.objects.filter(currency=OuterRef("currency"), starting_date__lte=on)
    rate = Subquery(rates.order_by("-starting_date").values("rate")[:1])
    factor, one = Coalesce(Subquery(per_unit), Decimal(1), output_field=EXACT), Value(Decimal(1), EXACT)
    rows = table.objects.filter(source_type=Source.CAMPAIGN, source_key__in=keys, item__isnull=False)
    rows = rows.filter(Q(currency=None) | Q(Exists(rates))).alias(
        card=_exact(F("item__unit_price") * factor),
        cost=_exact(F("item__unit_cost") * factor),
        price=_price_of(table, Coalesce(rate, one, output_field=EXACT), factor),
    )
    dearer = Count("pk", filter=Q(card__gt=0, price__gt=F("card")))  # no discount is
    below = Count("pk", filter=Q(cost__gt=0, price__lt=F("cost")))
    counted: QuerySet[Any] = rows.order_by().values_list("source_key").annotate(dearer=dearer, below=below)
    return counted


def _price_of(table: Any, rate: Any, factor: Any) -> Any:
    """What the item costs with the row, in local currency. SQLite would cut a quotient of whole numbers."""
    if table is SalesPrice:
        return _exact((F("unit_price") - Value(HALF_A_STEP, EXACT)) * rate)
    share = (100 - F("discount_percent")) * Value(Decimal("0.01"), EXACT)
    return Round(_exact(F("item__unit_price") * factor * share), DECIMALS)


def _exact(expression: Any) -> Any:
    return ExpressionWrapper(expression, output_field=EXACT)


def _lines(keys: Sequence[int]) -> list[Lines]:
    """Two statements."""
    segments = list(Segment.objects.filter(campaign__in=keys).order_by("number"))
    needs = {f"no_{need.name}": Count("pk", filter=need.lacking) for need in NEEDS}
    rows = SegmentLine.objects.in_segment().filter(segment__campaign__in=keys).order_by()
    counted = rows.values("segment").annotate(
        count=Count("pk"), unwanted=Count("pk", filter=consent.forbidden()), **needs
    )
    known = {row["segment"]: row for row in counted}
    return [_lines_of(segment, known.get(segment.pk)) for segment in segments]


def _lines_of(segment: Segment, row: Any) -> Lines:
    if row is None:
        return Lines(segment)
    return Lines(segment, row["count"], {need.name: row[f"no_{need.name}"] for need in NEEDS}, row["unwanted"])


def _due(keys: Sequence[int]) -> QuerySet[Any]:
    tasks = Task.objects.main().open().filter(campaign__in=keys).order_by("date")
    return tasks.values_list("campaign", "date").annotate(Count("pk"))
