from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from core import workdays
from core.dateformulas.landing import land
from core.pages import work_day_of


@require_GET
@login_required
def day_of(request: HttpRequest) -> HttpResponse:
    """Where the formula in the field `of` leads while somebody types it: from the day in the field `from`, else from
    the day the person works on."""
    typed = request.GET.get(request.GET.get("of", ""), "")
    found = land(typed, start=_start(request), workdays=workdays.ours(get_language())) if typed.strip() else None
    return render(request, "core/_formula_day.html", {"landing": found})


def _start(request: HttpRequest) -> date:
    return asked_day(request.GET.get(request.GET.get("from", ""), "")) or work_day_of(request)


def asked_day(text: str) -> date | None:
    """The day that an address names; none where it makes no sense."""
    try:
        return parse_date(text)
    except ValueError:
        return None
