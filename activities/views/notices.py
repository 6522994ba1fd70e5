"""The bell of every page, and the page it leads to."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from activities import notices
from activities.models import Task
from core.access import permitted, person_of
from core.keys import row_in
from core.pages import work_day_of
from salespeople.models import Salesperson

MOST_READ = 20


@require_GET
@permitted("activities.view_task")
def bell(request: HttpRequest) -> HttpResponse:
    """How many there are; every page asks for it once it stands."""
    person = person_of(request)
    count = notices.count_of(person, on=work_day_of(request))
    return render(request, "activities/_bell_count.html", {"count": count, "most": notices.MOST})


@require_GET
@permitted("activities.view_task")
def notifications(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    overdue = notices.overdue_of(person, on=work_day_of(request))
    context = {
        "overdue": list(overdue[: notices.MOST]),
        "unread": list(notices.unread_of(person)[: notices.MOST]),
        "earlier": list(notices.read_by(person)[:MOST_READ]),
        "seller": Salesperson.objects.of(person),
        "most": notices.MOST,
    }
    return render(request, "activities/notifications.html", context)


@require_POST
@permitted("activities.view_task")
def read(request: HttpRequest) -> HttpResponse:
    """`notice` and `overdue` (a task) name one; without either, all of them."""
    person = person_of(request)
    sent, day = request.POST, work_day_of(request)
    if "notice" in sent:
        if notice := row_in(notices.unread_of(person), sent["notice"]):
            notices.read(person, notification=notice.pk)
    elif "overdue" in sent:
        if task := row_in(notices.overdue_of(person, on=day), sent["overdue"]):
            notices.know(person, Task.objects.filter(pk=task.pk), at=now())
    else:
        notices.read_all(person, on=day, at=now())
    return HttpResponseRedirect(reverse("activities:notifications"))
