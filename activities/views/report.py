"""Tasks on paper, by who does them and by day (5.6)."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from activities.filters import ReportFilter
from activities.models import Task
from activities.tables import report_columns
from activities.views.shapes import filters_in, kept
from core.access import permitted
from core.exports import Table
from core.files import file_of
from core.filters import in_words
from core.pages import work_day_of
from core.paging import capped_count

MOST_PRINTED = 1000


@require_GET
@permitted("activities.view_task")
def report(request: HttpRequest, owner: str) -> HttpResponseBase:
    """The tasks of salespeople with their copies of team tasks, or those of teams; filtered as the list is."""
    filters, rows = filters_in(request, ReportFilter, owner=owner)
    owned = rows.filter(**{f"{owner}__isnull": False}).select_related("completed_by")
    in_order = owned.order_by(f"{owner}__code", "date", "pk")
    if "export" in request.GET:
        name = _("Team – Tasks") if owner == "team" else _("Salesperson – Tasks")
        return file_of(Table(name, report_columns(owner), in_order, lambda _rows: {}), request.GET["export"])
    tasks: Sequence[Task] = in_order[:MOST_PRINTED]
    count = capped_count(owned) if len(tasks) == MOST_PRINTED else len(tasks)
    context: dict[str, Any] = {
        "owner": owner,
        "owners": [(who, list(theirs)) for who, theirs in groupby(tasks, lambda task: getattr(task, owner))],
        "filtered_by": list(in_words(filters.form)),
        "today": work_day_of(request),
        "left_out": count - len(tasks),
        "kept": kept(request).urlencode(),
    }
    return render(request, "activities/report.html", context)
