"""Reports (5.6): who has which opportunities; one of them with its history; what stands at the stages of all cycles."""

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core import extensions
from core.access import permitted, person_of
from core.exports import Report
from core.files import file_of
from core.list_rows import open_to
from core.lists import BulkAction
from core.pages import work_day_of
from core.tables import Column
from opportunities import statistics
from opportunities.models import Opportunity, Stage
from opportunities.statistics import Tally
from opportunities.tables import BY_SALESPERSON_COLUMNS, ENTRY_COLUMNS, STANDS_COLUMNS, entry_line, stands_line
from opportunities.views.cards import OpportunityList


class BySalesperson(OpportunityList):
    """The list in the order of the salespeople, with the columns of their report; printed as any list."""

    url_name = "opportunities:by_salesperson"
    template_name = "pages/list.html"
    title = _("Opportunities by salesperson")
    rows_are = _("Opportunities")
    order = "salesperson_id"
    columns = BY_SALESPERSON_COLUMNS
    bulk_actions: ClassVar[Sequence[BulkAction]] = []
    new_url_name = ""


@require_GET
@permitted("opportunities.view_opportunity")
def details(request: HttpRequest, number: str) -> HttpResponseBase:
    """One opportunity with its entries, on paper."""
    opportunity = get_object_or_404(Opportunity.objects.for_card(), number=number)
    entries = list(opportunity.entries.select_related("stage", "close_code"))
    if "export" in request.GET:
        report = Report(str(opportunity), ENTRY_COLUMNS, [entry_line(entry) for entry in entries])
        return file_of(report, request.GET["export"])
    context = {"opportunity": opportunity, "entries": entries, "day": work_day_of(request)}
    return render(request, "opportunities/details.html", context)


@require_GET
@permitted("opportunities.view_salescycle")
def analysis(request: HttpRequest) -> HttpResponseBase:
    """Every sales cycle with its stages, what stands there and how long it took others, on paper."""
    person = person_of(request)
    stages = list(Stage.objects.select_related("cycle").order_by("cycle__code", "position"))
    figures = statistics.of_stages_of({stage.cycle_id for stage in stages})
    extra = [each for each in extensions.list_columns.of(Stage) if open_to(person, [each.column])]
    values = [(each.column, each.values(stages)) for each in extra]
    lines = [(stage, figures[stage.pk], [known.get(stage.pk) for _column, known in values]) for stage in stages]
    columns = [column for column, _known in values]
    if "export" in request.GET:
        heads = [Column("cycle", _("Sales cycle")), Column("stage", _("Stage")), *columns, *STANDS_COLUMNS]
        report = Report(_now("Sales cycle analysis"), heads, [stands_line(*line) for line in lines])
        return file_of(report, request.GET["export"])
    cycles = [
        (cycle, (rows := list(group)), sum((row[1].now for row in rows), Tally()))
        for cycle, group in groupby(lines, lambda line: line[0].cycle)
    ]
    context = {"cycles": cycles, "columns": columns, "day": work_day_of(request)}
    return render(request, "opportunities/analysis.html", context)
