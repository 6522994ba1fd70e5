from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from activities import consent, offers
from activities.agenda import agenda_of
from activities.models import Task
from core.access import may, permitted, person_of
from core.pages import work_day_of
from salespeople.models import Salesperson


@require_GET
@permitted("activities.view_task")
def my_day(request: HttpRequest) -> HttpResponse:
    """What the salesperson who is logged in has to do: overdue, today, within a week, by campaign.

    With `?offers` also what may be offered to its contacts: a browser asks for it once the page stands.
    """
    person = person_of(request)
    seller, day = Salesperson.objects.of(person), work_day_of(request)
    parts = agenda_of(seller, on=day) if seller else []
    tasks = [task for part in parts for task in part.tasks]
    consent.fill_in(tasks)
    with_offers = "offers" in request.GET
    if with_offers:
        offers.fill_in(tasks, user=person, on=day)
    context = {
        "seller": seller,
        "on": day,
        "parts": parts,
        "tasks": tasks,
        "with_offers": with_offers,
        "may_change": may(person, "change", Task),
    }
    page = "activities/_agenda_offers.html" if request.htmx else "activities/my_day.html"  # type: ignore[attr-defined]
    return render(request, page, context)
