"""Sales cycles with their stages: set-up."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from core import pages
from core.tables import Column, Values
from opportunities import statistics
from opportunities.filters import CycleFilter
from opportunities.forms.cycle import CycleForm, Stages
from opportunities.models import SalesCycle
from opportunities.statistics import Tally
from opportunities.tables import CYCLE_COLUMNS

FIGURES = ("number", "estimated", "current")


class CycleList(pages.ListPage):
    model = SalesCycle
    url_name = "opportunities:cycles"
    template_name = "opportunities/cycles.html"
    columns = CYCLE_COLUMNS
    filterset_class = CycleFilter
    order = "code"
    empty = _("A sales cycle is the row of stages that an opportunity goes through, from first talk to signature.")
    new_url_name = "opportunities:new_cycle"
    new_label = _("New sales cycle")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return SalesCycle.objects.annotate(stage_count=Count("stages"))

    def values(self, rows: Sequence[Any], shown: Sequence[Column]) -> Values:
        values = super().values(rows, shown)
        if names := {column.name for column in shown}.intersection(FIGURES):
            tallies = statistics.of_cycles(rows)
            values |= {name: {row.pk: getattr(tallies.get(row.pk, Tally()), name) for row in rows} for name in names}
        return values


class CycleCard(pages.CardWithLines):
    model = SalesCycle
    form_class = CycleForm
    line_tables = [pages.LineTable(_("Stages"), Stages)]
    list_page = CycleList
    template_name = "opportunities/cycle_card.html"
    slug_field = slug_url_kwarg = "code"


class NewCycle(pages.NewCardPage):
    model = SalesCycle
    form_class = CycleForm
    list_page = CycleList


class CommentOnCycle(pages.CommentPage):
    model = SalesCycle
    slug_field = slug_url_kwarg = "code"


class DeleteCycle(pages.DeletePage):
    model = SalesCycle
    list_page = CycleList
    slug_field = slug_url_kwarg = "code"
