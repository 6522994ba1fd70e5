from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.access import permitted, person_of
from core.pages import work_day_of
from opportunities import board as boards
from opportunities import ownership
from opportunities.filters import BoardFilter
from opportunities.models import Opportunity, SalesCycle


@require_GET
@permitted("opportunities.view_opportunity")
def board(request: HttpRequest) -> HttpResponse:
    """Of the cycle that `?cycle=` names, else of the proposed one, else of the first."""
    user = person_of(request)
    asked = request.GET.copy()
    if not asked.get("cycle") and (
        first := SalesCycle.objects.proposed() or SalesCycle.objects.order_by("code").first()
    ):
        asked["cycle"] = first.code
    filters = BoardFilter(asked, queryset=Opportunity.objects.all(), request=request)
    chosen = filters.form.cleaned_data if filters.is_valid() else {}
    cycle, salesperson = chosen.get("cycle"), chosen.get("salesperson")
    columns = boards.columns_of(cycle, salesperson=salesperson) if cycle else []
    context = {
        "filter": filters,
        "cycle": cycle,
        "salesperson": salesperson,
        "columns": columns,
        "reached": ownership.reached_by(user),
        "today": work_day_of(request),
    }
    return render(request, "opportunities/board.html", context)
