"""The board: what is in progress in a sales cycle, a column for each stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from opportunities import moves, progress, statistics
from opportunities.models import OpportunityEntry, SalesCycle, Stage
from opportunities.moves import Move
from opportunities.statistics import Tally
from salespeople.models import Salesperson

MOST_SHOWN = 30
"""Cards in a column; the list shows them all."""


@dataclass(frozen=True)
class Column:
    """A stage with what stands there: the figures of all, the cards of those that close first."""

    stage: Stage
    figures: Tally
    cards: Sequence[OpportunityEntry]
    moves: Sequence[Move]

    @property
    def more(self) -> int:
        return self.figures.number - len(self.cards)


def columns_of(cycle: SalesCycle, *, salesperson: Salesperson | None = None) -> list[Column]:
    """Three statements, however much is in progress."""
    stages = progress.stages_in(cycle)
    entries = OpportunityEntry.objects.open().of_cycle(cycle)
    if salesperson:
        entries = entries.filter(opportunity__salesperson=salesperson)
    figures = statistics.by_stage(entries)
    cards: dict[int, list[OpportunityEntry]] = {stage.pk: [] for stage in stages}
    for entry in _first(entries):
        cards[entry.stage_id].append(entry)
    return [
        Column(stage, figures.get(stage.pk, Tally()), cards[stage.pk], moves.open_from(stage, stages))
        for stage in stages
    ]


def _first(entries: QuerySet[Any]) -> Iterable[Any]:
    place = Window(RowNumber(), partition_by=F("stage"), order_by=("closes_on", "pk"))
    keys = entries.order_by().annotate(place=place).filter(place__lte=MOST_SHOWN).values("pk")
    first = OpportunityEntry.objects.filter(pk__in=keys)
    yield from first.select_related("opportunity__contact", "opportunity__salesperson").order_by("closes_on", "pk")
