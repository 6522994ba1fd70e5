"""What is done with a task: completed, cancelled, reopened, moved, handed over. Each goes back where it was asked."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activities import closing, moving
from activities.forms import HandOverForm, MoveForm, StatusForm
from activities.handing_over import hand_over as give
from activities.models import Status, Task
from activities.views.cards import say_closed
from core.access import permitted, person_of, way_back
from core.errors import Refused
from core.keys import row_in
from core.kinds import said
from core.pages import refusals_shown, work_day_of
from salespeople.models import Salesperson


class ChangedMeanwhile(Refused):
    pass


@require_POST
@permitted("activities.change_task")
@transaction.atomic
def complete(request: HttpRequest, number: str) -> HttpResponse:
    """`completed_by` says who did the task of a team; without it the person himself."""
    task, person = _task(number), person_of(request)
    named = row_in(Salesperson.objects.all(), request.POST.get("completed_by", ""))
    with refusals_shown(request):
        who = named or (Salesperson.objects.of(person) if task.team else None)
        following = closing.complete(task, by=person, on=work_day_of(request), at=now(), completed_by=who)
        _say_done(request, task, _("%(task)s is completed."))
        say_closed(request, task, following)
    return _back(request, task)


@require_POST
@permitted("activities.change_task")
@transaction.atomic
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    task = _task(number)
    with refusals_shown(request):
        following = closing.cancel(task, by=person_of(request), on=work_day_of(request), at=now())
        _say_done(request, task, _("%(task)s is canceled."))
        say_closed(request, task, following)
    return _back(request, task)


@require_POST
@permitted("activities.change_task")
@transaction.atomic
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    task = _task(number)
    with refusals_shown(request):
        if task.closed:
            closing.reopen(task, by=person_of(request), at=now())
        messages.success(request, _("%(task)s is open again.") % {"task": task})
    return _back(request, task)


@require_POST
@permitted("activities.change_task")
@transaction.atomic
def move(request: HttpRequest, number: str) -> HttpResponse:
    """To a day, or to where a date formula leads from today."""
    task = _task(number)
    form = MoveForm(request.POST, today=work_day_of(request))
    if not form.is_valid():
        messages.error(request, " ".join(form.sentences))
        return _back(request, task)
    with refusals_shown(request):
        _refuse_stale(request, task, task.date.isoformat())
        moving.move(task, to=form.cleaned_data["to"], by=person_of(request), at=now())
        messages.success(request, _("%(task)s is moved to %(day)s.") % {"task": task, "day": said(task.date)})
    return _back(request, task)


@require_http_methods(["GET", "POST"])
@permitted("activities.change_task")
@transaction.atomic
def set_status(request: HttpRequest, number: str) -> HttpResponse:
    """Another status; the page asks who completed the task of a team. It is sent there, or from the board."""
    task, person = _task(number), person_of(request)
    asked = {"status": Status.COMPLETED, "completed_by": Salesperson.objects.of(person), **request.GET.dict()}
    form = StatusForm(request.POST if request.method == "POST" else None, initial=asked, task=task)
    if not form.is_valid():
        return render(request, "activities/status.html", {"form": form, "task": task, "next": asked.get("next", "")})
    to, who = Status(form.cleaned_data["status"]), form.cleaned_data.get("completed_by")
    with refusals_shown(request):
        _refuse_stale(request, task, task.status)
        following = closing.set_status(task, to=to, by=person, on=work_day_of(request), at=now(), completed_by=who)
        messages.success(request, _("%(task)s: %(status)s.") % {"task": task, "status": to.label})
        if task.closed:
            say_closed(request, task, following)
    return _back(request, task)


@require_http_methods(["GET", "POST"])
@permitted("activities.change_task")
@transaction.atomic
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Another owner, after it was said what that does to the copies of a team and to a closed task (4.4)."""
    task = _task(number)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            give(task, by=person_of(request), at=now(), **form.cleaned_data)
            messages.success(request, _("%(task)s belongs to %(owner)s now.") % {"task": task, "owner": task.owner})
            return redirect(task)
    return render(request, "activities/hand_over.html", {"form": form, "task": task})


def _refuse_stale(request: HttpRequest, task: Task, current: str) -> None:
    """Board and calendar send what they showed (`was`): what somebody changed meanwhile stays as it is now."""
    if request.POST.get("was", current) != current:
        raise ChangedMeanwhile(_("Somebody changed “%(task)s” meanwhile; here it is as it is now.") % {"task": task})


def _say_done(request: HttpRequest, task: Task, sentence: str) -> None:
    """Lists show it no longer: the link leads to the card, which reopens it."""
    link = '{} <a class="alert-link" href="{}">{}</a>'
    url = task.get_absolute_url()
    messages.success(request, format_html(link, sentence % {"task": task}, url, _("Look at it or undo it")))


def _task(number: str) -> Task:
    """The main task of that number, or of the copy of that number, locked."""
    rows = Task.objects.for_list().select_for_update(of=("self",))
    task = rows.filter(main_task=None, number=number).first() or rows.filter(copies__number=number).first()
    if task is None:
        raise Http404
    return task


def _back(request: HttpRequest, task: Task) -> HttpResponse:
    return HttpResponseRedirect(way_back(request, otherwise=task.get_absolute_url()))
